"""What detection says: a kind, a name, its forms with their places, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tm.names.detect.index import Index, Place

__all__ = ["Kind", "Location", "Report", "Spelling", "described", "report_of", "spelling"]

Kind = Literal["variants", "typo", "mixed-romanization", "mixed-script", "mismatch"]
_SHOWN = 3


class Location(msgspec.Struct, frozen=True, order=True):
    """Where a form is: the file, the line from 1 (0: unknown), the offset in the text's side."""

    path: str
    line: int
    start: int


class Spelling(msgspec.Struct, frozen=True):
    """A spelling, written as its most frequent case form, and all places of its case forms."""

    text: str
    count: int
    locations: tuple[Location, ...]


class Report(msgspec.Struct, frozen=True):
    """One inconsistency. `entity` is an id of the register, else the name as found."""

    kind: Kind
    lang: str
    entity: str
    forms: tuple[Spelling, ...]
    explanation: str


def spelling(index: Index, places: Iterable[Place]) -> Spelling:
    """Return the spelling of some mentions."""
    found = sorted(places)
    text = Counter(place.form for place in found).most_common(1)[0][0]
    texts = ((index.text(place), place.start) for place in found)
    return Spelling(
        text, len(found), tuple(Location(text.path, text.line, start) for text, start in texts)
    )


def described(forms: Iterable[Spelling]) -> str:
    """Return spellings with their counts; those that are rare with their lines.

    >>> places = tuple(Location("ru.po", line, 0) for line in (3, 8, 9, 12))
    >>> described([Spelling("Ковалькова", 4, places), Spelling("Кавалькова", 1, places[:1])])
    'Ковалькова 4×, Кавалькова 1× (ru.po:3)'
    """
    parts: list[str] = []
    for form in forms:
        lines = [f"{place.path}:{place.line}" for place in form.locations]
        where = f" ({', '.join(dict.fromkeys(lines))})" if form.count <= _SHOWN else ""
        parts.append(f"{form.text} {form.count}×{where}")
    return ", ".join(parts)


def report_of(kind: Kind, lang: str, entity: str, forms: Iterable[Spelling], reason: str) -> Report:
    """Return a report whose explanation names the forms and ends with the reason."""
    ordered = tuple(forms)
    return Report(kind, lang, entity, ordered, f"{described(ordered)}: {reason}")
