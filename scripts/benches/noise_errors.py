"""Errors as they happen, put into translations that are right, for `scripts/bench noise`.

A kind makes of a row of news a case: a unit that is right, and the same with one error. Where news
has nothing that could break (placeholders, tags), both its texts are given it first. The module
knows nothing of the rules that are measured.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

__all__ = ["KINDS", "Case", "Kind", "Row", "Unit", "cases"]

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBER = re.compile(r"(?<![\w.,:-])\d+(?:[.,]\d+)?(?![\w:-]|[.,]\d)")
YEAR = re.compile(r"(?<![\w.,:$£€-])(?:19|20)\d\d(?![\w:%-]|[.,]\d)")
NEXT_SENTENCE = re.compile(r"(?<=[a-zа-яёіў][.!?]) (?=[A-ZА-ЯЁІЎ])")
PAIRS = ("«»", "“”", "„“", '""', "()", "[]")
LATIN = dict(zip("асеорхіАВСЕНКМОРТХІ", "aceopxiABCEHKMOPTXI", strict=True))
LETTERS = {"ru": "абвгдежзийклмнопрстуфхцчшщыьэюя", "be": "абвгдежзйклмнопрстуўфхцчшыьэюяі"}
FOREIGN = {"ru": (("и", "і"), ("И", "І")), "be": (("і", "и"), ("ў", "щ"), ("ш", "щ"), ("І", "И"))}
VOWEL, CONSONANT = "аеёіоуыэюя", "бвгджзйклмнпрстфхцчш"
NEGATION = re.compile(r"\b(?:not|never|no|cannot)\b|n['’]t\b")
NOT = re.compile(r"(?<!\w)не (?=\w)")
ENOUGH_WORDS = 8


class Row(NamedTuple):
    """A unit of news: `at` is document and line, `texts` are by language, en, ru, be and uk."""

    at: str
    texts: dict[str, str]


class Unit(NamedTuple):
    """An entry of a catalog."""

    at: str
    source: str
    target: str
    flags: str = ""


class Case(NamedTuple):
    """A unit before and after the error."""

    good: Unit
    bad: Unit


class Text(NamedTuple):
    """What a kind is given: source and target, the row they are from and its language."""

    source: str
    target: str
    row: Row
    lang: str
    words: dict[str, frozenset[str]]


Change = tuple[str, str, str]
"""Source and target that are right, and the target that is wrong."""


class Kind(NamedTuple):
    """A kind of error. `make` returns None where a text has no room for it.

    `group` is what has to be switched on: "" nothing, "space" the level info, "spelling" a speller.
    """

    name: str
    make: Callable[[Text, random.Random], Change | None]
    langs: tuple[str, ...] = ("ru", "be")
    group: str = ""
    flags: str = ""
    floor: float = 0.8


def cases(
    kind: Kind, rows: list[Row], lang: str, words: dict[str, frozenset[str]], rng: random.Random
) -> Iterator[Case]:
    """Yield a case of every row that has room for the error, the rows in an order by chance."""
    for row in rng.sample(rows, len(rows)):
        made = kind.make(Text(row.texts["en"], row.texts[lang], row, lang, words), rng)
        if made is not None and made[1] != made[2]:
            source, good, bad = made
            yield Case(
                Unit(row.at, source, good, kind.flags), Unit(row.at, source, bad, kind.flags)
            )


# --- how texts are changed ------------------------------------------------------------------------


def cut(text: str, start: int, end: int, new: str = "") -> str:
    """Replace a part of a text."""
    return text[:start] + new + text[end:]


def one(matches: list[re.Match[str]], rng: random.Random) -> re.Match[str] | None:
    """Choose a match, None of none."""
    return rng.choice(matches) if matches else None


def at_words(text: str, phrase: str) -> str:
    """Put something after the first words of a text, in brackets.

    >>> at_words("He said so.", "%s")
    'He (%s) said so.'
    """
    head, _, tail = text.partition(" ")
    return f"{head} ({phrase}) {tail}" if tail else f"{head} ({phrase})"


PLACES: tuple[Callable[[str, str], str], ...] = (
    lambda text, what: f"{what}: {text}",
    lambda text, what: f"{text} ({what})",
    at_words,
)
"""Ways to put a placeholder into both texts."""


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


def tidy(text: str) -> str:
    """Take away what is left of the room of something that was removed.

    >>> tidy("One () two  three")
    'One two three'
    """
    return re.sub(r" {2,}", " ", re.sub(r" ?\(\)|^: ", "", text)).strip()


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
        ('<a href="https://example.org/">', "</a>"),
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
    url = f"https://example.org/news/{text.row.at.replace('.', '/')}"
    source, target = address(text, url)
    letters = [m.start() for m in re.finditer(r"[a-z]", url) if m.start() > len("https://")]
    at = rng.choice(letters)
    new = rng.choice([letter for letter in "abcdefghiklmnoprstu" if letter != url[at]])
    return source, target, target.replace(url, cut(url, at, at + 1, new))


def email_lost(text: Text, rng: random.Random) -> Change | None:
    """Lose an e-mail address."""
    what = rng.choice(("news@example.org", "a.smith@mail.example.com"))
    source, target = address(text, what)
    return source, target, text.target


def link_lost(text: Text, rng: random.Random) -> Change | None:
    """Lose where a Markdown link leads, with the brackets of its text or without."""
    count, target_url = rng.randrange(1, 4), "(https://example.org/story)"
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


# --- letters and words ----------------------------------------------------------------------------


def words_of(text: str, least: int = 3) -> list[re.Match[str]]:
    """Return the words of a text that are as long."""
    return [match for match in WORD.finditer(text) if len(match.group()) >= least]


def breaks_word(
    change: Callable[[str, str, random.Random], str | None], least: int = 3
) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: a Cyrillic word of the target becomes another."""

    def make(text: Text, rng: random.Random) -> Change | None:
        found = [m for m in words_of(text.target, least) if not m.group().isascii()]
        for match in rng.sample(found, len(found)):
            new = change(match.group(), text.lang, rng)
            if new is not None and new != match.group():
                return text.source, text.target, cut(text.target, *match.span(), new)
        return None

    return make


