"""What looks wrong with texts that were aligned, each with its evidence."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from tm.align.aligner import Bitext, align
from tm.align.groups import Span
from tm.lang import alphabet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.align.groups import Group
    from tm.align.knowledge import Knowledge
    from tm.project.aligning import Reading

__all__ = ["doubts", "sureness"]

_UNSURE = 0.68
_ALONE = 0.3
_FOREIGN = 0.02
_MOSTLY = 0.5
_LETTERS = 50
_LONGER = 3.0
_REPEATED = 5
_SHARE = 0.05
_SURE = 0.8
_RUN = 3
_RUNS = 8
_MOVED = 0.6
_SHOWN = 40


def sureness(groups: Sequence[Group]) -> float:
    """Return the share of sentences, 0-1, that may be expected to stand with the right ones.

    A sentence that is alone counts as none; no sentences are sure of nothing.
    """
    total = sum(span.size for group in groups for span in group.spans)
    sure = sum(
        group.confidence * span.size for group in groups if group.linked > 1 for span in group.spans
    )
    return sure / total if total else 0.0


def doubts(
    readings: Sequence[Reading], groups: Sequence[Group], known: Sequence[Knowledge]
) -> Iterator[str]:
    """Yield what looks wrong; `known` is what is known of the first text with each other one."""
    for reading in readings:
        yield from _of_text(reading)
    if not all(reading.sentences for reading in readings):
        return
    for at in range(1, len(readings)):
        pair = (readings[0], readings[at])
        spans = [(group.spans[0], group.spans[at]) for group in groups]
        yield from _of_lengths(*pair)
        yield from _of_pair(pair, spans)
        yield from _of_order(pair, groups, at, known[at - 1])
    sure = sureness(groups)
    if sure < _UNSURE:
        yield (
            f"the texts may not be translations of each other: only {_percent(sure)} of their "
            "sentences may be expected to be aligned rightly"
        )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _of_text(reading: Reading) -> Iterator[str]:
    """Yield what looks wrong with one text: nothing in it, another language, repetition."""
    if not reading.sentences:
        yield f"{reading.path}: there is no sentence"
        return
    yield from _of_language(reading)
    counts = Counter(reading.plain)
    often = [
        (text, n)
        for text, n in counts.most_common(3)
        if n >= max(_REPEATED, _SHARE * len(reading.sentences))
    ]
    for text, n in often:
        yield f"{reading.path}: “{text[:_SHOWN]}” stands {n} times; equal sentences may be mixed up"


def _of_language(reading: Reading) -> Iterator[str]:
    own = frozenset(alphabet(reading.lang))
    letters = Counter(c for text in reading.plain for c in text.lower() if c.isalpha())
    total = sum(letters.values())
    if not own or total < _LETTERS:
        return
    outside = Counter({c: n for c, n in letters.items() if c not in own})
    alike = {c for c in outside if _script(c) == _script(min(own))}
    same = sum(n for c, n in letters.items() if c in own or c in alike)
    foreign = sum(outside[c] for c in alike)
    if outside.total() > _MOSTLY * total:
        share = _percent(outside.total() / total)
        yield f"{reading.path}: is not {reading.lang}: {share} of its letters are of no such text"
    elif foreign > _FOREIGN * same:
        shown = ", ".join(
            f"{c} {outside[c]} times" for c in sorted(alike, key=outside.__getitem__)[-3:]
        )
        yield f"{reading.path}: may not be {reading.lang}: it has {shown}"


def _script(letter: str) -> bool:
    """Whether a letter is Cyrillic."""
    return "\u0400" <= letter <= "\u04ff"


def _of_lengths(one: Reading, other: Reading) -> Iterator[str]:
    sizes = [max(sum(map(len, reading.plain)), 1) for reading in (one, other)]
    ratio = max(sizes) / min(sizes)
    if ratio > _LONGER:
        longer = one if sizes[0] > sizes[1] else other
        yield f"{longer.path}: is {ratio:.1f} times as long as the other text"


def _of_pair(pair: tuple[Reading, Reading], spans: Sequence[tuple[Span, Span]]) -> Iterator[str]:
    """Yield which text has many sentences that go with nothing."""
    for side, reading in enumerate(pair):
        alone = sum(both[side].size for both in spans if not both[1 - side].size)
        share = alone / len(reading.sentences)
        if share > _ALONE:
            yield f"{reading.path}: {_percent(share)} of the sentences go with nothing"


def _of_order(
    pair: tuple[Reading, Reading], groups: Sequence[Group], at: int, known: Knowledge
) -> Iterator[str]:
    """Yield the passages that stand in another place of the other text."""
    sides = [_runs(groups, text) for text in (0, at)]
    for one, other in product(*sides):
        bitext = Bitext(pair[0].plain[slice(*one)], pair[1].plain[slice(*other)])
        beads = align([bitext], known)[0]
        if sum(each.confidence for each in beads if each.bead.both) > _MOVED * len(beads):
            yield (
                f"{pair[0].path}: sentences {one.first + 1}-{one.last} look like sentences "
                f"{other.first + 1}-{other.last} of {pair[1].path}: they may have been moved"
            )


def _runs(groups: Sequence[Group], text: int) -> list[Span]:
    """Return the longest runs of sentences of a text that are in no sure group."""
    runs: list[Span] = []
    for group in groups:
        span = group.spans[text]
        if not span.size or (group.linked > 1 and group.confidence > _SURE):
            continue
        if runs and runs[-1].last == span.first:
            runs[-1] = Span(runs[-1].first, span.last)
        else:
            runs.append(span)
    longest = sorted((run for run in runs if run.size >= _RUN), key=lambda run: -run.size)
    return sorted(longest[:_RUNS])
