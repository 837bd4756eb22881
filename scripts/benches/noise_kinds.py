"""The kinds of errors that `scripts/bench noise` puts into translations that are right.

A kind makes of a row of news a case: a unit that is right, and the same with one error, as it
happens. The module knows nothing of the rules that are measured.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import noise_structure as structure
from noise_names import name_swapped
from noise_texts import Kind, cut, one

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from noise_texts import Change, Text

__all__ = ["KINDS"]

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
YEAR = re.compile(r"(?<![\w.,:$£€-])(?:19|20)\d\d(?![\w:%-]|[.,]\d)")
PAIRS = ("«»", "“”", "„“", '""', "()", "[]")
LATIN = dict(zip("асеорхіАВСЕНКМОРТХІ", "aceopxiABCEHKMOPTXI", strict=True))
LETTERS = {"ru": "абвгдежзийклмнопрстуфхцчшщыьэюя", "be": "абвгдежзйклмнопрстуўфхцчшыьэюяі"}
FOREIGN = {"ru": (("и", "і"), ("И", "І")), "be": (("і", "и"), ("ў", "щ"), ("ш", "щ"), ("І", "И"))}
VOWEL, CONSONANT = "аеёіоуыэюя", "бвгджзйклмнпрстфхцчш"
NEGATION = re.compile(r"\b(?:not|never|no|cannot)\b|n['’]t\b")
NOT = re.compile(r"(?<!\w)не (?=\w)")
ENOUGH_WORDS = 8
ALIKE = 0.6


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
    """Leave a word of the sister language in, in place of one like it.

    It is a word that the news in the language of the target has nowhere.
    """
    alien = [
        m.group()
        for m in words_of(text.row.texts[other(text.lang)], 5)
        if m.group().islower() and m.group() not in text.words[text.lang]
    ]
    own = [m for m in words_of(text.target, 5) if m.group().islower()]
    for word in rng.sample(alien, len(alien)):
        like = {SequenceMatcher(None, m.group(), word).ratio(): m for m in own}
        if like and max(like) >= ALIKE:
            return text.source, text.target, cut(text.target, *like[max(like)].span(), word)
    return None


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
            counts = [text.target.count(mark) for mark in pair]
            if counts == ([2, 2] if pair[0] == pair[1] else [1, 1]):
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
    """Return two sentences of both texts: a unit and the next one."""
    if not text.row.after or text.source[-1] not in ".!?" or text.target[-1] not in ".!?":
        return None
    return [text.source, text.row.after["en"]], [text.target, text.row.after[text.lang]]


def sentence_lost(text: Text, _rng: random.Random) -> Change | None:
    """Lose the second of two sentences."""
    parts = two_sentences(text)
    return (" ".join(parts[0]), " ".join(parts[1]), text.target) if parts else None


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
    Kind("placeholder lost, %s", structure.breaks(PRINTF), flags="c-format"),
    Kind("placeholder lost, {name}", structure.breaks(BRACES)),
    Kind(
        "placeholder type changed", structure.breaks((("%d", "%s"), ("%s", "%d"))), flags="c-format"
    ),
    Kind("placeholder name translated", structure.name_placeholder),
    Kind("placeholder added", structure.placeholder_added, flags="c-format"),
    Kind("Cyrillic letter in placeholder", structure.breaks((("%s", "%с"),)), flags="c-format"),
    Kind("tag lost", structure.breaks_tags(lambda t, a, b: t.replace(a, "").replace(b, ""))),
    Kind("tag not closed", structure.breaks_tags(lambda t, _, b: t.replace(b, ""))),
    Kind("tag renamed", structure.breaks_tags(structure.renamed)),
    Kind("URL changed", structure.url_changed),
    Kind("e-mail lost", structure.email_lost),
    Kind("link target lost", structure.link_lost),
    Kind("name swapped", name_swapped),
    Kind("digit changed", structure.breaks_number(structure.digit_changed)),
    Kind("number lost", structure.breaks_number(lambda _, __: "")),
    Kind("decimal shift", structure.breaks_number(structure.decimal_shift)),
    Kind("digits swapped", structure.breaks_number(structure.digits_swapped)),
    Kind("year changed", structure.breaks_number(structure.year_changed, YEAR)),
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
    Kind("negation lost", negation_lost, floor=0.6, paired=True),
    Kind("newline at end lost", around("", "\n")),
    Kind("newline inside lost", between("\n", " ")),
    Kind("leading space lost", around(" ", "")),
    Kind("literal \\n lost", between("\\n", " ")),
    Kind("mojibake", breaks_word(mojibake)),
    Kind("control character", at_pattern(rf"(?<={LETTER})(?={LETTER})", "\x02")),
    Kind("capitals", breaks_word(capitals, 4)),
    Kind("typo", breaks_word(typo, 5), group="spelling"),
)
