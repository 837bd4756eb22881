"""Which segments a person should look at first, estimated without a reference.

Four signs of trouble, each as far from what good translations have (the texts of a memory, half of
them learnt from, half measured) as the standard deviation there: words that nothing on the other
side explains, source words left over, characters that surprise, an unusual length; and what
`tm check` found. No part of it is a grade.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from math import log
from statistics import mean, pstdev
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import regex

from tm.align.lexicon import Lexicon, stem
from tm.errors import UsageError
from tm.scores.chars import Characters
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["LEAST", "Estimate", "Estimator", "Measured", "measured"]

LEAST = 100
"""How many pairs are needed to learn from."""

_LEARNT = 5000
_MEASURED = 500
_FLOOR = 1e-4
"""What an unexplained word counts as, a probability."""
_FAR = 3.0
_SMALLEST = 1e-3
_LEFT = 0.5
"""How many words left over are as bad as a standard deviation of the others."""
_WORD = regex.compile(r"\p{L}+")
_SIGNS = ("coverage", "surprise", "length")


class Estimate(msgspec.Struct, frozen=True):
    """How much a segment is in doubt, the higher the sooner it should be looked at; and why.

    `doubt` is for ranking only: 0 is usual. `signs` are its summands by name.
    """

    doubt: float
    signs: dict[str, float]


class Measured(msgspec.Struct, frozen=True):
    """How well the ranking agrees with people, with its 95 % interval."""

    about: str
    spearman: float
    low: float
    high: float
    segments: int


class _Usual(NamedTuple):
    mean: float
    deviation: float


class _Data(msgspec.Struct, frozen=True):
    weights: dict[str, float]
    measured: dict[str, Measured]


class Estimator:
    """What good translations of a pair of languages look like."""

    def __init__(self, lexicon: Lexicon, characters: Characters) -> None:
        self._lexicon = lexicon
        self._characters = characters
        self._usual: dict[str, _Usual] = {}

    @classmethod
    def learn(cls, pairs: Sequence[tuple[str, str]]) -> Estimator:
        """Learn from texts and their translations; UsageError for fewer than `LEAST`.

        Every other pair is learnt from, the rest tells what is usual.
        """
        if len(pairs) < LEAST:
            raise UsageError(
                f"{len(pairs)} pairs of texts are too few to estimate from ({LEAST} at least)",
                hint="import translations into the memory: `tm memory import`",
            )
        taught = pairs[::2][:_LEARNT]
        lexicon = Lexicon.learn((tokens(one), tokens(other)) for one, other in taught)
        made = cls(lexicon, Characters(other for _, other in taught))
        signs = [made._signs(*pair) for pair in pairs[1::2][:_MEASURED]]
        for name in _SIGNS:
            values = [each[name] for each in signs]
            made._usual[name] = _Usual(mean(values), max(pstdev(values), _SMALLEST))
        return made

    def estimate(self, source: str, target: str, findings: float = 0.0) -> Estimate:
        """Return how much a translation is in doubt; `findings` counts what checks found."""
        weights, found = _data().weights, self._signs(source, target)
        far = {name: (found[name] - at.mean) / at.deviation for name, at in self._usual.items()}
        far["length"] = abs(far["length"])
        far["leftover"] = found["leftover"] / _LEFT
        far["findings"] = findings
        signs = {
            name: round(weights[name] * max(-_FAR, min(_FAR, value)), 4)
            for name, value in far.items()
        }
        return Estimate(round(sum(signs.values()), 4), signs)

    def _signs(self, source: str, target: str) -> dict[str, float]:
        one, other = tokens(source), tokens(target)
        lexicon = self._lexicon
        explained = (
            _explained(one, other, lexicon.forward),
            _explained(other, one, lexicon.backward),
        )
        return {
            "coverage": -mean(explained),
            "surprise": self._characters.bits(target),
            "length": log((len(target) + 1) / (len(source) + 1)),
            "leftover": float(len(_left(source, target))),
        }


def _explained(
    given: Sequence[str], words: Sequence[str], table: Mapping[str, Mapping[str, float]]
) -> float:
    """Return the mean log probability of words, given those of the other side (IBM model 1)."""
    rows = [table[key] for key in map(stem, given) if key in table]
    total = sum(
        log(sum(row.get(stem(word), 0.0) for row in rows) / (len(given) + 1) + _FLOOR)
        for word in words
    )
    return total / max(len(words), 1)


def _left(source: str, target: str) -> list[str]:
    """Return the words of the target that are the source's own, in another script than the rest.

    >>> _left("We love Excel and cats", "Мы любим Excel и cats")
    ['Excel', 'cats']
    """
    there = {word.casefold() for word in _WORD.findall(source)}
    return [word for word in _WORD.findall(target) if word.casefold() in there]


@cache
def _data() -> _Data:
    text = files("tm.scores").joinpath("estimate.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Data)


def measured() -> Mapping[str, Measured]:
    """Return how well the estimate agrees with people, by set of texts."""
    return _data().measured
