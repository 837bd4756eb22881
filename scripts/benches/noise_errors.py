"""Errors as they happen in translations: each kind makes a wrong translation of a right one.

A kind is a function of a sentence, its language and a chance; it returns a case, or None where the
sentence does not lend itself to that error. What the news does not have (placeholders, tags,
addresses, ends of lines) is put into the source and all translations first.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from scripts.benches import names_register
from scripts.benches.noise_data import LANGUAGES, News, known_names, news

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

__all__ = ["KINDS", "Case", "Kind", "langs_of"]


class Case(NamedTuple):
    """A source, its right translations, and the wrong one; flags of the entry."""

    source: str
    good: dict[str, str]
    bad: str
    flags: str = ""


if TYPE_CHECKING:
    Kind = Callable[[News, str, Random], Case | None]
    Change = Callable[[str, Random], str]

KINDS: dict[str, Kind] = {}
ONLY: dict[str, tuple[str, ...]] = {}
VOWELS = "аеёіоуыэюяи"
LETTERS = "а-яёіў"
LOOKALIKES = {"а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "і": "i", "у": "y"}
LOOKALIKES |= {"А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "С": "C"}
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SMALL = re.compile(rf"(?<![\w-])[{LETTERS}]{{5,}}(?![\w-])")
NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w.,]*\d)(?![^\W\d])")
NEGATED = re.compile(r"\b(?:not|never|no|cannot)\b|n[’']t\b", re.IGNORECASE)
PLACES = (
    ("According to @: ~", "По данным @: ~", "Паводле @: ~"),
    ("~ (source: @)", "~ (источник: @)", "~ (крыніца: @)"),
    ("@: ~", "@: ~", "@: ~"),
    ("~ Read more in @.", "~ Подробнее в @.", "~ Падрабязней у @."),
    ("@ reports: ~", "@ сообщает: ~", "@ паведамляе: ~"),
)
"""Frames for something (@) in a text (~)."""


def langs_of(kind: str) -> tuple[str, ...]:
    """Return the languages that a kind of error is of."""
    return ONLY.get(kind, LANGUAGES)


def kind(name: str, *langs: str) -> Callable[[Kind], Kind]:
    """Add a kind of error."""

    def add(function: Kind) -> Kind:
        KINDS[name] = function
        if langs:
            ONLY[name] = langs
        return function

    return add


def case(one: News, lang: str, bad: str) -> Case | None:
    """Return the case of a plain sentence, None where nothing is wrong with it."""
    good = {other: one.texts[other] for other in LANGUAGES}
    return Case(one.en, good, bad) if bad and bad != good[lang] else None


def texts(one: News) -> dict[str, str]:
    """Return the sentence in the languages of the project."""
    return {"en": one.en, **{lang: one.texts[lang] for lang in LANGUAGES}}


def parted(made: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the source and the translations."""
    return made["en"], {lang: made[lang] for lang in LANGUAGES}


def framed(one: News, chance: Random, what: str) -> tuple[str, dict[str, str]]:
    """Put something into a sentence and its translations."""
    frames = zip(texts(one).items(), chance.choice(PLACES), strict=True)
    return parted(
        {lang: frame.replace("@", what).replace("~", text) for (lang, text), frame in frames}
    )


def in_frame(name: str, whats: tuple[str, ...], change: Change, flags: str = "") -> None:
    """Add a kind that changes something put into a frame."""

    def make(one: News, lang: str, chance: Random) -> Case | None:
        what = chance.choice(whats)
        source, good = framed(one, chance, what)
        bad = good[lang].replace(what, change(what, chance), 1)
        return Case(source, good, bad, flags) if bad != good[lang] else None

    KINDS[name] = make


def on_text(name: str, change: Callable[[str, str, Random], str], *langs: str) -> None:
    """Add a kind that changes the translation alone; "" where it cannot."""

    def make(one: News, lang: str, chance: Random) -> Case | None:
        return case(one, lang, change(one.texts[lang], lang, chance))

    KINDS[name] = make
    if langs:
        ONLY[name] = langs


def at_random(pattern: re.Pattern[str], text: str, chance: Random) -> re.Match[str] | None:
    """Return one of the matches."""
    found = list(pattern.finditer(text))
    return chance.choice(found) if found else None


