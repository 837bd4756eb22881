"""The search of one stretch of text: evidence, a lattice of beads in a band, the best path.

Task: both sides, what is known, the way to look around ─ search ─▶ beads with confidence
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from tm.align.beads import KINDS, NEVER, Bead, Lattice, best, posterior
from tm.align.evidence import Band, Matcher
from tm.align.scores import Blocks, Scorer, structure
from tm.align.vectors import Closeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tm.align.calibration import Calibration
    from tm.align.dictionary import Strengths
    from tm.align.sentences import Side
    from tm.align.vectors import Vectors

__all__ = ["SMALL", "Aligned", "Task", "Text", "search"]

SMALL = 120
"""Texts of up to so many sentences a side are searched as a whole."""

_SHARES = (0.78, 0.12, 0.12, 0.04, 0.004, 0.004, 0.002, 0.002, 0.0005, 0.0005, 0.0005)
_PRIORS = dict(zip(KINDS, np.log(_SHARES).tolist(), strict=True))
_OPEN = -2.0
_EACH = -2.9
_HALF = 8
_WIDER = 4
_DOUBTFUL = 0.6


class Aligned(msgspec.Struct, frozen=True):
    """A bead and how sure it is, 0-1."""

    bead: Bead
    confidence: float


class Text(NamedTuple):
    """Both sides cut into tokens; their blocks and vectors where those are known."""

    source: Side
    target: Side
    blocks: tuple[Blocks, Blocks] | None = None
    vectors: tuple[Vectors, Vectors] | None = None

    def between(self, span: Bead) -> Text:
        """Return a stretch of the text."""
        first, last, start, end = span
        blocks = self.blocks and (
            self.blocks[0].between(first, last),
            self.blocks[1].between(start, end),
        )
        source, target = self.source.between(first, last), self.target.between(start, end)
        vectors = self.vectors and (self.vectors[0][first:last], self.vectors[1][start:end])
        return Text(source, target, blocks, vectors)


class Task(NamedTuple):
    """What to search.

    `path` says for every source sentence where in the target it should be; None for a small text,
    which is searched as a whole.
    """

    text: Text
    strengths: Strengths
    calibration: Calibration
    path: NDArray[np.float64] | None = None


def search(task: Task) -> list[Aligned]:
    """Return the beads of the best path; they hold every sentence of both sides once, in order.

    Where few beads are sure, a wider band is tried too.
    """
    text = task.text
    rows, columns = len(text.source.lengths), len(text.target.lengths)
    if not rows or not columns:
        return _apart(rows, columns)
    matcher = Matcher(text.source, text.target, task.strengths)
    if task.path is None:
        return _searched(matcher, task, np.zeros(rows + 1, np.int64), columns + 1)
    found = _searched(matcher, task, *_window(task.path, _HALF, columns))
    if _sureness(found) < _DOUBTFUL:
        wider = _searched(matcher, task, *_window(task.path, _WIDER * _HALF, columns))
        found = max(found, wider, key=_sureness)
    return found


def _apart(rows: int, columns: int) -> list[Aligned]:
    """Return the beads of a text with one side empty: nothing goes with anything."""
    beads = [Bead(i, i + 1, 0, 0) for i in range(rows)]
    beads += [Bead(0, 0, j, j + 1) for j in range(columns)]
    return [Aligned(bead, 1.0) for bead in beads]


def _sureness(beads: list[Aligned]) -> float:
    return sum(one.confidence for one in beads) / len(beads)


def _window(path: NDArray[np.float64], half: int, columns: int) -> tuple[NDArray[np.int64], int]:
    """Return the first node of every row and how many nodes a row has.

    Neighbouring rows must overlap, or there is no way through: where the way jumps all rows are
    wider.
    """
    jumps = np.diff(np.concatenate([[0.0], path, [columns]]))
    half = max(half, int(np.ceil(jumps.max())) + 1)
    width = min(2 * half + 1, columns + 1)
    low = np.round(np.concatenate([path, [columns]])).astype(np.int64) - half
    low = np.clip(low, 0, columns + 1 - width)
    low[0] = 0
    low[-1] = columns + 1 - width
    return np.maximum.accumulate(low), width


def _searched(matcher: Matcher, task: Task, low: NDArray[np.int64], width: int) -> list[Aligned]:
    columns = len(matcher.target.lengths)
    high = np.minimum(low[:-1] + width, columns)
    scorer = Scorer(matcher, Band.of(np.minimum(low[:-1], high), high), task.calibration)
    lattice = _lattice(scorer, low, width, task.text)
    beads = best(lattice)
    sure = posterior(lattice, beads)
    return [Aligned(bead, p) for bead, p in zip(beads, sure.tolist(), strict=True)]


def _lattice(scorer: Scorer, low: NDArray[np.int64], width: int, text: Text) -> Lattice:
    columns = len(text.target.lengths)
    rows, at = scorer.cells()
    close = Closeness(*text.vectors, scorer.band) if text.vectors else None
    scores = np.full((len(KINDS), len(low), width), NEVER)
    for number, kind in enumerate(KINDS):
        fits = (rows + kind[0] <= len(low) - 1) & (at + kind[1] <= columns)
        i, j = rows[fits], at[fits]
        values = scorer.bead(kind, i, j) + _PRIORS[kind]
        if text.blocks:
            values += structure(*text.blocks, kind, i, j)
        if close:
            values += close.bead(kind, i, j)
        scores[number, i, j - low[i]] = values
    return Lattice(low, scores, columns, _OPEN, _EACH)
