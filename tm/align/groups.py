"""Groups: sentences of two or three texts that say the same.

Aligned of two texts ─ grouped ─▶ Group …
Aligned of the three pairs of three texts ─ joined ─▶ Group …, consistent over all three
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tm.align.beads import Bead
    from tm.align.search import Aligned

    Pairs = Mapping[tuple[int, int], Sequence[Aligned]]

__all__ = ["Group", "Span", "grouped", "joined"]


class Span(NamedTuple):
    """Sentences [first, last); an empty span stands where it would be."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many sentences it has."""
        return self.last - self.first


class Group(msgspec.Struct, frozen=True):
    """A span of every text, and how sure it is that they say the same, 0-1."""

    spans: tuple[Span, ...]
    confidence: float

    @property
    def linked(self) -> int:
        """How many texts have a sentence in it."""
        return sum(span.size > 0 for span in self.spans)

    def moved(self, by: Sequence[int]) -> Group:
        """Return the group so many sentences further on in each text."""
        spans = (Span(a + n, b + n) for (a, b), n in zip(self.spans, by, strict=True))
        return Group(tuple(spans), self.confidence)


def grouped(beads: Iterable[Aligned]) -> list[Group]:
    """Return the beads of two texts as groups."""
    return [Group(_spans(one.bead), one.confidence) for one in beads]


def _spans(bead: Bead) -> tuple[Span, Span]:
    return Span(bead.first, bead.last), Span(bead.start, bead.end)


def joined(pairs: Pairs, sizes: Sequence[int]) -> list[Group]:
    """Return the groups of three texts of these sizes; each holds whole beads.

    `pairs` are the alignments (0, 1), (0, 2) and (1, 2). The two surest are followed; the third
    links what they leave alone. A group is as sure as all of its beads together.
    """
    weakest = min(pairs, key=lambda pair: _sureness(pairs[pair]))
    (middle,) = {0, 1, 2} - set(weakest)
    followed = {other: _seen_from(pairs, middle, other) for other in weakest}
    groups = _along(followed, middle, sizes)
    groups = _linked(groups, pairs[weakest], weakest, sizes)
    return _in_order(groups, sizes)


def _sureness(beads: Sequence[Aligned]) -> float:
    return sum(one.confidence for one in beads) / max(len(beads), 1)


class _Link(NamedTuple):
    """A bead of the middle text with another."""

    middle: Span
    other: Span
    confidence: float


def _seen_from(pairs: Pairs, middle: int, other: int) -> list[_Link]:
    """Return the beads of two texts, the middle one first."""
    turned = other < middle
    found: list[_Link] = []
    for one in pairs[min(middle, other), max(middle, other)]:
        first, second = _spans(one.bead)
        found.append(_Link(*((second, first) if turned else (first, second)), one.confidence))
    return found


def _along(
    followed: Mapping[int, Sequence[_Link]], middle: int, sizes: Sequence[int]
) -> list[Group]:
    """Return the groups that have a sentence of the middle text."""
    cuts = set(range(sizes[middle] + 1))
    for links in followed.values():
        for link in links:
            cuts -= set(range(link.middle.first + 1, link.middle.last))
    ends = sorted(cuts)
    inside = {other: _by_cut(links, ends) for other, links in followed.items()}
    groups: list[Group] = []
    for first, last in itertools.pairwise(ends):
        spans = {middle: Span(first, last)}
        sure = 1.0
        for other in followed:
            links = inside[other].get(first, [])
            spans[other] = _hull([link.other for link in links if link.other.size])
            sure *= math.prod(link.confidence for link in links)
        groups.append(Group(tuple(spans[text] for text in range(3)), sure))
    return groups


def _by_cut(links: Sequence[_Link], ends: Sequence[int]) -> dict[int, list[_Link]]:
    """Return the links with sentences of the middle text by the cut that begins their group."""
    begins: dict[int, int] = {}
    for first, last in itertools.pairwise(ends):
        begins.update(dict.fromkeys(range(first, last), first))
    found: dict[int, list[_Link]] = {}
    for link in links:
        if link.middle.size:
            found.setdefault(begins[link.middle.first], []).append(link)
    return found


