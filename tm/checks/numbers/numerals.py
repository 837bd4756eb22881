"""The words of a language for numbers, scales, months and units: numerals.<lang>.toml."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from tm.lang import LanguageTag

__all__ = ["Word", "language", "look_up", "measured", "months", "units"]

_LANGUAGES = ("be", "en", "ru")
_ADJECTIVE = (
    "(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими|ей"
    "|ы|і|ае|яе|ага|яга|аму|яму|ім|ай|яй|іх|ымі|імі)$"
)
_OPEN = "*~"
_HALF = re.compile("пол(?:у|-)?|паў-?|поў")
_LINK = re.compile("(?:ти|и|ці|і|а)?-?")


class Word(msgspec.Struct, frozen=True):
    """What a word says: numbers, the number it multiplies by, its month, its units.

    `values` are alternatives, and the first is the one that makes up longer numbers. `compound`
    says that the word is more than a number (двухэтажный), so that it ends one.
    """

    values: tuple[Decimal, ...] = ()
    scale: Decimal | None = None
    month: Decimal | None = None
    units: tuple[str, ...] = ()
    compound: bool = False


class _Table(msgspec.Struct):
    """The words of one kind: exact ones, and the stems of the others in one expression."""

    exact: dict[str, list[str]]
    stems: dict[str, list[str]]
    pattern: re.Pattern[str]

    def find(self, word: str) -> tuple[list[str], str]:
        """Return the entries of a word and what is left of it after the stem."""
        entries = self.exact.get(word)
        if entries:
            return entries, ""
        found = self.pattern.match(word)
        return (self.stems[found.group()], word[found.end() :]) if found else ([], word)


def _table(rows: dict[str, str]) -> _Table:
    exact: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    patterns: dict[str, str] = {}
    for entry, words in rows.items():
        for word in words.split():
            stem = word.rstrip(_OPEN)
            (exact if stem == word else stems).setdefault(stem, []).append(entry)
            if stem != word:
                patterns[stem] = stem + (f"(?={_ADJECTIVE})" if word[-1] == "~" else "")
    longest = sorted(patterns, key=len, reverse=True)
    return _Table(exact, stems, re.compile("|".join(patterns[stem] for stem in longest) or "(?!)"))


@cache
def _tables(lang: str) -> dict[str, _Table]:
    text = (files("tm.checks.numbers") / f"numerals.{lang}.toml").read_text("utf-8")
    return {kind: _table(rows) for kind, rows in tomllib.loads(text).items() if kind != "dates"}


@cache
def units() -> dict[str, tuple[str, float]]:
    """Return what every unit measures and how many base units it is; 0 for a temperature."""
    text = (files("tm.checks.numbers") / "units.toml").read_text("utf-8")
    return {
        unit: (quantity, float(factor))
        for quantity, factors in tomllib.loads(text).items()
        for unit, factor in factors.items()
    }


@cache
def measured(lang: str) -> re.Pattern[str]:
    """Return what finds a digit with a unit of a language after it.

    >>> bool(measured("en").search("a 130-mile road")), bool(measured("en").search("3 roads"))
    (True, False)
    """
    table = _tables(lang)["units"]
    exact = "|".join(table.exact)
    stems = "|".join(table.stems) or "(?!)"
    return re.compile(rf"\d[\s°-]{{0,2}}(?:(?:{exact})\b|{stems})", re.IGNORECASE)


@cache
def months(lang: str) -> str:
    """Return the forms of the months that stand in dates, joined by "|": августа, жніўня."""
    text = (files("tm.checks.numbers") / f"numerals.{lang}.toml").read_text("utf-8")
    return "|".join(tomllib.loads(text)["dates"]["months"].split())


@lru_cache(maxsize=64)
def language(tag: str) -> str:
    """Return the language whose words a text in `tag` has, "" where there is no table.

    >>> language("be-tarask"), language("en-GB"), language("be-Latn"), language("uk")
    ('be', 'en', '', '')
    """
    parsed = LanguageTag.parse(tag)
    return parsed.language if parsed.language in _LANGUAGES and not parsed.script else ""


@lru_cache(maxsize=8192)
def look_up(word: str, lang: str) -> Word | None:
    """Return what a lower-case word says of numbers, None where it says nothing.

    >>> look_up("трёхлетний", "ru")
    Word(values=(Decimal('3'),), scale=None, month=None, units=('year',), compound=True)
    """
    tables = _tables(lang)
    scale = tables["scales"].find(word)[0]
    month = tables["months"].find(word)[0]
    named = tables["units"].find(word)[0]
    entries, rest = tables["numbers"].find(word)
    values = tuple(Decimal(entry) for entry in entries)
    if rest and values and not scale:
        return _compound(values, rest, lang)
    if not (values or scale or month or named):
        half = _HALF.match(word) if lang != "en" else None
        return _halved(word[half.end() :], lang) if half else None
    return Word(
        values, Decimal(scale[0]) if scale else None, _first(month), tuple(named), compound=False
    )


def _first(entries: list[str]) -> Decimal | None:
    return Decimal(entries[0]) if entries else None


def _compound(values: tuple[Decimal, ...], rest: str, lang: str) -> Word:
    """Return what a word is whose first part is a number: двухмиллионный, пяцігадовы."""
    tables = _tables(lang)
    link = _LINK.match(rest)
    tail = rest[link.end() :] if link else rest
    scale = tables["scales"].find(tail)[0]
    named = tables["units"].find(tail)[0] or tables["units"].find(rest)[0]
    inner = look_up(tail, lang) if values[0] >= 20 and values[0] % 10 == 0 else None  # noqa: PLR2004
    if inner and inner.values and inner.values[0] < 10:  # noqa: PLR2004  (двадцатипятилетний)
        return Word((values[0] + inner.values[0],), units=inner.units, compound=True)
    if scale:
        values = tuple(value * Decimal(scale[0]) for value in values)
    return Word(values, units=tuple(named), compound=bool(scale or named))


def _halved(rest: str, lang: str) -> Word | None:
    """Return what half of something is: полчаса, паўмільёна; None for half of anything else."""
    tables = _tables(lang)
    scale, named = tables["scales"].find(rest)[0], tables["units"].find(rest)[0]
    if not scale and not named:
        return None
    half = Decimal("0.5") * (Decimal(scale[0]) if scale else 1)
    return Word((half,), units=tuple(named), compound=True)
