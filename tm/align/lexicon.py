"""A lexicon of words that translate each other, learnt from pairs of texts.

IBM model 1 in both directions (Brown et al. 1993, The Mathematics of Statistical Machine
Translation), each text with an empty word; a link needs both directions, or says itself: equal
numbers and marks, names that sound alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from tm.errors import InputError
from tm.names.skeleton import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["Lexicon", "Link", "stem"]

_VERSION = 1
_ROUNDS = 5
_LEAST = 0.02  # a probability below says nothing
_LONGEST = 60  # longer texts teach little and cost much
_EMPTY = ""
_STEM = 5
_ALIKE = 0.8
_SOUND = 0.5
_EQUAL = 0.9
_WEAKEST = 0.04
_SHORTEST_NAME = 4


class Link(NamedTuple):
    """Token `source` of one text goes with token `target` of the other; strength 0-1."""

    source: int
    target: int
    strength: float


class _Stored(msgspec.Struct, array_like=True):
    """What `to_bytes` writes: for every word its translations and their probabilities."""

    version: int
    pairs: int
    forward: dict[str, dict[str, float]]
    backward: dict[str, dict[str, float]]


class Lexicon:
    """Translation probabilities of words in both directions.

    `forward[a][b]` is p(b | a), 0-1, of target stem b for source stem a; `backward[b][a]` the
    reverse. Improbable pairs are left out. `pairs` is how many pairs of texts taught it.
    """

    def __init__(
        self,
        forward: dict[str, dict[str, float]] | None = None,
        backward: dict[str, dict[str, float]] | None = None,
        pairs: int = 0,
    ) -> None:
        self.forward = forward or {}
        self.backward = backward or {}
        self.pairs = pairs

    @classmethod
    def learn(
        cls, pairs: Iterable[tuple[Sequence[str], Sequence[str]]], *, least: int = 2
    ) -> Lexicon:
        """Learn from pairs of token lists; words seen fewer than `least` times are left out.

        >>> lexicon = Lexicon.learn([(["a", "b"], ["x", "y"]), (["a"], ["x"])], least=1)
        >>> max(lexicon.forward["b"], key=lexicon.forward["b"].get)
        'y'
        """
        texts = [
            ([stem(word) for word in a], [stem(word) for word in b])
            for a, b in pairs
            if 0 < len(a) <= _LONGEST and 0 < len(b) <= _LONGEST
        ]
        sides = ([a for a, _ in texts], [b for _, b in texts])
        source, target = (_Side.of(side, least) for side in sides)
        forward = _model(source, target)
        backward = _model(target, source)
        return cls(forward, backward, len(texts))

    def turned(self) -> Lexicon:
        """Return the lexicon of the other direction."""
        return Lexicon(self.backward, self.forward, self.pairs)

    def to_bytes(self) -> bytes:
        """Return bytes for `from_bytes`."""
        return msgspec.msgpack.encode(_Stored(_VERSION, self.pairs, self.forward, self.backward))

    @classmethod
    def from_bytes(cls, data: bytes) -> Lexicon:
        """Read what `to_bytes` made; InputError for anything else."""
        try:
            stored = msgspec.msgpack.decode(data, type=_Stored)
        except msgspec.DecodeError as error:
            raise InputError("is no lexicon", hint="learn it again") from error
        if stored.version != _VERSION:
            raise InputError(f"is a lexicon of version {stored.version}", hint="learn it again")
        return cls(stored.forward, stored.backward, stored.pairs)

    def strength(self, source: str, target: str) -> float:
        """Return how much two words go together, 0-1.

        The geometric mean of both probabilities, or what the words themselves say.
        """
        one, other = stem(source), stem(target)
        both = self.forward.get(one, {}).get(other, 0.0)
        both *= self.backward.get(other, {}).get(one, 0.0)
        return max(float(both**0.5), _evident(source, target))

    def links(self, source: Sequence[str], target: Sequence[str]) -> list[Link]:
        """Return the links between the tokens of two texts, by source.

        The strongest first, each token once (competitive linking, Melamed 2000); then tokens left
        over beside a linked one join it, if their words go together as well.

        >>> Lexicon().links(["in", "2020", "."], ["у", "2020", "годзе", "."])
        [Link(source=1, target=1, strength=0.9), Link(source=2, target=3, strength=0.9)]
        """
        slope = len(target) / max(len(source), 1)
        found = [
            (strength * (1 - 0.3 * _apart(i * slope, j, len(target))), i, j, strength)
            for i, a in enumerate(source)
            for j, b in enumerate(target)
            if (strength := self.strength(a, b)) > _WEAKEST
        ]
        found.sort(key=lambda one: (-one[0], one[1], one[2]))
        return sorted(_linked(found))


def stem(word: str) -> str:
    """Return what forms of a word mostly share, and little else does: its beginning.

    >>> stem("студэнтаў"), stem("law"), stem("10")
    ('студэ', 'law', '10')
    """
    return word[:_STEM]


def _apart(expected: float, j: int, size: int) -> float:
    return min(abs(expected - j) / max(size, 1), 1.0)


def _linked(found: Sequence[tuple[float, int, int, float]]) -> list[Link]:
    links: dict[tuple[int, int], Link] = {}
    sources: dict[int, int] = {}
    targets: dict[int, int] = {}
    for _, i, j, strength in found:
        if i not in sources and j not in targets:
            links[i, j] = Link(i, j, strength)
            sources[i], targets[j] = j, i
    for _, i, j, strength in found:  # what is left over beside a link
        beside_target = i in sources and j not in targets and abs(sources[i] - j) == 1
        beside_source = j in targets and i not in sources and abs(targets[j] - i) == 1
        if beside_target or beside_source:
            links[i, j] = Link(i, j, strength)
            targets.setdefault(j, i)
            sources.setdefault(i, j)
    return list(links.values())


def _evident(source: str, target: str) -> float:
    """Return what two words say themselves: equal ones, and names that sound alike."""
    if source == target:
        return _EQUAL
    if len(source) < _SHORTEST_NAME or len(target) < _SHORTEST_NAME:
        return 0.0
    if not (source[0].isalpha() and target[0].isalpha()):
        return 0.0
    alike = likeness(source, target)
    return _SOUND * alike if alike >= _ALIKE else 0.0


class _Side(NamedTuple):
    """One side of all texts: numbers of the words, text after text; word 0 is the empty one."""

    words: list[str]
    numbers: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]], least: int) -> _Side:
        counts: dict[str, int] = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        words = [_EMPTY, *(word for word, count in counts.items() if count >= least)]
        number = {word: at for at, word in enumerate(words)}
        known = [[number[word] for word in text if word in number] for text in texts]
        flat = [one for text in known for one in text]
        return cls(words, np.array(flat, np.int64), np.array([len(t) for t in known], np.int64))


def _model(source: _Side, target: _Side) -> dict[str, dict[str, float]]:
    """Return p(target word | source word) after some rounds of expectation maximisation."""
    pair, cell, owner = _cells(source, target)
    if not len(pair):
        return {}
    columns = len(target.words)
    known, index = np.unique(pair, return_inverse=True)
    sources = known // columns
    probability = np.ones(len(known))
    for _ in range(_ROUNDS):
        weights = probability[index]
        sums = np.bincount(cell, weights, minlength=owner)
        counts = np.bincount(index, weights / sums[cell], minlength=len(known))
        totals = np.bincount(sources, counts, minlength=len(source.words))
        probability = counts / totals[sources]
    found: dict[str, dict[str, float]] = {}
    kept: NDArray[np.int64] = np.flatnonzero((probability >= _LEAST) & (sources > 0))
    rows: list[tuple[int, int]] = np.stack([sources[kept], known[kept] % columns], 1).tolist()
    for (word, other), value in zip(rows, probability[kept].tolist(), strict=True):
        found.setdefault(source.words[word], {})[target.words[other]] = round(value, 4)
    return found


def _cells(source: _Side, target: _Side) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Return every (source word, target token) of all texts.

    The pair of words as one number, the target token it is for, and how many tokens there are. Each
    text has the empty word too.
    """
    starts = np.cumsum(source.lengths) - source.lengths
    owner = np.repeat(np.arange(len(target.lengths)), target.lengths)
    choices = source.lengths[owner] + 1
    cell = np.repeat(np.arange(len(owner)), choices)
    at = np.arange(len(cell)) - np.repeat(np.cumsum(choices) - choices, choices)
    place = starts[owner[cell]] + at - 1
    word = np.where(at == 0, 0, source.numbers[np.maximum(place, 0)] if len(source.numbers) else 0)
    return word * len(target.words) + target.numbers[cell], cell, len(owner)