def spliced(text: str, match: re.Match[str] | None, new: str) -> str:
    """Return a text with a match replaced, "" where there is none."""
    return text[: match.start()] + new + text[match.end() :] if match else ""


# --- placeholders, tags, addresses ----------------------------------------------------------------

URLS = ("https://news.by/archive/2020", "https://www.reuters.com/reports", "http://belta.by/n/61")
MAILS = ("desk@news.by", "press.office@spring96.org", "info@charter.by")
TAGGED = ("<b>{}</b>", "<em>{}</em>", '<a href="/news">{}</a>', "<strong>{}</strong>")

in_frame("placeholder-lost", ("%s", "%(author)s", "{name}", "{0}"), lambda *_: "")
in_frame("placeholder-type", ("%d", "%s"), lambda w, _: "%s" if w == "%d" else "%d", "c-format")
in_frame(
    "placeholder-translated",
    ("{name}", "{count}", "%(count)d", "%(name)s"),
    lambda w, _: w.replace("name", "имя").replace("count", "лік"),
)
in_frame("placeholder-cyrillic", ("%s", "%1$s", "%(name)s"), lambda w, _: w[:-1] + "с")
in_frame("email-lost", MAILS, lambda *_: "")
in_frame(
    "markdown-target-lost",
    ("[BBC](https://bbc.com/news)", "[№ 5](/archive/5)", "[AP](https://apnews.com)"),
    lambda w, _: w[: w.index("(")],
)


def letter_changed(url: str, chance: Random) -> str:
    """Return an address with a letter after its start changed."""
    at = chance.choice([n for n, c in enumerate(url) if c.isalpha() and n > url.index("/") + 1])
    return url[:at] + chance.choice("bdkmqz".replace(url[at], "")) + url[at + 1 :]


in_frame("url-letter", URLS, letter_changed)


@kind("placeholder-added")
def placeholder_added(one: News, lang: str, chance: Random) -> Case | None:
    """One placeholder more than in the source."""
    source, good = framed(one, chance, "%s")
    return Case(source, good, f"{good[lang]} %s", "c-format")


def tagged(one: News, chance: Random) -> tuple[str, dict[str, str]]:
    """Put a tag around the first word of the sentence in all languages."""
    tag = chance.choice(TAGGED)
    return parted(
        {lang: WORD.sub(lambda m: tag.format(m[0]), t, count=1) for lang, t in texts(one).items()}
    )


@kind("tag-lost")
def tag_lost(one: News, lang: str, chance: Random) -> Case | None:
    """Both halves of a tag are missing."""
    source, good = tagged(one, chance)
    return Case(source, good, one.texts[lang])


@kind("tag-not-closed")
def tag_not_closed(one: News, lang: str, chance: Random) -> Case | None:
    """The closing half of a tag is missing."""
    source, good = tagged(one, chance)
    return Case(source, good, re.sub(r"</\w+>", "", good[lang]))


@kind("tag-renamed")
def tag_renamed(one: News, lang: str, chance: Random) -> Case | None:
    """A tag became another."""
    source, good = tagged(one, chance)
    return Case(source, good, re.sub(r"(</?)\w+", r"\1i", good[lang]))


# --- numbers --------------------------------------------------------------------------------------


def number(one: News, lang: str, chance: Random, pattern: str = r"\d+") -> re.Match[str] | None:
    """Return a number that source and translation have in the same digits."""
    found = [
        match
        for match in NUMBER.finditer(one.texts[lang])
        if re.fullmatch(pattern, match[0])
        and re.search(rf"(?<![\d.,]){match[0]}(?![.,]?\d)", one.en)
        and len(re.findall(rf"\b{match[0]}\b", one.texts[lang])) == 1
    ]
    return chance.choice(found) if found else None


def other_digit(digits: str, chance: Random) -> str:
    """Return a number with one digit changed."""
    at = chance.randrange(len(digits))
    return digits[:at] + chance.choice("123456789".replace(digits[at], "")) + digits[at + 1 :]


