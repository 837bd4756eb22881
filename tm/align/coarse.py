"""Where to look: a band around the chain of rare words that both sides share.

    hits of rare features anywhere ─▶ weights on a coarse grid ─▶ heaviest way through it ─▶ band
    hits inside of that band       ─▶ weights on a finer grid  ─▶ …

The way is the best over the whole text, so repeated passages, whose words point to every copy,
still meet in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tm.align.beads import NEVER
from tm.align.evidence import Band

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tm.align.evidence import Matcher

__all__ = ["way"]

_CELLS = 300
_RARE = 24
_FINE = 4
_BEND = 4.0
_ENOUGH = 0.1
_AROUND = 3


def full(rows: int, columns: int) -> Band:
    """Return the band that leaves nothing out."""
    return Band.of(np.zeros(rows, np.int64), np.full(rows, columns, np.int64))


def way(matcher: Matcher) -> NDArray[np.float64]:
    """Return for every source sentence where in the target, in sentences, it should be."""
    rows, columns = len(matcher.source.starts) - 1, len(matcher.target.starts) - 1
    band, path = full(rows, columns), np.linspace(0, columns, rows, endpoint=False)
    step = max(_FINE, -(-max(rows, columns) // _CELLS))
    most = _RARE
    while True:
        path = _path(matcher, band, step, most, path)
        if step == _FINE:
            return path
        band = around(path, _AROUND * step, columns)
        step, most = max(_FINE, step // 4), most * 2


def around(path: NDArray[np.float64], half: int, columns: int) -> Band:
    """Return the band that reaches `half` sentences to both sides of a way."""
    middle = np.round(path).astype(np.int64)
    low = np.clip(middle - half, 0, max(columns - 1, 0))
    return Band.of(low, np.clip(middle + half + 1, 1, columns))


def _path(
    matcher: Matcher, band: Band, step: int, most: int, before: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Find the heaviest way on a grid of `step` sentences, inside of a band."""
    rows = len(band.low)
    columns = len(matcher.target.starts) - 1
    i, j, weights = _points(matcher, band, most)
    if len(i) < _ENOUGH * rows:
        i, j, weights = _points(matcher, band, most * 8)
    height, width = -(-rows // step), -(-columns // step)
    low = np.minimum.reduceat(band.low, np.arange(0, rows, step)) // step
    high = np.maximum.reduceat(band.high - 1, np.arange(0, rows, step)) // step + 1
    grid = np.zeros((height, int((high - low).max())))
    np.add.at(grid, (i // step, j // step - low[i // step]), weights)
    grid -= grid.sum() / max((high - low).sum(), 1)  # what chance puts into a cell
    expected = before[np.arange(height) * step] / step
    places = np.arange(grid.shape[1], dtype=np.int64)
    away = places + low[:, None] - expected[:, None]
    grid -= 1e-4 * np.abs(away)  # in doubt straight on
    outside = places >= (high - low)[:, None]
    spread = float(grid[~outside].std())
    grid[outside] = NEVER
    cells = _heaviest(grid, low, width, _BEND * spread)
    centres = (cells + 0.5) * step
    at = (np.arange(height) + 0.5) * step
    path = np.interp(np.arange(rows) + 0.5, at, centres) - 0.5
    clipped: NDArray[np.float64] = np.clip(path, 0, columns - 1)
    return clipped


def _points(
    matcher: Matcher, band: Band, most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return (source, target, weight) of the hits of features with at most `most` hits a token."""
    hits = matcher.hits(band, most)
    counts = np.bincount(hits.sources, minlength=len(matcher.source.tokens))[hits.sources]
    other = np.bincount(hits.targets, minlength=len(matcher.target.tokens))[hits.targets]
    rows = matcher.source.owners[hits.sources]
    columns = matcher.target.owners[hits.targets]
    return rows, columns, 1.0 / np.maximum(counts, other)


def _heaviest(
    grid: NDArray[np.float64], low: NDArray[np.int64], width: int, bend: float
) -> NDArray[np.float64]:
    """Return the column, in cells, of the heaviest way from the first cell to the last, by row.

    A step that is not diagonal costs `bend`.
    """
    best = np.full(grid.shape, -np.inf)
    slope = bend * np.arange(grid.shape[1], dtype=np.int64)
    for row, values in enumerate(grid):
        entered = _entered(best[row - 1], int(low[row] - low[row - 1]), bend) if row else None
        sums = np.cumsum(values) - slope
        if entered is None:
            best[0] = sums
        else:
            best[row] = np.maximum.accumulate(entered + values - sums) + sums
    return _traced(best, low, width, bend)


def _entered(above: NDArray[np.float64], shift: int, bend: float) -> NDArray[np.float64]:
    """Return for each column the best way that comes from the row above, straight or diagonal."""
    padded = np.concatenate([[-np.inf], above, np.full(shift + 1, -np.inf)])
    size = len(above)
    straight, diagonal = padded[shift + 1 : shift + 1 + size], padded[shift : shift + size]
    entered: NDArray[np.float64] = np.maximum(straight - bend, diagonal)
    return entered


_UP, _DIAGONAL, _ALONG = range(3)


def _traced(
    best: NDArray[np.float64], low: NDArray[np.int64], width: int, bend: float
) -> NDArray[np.float64]:
    """Walk back from the last cell; a row's column is the middle of its cells on the way."""
    found = np.zeros(len(best))
    column = width - 1
    for row in range(len(best) - 1, 0, -1):
        last = column
        while (move := _move(best, low, (row, column), bend)) == _ALONG:
            column -= 1
        found[row] = (last + column) / 2
        column -= move
    found[0] = column / 2
    return found


def _move(
    best: NDArray[np.float64], low: NDArray[np.int64], cell: tuple[int, int], bend: float
) -> int:
    """Return by which step the best way enters a cell."""
    row, column = cell
    ways = (
        _value(best, low, row - 1, column) - bend,
        _value(best, low, row - 1, column - 1),
        _value(best, low, row, column - 1) - bend,
    )
    return max((value, move) for move, value in enumerate(ways))[1]


def _value(best: NDArray[np.float64], low: NDArray[np.int64], row: int, column: int) -> float:
    at = column - int(low[row])
    return float(best[row, at]) if 0 <= at < best.shape[1] else -np.inf
