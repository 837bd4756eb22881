"""The dynamic programme against all paths, written out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tm.align.beads import KINDS, NEVER, Bead, Lattice, best, posterior

if TYPE_CHECKING:
    from collections.abc import Iterator


def lattice(seed: int) -> Lattice:
    rng = np.random.default_rng(seed)
    rows, columns = (int(n) for n in rng.integers(1, 5, 2))
    scores = np.full((len(KINDS), rows + 1, columns + 1), NEVER)
    for kind, (a, b) in enumerate(KINDS):
        for i in range(rows - a + 1):
            for j in range(columns - b + 1):
                scores[kind, i, j] = rng.normal() * 3
    return Lattice(np.zeros(rows + 1, np.int64), scores, columns, -1.3, -2.1)


def paths(
    grid: Lattice, i: int = 0, j: int = 0, state: str = "joined"
) -> Iterator[tuple[float, list[Bead]]]:
    """Yield every path: in a run of sentences that are alone the source's come first."""
    rows = len(grid.low) - 1
    if (i, j) == (rows, grid.size):
        yield 0.0, []
    for kind, (a, b) in enumerate(KINDS):
        if i + a <= rows and j + b <= grid.size:
            score = float(grid.scores[kind, i, j])
            for rest, beads in paths(grid, i + a, j + b):
                yield score + rest, [Bead(i, i + a, j, j + b), *beads]
    cost = grid.each + (grid.open if state == "joined" else 0.0)
    if i < rows and state != "right":
        for rest, beads in paths(grid, i + 1, j, "left"):
            yield cost + rest, [Bead(i, i + 1, j, j), *beads]
    if j < grid.size:
        for rest, beads in paths(grid, i, j + 1, "right"):
            yield cost + rest, [Bead(i, i, j, j + 1), *beads]


@pytest.mark.parametrize("seed", range(30))
def test_the_best_path_and_how_probable_its_beads_are(seed: int) -> None:
    grid = lattice(seed)
    every = list(paths(grid))
    score, expected = max(every, key=lambda one: one[0])
    found = best(grid)
    assert found == expected, score
    total = np.logaddexp.reduce([one for one, _ in every])
    probable = [
        math.exp(np.logaddexp.reduce([one for one, beads in every if bead in beads]) - total)
        for bead in found
    ]
    np.testing.assert_allclose(posterior(grid, found), probable, rtol=1e-9)