def on_number(name: str, pattern: str, change: Change) -> None:
    """Add a kind that changes a number."""

    def make(one: News, lang: str, chance: Random) -> Case | None:
        found = number(one, lang, chance, pattern)
        new = change(found[0], chance) if found else ""
        return case(one, lang, spliced(one.texts[lang], found, new))

    KINDS[name] = make


on_number("digit-changed", r"\d+", other_digit)
on_number("digits-swapped", r"\d*?(\d)(?!\1)[1-9]\d*", lambda w, _: swapped(w))
on_number("decimal-shift", r"[1-9]\d+", lambda w, c: c.choice([f"{w}0", f"{w[:-1]},{w[-1]}"]))
on_number("number-lost", r"\d{2,}", lambda *_: "")
on_number("year-changed", r"(?:1[89]|20)\d\d", lambda w, c: w[:2] + other_digit(w[2:], c))


def swapped(digits: str) -> str:
    """Return a number with the first two neighbours that differ in each other's place.

    >>> swapped("112")
    '121'
    """
    at = next(n for n in range(len(digits) - 1) if digits[n] != digits[n + 1])
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


# --- letters and languages ------------------------------------------------------------------------


def look_alike(text: str, lang: str, chance: Random) -> str:
    """A Latin letter in a word."""
    del lang
    word = at_random(re.compile(rf"[А-ЯЁІЎ]?[{LETTERS}]{{3,}}"), text, chance)
    places = [n for n, c in enumerate(word[0]) if c in LOOKALIKES] if word else []
    if word is None or not places:
        return ""
    at = chance.choice(places)
    return spliced(text, word, word[0][:at] + LOOKALIKES[word[0][at]] + word[0][at + 1 :])


def foreign_letter(text: str, lang: str, chance: Random) -> str:
    """A letter of the other language in a word."""
    old, new = ("і", "и") if lang == "be" else ("и", "і")
    found = at_random(re.compile(rf"(?<=[{LETTERS}]){old}"), text, chance)
    return spliced(text, found, new)


def look_alike_word(text: str, lang: str, chance: Random) -> str:
    """A word of one letter typed in Latin."""
    found = at_random(re.compile(r"(?<= )[оаісу](?= )"), text, chance)
    del lang
    return spliced(text, found, LOOKALIKES[found[0]]) if found else ""


def mojibake(text: str, lang: str, chance: Random) -> str:
    """A word in UTF-8 that was read as another encoding."""
    del lang
    word = at_random(SMALL, text, chance)
    if not word:
        return ""
    data = word[0].encode()
    try:
        return spliced(text, word, data.decode(chance.choice(["cp1251", "latin-1"])))
    except UnicodeDecodeError:
        return spliced(text, word, data.decode("latin-1"))


def typo(text: str, lang: str, chance: Random) -> str:
    """One letter less, more, changed or swapped in a word without capitals."""
    letters = "абвгдежзйклмнопрстуфхцчшыьэюя" + ("іў" if lang == "be" else "ищъ")
    word = at_random(SMALL, text, chance)
    if not word:
        return ""
    old, at = word[0], chance.randrange(1, len(word[0]) - 1)
    new = chance.choice(
        [
            old[:at] + old[at + 1 :],
            old[:at] + old[at] + old[at:],
            old[:at] + chance.choice(letters.replace(old[at], "")) + old[at + 1 :],
            old[:at] + old[at + 1] + old[at] + old[at + 2 :],
        ]
    )
    return spliced(text, word, new) if new != old else ""


def capitals(text: str, lang: str, chance: Random) -> str:
    """Two capital letters at the start of a word."""
    del lang
    word = at_random(re.compile(rf"(?<![\w-])[А-ЯЁІЎ][{LETTERS}]{{3,}}"), text, chance)
    return spliced(text, word, word[0][:2].upper() + word[0][2:]) if word else ""


on_text("look-alike-letter", look_alike)
on_text("look-alike-word", look_alike_word)
on_text("foreign-letter", foreign_letter)
on_text("mojibake", mojibake)
on_text("typo", typo)
on_text("two-capitals", capitals)
on_text(
    "short-u-lost",
    lambda t, _, c: spliced(t, at_random(re.compile(rf"(?<=[{VOWELS}] )ў"), t, c), "у"),
    "be",
)
on_text(
    "short-u-wrong",
    lambda t, _, c: spliced(
        t, at_random(re.compile(r"(?<=[бвгджзйклмнпрстфхцчшь] )у(?=[ а-яі])"), t, c), "ў"
    ),
    "be",
)