def _hull(spans: Sequence[Span]) -> Span:
    """Return the span from the first to the last of several; an empty one for none."""
    return Span(spans[0].first, spans[-1].last) if spans else Span(0, 0)


def _linked(
    groups: list[Group], beads: Sequence[Aligned], pair: tuple[int, int], sizes: Sequence[int]
) -> list[Group]:
    """Let the third alignment link sentences that have nothing yet, also to a group of two texts.

    What is then still alone becomes a group of its own.
    """
    owner = [dict[int, int](), dict[int, int](), dict[int, int]()]
    for number, group in enumerate(groups):
        _own(owner, group, number)
    for one in beads:
        if one.bead.both:
            _link(groups, owner, dict(zip(pair, _spans(one.bead), strict=True)), one.confidence)
    alone = [
        _alone(text, at, _null(beads, pair, text, at))
        for text, size in enumerate(sizes)
        for at in range(size)
        if at not in owner[text]
    ]
    return groups + alone


def _own(owner: Sequence[dict[int, int]], group: Group, number: int) -> None:
    for text, span in enumerate(group.spans):
        owner[text].update(dict.fromkeys(range(*span), number))


def _link(
    groups: list[Group],
    owner: Sequence[dict[int, int]],
    spans: Mapping[int, Span],
    confidence: float,
) -> None:
    """Make a group of two spans that have none, or add one to the group that the other is."""
    owners = {text: {owner[text].get(at) for at in range(*span)} for text, span in spans.items()}
    free = [text for text, known in owners.items() if known == {None}]
    if len(free) == len(spans):
        every = tuple(spans.get(text, Span(0, 0)) for text in range(3))
        groups.append(Group(every, confidence))
        _own(owner, groups[-1], len(groups) - 1)
    elif len(free) == 1:
        (other,) = set(spans) - set(free)
        known = owners[other]
        number = next(iter(known))
        if len(known) > 1 or number is None:
            return
        group = groups[number]
        if group.spans[other] == spans[other] and not group.spans[free[0]].size:
            added = [*group.spans]
            added[free[0]] = spans[free[0]]
            groups[number] = Group(tuple(added), group.confidence * confidence)
            _own(owner, groups[number], number)


def _null(beads: Sequence[Aligned], pair: tuple[int, int], text: int, at: int) -> float:
    """Return how sure the third alignment is that a sentence is alone."""
    if text not in pair:
        return 1.0
    for one in beads:
        if _spans(one.bead)[pair.index(text)] == (at, at + 1) and not one.bead.both:
            return one.confidence
    return 0.5


def _alone(text: int, at: int, confidence: float) -> Group:
    spans = [Span(0, 0)] * 3
    spans[text] = Span(at, at + 1)
    return Group(tuple(spans), confidence)


def _in_order(groups: Sequence[Group], sizes: Sequence[int]) -> list[Group]:
    """Return the groups in an order that is that of every text; empty spans are placed.

    Groups that cross are taken apart.
    """
    waiting = [dict[int, Group](), dict[int, Group](), dict[int, Group]()]
    for group in groups:
        for text, span in enumerate(group.spans):
            if span.size:
                waiting[text][span.first] = group
    at = [0, 0, 0]
    result: list[Group] = []
    while at != list(sizes):
        heads = [waiting[text][at[text]] for text in range(3) if at[text] < sizes[text]]
        ready = next((group for group in heads if _ready(group, at)), None)
        if ready is None:
            _take_apart(waiting, heads[0])
            continue
        spans = [s if s.size else Span(n, n) for s, n in zip(ready.spans, at, strict=True)]
        result.append(Group(tuple(spans), ready.confidence))
        at = [span.last for span in spans]
    return result


def _ready(group: Group, at: Sequence[int]) -> bool:
    return all(not span.size or span.first == n for span, n in zip(group.spans, at, strict=True))


def _take_apart(waiting: Sequence[dict[int, Group]], group: Group) -> None:
    for text, span in enumerate(group.spans):
        for at in range(*span):
            waiting[text][at] = _alone(text, at, 0.0)
