"""Sentence vectors that somebody else's model made, as evidence beside words.

file ─ read_vectors ─▶ Vectors: one row a sentence ─ Closeness ─▶ log-odds of every bead
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tm.errors import InputError, Place

if TYPE_CHECKING:
    from tm.align.evidence import Band

__all__ = ["Closeness", "Vectors", "read_vectors"]

Vectors = NDArray[np.float32]
"""One row a sentence, of any length but zero."""

_STRONGEST = 8.0
_SMALLEST = 0.02
_HINT = "write one vector a sentence with numpy.save, or as raw 32-bit floats"


def read_vectors(data: bytes, path: str, sentences: int) -> Vectors:
    """Read the vectors of so many sentences: a .npy file, or raw little-endian 32-bit floats.

    InputError where the numbers do not fit the sentences.
    """
    try:
        if data.startswith(b"\x93NUMPY"):
            vectors = np.load(BytesIO(data), allow_pickle=False).astype(np.float32)
        else:
            vectors = np.frombuffer(data, "<f4").reshape(sentences, -1).astype(np.float32)
    except (ValueError, ZeroDivisionError) as error:
        message = f"are no vectors of {sentences} sentences"
        raise InputError(message, place=Place(path), hint=_HINT) from error
    if vectors.ndim != 2 or len(vectors) != sentences:  # noqa: PLR2004  (rows and columns)
        message = f"{vectors.shape} numbers are no vectors of {sentences} sentences"
        raise InputError(message, place=Place(path), hint=_HINT)
    if not np.isfinite(vectors).all():
        raise InputError("a number is not finite", place=Place(path), hint="make them anew")
    checked: Vectors = vectors
    return checked


class Closeness:
    """What the angles between vectors say of beads; several sentences have the sum of theirs.

    Angles of sentences that translate each other, and of others, are taken for normal; the best of
    a row stands for the former, all of a band for the latter.
    """

    def __init__(self, source: Vectors, target: Vectors, band: Band) -> None:
        self._sums = (_sums(source), _sums(target))
        cosines = self._cosines((1, 1), band.rows, band.columns)
        filled = np.flatnonzero(np.diff(band.starts))
        best = np.maximum.reduceat(cosines, band.starts[filled])
        self._own, self._near = _normal(best), _normal(cosines)

    def bead(
        self, kind: tuple[int, int], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the log-odds of beads of one kind that begin at these pairs."""
        cosines = self._cosines(kind, rows, columns)
        odds = _density(cosines, *self._own) - _density(cosines, *self._near)
        clipped: NDArray[np.float64] = np.clip(odds, -_STRONGEST, _STRONGEST)
        return np.where(cosines > self._own[0], np.abs(clipped), clipped)

    def _cosines(
        self, kind: tuple[int, int], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        source, target = self._sums
        found = np.empty(len(rows))
        for at in range(0, len(rows), _CHUNK):
            i, j = rows[at : at + _CHUNK], columns[at : at + _CHUNK]
            one = _unit(source[i + kind[0]] - source[i])
            other = _unit(target[j + kind[1]] - target[j])
            found[at : at + _CHUNK] = np.einsum("ij,ij->i", one, other)
        return found


_CHUNK = 4096


def _sums(vectors: Vectors) -> NDArray[np.float64]:
    """Return the sums of all vectors before each sentence."""
    sums: NDArray[np.float64] = np.cumsum(_unit(vectors.astype(np.float64)), axis=0)
    return np.vstack([np.zeros(vectors.shape[1]), sums])


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    unit: NDArray[np.float64] = vectors / np.maximum(lengths, 1e-12)[:, None]
    return unit


def _normal(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return mean and spread of most values, whatever the others are."""
    middle = float(np.median(values))
    return middle, max(1.4826 * float(np.median(np.abs(values - middle))), _SMALLEST)


def _density(values: NDArray[np.float64], mean: float, spread: float) -> NDArray[np.float64]:
    return -(((values - mean) / spread) ** 2) / 2 - float(np.log(spread))
