"""Which sentences go together: dynamic programming over beads, in a band.

    Lattice: log-odds of every bead at every node ─ best ─▶ the best path
                                                  └ posterior ─▶ how probable each of its beads is

A node (i, j) is before source sentence i and target sentence j. A bead a-b leads from (i, j) to
(i + a, j + b). A run of sentences that go with nothing costs `open` once and `each` a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["KINDS", "NEVER", "Bead", "Lattice", "best", "posterior"]

KINDS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (1, 4), (4, 1))
"""Beads with text on both sides: how many source and target sentences each joins."""

NEVER = -1e30
"""The log-odds of what cannot be."""

_JOINED, _LEFT, _RIGHT = range(3)


class Bead(NamedTuple):
    """Source sentences [first, last) go with target sentences [start, end); one may be empty."""

    first: int
    last: int
    start: int
    end: int

    @property
    def both(self) -> bool:
        """Whether there is text on both sides."""
        return self.first < self.last and self.start < self.end

    def moved(self, rows: int, columns: int) -> Bead:
        """Return the bead so many sentences further on."""
        first, last, start, end = self
        return Bead(first + rows, last + rows, start + columns, end + columns)


class Lattice(NamedTuple):
    """The log-odds of all beads.

    Node row i, 0 to n, has the nodes (i, low[i] + k); `scores[kind, i, k]` is the log-odds of the
    bead KINDS[kind] that begins there, very small for one that cannot be. `size` is the number of
    target sentences; row 0 holds node (0, 0), row n holds (n, size).
    """

    low: NDArray[np.int64]
    scores: NDArray[np.float64]
    size: int
    open: float
    each: float

    def turned(self) -> Lattice:
        """Return the lattice from the end to the beginning."""
        rows, width = self.scores.shape[1:]
        low = self.size - (self.low + width - 1)[::-1]
        places = np.arange(width, dtype=np.int64)
        scores = np.full_like(self.scores, NEVER)
        for kind, (a, b) in enumerate(KINDS):
            ends = np.arange(a, rows, dtype=np.int64)  # bead begins at row end - a, node j - b
            shift = self.low[ends] - self.low[ends - a] - b
            at = places[None, :] + shift[:, None]
            inside = (at >= 0) & (at < width)
            taken = self.scores[kind, ends - a][
                np.arange(len(ends), dtype=np.int64)[:, None], np.clip(at, 0, width - 1)
            ]
            scores[kind, rows - 1 - ends] = np.where(inside, taken, NEVER)[:, ::-1]
        return self._replace(low=low, scores=scores)


class _Swept(NamedTuple):
    """What the paths to every node come to, by their last step.

    `joined` is a bead with both sides, `left` a source sentence alone, `right` a target sentence
    alone; `any` joins all three.
    """

    joined: NDArray[np.float64]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    any: NDArray[np.float64]


def _sweep(lattice: Lattice, join: np.ufunc, *, turned: bool = False) -> _Swept:
    """Fill the lattice; `join` is maximum for the best path, logaddexp for all paths.

    Within a run the source sentences come first (last in a turned lattice), so that every run
    counts once.
    """
    rows, width = lattice.scores.shape[1:]
    swept = _Swept(*(np.full((rows, width), NEVER) for _ in range(4)))
    joined, left, right, every = swept
    joined[0, -lattice.low[0]] = 0.0
    places = np.arange(width, dtype=np.int64)
    slope = lattice.each * places
    shifts = np.diff(lattice.low)
    nodes = lattice.low[:, None] + places
    outside = (nodes > lattice.size) | (nodes < 0)
    for i in range(rows):
        for kind, (a, b) in enumerate(KINDS[: len(KINDS) if i else 0]):
            if i >= a:
                shift = int(lattice.low[i - a] + b - lattice.low[i])
                _shifted(joined[i], every[i - a] + lattice.scores[kind, i - a], shift, join)
        if i:
            run = join(joined[i - 1] + lattice.open, left[i - 1])
            run = join(run, right[i - 1]) if turned else run
            _shifted(left[i], run + lattice.each, -int(shifts[i - 1]), join)
        run = joined[i] + lattice.open
        run = run if turned else join(run, left[i])
        right[i, 1:] = join.accumulate(run[:-1] - slope[:-1]) + slope[1:]
        for state in (joined, left, right):
            state[i, outside[i]] = NEVER
        every[i] = join(join(joined[i], left[i]), right[i])
    return swept


def _shifted(
    row: NDArray[np.float64], new: NDArray[np.float64], shift: int, join: np.ufunc
) -> None:
    """Join values into a row, `shift` places to the right."""
    width = len(row)
    if abs(shift) >= width:
        return
    here, there = (
        slice(max(shift, 0), width + min(shift, 0)),
        slice(max(-shift, 0), width - max(shift, 0)),
    )
    row[here] = join(row[here], new[there])


def best(lattice: Lattice) -> list[Bead]:
    """Return the beads of the best path, in order."""
    swept = _sweep(lattice, np.maximum)
    i, j = len(lattice.low) - 1, lattice.size
    state = _state(swept, i, j - lattice.low[i])
    beads: list[Bead] = []
    while i or j:
        before, bead = _step(lattice, swept, (i, j), state)
        beads.append(bead)
        i, j, state = bead.first, bead.start, before
    return beads[::-1]


def _state(swept: _Swept, i: int, k: int) -> int:
    return int(np.argmax([swept.joined[i, k], swept.left[i, k], swept.right[i, k]]))


def _step(lattice: Lattice, swept: _Swept, node: tuple[int, int], state: int) -> tuple[int, Bead]:
    """Return the state before the last step to a node, and that step."""
    i, j = node
    if state == _JOINED:
        ways = [
            (
                _at(swept.any, lattice, i - a, j - b)
                + _at(lattice.scores[kind], lattice, i - a, j - b),
                a,
                b,
            )
            for kind, (a, b) in enumerate(KINDS)
        ]
        _, a, b = max(ways)
        k = j - b - int(lattice.low[i - a])
        return _state(swept, i - a, k), Bead(i - a, i, j - b, j)
    row, column = (i - 1, j) if state == _LEFT else (i, j - 1)
    values = [
        _at(swept.joined, lattice, row, column) + lattice.open,
        _at(swept.left, lattice, row, column),
        _at(swept.right, lattice, row, column) if state == _RIGHT else NEVER,
    ]
    return int(np.argmax(values)), Bead(row, i, column, j)


def _at(values: NDArray[np.float64], lattice: Lattice, i: int, j: int) -> float:
    if i < 0:
        return NEVER
    k = j - int(lattice.low[i])
    return float(values[i, k]) if 0 <= k < values.shape[1] else NEVER


def posterior(lattice: Lattice, beads: Sequence[Bead]) -> NDArray[np.float64]:
    """Return the probability of each bead, 0-1, over all paths."""
    ahead = _sweep(lattice, np.logaddexp)
    back = _sweep(lattice.turned(), np.logaddexp, turned=True)
    behind = _Swept(*(state[::-1, ::-1] for state in back))
    total = _at(ahead.any, lattice, len(lattice.low) - 1, lattice.size)
    found = [_through(lattice, ahead, behind, bead) - total for bead in beads]
    probable: NDArray[np.float64] = np.exp(np.minimum(np.array(found), 0.0))
    return probable


def _through(lattice: Lattice, ahead: _Swept, behind: _Swept, bead: Bead) -> float:
    """Return the log of the sum of all paths through a bead."""
    i, j, after = bead.first, bead.start, (bead.last, bead.end)
    a, b = bead.last - i, bead.end - j
    if a and b:
        score = _at(lattice.scores[KINDS.index((a, b))], lattice, i, j)
        return _at(ahead.any, lattice, i, j) + score + _at(behind.any, lattice, *after)
    here = [_at(ahead.joined, lattice, i, j) + lattice.open, _at(ahead.left, lattice, i, j)]
    there = [_at(behind.joined, lattice, *after), _at(behind.right, lattice, *after) - lattice.open]
    if a:
        there.append(_at(behind.left, lattice, *after) - lattice.open)
    else:
        here.append(_at(ahead.right, lattice, i, j))
    return float(np.logaddexp.reduce(here) + lattice.each + np.logaddexp.reduce(there))
