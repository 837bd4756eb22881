"""N-grams that two texts have in common, counted for many texts at once.

Exactly what counting by hand gives: no hashing. The words of a text are numbers; an n-gram is a
number made from them and the text's own number, made dense again before it gets too large. Sorted
together, equal n-grams of both sides of a text stand side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Flat", "Vocabulary", "characters", "overlaps"]

_BATCH = 2000
_ROOM = 62
"""Bits of an n-gram's number; one more says which side it is on."""
_POINTS = 0x110000


class Flat(NamedTuple):
    """Texts as numbers: the words (or characters) of all texts, and how many each text has."""

    words: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def between(self, start: int, end: int) -> Flat:
        """Return the texts [start, end)."""
        first = int(self.lengths[:start].sum())
        lengths = self.lengths[start:end]
        return Flat(self.words[first : first + int(lengths.sum())], lengths)


class Vocabulary:
    """Numbers for words, given as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def flat(self, texts: Sequence[Sequence[str]]) -> Flat:
        """Return texts, lists of words, as numbers.

        >>> Vocabulary().flat([["ў", "лесе"], [], ["лесе"]])
        Flat(words=array([0, 1, 1]), lengths=array([2, 0, 1]))
        """
        number = self._numbers
        found = [number.setdefault(word, len(number)) for text in texts for word in text]
        lengths = [len(text) for text in texts]
        return Flat(np.array(found, np.int64), np.array(lengths, np.int64))


def characters(texts: Sequence[str]) -> Flat:
    """Return the characters of texts as their code points."""
    data = "".join(texts).encode("utf-32-le", "surrogatepass")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    return Flat(np.frombuffer(data, "<u4").astype(np.int64), lengths)


def overlaps(one: Flat, other: Flat, orders: int) -> NDArray[np.int64]:
    """Return [in one, in other, in both] for every text and order of n-gram, 1 to `orders`.

    The shape is (texts, orders, 3); an n-gram that is there more than once counts as often as it is
    in both.

    >>> words = Vocabulary()
    >>> overlaps(words.flat([["a", "b", "a"]]), words.flat([["a", "b"]]), 2).tolist()
    [[[3, 2, 2], [2, 1, 1]]]
    """
    one, other = _dense(one, other)
    result = np.zeros((len(one.lengths), orders, 3), np.int64)
    for start in range(0, len(one.lengths), _BATCH):
        end = start + _BATCH
        result[start:end] = _batch(one.between(start, end), other.between(start, end), orders)
    return result


def _dense(one: Flat, other: Flat) -> tuple[Flat, Flat]:
    """Return the texts with the numbers that are used counted from 0."""
    top = int(max((side.words.max(initial=0) for side in (one, other)), default=0)) + 1
    used = np.zeros(max(top, 1), np.bool_)
    used[one.words] = True
    used[other.words] = True
    dense = np.cumsum(used) - 1
    return Flat(dense[one.words], one.lengths), Flat(dense[other.words], other.lengths)


def _batch(one: Flat, other: Flat, orders: int) -> NDArray[np.int64]:
    size = int(max(one.words.max(initial=0), other.words.max(initial=0))) + 1
    texts = np.arange(len(one.lengths))
    result = np.zeros((len(texts), orders, 3), np.int64)
    sides = [_Grams(side, np.repeat(texts, side.lengths), side.lengths) for side in (one, other)]
    top = len(texts)
    for order in range(orders):
        if top * size > 1 << _ROOM:
            top = _renumber(sides)
        for side in sides:
            side.grow(order, size)
        top *= size
        result[:, order, 0] = sides[0].counts
        result[:, order, 1] = sides[1].counts
        result[:, order, 2] = _common(sides[0], sides[1])
    return result


class _Grams:
    """The n-grams of one side of a batch; order by order they grow by a word."""

    def __init__(self, flat: Flat, grams: NDArray[np.int64], lengths: NDArray[np.int64]) -> None:
        self.words = flat.words
        self.grams = grams
        self.at = np.arange(len(flat.words))
        ends = np.repeat(np.cumsum(lengths), lengths)
        self.left = ends - self.at  # words from here to the end of the text
        self.lengths = lengths
        self.counts = lengths

    def grow(self, order: int, size: int) -> None:
        fits = self.left > order
        self.at, self.left, grams = self.at[fits], self.left[fits], self.grams[fits]
        self.grams = grams * size + self.words[self.at + order]
        self.counts = np.maximum(self.lengths - order, 0)


def _renumber(sides: Sequence[_Grams]) -> int:
    """Number the n-grams of both sides anew, in the same order; return how many there are."""
    both = np.concatenate([side.grams for side in sides])
    known, numbers = np.unique(both, return_inverse=True)
    first = len(sides[0].grams)
    sides[0].grams, sides[1].grams = numbers[:first], numbers[first:]
    return len(known)


def _common(one: _Grams, other: _Grams) -> NDArray[np.int64]:
    """Return for every text how many n-grams both sides have."""
    both = np.concatenate([one.grams * 2, other.grams * 2 + 1])
    both.sort()
    if not len(both):
        return np.zeros(len(one.counts), np.int64)
    gram = both >> 1
    starts = np.flatnonzero(np.concatenate([[True], gram[1:] != gram[:-1]]))
    sizes = np.diff(np.append(starts, len(both)))
    on_other = np.add.reduceat(both & 1, starts)
    common = np.minimum(on_other, sizes - on_other)
    # n-grams of a text are larger than those of the texts before it
    owner = np.repeat(np.arange(len(one.counts)), one.counts + other.counts)[starts]
    return np.bincount(owner, common, minlength=len(one.counts)).astype(np.int64)