def look_alike(word: str, _lang: str, rng: random.Random) -> str | None:
    """Type a letter in the Latin layout."""
    places = [i for i, letter in enumerate(word) if letter in LATIN]
    if not places or any(letter.isascii() and letter.isalpha() for letter in word):
        return None
    at = rng.choice(places)
    return cut(word, at, at + 1, LATIN[word[at]])


def foreign_letter(word: str, lang: str, rng: random.Random) -> str | None:
    """Type a letter of the sister language."""
    options = [pair for pair in FOREIGN[lang] if pair[0] in word]
    return word.replace(*rng.choice(options), 1) if options else None


def mojibake(word: str, _lang: str, _rng: random.Random) -> str | None:
    """Read UTF-8 as cp1251."""
    try:
        return word.encode().decode("cp1251")
    except UnicodeDecodeError:
        return None


def capitals(word: str, _lang: str, _rng: random.Random) -> str | None:
    """Keep the shift key down for a letter too long."""
    return word[:2].upper() + word[2:] if word[0].isupper() and word[1:].islower() else None


def typo(word: str, lang: str, rng: random.Random) -> str | None:
    """Drop, double, swap or replace a letter of a word in small letters, not the first."""
    if not word.islower() or not word.isalpha():
        return None
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            cut(word, at, at + 1),
            cut(word, at, at, word[at]),
            cut(word, at, at + 2, word[at + 1] + word[at]),
            cut(word, at, at + 1, rng.choice(LETTERS[lang])),
        )
    )


def other(lang: str) -> str:
    """Return the sister language."""
    return {"ru": "be", "be": "ru"}[lang]


