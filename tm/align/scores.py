"""Log-odds of beads: how much likelier their texts are if they translate each other.

    Found (both sides) × Calibration ─▶ log-odds of every token, in every cell of a band
                                     ─▶ log-odds of every bead: tokens, length, kind, blocks

A token explained by several sentences of a bead counts by the best of them, so beads of many
sentences need no search of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tm.align.beads import KINDS
from tm.align.evidence import Band, Found, Matcher, found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tm.align.calibration import Calibration

__all__ = ["Blocks", "Scorer", "deviation"]

_NEVER = -1e30
_MOST = max(max(kind) for kind in KINDS)
_WORST = -12.0
_CROSSED = -5.0  # a bead that runs over the end of a paragraph on one side
_CROSSED_BOTH = -2.0
_BEGINS = 1.0  # both sides begin a block, or neither does
_DIFFERENT = -2.5  # a heading with a paragraph


class Blocks(NamedTuple):
    """Which block (paragraph, heading, list item) each sentence is in, and of which kind it is."""

    numbers: NDArray[np.int64]
    kinds: NDArray[np.int64]

    def between(self, first: int, last: int) -> Blocks:
        """Return those of the sentences [first, last)."""
        return Blocks(self.numbers[first:last], self.kinds[first:last])


def deviation(
    source: NDArray[np.float64], target: NDArray[np.float64], ratio: float
) -> NDArray[np.float64]:
    """Return how far lengths in characters are from the usual ratio, in units that grow as √length.

    Gale and Church 1993, A Program for Aligning Sentences in Bilingual Corpora, made symmetric.
    """
    expected = source * ratio
    return (target - expected) / np.sqrt(np.maximum(expected + target, 1.0) / 2)


class Scorer:
    """The log-odds of all beads in a band."""

    def __init__(self, matcher: Matcher, band: Band, calibration: Calibration) -> None:
        source, target = matcher.source, matcher.target
        self.band = band
        self._calibration = calibration
        hits = matcher.hits(band)
        turned = band.turned(len(target.starts) - 1)
        rows, columns = source.owners[hits.sources], target.owners[hits.targets]
        forward = found(source, band, hits.sources, columns, hits.levels)
        backward = found(target, turned, hits.targets, rows, hits.levels)
        weights = [calibration.weights(step) for step in range(1, _MOST + 1)]
        first, second = ([both[side] for both in weights] for side in (0, 1))
        self._forward = _sums(forward, band, matcher.source_classes, first)
        self._backward = _sums(backward, turned, matcher.target_classes, second)
        self._turned = turned
        self._lengths = (_total(source.lengths), _total(target.lengths))

    def cells(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return source and target sentence of every cell."""
        return self.band.rows, self.band.columns

    def bead(
        self, kind: tuple[int, int], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the log-odds of beads of one kind that begin at these pairs, without its prior.

        Very small where it leaves the band.
        """
        a, b = kind
        total = np.zeros(len(rows))
        for step in range(a):
            _add(total, self._forward[b - 1], self.band.cells(rows + step, columns))
        for step in range(b):
            _add(total, self._backward[a - 1], self._turned.cells(columns + step, rows))
        total *= self._calibration.scale
        return total + self._length(kind, rows, columns)

    def _length(
        self, kind: tuple[int, int], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        sizes = [
            total[np.minimum(first + count, len(total) - 1)] - total[first]
            for total, first, count in zip(self._lengths, (rows, columns), kind, strict=True)
        ]
        return self._calibration.length(sizes[0], sizes[1])


def _total(lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(lengths)])


def _add(total: NDArray[np.float64], values: NDArray[np.float64], cells: NDArray[np.int64]) -> None:
    total += np.where(cells >= 0, values[cells], _NEVER)


def _sums(
    levels: Found, band: Band, classes: NDArray[np.uint8], weights: Sequence[NDArray[np.float64]]
) -> list[NDArray[np.float64]]:
    """Return for b = 1, 2, … the log-odds of a row's sentence, given b sentences from its column.

    The last value is of no cell.
    """
    rows = band.rows
    sizes = np.diff(levels.starts)
    offset = classes[levels.tokens].astype(np.int64) * weights[0].shape[1]
    cell = np.repeat(np.arange(len(rows)), sizes)
    left = np.repeat(band.high[rows] - band.columns, sizes)  # columns from here to the row's end
    place = np.arange(len(levels.levels))
    best = levels.levels.copy()
    result: list[NDArray[np.float64]] = []
    for step in range(_MOST):
        if step:
            further = place + step * sizes[cell]
            inside = np.flatnonzero(left > step)
            best[inside] = np.maximum(best[inside], levels.levels[further[inside]])
        values = weights[step].ravel()[offset + best]
        result.append(np.bincount(cell, values, minlength=len(rows) + 1).astype(np.float64))
    return result


def structure(
    source: Blocks,
    target: Blocks,
    kind: tuple[int, int],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return what blocks say about beads of one kind that begin at these pairs."""
    crossed = [
        side.numbers[np.minimum(first + count, len(side.numbers)) - 1] != side.numbers[first]
        for side, first, count in zip((source, target), (rows, columns), kind, strict=True)
    ]
    begins = [_begins(side.numbers)[first] for side, first in ((source, rows), (target, columns))]
    total = np.zeros(len(rows))
    total += np.where(begins[0] == begins[1], 0.0, -_BEGINS) + _BEGINS * (begins[0] & begins[1])
    total += np.where(crossed[0] & crossed[1], _CROSSED_BOTH, 0.0)
    total += np.where(crossed[0] != crossed[1], _CROSSED, 0.0)
    total += np.where(source.kinds[rows] != target.kinds[columns], _DIFFERENT, 0.0)
    return total


def _begins(numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.concatenate([[True], numbers[1:] != numbers[:-1]])
