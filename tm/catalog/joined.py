"""Sentences that one translation covers.

A translator who renders two sentences as one writes the whole in one entry and `{joined}` in the
next (its translation is in the entry before) or `{joined-next}` (in the entry after). Everything
but the PO and the article sees such a group as one unit over all languages.
"""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING

import msgspec

from tm.model import Code, Segment, State, Unit, Variant, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["JOINED", "JOINED_NEXT", "concatenated", "expand", "is_marker", "merge"]

JOINED = "{joined}"
JOINED_NEXT = "{joined-next}"

_ORDER = (State.INITIAL, State.NEEDS_REVIEW, State.TRANSLATED, State.REVIEWED, State.FINAL)
_FIRST = re.compile(r"(?:.*, )?sentence 1 of \d+")
_NUMBERED = re.compile(r"(?:.*, )?sentence \d+ of \d+")


def is_marker(text: str) -> bool:
    """Whether a translation says that it is in a neighbour.

    >>> is_marker("{joined}"), is_marker("Мінск {joined}")
    (True, False)
    """
    return text.strip() in {JOINED, JOINED_NEXT}


def merge(units: Iterable[Unit], blocks: Iterable[int] | None = None) -> Iterator[Unit]:
    """Yield the units with every group of joined ones as one unit; the members are kept in it.

    The units come in document order, `blocks` numbers the block of each. A group does not reach
    over the end of a block; without `blocks` the notes tell where one starts (“list item 3,
    sentence 1 of 2”). A fuzzy marker joins too, and the group is fuzzy then; a marker that joins
    nothing is no translation and is left out. Obsolete units join nothing.
    """
    group: list[Unit] = []
    expects_next = False
    last: int | None = None
    numbers: Iterable[int | None] = repeat(None) if blocks is None else blocks
    for unit, block in zip(units, numbers, strict=False):
        starts = _starts_block(unit) if block is None else block != last
        last = block
        joins = not unit.obsolete and not starts and (expects_next or _says(unit, JOINED))
        if group and joins:
            group.append(unit)
        else:
            yield from _one(group)
            group = [unit]
        expects_next = not unit.obsolete and _says(unit, JOINED_NEXT)
    yield from _one(group)


def expand(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield the members of merged units in their place: the inverse of `merge`."""
    for unit in units:
        yield from unit.members or (unit,)


def _says(unit: Unit, marker: str) -> bool:
    return any(v.lang != unit.source and v.text.strip() == marker for v in unit.variants)


def _starts_block(unit: Unit) -> bool:
    """Whether every place of a unit is the first of its block, as far as the notes tell."""
    places = [note.text for note in unit.notes if note.kind == "extracted"]
    known = [text for text in places if _NUMBERED.fullmatch(text)]
    return bool(known) and all(_FIRST.fullmatch(text) for text in known)


def _one(group: Sequence[Unit]) -> Iterator[Unit]:
    if len(group) == 1:
        yield _without_markers(group[0])
    elif group:
        yield _merged(group)


def _without_markers(unit: Unit) -> Unit:
    kept = tuple(v for v in unit.variants if v.lang == unit.source or not is_marker(v.text))
    if len(kept) == len(unit.variants):
        return unit
    return msgspec.structs.replace(unit, variants=kept, members=(unit,))


def _merged(group: Sequence[Unit]) -> Unit:
    first = group[0]
    languages = dict.fromkeys(lang for unit in group for lang in unit.languages)
    variants = [v for lang in languages if (v := _merged_variant(group, lang))]
    source = next((v.text for v in variants if v.lang == first.source), "")
    return msgspec.structs.replace(
        first,
        id=unit_id(first.source, first.context, source),
        variants=tuple(variants),
        locations=tuple(dict.fromkeys(place for unit in group for place in unit.locations)),
        notes=(),
        previous=None,
        members=tuple(group),
    )


def _merged_variant(group: Sequence[Unit], lang: str) -> Variant | None:
    """Return the group's text in a language, or None where it has not all of it."""
    variants = [variant for unit in group if (variant := unit.variant(lang))]
    texts = [v.segment for v in variants if v.segment and not is_marker(v.text)]
    if len(variants) < len(group) or not texts:
        return None
    state = min((variant.state for variant in variants), key=_ORDER.index)
    notes = tuple(dict.fromkeys(note for variant in variants for note in variant.notes))
    return Variant(lang, concatenated(texts), state, notes=notes)


def concatenated(segments: Iterable[Segment]) -> Segment:
    """Return the segments with a space between; codes are numbered apart."""
    parts: list[str | Code] = []
    for number, segment in enumerate(segments):
        if parts:
            parts.append(" ")
        parts += [_apart(part, number) for part in segment.parts]
    return Segment(tuple(_glued(parts)))


def _apart(part: str | Code, number: int) -> str | Code:
    """Return a code of the nth segment with an id that no other segment has."""
    if isinstance(part, str) or not number or not part.id:
        return part
    return msgspec.structs.replace(part, id=f"{number}.{part.id}")


def _glued(parts: Iterable[str | Code]) -> Iterator[str | Code]:
    """Yield the parts with neighbouring texts as one."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        text = ""
        yield part
    if text:
        yield text
