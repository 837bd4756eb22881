"""What a row of a memory holds beside the text: how units become rows, and rows units."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from tm.memory.keys import number
from tm.memory.postings import LONGEST
from tm.model import Code, Note, Properties, Provenance, Segment, State, Unit, Variant
from tm.segment.tokens import tokens

__all__ = [
    "STATES",
    "Kept",
    "More",
    "Place",
    "kept",
    "more_of",
    "packed",
    "unpacked",
    "variant",
]

DONE = frozenset(state for state in State if state.done)
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
_NOTHING = More()
NOWHERE = Place()
"""Of a text nothing but its file and position is known."""


def packed(more: More | Place) -> bytes | None:
    """Return the bytes of the column `more`, None where there is nothing."""
    return None if more in (_NOTHING, NOWHERE) else _encoder.encode(more)


def unpacked(data: bytes | None) -> More:
    """Read what `packed` made of a More."""
    return _decoder.decode(data) if data else _NOTHING


def more_of(variant: Variant, unit: Unit | None, place: Place) -> bytes | None:
    """Return what the row of a text holds, packed; `unit` only for the source text."""
    plain = not (variant.forms or variant.provenance or variant.notes or variant.properties)
    bare = not unit or not (unit.context or unit.notes or unit.properties)
    parts = variant.segment.parts
    if plain and bare and place is NOWHERE and len(parts) == 1 and isinstance(parts[0], str):
        return None  # nearly always
    return packed(
        More(
            parts=parts if variant.segment.codes else (),
            forms=variant.forms,
            plural_forms=variant.plural_forms,
            provenance=variant.provenance,
            notes=variant.notes,
            properties=variant.properties,
            context=unit.context if unit else None,
            unit_notes=unit.notes if unit else (),
            unit_properties=unit.properties if unit else (),
            place=_own(place, variant.provenance),
        )
    )


def _own(place: Place, own: Provenance | None) -> Place:
    """Return a place with a text's own author and date, which go before the file's."""
    if own is None:
        return place
    return msgspec.structs.replace(
        place,
        author=own.changed_by or own.created_by or place.author,
        date=own.changed or own.created or place.date,
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
    """A unit that a memory takes, and where it stands.

    `texts` are its variants that are worth keeping with their texts, the source first; `key` is
    the number of the source's key.
    """

    unit: Unit
    texts: tuple[tuple[Variant, str], ...]
    key: int
    position: int = 0
    place: Place = NOWHERE


def kept(
    unit: Unit, position: int = 0, place: Place = NOWHERE, *, fuzzy: bool = False
) -> Kept | str:
    """Return what a memory keeps of a unit, or why it keeps nothing."""
    source = unit.variant(unit.source)
    text = source.text if source else ""
    if source is None or not text:
        return "no source text"
    texts, why, longest = [(source, text)], "no translation", len(text)
    for variant in unit.variants:
        if variant is not source and (own := variant.text):
            why = "not ready (fuzzy)"
            if fuzzy or variant.state in DONE:
                texts.append((variant, own))
                longest = max(longest, len(own))
    if len(texts) == 1:
        return why
    if longest > LONGEST and max(len(tokens(v.segment.plain)) for v, _ in texts) > LONGEST:
        return "too long"
    key = number(source.segment.plain, source.lang)
    return Kept(unit, tuple(texts), key, position, place)
