"""Forms of Russian words from pymorphy3, where the extra `morph` is installed and asked for.

pymorphy3 (MIT) has the dictionary of OpenCorpora, and guesses words that are not in it. Its forms
are added to those of `tm.names.inflect` for recognition; none of them is certain.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.names.inflect.paradigms import Case, Number

__all__ = ["available", "disable", "enable", "enabled", "forms"]

_PACKAGE = "pymorphy3"
# OpenCorpora's grammemes, https://opencorpora.org/dict.php?act=gram
_CASES: dict[str, Case] = {
    "nomn": "nom",
    "gent": "gen",
    "gen2": "gen",
    "datv": "dat",
    "accs": "acc",
    "ablt": "ins",
    "loct": "loc",
    "loc2": "loc",
    "voct": "voc",
}
_NUMBERS: dict[str, Number] = {"sing": "sg", "plur": "pl"}
_GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
_on = [False]


def available() -> bool:
    """Return whether pymorphy3 is installed."""
    return find_spec(_PACKAGE) is not None


def enable() -> bool:
    """Let `tm.names.inflect` add pymorphy3's forms; return whether it can."""
    _on[0] = available()
    return _on[0]


def disable() -> None:
    """Leave pymorphy3 alone again."""
    _on[0] = False


def enabled() -> bool:
    """Return whether pymorphy3's forms are added."""
    return _on[0]


@cache
def _analyzer() -> Any:
    return import_module(_PACKAGE).MorphAnalyzer(lang="ru")


def forms(word: str, gender: str = "") -> Iterator[tuple[str, Case, Number]]:
    """Yield the forms of a Russian nominative, in its letter case; needs pymorphy3.

    Every reading counts whose nominative is the word and whose gender is the asked one ("m", "f",
    "n"; any where it is something else).
    """
    small = word.lower()
    wanted = {None, _GENDERS.get(gender)} if gender in _GENDERS else None
    for parse in _analyzer().parse(small):
        tag = parse.tag
        if "nomn" in tag and tag.POS in {"NOUN", "ADJF"}:
            if wanted is not None and tag.number == "sing" and tag.gender not in wanted:
                continue
            yield from _lexeme(word, small, parse)


def _lexeme(word: str, small: str, parse: Any) -> Iterator[tuple[str, Case, Number]]:
    for other in parse.lexeme:
        tag = other.tag
        if tag.POS != parse.tag.POS or tag.gender not in {None, parse.tag.gender}:
            continue
        if tag.case in _CASES and tag.number in _NUMBERS:
            text = cast("str", other.word)
            yield _cased(word, small, text), _CASES[tag.case], _NUMBERS[tag.number]


def _cased(word: str, small: str, form: str) -> str:
    """Write a form in the letter case of the word as far as they are the same.

    >>> _cased("КамАЗ", "камаз", "камазом"), _cased("Лев", "лев", "льва")
    ('КамАЗом', 'Льва')
    """
    same = 0
    while same < min(len(small), len(form)) and small[same] == form[same]:
        same += 1
    return word[:same] + form[same:]
