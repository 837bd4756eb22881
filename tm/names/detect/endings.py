"""Whether two spellings are case forms of one name: the stems that a form may have.

A stem comes with its declension (a row of endings.toml); two forms of one name share such a pair.
The rows are narrow on purpose: what is in none of them is a difference that somebody should see.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tm.lang import primary
from tm.names.words import key

__all__ = ["Stem", "analyses", "derived", "folded"]


class Stem(NamedTuple):
    """A stem and the number of the declension that it is a stem of; 0 is the whole word."""

    text: str
    row: int


_LONGEST = 3
_LEAST = 2
_SOFTENED = (("дз", ("д",)), ("ц", ("т", "к", "ц")), ("з", ("г", "з")), ("с", ("х", "с")))
_FLEETING = re.compile(r"(?<=[^аоеёуыиіюяэ])(?=[кц]$)")
_FLEETING_VOWELS = {"ru": "оеё", "be": "оеаэё"}
_NOUN = frozenset({"", "а", "у", "е", "ом", "ам", "і"})
_ADJECTIVE = re.compile("[аояеыиі](?:[гм]|[йхяюе]).*|ую")
_INFLECTED = re.compile("[аоеёуыиіюяэьй]*|[aeoy]?")
_BE_FINAL = re.compile("ў$")
_GENDERS = re.compile(r".*(?:(?:ov|ev|in|yn|oŭ)//a|(?:sk|ck)/(?:y|i|iy|yi|ii)/a(?:ya|ia|ja))")
_DOUBLED = re.compile(r"([^аоеёуыіюяэ])\1$")


class _Language(NamedTuple):
    """The declensions by ending: their numbers and the ends of their stems."""

    rows: dict[str, list[tuple[int, re.Pattern[str]]]]
    derived: re.Pattern[str]


@cache
def _language(lang: str) -> _Language:
    data = tomllib.loads((files("tm.names.detect") / "endings.toml").read_text("utf-8"))
    table = data.get(lang, {"rows": [], "derived": "(?!)"})
    rows: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for number, (stem, endings) in enumerate(table["rows"], 1):
        fits = re.compile(f"(?:{stem})$")
        for ending in endings.replace("-", "").split(" "):
            rows.setdefault(ending, []).append((number, fits))
    return _Language(rows, re.compile(table["derived"]))


@lru_cache(maxsize=1 << 17)
def folded(word: str, lang: str) -> str:
    """Return a word as it is compared: see `tm.names.words.key`, in small letters.

    A Belarusian ў at the start depends on the word before: Украіна, ва Ўкраіне.
    """
    low = key(word, lang).lower()
    return "у" + low[1:] if low.startswith("ў") else low


@lru_cache(maxsize=1 << 17)
def analyses(word: str, lang: str) -> frozenset[Stem]:
    """Return the stems a word may have, in any case.

    >>> bool(analyses("Хаммела", "ru") & analyses("Хаммелом", "ru"))
    True
    >>> bool(analyses("Хаммела", "ru") & analyses("Хаммело", "ru"))
    False
    >>> bool(analyses("Амерыка", "be") & analyses("Амерыцы", "be"))
    True
    """
    base = primary(lang)
    low = folded(word, base)
    found = {Stem(low, 0)}
    for length in range(min(_LONGEST, len(low) - _LEAST) + 1):
        stem, ending = low[: len(low) - length], low[len(low) - length :]
        rows = _language(base).rows.get(ending)
        if rows and len(stem) + (length < 2) > _LEAST:  # noqa: PLR2004  (Яна is Ян-а)
            forms = _stems(stem, ending, base)
            found.update(
                Stem(form, number) for number, fits in rows for form in forms if fits.search(form)
            )
    return frozenset(found)


def _stems(stem: str, ending: str, lang: str) -> set[str]:
    """Return what the dictionary form of a stem may be before an ending."""
    found = {stem}
    if ending and ending[0] != "ь":
        found |= {_FLEETING.sub(vowel, stem) for vowel in _FLEETING_VOWELS.get(lang, "")}
    if lang == "be":
        found = {_BE_FINAL.sub("в", each) for each in found}
        if ending in {"е", "э", "ы"}:
            for soft, hards in _SOFTENED:
                if stem.endswith(soft):
                    found |= {stem.removesuffix(soft) + hard for hard in hards}
        if ending == "ю":
            found.add(_DOUBLED.sub(r"\1", stem))
    return found


def derived(one: str, other: str, lang: str) -> bool:
    """Whether one word is made from the other: an adjective, an inhabitant, the other gender.

    >>> derived("шотландии", "шотландского", "ru"), derived("korea", "korean", "en")
    (True, True)
    >>> derived("tikhanovsky", "tikhanovskaya", "en"), derived("ковалькова", "кавалькова", "ru")
    (True, False)
    """
    base = "en" if one.isascii() else primary(lang)
    same = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if same < _LEAST:
        return False
    ends = sorted((one[same:], other[same:]), key=len)
    if base == "en" and _GENDERS.fullmatch(f"{one[:same]}/{ends[0]}/{ends[1]}"):
        return True
    if base == "en" and ends[0] and len(ends[1]) == 1:
        return False
    if one[:same].endswith(("ск", "цк")) and ends[0] in _NOUN and _ADJECTIVE.fullmatch(ends[1]):
        return True
    return (
        bool(_INFLECTED.fullmatch(ends[0]))
        and len(ends[0]) < _LONGEST
        and any(_language(base).derived.fullmatch(ends[1][back:]) for back in range(2))
    )
