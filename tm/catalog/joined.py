"""Sentences that one translation covers.

A translator who renders two sentences as one writes the whole in one entry and `{joined}` in the next
(its translation is in the entry before) or `{joined-next}` (in the entry after). Everything but the
PO and the article sees such a group as one unit over all languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.model import Code, Segment, State, Unit, Variant, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["JOINED", "JOINED_NEXT", "expand", "merge"]

JOINED = "{joined}"
JOINED_NEXT = "{joined-next}"

_ORDER = (State.INITIAL, State.NEEDS_REVIEW, State.TRANSLATED, State.REVIEWED, State.FINAL)


def _says(unit: Unit, marker: str) -> bool:
    return any(
        variant.lang != unit.source and variant.state.done and variant.text.strip() == marker
        for variant in unit.variants
    )


def merge(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield the units with every group of joined ones as one unit; the members are kept in it.

    The units come in document order. A marker counts when its entry is not fuzzy. Obsolete units join
    nothing.
    """
    group: list[Unit] = []
    expects_next = False
    for unit in units:
        if group and not unit.obsolete and (expects_next or _says(unit, JOINED)):
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


def _one(group: list[Unit]) -> Iterator[Unit]:
    if len(group) == 1:
        yield group[0]
    elif group:
        yield _merged(group)


def _merged(group: list[Unit]) -> Unit:
    first = group[0]
    variants = [v for lang in _languages(group) if (v := _merged_variant(group, lang))]
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


def _languages(group: list[Unit]) -> list[str]:
    return list(dict.fromkeys(lang for unit in group for lang in unit.languages))


def _merged_variant(group: list[Unit], lang: str) -> Variant | None:
    """Return the group's text in a language, or None where a member has none."""
    found = [unit.variant(lang) for unit in group]
    variants = [variant for variant in found if variant is not None]
    if len(variants) < len(group):
        return None
    texts = [v.segment for v in variants if v.text.strip() not in {JOINED, JOINED_NEXT}]
    state = min((variant.state for variant in variants), key=_ORDER.index)
    return Variant(lang, _concatenated([segment for segment in texts if segment]), state)


def _concatenated(segments: list[Segment]) -> Segment:
    """Return the segments with a space between; codes are numbered apart."""
    parts: list[str | Code] = []
    for number, segment in enumerate(segments):
        if parts:
            parts.append(" ")
        for part in segment.parts:
            renumber = isinstance(part, Code) and number and part.id
            parts.append(
                msgspec.structs.replace(part, id=f"{number}.{part.id}") if renumber else part
            )
    return Segment(tuple(_glued(parts)))


def _glued(parts: list[str | Code]) -> Iterator[str | Code]:
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
