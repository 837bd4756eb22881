"""What evidence is worth: learnt from pairs that translate each other and from their neighbours.

pairs ─ held out from the lexicon that judges them ─▶ how often a token of each class is found
at each level, in its own translation and in one nearby ─▶ log-odds
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec
import numpy as np

from tm.align.evidence import CLASSES, LEVELS, Band, Matcher, found
from tm.align.scores import deviation
from tm.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tm.align.dictionary import Dictionary
    from tm.align.sentences import Side

    Stems = Sequence[str]

__all__ = ["Calibration", "counted", "spreads"]

_VERSION = 1
_PRIOR = 40.0  # tokens that the table of defaults counts for
_FOLDS = 4
_ENOUGH = 1500
_NEAR = 3
_LOWEST = 1e-3
_FLOOR = -10.0
_SMALL = 0.05


class Calibration(msgspec.Struct, frozen=True):
    """What is known of a pair of languages beside words.

    `own` and `near` are rates, [side][class][level], at which tokens are found in their translation
    and in a sentence nearby. `ratio` is characters of target by source; `spread` and `wide` the
    deviations of lengths, of translations and of others. `pairs` taught it.
    """

    own: list[list[list[float]]]
    near: list[list[list[float]]]
    ratio: float
    spread: float
    wide: float
    scale: float
    pairs: int = 0
    version: int = _VERSION

    def weights(self, sentences: int) -> NDArray[np.float64]:
        """Return log-odds [side, class, level] of the best level among so many sentences.

        In more sentences more is found by chance: the best of several has the product of their
        distributions.
        """
        own, near = np.array(self.own), np.array(self.near)
        chance = np.cumsum(near, axis=2) ** (sentences - 1)
        found = np.diff(np.cumsum(own, axis=2) * chance, axis=2, prepend=0)
        nearby = np.diff(np.cumsum(near, axis=2) * chance, axis=2, prepend=0)
        odds: NDArray[np.float64] = np.log((found + _LOWEST) / (nearby + _LOWEST))
        return odds

    def length(
        self, source: NDArray[np.float64], target: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the log-odds of two lengths in characters."""
        away = deviation(source, target, self.ratio) ** 2
        odds = math.log(self.wide / self.spread)
        return np.maximum(odds - away / 2 * (self.spread**-2 - self.wide**-2), _FLOOR)

    @classmethod
    def default(cls) -> Self:
        """Return what holds for English, Russian and Belarusian before anything is learnt."""
        return msgspec.convert(msgspec.structs.asdict(_default()), cls)

    def to_bytes(self) -> bytes:
        """Return bytes for `from_bytes`."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` made; InputError for anything else."""
        try:
            return msgspec.msgpack.decode(data, type=cls)
        except msgspec.DecodeError as error:
            raise InputError("is no calibration", hint="learn it again") from error

    def turned(self) -> Calibration:
        """Return the calibration of the other direction."""
        return msgspec.structs.replace(
            self, own=self.own[::-1], near=self.near[::-1], ratio=1 / self.ratio
        )

    def learn(
        self, known: Dictionary, sides: tuple[Side, Side], stems: Sequence[tuple[Stems, Stems]]
    ) -> Calibration:
        """Return what is known after sentences, too, that translate each other one by one.

        They are in the order of documents; `stems` are theirs. Each part of them is judged by what
        is known and what the other parts teach. Of many the first are enough.
        """
        enough = [(at, at + 1) for at in range(min(len(stems), _ENOUGH))]
        if not enough:
            return self
        source, target = (side.joined(enough).between(0, len(enough)) for side in sides)
        own, near = counted(known, source, target, stems)
        base = _default()
        ratio = float(max(target.lengths.sum(), 1.0) / max(source.lengths.sum(), 1.0))
        spread, wide = spreads(source.lengths, target.lengths, ratio)
        fresh = msgspec.structs.replace(
            self,
            own=_rates(own, np.array(base.own)).tolist(),
            near=_rates(near, np.array(base.near)).tolist(),
            ratio=ratio,
            spread=spread,
            wide=wide,
            pairs=len(enough),
        )
        return _mixed(self, fresh)


