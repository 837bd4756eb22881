"""How well the words of two sentences explain each other, for all pairs of a band at once.

    Side, Side, Strengths ─ Matcher ─▶ hits: token, token, level
    hits, Band ─ levels ─▶ for every token and every sentence of its window: the best level

A level says how a token is found on the other side: not at all, by the lexicon in steps of its
strength, by its sound, as itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tm.align.sentences import KEY, MARK, NUMBER, STOP, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tm.align.dictionary import Strengths

__all__ = ["CLASSES", "LEVELS", "Band", "Found", "Hits", "Matcher", "found"]

_STEPS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.55)
_LEXICON = len(_STEPS)
_SOUND = _LEXICON + 1
_SAME = _SOUND + 3
LEVELS = _SAME + 1
"""0 not found; 1-6 lexicon, weak to strong; 7-9 sounds alike, weak to strong; 10 the same."""

_SHARP = (0.02, 0.15, 0.3, 0.5)
CLASSES = 4 + 3 + len(_SHARP)
"""Number, mark, stop, short unknown, unknown, unknown capital, rest; known words by strength."""

_NUMBER, _MARK, _STOP, _SHORT, _UNKNOWN, _CAPITAL, _OTHER = range(7)
_ALIKE = 0.7
_LONG = 4


class Band(NamedTuple):
    """For every source sentence i the target sentences `low[i] <= j < high[i]` it may go with.

    Both ascend. A cell is a pair (i, j) of the band; `starts[i]` is the first cell of row i.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, low: NDArray[np.int64], high: NDArray[np.int64]) -> Band:
        """Number the cells."""
        return cls(low, high, np.concatenate([[0], np.cumsum(high - low)]))

    @property
    def rows(self) -> NDArray[np.int64]:
        """The source sentence of every cell."""
        return np.repeat(np.arange(len(self.low)), self.high - self.low)

    @property
    def columns(self) -> NDArray[np.int64]:
        """The target sentence of every cell."""
        rows = self.rows
        cells = np.arange(len(rows), dtype=np.int64)
        return cells - self.starts[rows] + self.low[rows]

    def cells(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the cells of pairs, -1 for one outside."""
        inside = (rows >= 0) & (rows < len(self.low))
        row = np.where(inside, rows, 0)
        inside &= (columns >= self.low[row]) & (columns < self.high[row])
        return np.where(inside, self.starts[row] + columns - self.low[row], -1)

    def turned(self, columns: int) -> Band:
        """Return the band seen from the target side, which has that many sentences."""
        at = np.arange(columns)
        low = np.searchsorted(self.high, at, side="right")
        high = np.searchsorted(self.low, at, side="right")
        return Band.of(low, np.maximum(low, high))


class Hits(NamedTuple):
    """Pairs of tokens that go together: token numbers of both sides, and the level."""

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    levels: NDArray[np.uint8]


class _Asked(NamedTuple):
    """What to look for on the other side: key k asks `starts[k]:starts[k + 1]` of the features."""

    keys: NDArray[np.int64]
    starts: NDArray[np.int64]
    features: NDArray[np.int64]
    levels: NDArray[np.uint8]


class Matcher:
    """Finds the tokens of two sides that go together, with a lexicon if there is one.

    `source_classes` and `target_classes` say of every token what kind of evidence it can give.
    """

    def __init__(self, source: Side, target: Side, known: Strengths) -> None:
        self.source = source
        self.target = target
        self._size = len(target.starts)
        pairs = _pairs(source, target, known)
        features: dict[str, int] = {}
        posted = _posted(target, features)
        self._asked = (_by_form(source, features), _by_stem(source, pairs, len(features)))
        self._make_postings(posted, len(features))
        self.source_classes = _classes(source, _sharpest(source, known.source_stems, known, 0))
        self.target_classes = _classes(target, _sharpest(target, known.target_stems, known, 1))

    def _make_postings(self, posted: NDArray[np.int64], stems_from: int) -> None:
        """Sort where every feature of the target stands: literal, sound and stem of each token."""
        tokens, owners = self.target.tokens, self.target.owners
        stems = self.target.words.stems[tokens] + stems_from
        features = np.concatenate([posted[0][tokens], posted[1][tokens], stems])
        places = features * self._size + np.tile(owners, 3)
        order = np.argsort(places, kind="stable")
        order = order[features[order] >= 0]
        self._places = places[order]
        self._tokens = np.tile(np.arange(len(tokens)), 3)[order]

    def hits(self, band: Band, most: int = 0) -> Hits:
        """Return the pairs of tokens within a band that go together, in no order.

        With `most` features that stand there in more places are left out.
        """
        found = [self._found(asked, band, most) for asked in self._asked]
        source, target, levels = (np.concatenate(part) for part in zip(*found, strict=True))
        sounds = np.flatnonzero(levels == _SOUND)
        levels[sounds] = _sound(self.source, self.target, source[sounds], target[sounds])
        kept = levels > 0
        return Hits(source[kept], target[kept], levels[kept])

    def _found(self, asked: _Asked, band: Band, most: int) -> Hits:
        count = np.diff(asked.starts)[asked.keys]
        token, at = _ragged(count)
        at += asked.starts[asked.keys[token]]
        feature, row = asked.features[at] * self._size, self.source.owners[token]
        first = np.searchsorted(self._places, feature + band.low[row])
        last = np.searchsorted(self._places, feature + band.high[row])
        many = last - first
        which, offset = _ragged(np.where(many <= most, many, 0) if most else many)
        targets = self._tokens[first[which] + offset]
        return Hits(token[which], targets, asked.levels[at[which]])


def _ragged(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which count every unit belongs to, and its place there.

    >>> [part.tolist() for part in _ragged(np.array([2, 1]))]
    [[0, 0, 1], [0, 1, 0]]
    """
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)


