"""What a row of a memory holds beside the text: how units become rows, and rows units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tm.model import Code, Note, Properties, Provenance, Segment, State, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.memory.base import Origin

__all__ = [
    "STATES",
    "Kept",
    "More",
    "Place",
    "kept",
    "more_of",
    "packed",
    "place_of",
    "unpacked",
    "variant",
]

STATES = tuple(State)
"""States by the number in a row."""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an origin holds beside its file and position."""

    author: str = ""
    date: str = ""
    obsolete: bool = False
    before: int = 0
    after: int = 0


class More(msgspec.Struct, frozen=True, omit_defaults=True):
    """What most texts lack. The unit's own values stand with its source text."""

    parts: tuple[str | Code, ...] = ()
    forms: tuple[Segment, ...] = ()
    plural_forms: str = ""
    provenance: Provenance | None = None
    notes: tuple[str, ...] = ()
    properties: Properties = ()
    context: str | None = None
    unit_notes: tuple[Note, ...] = ()
    unit_properties: Properties = ()
    place: Place = Place()


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(More)
_NOTHING, _NOWHERE = More(), Place()


def packed(more: More | Place) -> bytes | None:
    """Return the bytes of the column `more`, None where there is nothing."""
    return None if more in (_NOTHING, _NOWHERE) else _encoder.encode(more)


def unpacked(data: bytes | None) -> More:
    """Read what `packed` made of a More."""
    return _decoder.decode(data) if data else _NOTHING


def more_of(variant: Variant, unit: Unit | None, place: Place) -> More:
    """Return what the row of a text holds; `unit` only for the source text."""
    return More(
        parts=variant.segment.parts if variant.segment.codes else (),
        forms=variant.forms,
        plural_forms=variant.plural_forms,
        provenance=variant.provenance,
        notes=variant.notes,
        properties=variant.properties,
        context=unit.context if unit else None,
        unit_notes=unit.notes if unit else (),
        unit_properties=unit.properties if unit else (),
        place=place,
    )


def place_of(variant: Variant, origin: Origin) -> Place:
    """Return what is kept of a text's origin; its own author and date go before the file's."""
    own = variant.provenance or Provenance()
    return Place(
        author=own.changed_by or own.created_by or origin.author,
        date=own.changed or own.created or origin.date,
        obsolete=origin.obsolete,
        before=origin.before,
        after=origin.after,
    )


def variant(lang: str, text: str, state: int, more: More) -> Variant:
    """Return the text of a row."""
    return Variant(
        lang,
        Segment(more.parts) if more.parts else Segment.of(text),
        STATES[state],
        more.forms,
        more.plural_forms,
        more.provenance,
        more.notes,
        more.properties,
    )


class Kept(NamedTuple):
    """A unit that a memory takes: its source text and the translations worth keeping."""

    unit: Unit
    source: Variant
    targets: tuple[Variant, ...]

    @property
    def texts(self) -> Iterator[Variant]:
        """All texts, the source first."""
        yield self.source
        yield from self.targets


def kept(unit: Unit) -> Kept | str:
    """Return what a memory keeps of a unit, or why it keeps nothing."""
    source = unit.variant(unit.source)
    if source is None or not source.text:
        return "no source text"
    others = [v for v in unit.variants if v is not source and v.text]
    if not others:
        return "no translation"
    targets = tuple(v for v in others if v.state.done)
    return Kept(unit, source, targets) if targets else "not ready (fuzzy)"
