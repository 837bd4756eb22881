"""A name that is there once, whose rendering is a slip: all other languages agree against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from tm.names.detect.reports import report_of, spelling
from tm.names.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.names.detect.index import Index, Place
    from tm.names.detect.reports import Report

__all__ = ["find_mismatches"]

_LONG = 5
"""Consonants from which one of them that differs is a slip and not another tradition."""


def find_mismatches(index: Index, lang: str) -> Iterator[Report]:
    """Yield the names of a language with a consonant more or less than in two other languages.

    English must be one of the two, and they must have the very same consonants. English names are
    not judged: their silent letters are no slips.
    """
    others = index.others(lang)
    if lang.startswith("en"):
        return
    for places in index.lexicons[lang].places.values():
        for place in places:
            links = [index.links[lang, other].get(place.at) for other in others]
            found = [link for link in links if link is not None]
            if len(found) > 1 and links[0] is not None and _disagrees(place, found):
                forms = [spelling(index, [each]) for each in (place, *found)]
                reason = f"its consonants are not those of {' and '.join(p.form for p in found)}"
                yield report_of("mismatch", lang, found[0].form, forms, reason)


def _disagrees(place: Place, found: list[Place]) -> bool:
    skeletons = {skeleton(each.word) for each in found}
    if len(skeletons) > 1:
        return False
    theirs, ours = skeletons.pop(), skeleton(place.word)
    return (
        len(theirs) >= _LONG
        and abs(len(theirs) - len(ours)) == 1
        and OSA.distance(theirs, ours) == 1
        and theirs[0] == ours[0]
        and theirs[-2:] == ours[-2:]
    )