@kind("other-language")
def other_language(one: News, lang: str, _: Random) -> Case | None:
    """The whole sentence in the other language."""
    return case(one, lang, one.texts["be" if lang == "ru" else "ru"])


@kind("ukrainian")
def ukrainian(one: News, lang: str, _: Random) -> Case | None:
    """The whole sentence in Ukrainian."""
    return case(one, lang, one.texts["uk"])


@kind("foreign-word")
def foreign_word(one: News, lang: str, chance: Random) -> Case | None:
    """A word of the sentence in the other language, in place of the nearest in this one."""
    here, there = one.texts[lang], one.texts["be" if lang == "ru" else "ru"]
    mine = {word.casefold() for word in WORD.findall(here)}
    found = [word for word in SMALL.findall(there) if word not in mine]
    chance.shuffle(found)
    for word in found:
        best = max(
            SMALL.finditer(here),
            key=lambda m: SequenceMatcher(None, m[0], word).ratio(),
            default=None,
        )
        if best and SequenceMatcher(None, best[0], word).ratio() >= 0.6:  # noqa: PLR2004
            return case(one, lang, spliced(here, best, word))
    return None


@kind("source-copied")
def source_copied(one: News, lang: str, _: Random) -> Case | None:
    """The source stands as the translation."""
    return case(one, lang, one.en if len(one.en.split()) > 3 else "")  # noqa: PLR2004


