"""IBM model 1 over arrays (Brown et al. 1993, The Mathematics of Statistical Machine Translation).

Words are numbers from 1; number 0 is the empty word, which every source text has besides its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Counts", "Texts", "estimate"]

_ROUNDS = 5


class Texts(NamedTuple):
    """One side of all pairs: the words of text after text, how many each has.

    `known` is how many different words there are, the empty one included.
    """

    words: NDArray[np.int64]
    lengths: NDArray[np.int64]
    known: int

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]], words: Sequence[str]) -> Self:
        """Number texts by a list of words, from 1; other words are left out.

        >>> Texts.of([["a", "b"], ["b"]], ["b"])
        Texts(words=array([1, 1]), lengths=array([1, 1]), known=2)
        """
        number = {word: at for at, word in enumerate(words, 1)}
        kept = [[number[word] for word in text if word in number] for text in texts]
        flat = [one for text in kept for one in text]
        lengths = np.array([len(text) for text in kept], np.int64)
        return cls(np.array(flat, np.int64), lengths, len(words) + 1)


class Counts(NamedTuple):
    """How often words were translated by each other: `counts[k]` for the pair `keys[k]`.

    A key is source word · width + target word, ascending.
    """

    keys: NDArray[np.int64]
    counts: NDArray[np.float64]
    width: int

    @property
    def sources(self) -> NDArray[np.int64]:
        """The source word of every pair."""
        return self.keys // self.width

    @property
    def targets(self) -> NDArray[np.int64]:
        """The target word of every pair."""
        return self.keys % self.width

    def probabilities(self) -> NDArray[np.float64]:
        """Return p(target word | source word) of every pair, 0-1."""
        totals = np.bincount(self.sources, self.counts)
        return self.counts / np.maximum(totals[self.sources], np.finfo(float).tiny)


def estimate(source: Texts, target: Texts, before: Counts | None = None) -> Counts:
    """Return the counts after some rounds of expectation maximisation.

    `before` holds counts of texts seen earlier, over the same numbers: they are added in every
    round.
    """
    pair, cell, tokens = _cells(source, target)
    old = before.keys if before else np.zeros(0, np.int64)
    keys, index = np.unique(np.concatenate([pair, old]), return_inverse=True)
    earlier = np.zeros(len(keys))
    if before:
        earlier[index[len(pair) :]] = before.counts
    index = index[: len(pair)]
    sources = keys // target.known
    probability = np.ones(len(keys))
    counts = earlier
    for turn in range(_ROUNDS + bool(before)):
        if not turn and before:  # what is known already counts from the first round
            counts = earlier + 1e-3
        else:
            weights = probability[index]
            sums = np.bincount(cell, weights, minlength=tokens)
            counts = np.bincount(index, weights / sums[cell], minlength=len(keys)) + earlier
        probability = counts / np.bincount(sources, counts)[sources]
    return Counts(keys, counts, target.known)


def _cells(source: Texts, target: Texts) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Return the key and the target token of every pair of words that meet, and the tokens."""
    starts = np.cumsum(source.lengths) - source.lengths
    owner = np.repeat(np.arange(len(target.lengths)), target.lengths)
    choices = source.lengths[owner] + 1
    cell = np.repeat(np.arange(len(owner)), choices)
    at = np.arange(len(cell)) - np.repeat(np.cumsum(choices) - choices, choices)
    padded = np.concatenate([source.words, [0]])
    word = np.where(at == 0, 0, padded[starts[owner[cell]] + at - 1])
    return word * target.known + target.words[cell], cell, len(owner)