def in_language(lang: str) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: the whole target in another language ("" the sister language)."""

    def make(text: Text, _rng: random.Random) -> Change | None:
        return text.source, text.target, text.row.texts[lang or other(text.lang)]

    return make


def sister_word(text: Text, rng: random.Random) -> Change | None:
    """Leave a word of the sister language in, in place of the one most like it."""
    alien = [
        m.group()
        for m in words_of(text.row.texts[other(text.lang)], 5)
        if m.group().islower() and m.group() not in text.words[text.lang]
    ]
    own = [m for m in words_of(text.target, 5) if m.group().islower()]
    if not alien or not own:
        return None
    word = rng.choice(alien)
    match = max(own, key=lambda m: SequenceMatcher(None, m.group(), word).ratio())
    return text.source, text.target, cut(text.target, *match.span(), word)


def copied(text: Text, _rng: random.Random) -> Change | None:
    """Copy the source."""
    return text.source, text.target, text.source


def clause_left(text: Text, rng: random.Random) -> Change | None:
    """Leave the last words of the source untranslated, 4 to 8 of them."""
    source, target = text.source.split(), text.target.split()
    count = rng.randrange(4, 9)
    if min(len(source), len(target)) < count + 4:
        return None
    return text.source, text.target, " ".join(target[:-count] + source[-count:])


def short_u(pattern: str, new: str) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: a letter that a pattern finds, the last of it, becomes the other one."""
    compiled = re.compile(pattern)

    def make(text: Text, rng: random.Random) -> Change | None:
        match = one(list(compiled.finditer(text.target)), rng)
        if match is None:
            return None
        return text.source, text.target, cut(text.target, match.end() - 1, match.end(), new)

    return make


# --- punctuation and parts of texts ---------------------------------------------------------------


def unbalanced(pairs: tuple[str, ...]) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: one of the only pair of marks of its sort goes."""

    def make(text: Text, rng: random.Random) -> Change | None:
        for pair in pairs:
            if sum(map(text.target.count, set(pair))) == 2:  # noqa: PLR2004  (one pair)
                marks = sorted((text.target.index(pair[0]), text.target.rindex(pair[1])))
                at = rng.choice(marks)
                return text.source, text.target, cut(text.target, at, at + 1)
        return None

    return make


def truncated(text: Text, rng: random.Random) -> Change | None:
    """Cut the last 20 to 60 % of the words off, with the stop."""
    words = text.target.split()
    if len(words) < ENOUGH_WORDS or text.target[-1] not in ".!?":
        return None
    kept = " ".join(words[: round(len(words) * rng.uniform(0.4, 0.8))])
    return text.source, text.target, kept.rstrip(" ,;:—–-.")


def two_sentences(text: Text) -> tuple[list[str], list[str]] | None:
    """Return the sentences of both texts where they are two each."""
    parts = NEXT_SENTENCE.split(text.source), NEXT_SENTENCE.split(text.target)
    return parts if [len(part) for part in parts] == [2, 2] else None


def sentence_lost(text: Text, _rng: random.Random) -> Change | None:
    """Lose the second of two sentences."""
    parts = two_sentences(text)
    return (text.source, text.target, parts[1][0]) if parts else None


def end_mark(marks: str, new: str) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: the mark that both texts end with becomes another."""

    def make(text: Text, _rng: random.Random) -> Change | None:
        if text.source[-1] not in marks or text.target[-1] != text.source[-1]:
            return None
        return text.source, text.target, text.target.rstrip(marks) + new

    return make


def at_pattern(pattern: str, new: str) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: something that a pattern finds in the target becomes something else."""
    compiled = re.compile(pattern)

    def make(text: Text, rng: random.Random) -> Change | None:
        match = one(list(compiled.finditer(text.target)), rng)
        if match is None:
            return None
        return text.source, text.target, cut(text.target, *match.span(), match.expand(new))

    return make


def negation_lost(text: Text, _rng: random.Random) -> Change | None:
    """Lose the only negation, where the source has one."""
    if not NEGATION.search(text.source) or len(NOT.findall(text.target)) != 1:
        return None
    return text.source, text.target, NOT.sub("", text.target)


def between(joint: str, lost: str) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: what stands between two sentences of both texts goes."""

    def make(text: Text, _rng: random.Random) -> Change | None:
        parts = two_sentences(text)
        if parts is None:
            return None
        return joint.join(parts[0]), joint.join(parts[1]), lost.join(parts[1])

    return make


