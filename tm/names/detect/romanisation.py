"""Which spelling an English form romanises: the Russian or the Belarusian one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from tm.names.detect.reports import report_of, spelling
from tm.names.skeleton import romanised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.names.detect.index import Index, Place
    from tm.names.detect.reports import Report

__all__ = ["base_of", "find_mixed_romanisation"]

_SURNAME = re.compile(
    r".{2,}(?:ск|цк)(?:ий|ая|ой|ого|ому|им|ую)|.{2,}(?:[ое]в|ин)(?:а|у|ым|е|ой)?"
    r"|.{2,}(?:ко|[ое]вич|[иую]к)(?:а|у|ом|ем|е)?"
)
"""Endings of East Slavic surnames in Russian: nobody else's name has two romanisations."""
_ROMANISED = re.compile(
    r".{3,}(?:[st]k(?:i|y|iy|ii|aya|aia|aja)|[oea]v(?:a)?|[ea][uŭ]|[oa][uŭ]|k[oa]|[oeai]vich|[uiy]k)"
)
_FEWEST = 3
"""How many people must be written after one language for a single other one to stand out."""


def base_of(form: str, russian: str, belarusian: str) -> str:
    """Return "ru" or "be", the language whose spelling a form is nearer to; "" if it is neither.

    >>> base_of("tikhanovskaya", "тихановская", "ціханоўская")
    'ru'
    >>> base_of("tsikhanouskaya", "тихановская", "ціханоўская")
    'be'
    """
    sounds = romanised(form)
    to_russian, to_belarusian = (
        Levenshtein.distance(sounds, romanised(other)) for other in (russian, belarusian)
    )
    if to_russian == to_belarusian or min(to_russian, to_belarusian) > 1:
        return ""
    return "ru" if to_russian < to_belarusian else "be"


def find_mixed_romanisation(index: Index, lang: str) -> Iterator[Report]:
    """Yield the people whose names are romanised otherwise than most, given all three languages."""
    by_base = _by_base(index, lang)
    few, most = sorted(by_base, key=lambda base: len(by_base[base]))
    if not by_base[few] or len(by_base[most]) < max(_FEWEST, 2 * len(by_base[few])):
        return
    names = {"ru": "Russian", "be": "Belarusian"}
    for word, places in sorted(by_base[few].items()):
        if word not in by_base[most]:
            form = spelling(index, places)
            reason = (
                f"romanised from {names[few]}; {len(by_base[most])} other names here are romanised "
                f"from {names[most]}"
            )
            yield report_of("mixed-romanization", lang, form.text, [form], reason)


def _by_base(index: Index, lang: str) -> dict[str, dict[str, list[Place]]]:
    found: dict[str, dict[str, list[Place]]] = {"ru": defaultdict(list), "be": defaultdict(list)}
    russian, belarusian = (index.links.get((lang, other), {}) for other in ("ru", "be"))
    for word, places in index.lexicons[lang].places.items():
        for place in places:
            first, second = russian.get(place.at), belarusian.get(place.at)
            if first and second and _ROMANISED.fullmatch(word) and _SURNAME.fullmatch(first.word):
                base = base_of(word, first.word, second.word)
                if base:
                    found[base][word].append(place)
    return found