@kind("english-clause")
def english_clause(one: News, lang: str, chance: Random) -> Case | None:
    """The end of the sentence was not translated."""
    words, mine = one.en.split(), one.texts[lang].split()
    if len(words) < 8 or len(mine) < 6:  # noqa: PLR2004
        return None
    count = chance.randint(4, len(words) // 2)
    kept = max(1, round(len(mine) * (1 - count / len(words))))
    return case(one, lang, " ".join([*mine[:kept], *words[-count:]]))


# --- punctuation ----------------------------------------------------------------------------------


@kind("quote-unbalanced")
def quote_unbalanced(one: News, lang: str, chance: Random) -> Case | None:
    """One of the quotation marks is missing."""
    text = one.texts[lang]
    marks = re.findall(r"[«»“”„\"]", text)
    if not marks or text.count("«") != text.count("»") or len(marks) % 2 or one.en.count('"') % 2:
        return None
    return case(one, lang, spliced(text, at_random(re.compile(r"[«»“”„\"]"), text, chance), ""))


@kind("bracket-unbalanced")
def bracket_unbalanced(one: News, lang: str, chance: Random) -> Case | None:
    """One of the brackets is missing; where there are none, a note is added first."""
    noted = "(" in one.texts[lang]
    source, good = parted(texts(one)) if noted else framed(one, chance, "(AP)")
    bad = spliced(good[lang], at_random(re.compile(r"[()]"), good[lang], chance), "")
    return Case(source, good, bad) if bad else None


@kind("end-truncated")
def end_truncated(one: News, lang: str, chance: Random) -> Case | None:
    """The last fifth to three fifths of the words are missing."""
    words = one.texts[lang].split()
    if len(words) < 6 or one.en[-1:] not in ".!?":  # noqa: PLR2004
        return None
    cut = max(1, round(len(words) * chance.uniform(0.2, 0.6)))
    return case(one, lang, " ".join(words[:-cut]))


@kind("half-lost")
def half_lost(one: News, lang: str, _: Random) -> Case | None:
    """The second of two sentences is missing."""
    second = next_sentences().get(one.key)
    if second is None or not one.texts[lang].endswith((".", "!", "?")):
        return None
    after = texts(second)
    source, good = parted({at: f"{text} {after[at]}" for at, text in texts(one).items()})
    return Case(source, good, one.texts[lang])


@cache
def next_sentences() -> dict[str, News]:
    """Return the sentence that follows in the same document, by the key of the first."""
    return {a.key: b for a, b in pairwise(news()) if a.doc == b.doc}


@kind("end-mark-lost")
def end_mark_lost(one: News, lang: str, _: Random) -> Case | None:
    """The stop at the end is missing."""
    text = one.texts[lang]
    return case(one, lang, text[:-1] if text[-1] == one.en[-1] == "." else "")


@kind("question-to-stop")
def question_to_stop(one: News, lang: str, _: Random) -> Case | None:
    """A question ends in a stop."""
    text = one.texts[lang]
    return case(one, lang, text[:-1] + "." if text[-1] == one.en[-1] == "?" else "")


def spaces(old: str, new: str) -> Callable[[str, str, Random], str]:
    """Return a change of one place in a text."""
    pattern = re.compile(old)
    return lambda text, _, chance: spliced(text, at_random(pattern, text, chance), new)


on_text("double-space", spaces(r"(?<=\w) (?=\w)", "  "))
on_text("space-before-comma", spaces(r"(?<=\w),(?= )", " ,"))
on_text("no-space-after-comma", spaces(r"(?<=[^\W\d]),\s(?=[^\W\d])", ","))
on_text("zero-width-space", spaces(r"(?<=[^\W\d])(?=[^\W\d])", "\u200b"))
on_text("control-character", spaces(r"(?<=[^\W\d])(?=[^\W\d])", "\x08"))


@kind("doubled-word")
def doubled_word(one: News, lang: str, chance: Random) -> Case | None:
    """A word stands twice."""
    text = one.texts[lang]
    word = at_random(re.compile(rf"(?<![\w-])[{LETTERS}]+(?= )"), text, chance)
    return case(one, lang, spliced(text, word, f"{word[0]} {word[0]}")) if word else None


# --- meaning --------------------------------------------------------------------------------------


@kind("negation-lost")
def negation_lost(one: News, lang: str, _: Random) -> Case | None:
    """The only “not” is missing, and the source has one."""
    text = one.texts[lang]
    found = list(re.finditer(r"\b[Нн]е ", text))
    if len(found) != 1 or not NEGATED.search(one.en):
        return None
    bad = spliced(text, found[0], "")
    return case(one, lang, bad[0].upper() + bad[1:])


@kind("name-swapped")
def name_swapped(one: News, lang: str, chance: Random) -> Case | None:
    """Another country or city, in the same case."""
    doc, line = one.key.split(":")
    known = set(known_names())
    for each in mentions().get((doc, line), []):
        found = names_register.found(each, lang, each.texts[lang])
        if found and each.name.id in known:
            return case(one, lang, names_register.replace(each, lang, chance))
    return None


_MENTIONS: dict[tuple[str, str], list[names_register.Case]] = {}


def mentions() -> dict[tuple[str, str], list[names_register.Case]]:
    """Return the names in the sentences by document and line."""
    if not _MENTIONS:
        for each in names_register.mentions(names_register.NAMES):
            _MENTIONS.setdefault(each.at[:2], []).append(each)
    return _MENTIONS


# --- lines ----------------------------------------------------------------------------------------


def put(name: str, ends: tuple[str, str], change: Callable[[str], str]) -> None:
    """Add a kind that puts something before and after the sentence, and changes it."""

    def make(one: News, _lang: str, _chance: Random) -> Case | None:
        before, after = ends
        source, good = parted({at: before + text + after for at, text in texts(one).items()})
        return Case(source, good, change(good[_lang]))

    KINDS[name] = make


put("end-newline-lost", ("", "\n"), lambda text: text[:-1])
put("start-space-lost", (" ", ""), lambda text: text[1:])
put("end-space-lost", ("", " "), lambda text: text[:-1])


def two_lines(name: str, between: str) -> None:
    """Add a kind that joins two lines which the source keeps apart."""
    ends = {"en": "Read more", "ru": "Подробнее", "be": "Падрабязней"}

    def make(one: News, lang: str, _: Random) -> Case | None:
        source, good = parted({at: text + between + ends[at] for at, text in texts(one).items()})
        return Case(source, good, good[lang].replace(between, " "))

    KINDS[name] = make


two_lines("middle-newline-lost", "\n")
two_lines("escaped-newline-lost", "\\n")