def _posted(side: Side, features: dict[str, int]) -> NDArray[np.int64]:
    """Number what the forms of a side are found by, -1 for nothing; shape (2, forms)."""
    found = [
        [features.setdefault(key, len(features)) if key else -1 for key in both]
        for both in side.words.keys
    ]
    return np.array(found, np.int64).reshape(-1, 2).T


def _by_form(side: Side, features: dict[str, int]) -> _Asked:
    """Ask for what is the same and what sounds alike."""
    found = [[features.get(key, -1) for key in both] for both in side.words.keys]
    wanted = np.array(found, np.int64).reshape(-1, 2)
    counts = (wanted >= 0).sum(axis=1)
    starts = np.concatenate([[0], np.cumsum(counts)])
    levels = np.broadcast_to(np.array([_SAME, _SOUND], np.uint8), wanted.shape)
    return _Asked(side.tokens, starts, wanted[wanted >= 0], levels[wanted >= 0])


class _Pairs(NamedTuple):
    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    strengths: NDArray[np.float64]


def _pairs(source: Side, target: Side, known: Strengths) -> _Pairs:
    """Return the pairs of the lexicon that both sides have, numbered as their stems."""
    first = _numbers(known.source_stems, source.words.stem_list)[known.sources]
    second = _numbers(known.target_stems, target.words.stem_list)[known.targets]
    both = (first >= 0) & (second >= 0)
    order = np.argsort(first[both], kind="stable")
    return _Pairs(first[both][order], second[both][order], known.strengths[both][order])


def _numbers(stems: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int64]:
    """Return the places of stems in another list, -1 where they are not."""
    place = {stem: at for at, stem in enumerate(wanted)}
    return np.array([place.get(stem, -1) for stem in stems], np.int64)


def _by_stem(side: Side, pairs: _Pairs, stems_from: int) -> _Asked:
    """Ask for the translations that the lexicon has."""
    counts = np.bincount(pairs.sources, minlength=len(side.words.stem_list))
    starts = np.concatenate([[0], np.cumsum(counts)])
    levels = np.digitize(pairs.strengths, _STEPS).astype(np.uint8)
    return _Asked(side.words.stems[side.tokens], starts, pairs.targets + stems_from, levels)


def _sharpest(
    side: Side, stems: Sequence[str], known: Strengths, which: int
) -> NDArray[np.float64]:
    """Return the greatest strength that the lexicon has for every stem of a side, 0 for none."""
    numbers = known.targets if which else known.sources
    best = np.zeros(len(stems) + 1)
    np.maximum.at(best, numbers, known.strengths)
    return best[_numbers(side.words.stem_list, stems)]


def _classes(side: Side, sharp: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the class of every token."""
    words, tokens = side.words, side.tokens
    kinds, sizes = words.kinds[tokens], words.sizes[tokens]
    strength = sharp[words.stems[tokens]]
    found = np.full(len(tokens), _UNKNOWN, np.uint8)
    found[sizes < KEY] = _SHORT
    found[side.capital & (sizes > 1)] = _CAPITAL
    by_strength = np.digitize(strength, _SHARP)
    found[by_strength > 0] = _OTHER + by_strength[by_strength > 0]
    for kind, number in ((NUMBER, _NUMBER), (MARK, _MARK), (STOP, _STOP)):
        found[kinds == kind] = number
    return found


def _sound(
    source: Side, target: Side, tokens: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.uint8]:
    """Return how alike words sound whose first consonants agree: by the share that agrees."""
    one, other = source.tokens[tokens], target.tokens[others]
    first, second = source.words.sounds[one], target.words.sounds[other]
    same = np.cumprod((first == second) & (first > 0), axis=1, dtype=np.int64).sum(axis=1)
    sizes = source.words.sizes[one] + target.words.sizes[other]
    share = 2 * same / np.maximum(sizes, 1)
    levels = np.full(len(tokens), _SOUND, np.uint8)
    levels[(share >= _ALIKE) & (same >= KEY)] = _SOUND + 1
    levels[(share >= _ALIKE) & (same >= _LONG)] = _SOUND + 2
    return levels


class Found(NamedTuple):
    """For every cell and every token of its row the best level in the column.

    The levels of cell c begin at `starts[c]`; `tokens` is the token of each.
    """

    starts: NDArray[np.int64]
    tokens: NDArray[np.int64]
    levels: NDArray[np.uint8]


def found(
    side: Side,
    band: Band,
    tokens: NDArray[np.int64],
    columns: NDArray[np.int64],
    levels: NDArray[np.uint8],
) -> Found:
    """Gather hits: `tokens` of the side that the band's rows are, the column each was found in."""
    rows = band.rows
    sizes = side.sizes[rows]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    cell, at = _ragged(sizes)
    every = at + side.starts[rows[cell]]
    best = np.zeros(len(every), np.uint8)
    row = side.owners[tokens]
    place = starts[band.cells(row, columns)] + tokens - side.starts[row]
    order = np.argsort(levels, kind="stable")
    best[place[order]] = levels[order]  # the last one written, the best, stays
    return Found(starts, every, best)