def around(before: str, after: str) -> Callable[[Text, random.Random], Change | None]:
    """Make a kind: what both texts begin or end with goes."""

    def make(text: Text, _rng: random.Random) -> Change | None:
        return before + text.source + after, before + text.target + after, text.target

    return make


BE = ("be",)
QUOTES, BRACKETS = PAIRS[:4], PAIRS[4:]
PRINTF = (("%s", ""), ("%d", ""))
BRACES = (("{name}", ""), ("{0}", ""), ("{count}", ""))
LETTER = "[а-яёіў]"
KINDS: tuple[Kind, ...] = (
    Kind("placeholder lost, %s", breaks(PRINTF), flags="c-format"),
    Kind("placeholder lost, {name}", breaks(BRACES)),
    Kind("placeholder type changed", breaks((("%d", "%s"), ("%s", "%d"))), flags="c-format"),
    Kind("placeholder name translated", name_placeholder),
    Kind("placeholder added", placeholder_added, flags="c-format"),
    Kind("Cyrillic letter in placeholder", breaks((("%s", "%с"),)), flags="c-format"),
    Kind("tag lost", breaks_tags(lambda t, a, b: t.replace(a, "").replace(b, ""))),
    Kind("tag not closed", breaks_tags(lambda t, _, b: t.replace(b, ""))),
    Kind("tag renamed", breaks_tags(renamed)),
    Kind("URL changed", url_changed),
    Kind("e-mail lost", email_lost),
    Kind("link target lost", link_lost),
    Kind("digit changed", breaks_number(digit_changed)),
    Kind("number lost", breaks_number(lambda _, __: "")),
    Kind("decimal shift", breaks_number(decimal_shift)),
    Kind("digits swapped", breaks_number(digits_swapped)),
    Kind("year changed", breaks_number(year_changed, YEAR)),
    Kind("look-alike letter", breaks_word(look_alike)),
    Kind("letter of sister language", breaks_word(foreign_letter)),
    Kind("all in sister language", in_language("")),
    Kind("all in Ukrainian", in_language("uk")),
    Kind("word of sister language", sister_word),
    Kind("source copied", copied),
    Kind("English clause left", clause_left),
    Kind("у for ў, preposition", short_u(rf"[{VOWEL}] ў(?= )", "у"), BE),
    Kind("у for ў, word", short_u(rf"[{VOWEL}] ў(?=\w)", "у"), BE),
    Kind("ў for у, preposition", short_u(rf"[{CONSONANT}] у(?= )", "ў"), BE),
    Kind("ў for у, word", short_u(rf"[{CONSONANT}] у(?=\w)", "ў"), BE),
    Kind("quote unbalanced", unbalanced(QUOTES)),
    Kind("bracket unbalanced", unbalanced(BRACKETS)),
    Kind("end truncated", truncated),
    Kind("second sentence lost", sentence_lost),
    Kind("end mark lost", end_mark(".!?", "")),
    Kind("question to stop", end_mark("?", ".")),
    Kind("double space", at_pattern(r" ", "  "), group="space"),
    Kind("space before comma", at_pattern(r"(?<=\w), ", " , "), group="space"),
    Kind("zero-width space", at_pattern(rf"(?<={LETTER})(?={LETTER})", "\u200b"), group="space"),
    Kind("space after comma lost", at_pattern(rf"(?<={LETTER}), (?={LETTER})", ",")),
    Kind("word doubled", at_pattern(rf"(?<= )({LETTER}{{3,}})(?= )", r"\1 \1")),
    Kind("negation lost", negation_lost, floor=0.6),
    Kind("newline at end lost", around("", "\n")),
    Kind("newline inside lost", between("\n", " ")),
    Kind("leading space lost", around(" ", "")),
    Kind("literal \\n lost", between("\\n", " ")),
    Kind("mojibake", breaks_word(mojibake)),
    Kind("control character", at_pattern(rf"(?<={LETTER})(?={LETTER})", "\x02")),
    Kind("capitals", breaks_word(capitals, 4)),
    Kind("typo", breaks_word(typo, 5), group="spelling"),
)