def _mixed(old: Calibration, new: Calibration) -> Calibration:
    """Return the mean of two calibrations, weighted by their pairs."""
    pairs = old.pairs + new.pairs
    share = new.pairs / pairs

    def mean(
        one: list[list[list[float]]], other: list[list[list[float]]]
    ) -> list[list[list[float]]]:
        mixed: list[list[list[float]]] = (
            (1 - share) * np.array(one) + share * np.array(other)
        ).tolist()
        return mixed

    return msgspec.structs.replace(
        new,
        own=mean(old.own, new.own),
        near=mean(old.near, new.near),
        ratio=(1 - share) * old.ratio + share * new.ratio,
        spread=(1 - share) * old.spread + share * new.spread,
        wide=(1 - share) * old.wide + share * new.wide,
        pairs=min(pairs, _ENOUGH),
    )


def counted(
    known: Dictionary, source: Side, target: Side, stems: Sequence[tuple[Stems, Stems]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count tokens [side, class, level] in their own translation, and in sentences nearby.

    `known` judges them, with what the others of `stems` teach; the texts are linked one by one.
    """
    size = len(source.lengths)
    at = np.arange(size)
    band = Band.of(np.maximum(at - _NEAR, 0), np.minimum(at + _NEAR + 1, size))
    counts = np.zeros((2, 2, CLASSES, LEVELS))
    fold = at // 10 % _FOLDS
    for held in range(_FOLDS):
        taught = np.flatnonzero(fold != held).tolist()
        judge = known.learn([stems[i] for i in taught])
        matcher = Matcher(source, target, judge.strengths())
        _count(matcher, band, fold == held, counts)
    return counts[0], counts[1]


def _count(
    matcher: Matcher, band: Band, judged: NDArray[np.bool_], counts: NDArray[np.float64]
) -> None:
    hits = matcher.hits(band)
    source, target = matcher.source, matcher.target
    rows, columns = source.owners[hits.sources], target.owners[hits.targets]
    sides = (
        (0, source, matcher.source_classes, hits.sources, columns),
        (1, target, matcher.target_classes, hits.targets, rows),
    )
    for number, side, classes, tokens, others in sides:
        levels = found(side, band, tokens, others, hits.levels)
        own = np.repeat(band.rows == band.columns, np.diff(levels.starts))
        wanted = np.repeat(judged[band.rows], np.diff(levels.starts))
        place = classes[levels.tokens].astype(np.int64) * LEVELS + levels.levels
        for which, mask in enumerate((own & wanted, ~own & wanted)):
            sums = np.bincount(place[mask], minlength=CLASSES * LEVELS)
            counts[which, number] += sums.reshape(CLASSES, LEVELS)


def _rates(counts: NDArray[np.float64], base: NDArray[np.float64]) -> NDArray[np.float64]:
    total = counts.sum(axis=2, keepdims=True)
    rates: NDArray[np.float64] = (counts + _PRIOR * base) / (total + _PRIOR)
    return rates


def spreads(
    source: NDArray[np.float64], target: NDArray[np.float64], ratio: float
) -> tuple[float, float]:
    """Return how far lengths deviate, of texts that are linked, and of neighbours."""
    own = deviation(source, target, ratio)
    near = deviation(source, np.roll(target, 1), ratio)
    spread = 1.4826 * float(np.median(np.abs(own)))  # as wide as a normal distribution
    return max(spread, 0.5), max(1.4826 * float(np.median(np.abs(near))), 1.0)


@cache
def _default() -> Calibration:
    data = Path(__file__).with_name("defaults.toml").read_bytes()
    return msgspec.convert(tomllib.loads(data.decode()), Calibration)
