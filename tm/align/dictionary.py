"""What words translate what words, by their stems: the aligner's lexicon, which grows with use.

beads ─ learn ─▶ Dictionary (both directions of model 1) ─ strengths ─▶ pairs of stems, 0-1
"""

from __future__ import annotations

import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

import msgspec
import numpy as np

from tm.align.kept import decode
from tm.align.model1 import Counts, Texts, estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tm.align.sentences import Side

__all__ = ["Dictionary", "Strengths", "stems_of"]

_VERSION = 1
_LEAST = 0.02  # a weaker pair says nothing
_FORGET = 0.005  # and a much weaker one is not kept
_LONGEST = 120
_LEAST_COUNT = 2
_DOUBT = 0.3  # subtracted from every count: one meeting proves little


class Strengths(NamedTuple):
    """Pairs of stems that translate each other.

    `strengths[k]`, 0-1, is that of `sources[k]` and `targets[k]`, numbers in `source_stems` and
    `target_stems`.
    """

    source_stems: Sequence[str]
    target_stems: Sequence[str]
    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    strengths: NDArray[np.float64]

    def among(self, sources: Sequence[str], targets: Sequence[str]) -> Strengths:
        """Return the pairs of which a stem is in these lists."""
        here, there = _marked(self.source_stems, sources), _marked(self.target_stems, targets)
        kept = np.flatnonzero(here[self.sources] | there[self.targets])
        first, second = self.sources[kept], self.targets[kept]
        (one, first), (other, second) = _compact(first), _compact(second)
        return Strengths(
            [self.source_stems[at] for at in one],
            [self.target_stems[at] for at in other],
            first,
            second,
            self.strengths[kept],
        )


def _marked(stems: Sequence[str], wanted: Sequence[str]) -> NDArray[np.bool_]:
    known = set(wanted)
    return np.array([stem in known for stem in stems], np.bool_)


def _compact(numbers: NDArray[np.int64]) -> tuple[list[int], NDArray[np.int64]]:
    """Return the numbers that there are, and their places in that list."""
    kept, places = np.unique(numbers, return_inverse=True)
    return kept.tolist(), places


class _Stored(msgspec.Struct, array_like=True):
    version: int
    pairs: int
    sources: list[str]
    targets: list[str]
    forward: tuple[bytes, bytes]
    backward: tuple[bytes, bytes]


class Dictionary(NamedTuple):
    """Counts of model 1 in both directions over stems; stem number k is word k + 1 there.

    `pairs` is how many pairs of texts taught it.
    """

    sources: list[str]
    targets: list[str]
    forward: Counts
    backward: Counts
    pairs: int

    @classmethod
    def empty(cls) -> Self:
        """Return a dictionary that knows nothing."""
        nothing = Counts(np.zeros(0, np.int64), np.zeros(0), 1)
        return cls([], [], nothing, nothing, 0)

    def learn(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Dictionary:
        """Return what is known after these pairs of stem lists too.

        >>> known = Dictionary.empty().learn([(["a", "b"], ["x", "y"]), (["a"], ["x"])] * 2)
        >>> found = known.strengths()
        >>> found.source_stems[found.sources[0]], found.target_stems[found.targets[0]]
        ('a', 'x')
        """
        usable = [(a, b) for a, b in pairs if 0 < len(a) <= _LONGEST and 0 < len(b) <= _LONGEST]
        if not usable:
            return self
        source, sources = _numbered([a for a, _ in usable], self.sources)
        target, targets = _numbered([b for _, b in usable], self.targets)
        forward = estimate(source, target, _widened(self.forward, target.known))
        backward = estimate(target, source, _widened(self.backward, source.known))
        return Dictionary(
            sources, targets, _pruned(forward), _pruned(backward), self.pairs + len(usable)
        )

    def turned(self) -> Dictionary:
        """Return the dictionary of the other direction."""
        return Dictionary(self.targets, self.sources, self.backward, self.forward, self.pairs)

    def strengths(self) -> Strengths:
        """Return the pairs that both directions know, by the geometric mean of both."""
        turned = self.backward.targets * max(self.forward.width, 1) + self.backward.sources
        keys, here, there = np.intersect1d(
            self.forward.keys, turned, assume_unique=True, return_indices=True
        )
        least = np.minimum(self.forward.counts[here], self.backward.counts[there])
        both = self.forward.probabilities()[here] * self.backward.probabilities()[there]
        strength = np.sqrt(both) * np.maximum(1 - _DOUBT / np.maximum(least, _DOUBT), 0)
        sources, targets = np.divmod(keys, max(self.forward.width, 1))
        kept = (strength >= _LEAST) & (sources > 0) & (targets > 0)
        return Strengths(
            self.sources, self.targets, sources[kept] - 1, targets[kept] - 1, strength[kept]
        )

    def to_bytes(self) -> bytes:
        """Return bytes for `from_bytes`."""
        return msgspec.msgpack.encode(
            _Stored(
                _VERSION,
                self.pairs,
                self.sources,
                self.targets,
                _packed(self.forward),
                _packed(self.backward),
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` made; InputError for anything else."""
        stored = decode(data, _Stored, _VERSION, "a lexicon")
        forward = _unpacked(stored.forward, len(stored.targets) + 1)
        backward = _unpacked(stored.backward, len(stored.sources) + 1)
        return cls(stored.sources, stored.targets, forward, backward, stored.pairs)


def stems_of(side: Side) -> list[list[str]]:
    """Return the stems of every sentence."""
    stems = side.words.stem_list
    numbers: list[int] = side.words.stems[side.tokens].tolist()
    flat = [stems[at] for at in numbers]
    starts: list[int] = side.starts.tolist()
    return [flat[a:b] for a, b in pairwise(starts)]


def _numbered(texts: Sequence[Sequence[str]], known: Sequence[str]) -> tuple[Texts, list[str]]:
    """Number the stems of texts; those that are new and seen once are left out."""
    counts: dict[str, int] = dict.fromkeys(known, _LEAST_COUNT)
    for text in texts:
        for word in text:
            counts[word] = counts.get(word, 0) + 1
    words = [word for word, count in counts.items() if count >= _LEAST_COUNT]
    return Texts.of(texts, words), words


def _widened(counts: Counts, width: int) -> Counts | None:
    if not len(counts.keys):
        return None
    return Counts(counts.sources * width + counts.targets, counts.counts, width)


def _pruned(counts: Counts) -> Counts:
    kept = counts.probabilities() >= _FORGET
    return Counts(counts.keys[kept], counts.counts[kept], counts.width)


def _packed(counts: Counts) -> tuple[bytes, bytes]:
    steps = np.diff(counts.keys, prepend=0).astype("<i8")
    return zlib.compress(steps.tobytes()), zlib.compress(counts.counts.astype("<f4").tobytes())


def _unpacked(stored: tuple[bytes, bytes], width: int) -> Counts:
    steps, counts = (zlib.decompress(part) for part in stored)
    keys = np.cumsum(np.frombuffer(steps, "<i8").astype(np.int64))
    return Counts(keys, np.frombuffer(counts, "<f4").astype(np.float64), width)
