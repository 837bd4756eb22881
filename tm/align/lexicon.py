"""A lexicon of words that translate each other, learnt from pairs of texts.

IBM model 1 in both directions, each text with an empty word; a link needs both directions, or says
itself: equal numbers and marks, names that sound alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from tm.align.kept import decode
from tm.align.model1 import Texts, estimate
from tm.names.skeleton import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Lexicon", "Link", "stem"]

_VERSION = 1
_LEAST = 0.02  # a probability below says nothing
_LONGEST = 60  # longer texts teach little and cost much
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
        source, first = _numbered([a for a, _ in texts], least)
        target, second = _numbered([b for _, b in texts], least)
        forward = _table(source, target, (first, second))
        backward = _table(target, source, (second, first))
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
        stored = decode(data, _Stored, _VERSION, "a lexicon")
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


def _numbered(texts: Sequence[Sequence[str]], least: int) -> tuple[Texts, list[str]]:
    """Number the words of texts; those that are seen fewer than `least` times are left out."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in text:
            counts[word] = counts.get(word, 0) + 1
    words = [word for word, count in counts.items() if count >= least]
    return Texts.of(texts, words), words


def _table(
    source: Texts, target: Texts, words: tuple[list[str], list[str]]
) -> dict[str, dict[str, float]]:
    """Return p(target word | source word), without what is improbable."""
    counts = estimate(source, target)
    probabilities = counts.probabilities()
    kept = np.flatnonzero((probabilities >= _LEAST) & (counts.sources > 0))
    rows: list[tuple[int, int]] = np.stack([counts.sources[kept], counts.targets[kept]], 1).tolist()
    found: dict[str, dict[str, float]] = {}
    for (word, other), value in zip(rows, probabilities[kept].tolist(), strict=True):
        found.setdefault(words[0][word - 1], {})[words[1][other - 1]] = round(value, 4)
    return found
