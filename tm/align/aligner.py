"""Align texts: passes over evidence, beads and what they teach.

    Bitext … ─ align ─▶ Aligned …, each bead with a confidence

One short text is aligned once, with what is known before. A collection, or a long text, teaches its
own lexicon and calibration from its surest beads, and is aligned again with them. A long text is
searched in blocks that overlap, so that time grows with its length and memory hardly does.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

import msgspec
import numpy as np

from tm.align.beads import Bead
from tm.align.coarse import way
from tm.align.evidence import Matcher
from tm.align.knowledge import Knowledge
from tm.align.search import SMALL, Aligned, Task, Text, search
from tm.align.sentences import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from numpy.typing import NDArray

    from tm.align.calibration import Calibration
    from tm.align.dictionary import Strengths
    from tm.align.scores import Blocks
    from tm.align.vectors import Vectors

    Run = Callable[[list[Task]], list[list[Aligned]]]
    Way = NDArray[np.float64] | None

__all__ = ["Bitext", "align"]

_TEACHES = 300
"""Sentences from which on texts teach their own lexicon: fewer make the result worse."""
_SURE = 0.5
_BLOCK = 1000
_MARGIN = 50
_MANY = 3000
"""Sentences from which on further processes are worth starting."""


class Bitext(msgspec.Struct, frozen=True):
    """The sentences of both sides; their blocks and vectors where those are known."""

    source: Sequence[str]
    target: Sequence[str]
    blocks: tuple[Blocks, Blocks] | None = None
    vectors: tuple[Vectors, Vectors] | None = None


def align(
    bitexts: Sequence[Bitext], known: Knowledge | None = None, *, jobs: int = 1
) -> list[list[Aligned]]:
    """Align every text; together they teach what nothing else did.

    A text's beads hold every sentence of both sides once, in order. `jobs` is how many processes
    may work at a long text.
    """
    known = known or Knowledge.none()
    size = sum(len(bitext.source) for bitext in bitexts)
    with _workers(jobs if size >= _MANY else 1) as run:
        whole = _Whole.of(bitexts)
        strengths = known.dictionary.strengths()
        ways = [_way(text, strengths) for text in whole.texts]
        found = _searched(whole.texts, known, ways, run)
        if size >= _TEACHES:
            known = whole.taught(known, found)
            ways = [_walked(text, one) for text, one in zip(whole.texts, found, strict=True)]
            found = _searched(whole.texts, known, ways, run)
    return found


class _Whole(NamedTuple):
    """All texts with one numbering of words: a text is a stretch of both sides."""

    source: Side
    target: Side
    spans: list[Bead]
    texts: list[Text]

    @classmethod
    def of(cls, bitexts: Sequence[Bitext]) -> Self:
        """Cut all sentences into tokens."""
        source = Side.of([sentence for bitext in bitexts for sentence in bitext.source])
        target = Side.of([sentence for bitext in bitexts for sentence in bitext.target])
        ends = [0, *accumulate(len(bitext.source) for bitext in bitexts)]
        others = [0, *accumulate(len(bitext.target) for bitext in bitexts)]
        spans = [Bead(*a, *b) for a, b in zip(pairwise(ends), pairwise(others), strict=True)]
        whole = Text(source, target)
        texts = [
            whole.between(span)._replace(blocks=bitext.blocks, vectors=bitext.vectors)
            for span, bitext in zip(spans, bitexts, strict=True)
        ]
        return cls(source, target, spans, texts)

    def taught(self, known: Knowledge, found: Sequence[Sequence[Aligned]]) -> Knowledge:
        """Return what is known after the surest beads with text on both sides, too."""
        beads = [
            one.bead.moved(span.first, span.start)
            for span, beads in zip(self.spans, found, strict=True)
            for one in beads
            if one.confidence >= _SURE and one.bead.both
        ]
        return known.learn(
            self.source.joined([(bead.first, bead.last) for bead in beads]),
            self.target.joined([(bead.start, bead.end) for bead in beads]),
        )


@contextmanager
def _workers(jobs: int) -> Generator[Run]:
    """Give what does tasks, in this process or in several."""
    if jobs == 1:
        yield lambda tasks: [search(task) for task in tasks]
        return
    with ProcessPoolExecutor(jobs) as pool:
        pool.submit(len, ()).result()  # they start now, while there is little to share
        yield lambda tasks: list(pool.map(search, tasks))


# --- ways ---------------------------------------------------------------------------------------


def _way(text: Text, strengths: Strengths) -> Way:
    """Return where each source sentence should be, None for a text that is searched as a whole."""
    rows, columns = len(text.source.lengths), len(text.target.lengths)
    if max(rows, columns) <= SMALL or not rows or not columns:
        return None
    return way(Matcher(text.source, text.target, strengths))


def _walked(text: Text, beads: Sequence[Aligned]) -> Way:
    """Return where each source sentence is by the beads found."""
    rows, columns = len(text.source.lengths), len(text.target.lengths)
    if max(rows, columns) <= SMALL:
        return None
    path = np.zeros(rows)
    for one in beads:
        path[one.bead.first : one.bead.last] = one.bead.start
    return path


# --- blocks -------------------------------------------------------------------------------------


def _searched(
    texts: Sequence[Text], known: Knowledge, ways: Sequence[Way], run: Run
) -> list[list[Aligned]]:
    """Search all texts, long ones in blocks."""
    strengths = known.dictionary.strengths()
    every = [
        _Blocks(text, path, strengths, known.calibration)
        for text, path in zip(texts, ways, strict=True)
    ]
    results = iter(run([blocks.task(span) for blocks in every for span in blocks.spans]))
    return [blocks.chained(islice(results, len(blocks.spans))) for blocks in every]


class _Blocks:
    """A text and the stretches of it that are searched one by one; they overlap."""

    def __init__(
        self, text: Text, path: Way, strengths: Strengths, calibration: Calibration
    ) -> None:
        self.text = text
        self.path = path
        self.spans = _spans(text, path)
        self._known = (strengths, calibration)

    def task(self, span: Bead) -> Task:
        """Return the task for a stretch, with no more of the dictionary than it needs."""
        text = self.text.between(span)
        strengths, calibration = self._known
        stems = (text.source.words.stem_list, text.target.words.stem_list)
        path = None if self.path is None else self.path[span.first : span.last] - span.start
        return Task(text, strengths.among(*stems), calibration, path)

    def chained(self, results: Iterable[list[Aligned]]) -> list[Aligned]:
        """Return the beads of the whole text: blocks go over into each other where they agree.

        Two that agree nowhere are searched anew as one.
        """
        whole: list[Aligned] = []
        before = self.spans[0]
        for span, beads in zip(self.spans, results, strict=True):
            placed = _placed(beads, span)
            chain = _chain(whole, placed, (before.last + span.first) // 2)
            if chain is None:
                joined = Bead(before.first, span.last, before.start, span.end)
                placed = _placed(search(self.task(joined)), joined)
                chain = _chain(whole, placed, before.first + _MARGIN)
            whole = placed if chain is None else chain
            before = span
        return whole


def _spans(text: Text, path: Way) -> list[Bead]:
    """Return the stretches of a text: blocks of source sentences, with a margin on both sides."""
    rows, columns = len(text.source.lengths), len(text.target.lengths)
    if path is None or rows <= 2 * _BLOCK:
        return [Bead(0, rows, 0, columns)]
    nodes = np.round(path).astype(np.int64).tolist()
    starts = range(0, rows - _BLOCK // 2, _BLOCK)
    spans: list[Bead] = []
    for start in starts:
        first = max(start - _MARGIN, 0)
        last = min(start + _BLOCK + _MARGIN, rows) if start != starts[-1] else rows
        spans.append(Bead(first, last, nodes[first] if first else 0, [*nodes, columns][last]))
    return spans


def _placed(beads: Iterable[Aligned], span: Bead) -> list[Aligned]:
    """Return the beads of a stretch as those of the whole text."""
    return [Aligned(one.bead.moved(span.first, span.start), one.confidence) for one in beads]


def _chain(before: list[Aligned], after: list[Aligned], middle: int) -> list[Aligned] | None:
    """Join the beads of two stretches at the node nearest to a row that both go through."""
    if not before:
        return after
    begins = {(one.bead.first, one.bead.start): at for at, one in enumerate(after)}
    common = [
        (abs(one.bead.last - middle), at, begins[node])
        for at, one in enumerate(before)
        if (node := (one.bead.last, one.bead.end)) in begins
    ]
    if not common:
        return None
    _, at, there = min(common)
    return before[: at + 1] + after[there:]
