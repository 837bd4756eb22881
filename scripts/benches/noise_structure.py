"""Errors in placeholders, tags, addresses and numbers, for `scripts/bench noise`.

News has few of them: both texts are given one first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from noise_texts import NUMBER, cut, one, tidy

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from noise_texts import Change, Text

ENOUGH_WORDS = 8


def in_brackets(text: str, what: str) -> str:
    """Put something after the first word of a text, in brackets.

    >>> in_brackets("He said so.", "%s")
    'He (%s) said so.'
    """
    head, _, tail = text.partition(" ")
    return f"{head} ({what}) {tail}".rstrip()


PLACES: tuple[Callable[[str, str], str], ...] = (
    "{1}: {0}".format,
    "{0} ({1})".format,
    "{0} — {1}".format,
    in_brackets,
)
"""Ways to put a placeholder into a text."""


def with_both(text: Text, what: str, rng: random.Random) -> tuple[str, str]:
    """Return source and target with a placeholder: for a number that both have, or added."""
    shared = sorted(set(NUMBER.findall(text.source)) & set(NUMBER.findall(text.target)))
    shared = [n for n in shared if text.source.count(n) == text.target.count(n) == 1]
    if shared:
        number = rng.choice(shared)
        return text.source.replace(number, what), text.target.replace(number, what)
    place = rng.choice(PLACES)
    return place(text.source, what), place(text.target, what)


def breaks(whats: tuple[tuple[str, str], ...]) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: a placeholder is put in and becomes something else in the target."""

    def make(text: Text, rng: random.Random) -> Change | None:
        if "%" in text.source + text.target:
            return None
        what, wrong = rng.choice(whats)
        source, target = with_both(text, what, rng)
        return source, target, tidy(target.replace(what, wrong))

    return make


def name_placeholder(text: Text, rng: random.Random) -> Change | None:
    """Translate the name of a placeholder."""
    wrong = {"ru": ("имя", "число", "город"), "be": ("імя", "лік", "горад")}[text.lang]
    at = rng.randrange(3)
    what = ("{name}", "{count}", "{city}")[at]
    source, target = with_both(text, what, rng)
    return source, target, target.replace(what, f"{{{wrong[at]}}}")


def placeholder_added(text: Text, rng: random.Random) -> Change | None:
    """Put a placeholder into the target alone."""
    place, what = rng.choice(PLACES), rng.choice(("%s", "%d"))
    if "%" in text.source + text.target:
        return None
    return text.source, text.target, place(text.target, what)


def tagged(text: str, before: str, after: str, count: int) -> str:
    """Put tags around the first words of a text."""
    words = text.split(" ")
    return " ".join([before + " ".join(words[:count]) + after, *words[count:]])


def breaks_tags(
    broken: Callable[[str, str, str], str],
) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: tags are put around words, and something becomes of those of the target."""
    pairs = (
        *(("<b>", "</b>"), ("<em>", "</em>"), ("<strong>", "</strong>")),
        ('<a href="https://gazeta-rajona.by/">', "</a>"),
    )

    def make(text: Text, rng: random.Random) -> Change | None:
        if min(len(text.source.split()), len(text.target.split())) <= ENOUGH_WORDS:
            return None
        before, after = rng.choice(pairs)
        count = rng.randrange(1, 4)
        source, target = (tagged(t, before, after, count) for t in (text.source, text.target))
        return source, target, broken(target, before, after)

    return make


def renamed(target: str, before: str, after: str) -> str:
    """Rename an element in both tags of it."""
    name = after[2:-1]
    new = {"b": "i", "em": "strong", "strong": "b", "a": "span"}[name]
    opening = before.replace(f"<{name}", f"<{new}", 1)
    return target.replace(before, opening).replace(after, f"</{new}>")


def address(text: Text, what: str) -> tuple[str, str]:
    """Put an address behind both texts."""
    return f"{text.source} ({what})", f"{text.target} ({what})"


def url_changed(text: Text, rng: random.Random) -> Change | None:
    """Change a letter of a URL."""
    url = f"https://gazeta-rajona.by/news/{text.row.at.replace('.', '/')}"
    source, target = address(text, url)
    letters = [m.start() for m in re.finditer(r"[a-z]", url) if m.start() > len("https://")]
    at = rng.choice(letters)
    new = rng.choice([letter for letter in "abcdefghiklmnoprstu" if letter != url[at]])
    return source, target, target.replace(url, cut(url, at, at + 1, new))


def email_lost(text: Text, rng: random.Random) -> Change | None:
    """Lose an e-mail address."""
    what = rng.choice(("redaktar@gazeta-rajona.by", "a.smith@mail.vestki.by"))
    source, target = address(text, what)
    return source, target, text.target


def link_lost(text: Text, rng: random.Random) -> Change | None:
    """Lose where a Markdown link leads, with the brackets of its text or without."""
    count, target_url = rng.randrange(1, 4), "(https://gazeta-rajona.by/story)"
    source, target = (tagged(t, "[", "]" + target_url, count) for t in (text.source, text.target))
    kept = tagged(text.target, "[", "]", count) if rng.random() < 1 / 2 else text.target
    return source, target, kept


# --- numbers --------------------------------------------------------------------------------------


def breaks_number(
    change: Callable[[str, random.Random], str | None], pattern: re.Pattern[str] = NUMBER
) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: a number of the source that the target has too becomes another."""

    def make(text: Text, rng: random.Random) -> Change | None:
        known = {n.replace(",", ".") for n in NUMBER.findall(text.source)}
        known |= {n.replace(",", "") for n in NUMBER.findall(text.source)}
        match = one(
            [m for m in pattern.finditer(text.target) if m.group().replace(",", ".") in known], rng
        )
        new = change(match.group(), rng) if match else None
        if match is None or new is None or new == match.group():
            return None
        broken = cut(text.target, *match.span(), new)
        return text.source, text.target, broken if new else tidy(broken)

    return make


def digit_changed(number: str, rng: random.Random) -> str | None:
    """Change a digit, the first one not to 0."""
    at = rng.choice([i for i, c in enumerate(number) if c.isdigit()])
    return cut(number, at, at + 1, rng.choice([d for d in "123456789" if d != number[at]]))


def decimal_shift(number: str, rng: random.Random) -> str | None:
    """Move the decimal mark by a place, or add a nought."""
    whole, mark, rest = number.partition("," if "," in number else ".")
    if mark:
        moved = whole + rest[0] + (mark + rest[1:] if rest[1:] else "")
        return moved.lstrip("0") or None
    if len(number) > 1 and rng.random() < 1 / 2:
        return f"{number[:-1]},{number[-1]}"
    return f"{number}0"


def digits_swapped(number: str, rng: random.Random) -> str | None:
    """Swap two neighbouring digits that differ."""
    places = [
        i
        for i in range(len(number) - 1)
        if number[i : i + 2].isdigit() and number[i] != number[i + 1] and number[i + 1] != "0"
    ]
    if not places:
        return None
    at = rng.choice(places)
    return cut(number, at, at + 2, number[at + 1] + number[at])


def year_changed(number: str, rng: random.Random) -> str | None:
    """Take another year nearby."""
    return str(int(number) + rng.choice((-10, -2, -1, 1, 2, 10)))
