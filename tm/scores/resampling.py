"""Intervals and tests of significance by drawing segments again.

The same draws, sums and decisions as sacrebleu's (Post 2018; Koehn 2004, paired bootstrap; Riezler
and Maxwell 2005, approximate randomisation): the same seed gives the same figures. The sums are
made by one product of matrices where that is exact, which it nearly always is.
"""

from __future__ import annotations

import statistics
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tm.scores.base import Metric, Resampling

__all__ = [
    "Comparison",
    "Interval",
    "compare",
    "interval",
    "randomised",
    "resampled",
    "sample_values",
]

_EXACT = 2.0**24
"""Whole numbers below are exact in single precision."""
_NEAR = 0.9
_ROWS = 32
"""Samples drawn at a time: a multiple of 32, of which the draws of single bits come in words."""
_TAIL = 40
"""The middle 95 % leave one in 40 on either side."""


class Interval(NamedTuple):
    """The mean of samples, and half the width of the middle 95 % of them."""

    mean: float
    half: float


class Comparison(msgspec.Struct, frozen=True):
    """How a system differs from the baseline in one metric.

    `value` and `baseline` are those of all segments, `delta` is their difference (positive: a
    higher value), `low` and `high` the middle 95 % of the difference under bootstrap. `p_ar` and
    `p_bs` are two-sided p-values of approximate randomisation and of the paired bootstrap.
    `better` says whether the difference is for the better.
    """

    system: str
    metric: str
    baseline: float
    value: float
    delta: float
    low: float
    high: float
    p_ar: float
    p_bs: float
    better: bool
    n: int
    signature: str


def resampled(counts: NDArray[np.float64], resampling: Resampling) -> Iterator[NDArray[np.float32]]:
    """Yield the sums of the counts over as many segments drawn with replacement, sample by sample.

    In single precision, as adding the drawn rows one after the other gives.
    """
    size = len(counts)
    single = _Single(counts)
    draw = np.random.default_rng(resampling.seed)
    for start in range(0, resampling.samples, _ROWS):
        rows = min(_ROWS, resampling.samples - start)
        drawn = draw.choice(size, size=(rows, size), replace=True)
        first = _sums(drawn[:, : single.cut], counts)
        sums = first + _sums(drawn[:, single.cut :], counts)
        for begun, whole, row in zip(first, sums, drawn, strict=True):
            yield single.rounded(begun, whole, row)


def _sums(drawn: NDArray[np.int64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sums of the rows drawn, sample by sample; exact for whole numbers."""
    often = np.stack([np.bincount(row, minlength=len(counts)) for row in drawn])
    return (
        often.astype(np.float64) @ counts
        if drawn.shape[1]
        else np.zeros((len(drawn), counts.shape[1]))
    )


class _Single:
    """Counts in single precision, for the sums that are not exact there.

    The sum of the first `cut` rows drawn still is, so only the rest is added one by one.
    """

    def __init__(self, counts: NDArray[np.float64]) -> None:
        self._all = counts.astype(np.float32)
        whole = np.all((counts == np.floor(counts)) & (counts >= 0), 0)
        total = counts.sum(0)
        wide = np.flatnonzero(~whole | (total >= _NEAR * _EXACT))
        # twice, because numpy adds a single column in another order
        self._wide = wide if len(wide) > 1 else np.append(wide, wide)
        self._some = np.ascontiguousarray(self._all[:, self._wide])
        share = _NEAR * _EXACT / max(float(total.max(initial=0)), 1.0)
        self.cut = int(min(share, 1.0) * len(counts)) if bool(whole.all()) else 0

    def rounded(
        self, begun: NDArray[np.float64], sums: NDArray[np.float64], drawn: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return sums as adding the drawn rows one after the other makes them."""
        result = sums.astype(np.float32)
        if len(self._wide):
            head, cut = begun[self._wide], self.cut
            if head.max() >= _EXACT:
                head, cut = np.zeros(len(head)), 0
            rest = np.take(self._some, drawn[cut:], 0)
            result[self._wide] = np.concatenate([head[None].astype(np.float32), rest]).sum(0)
        for at in np.flatnonzero(sums >= _EXACT):
            if at not in self._wide:
                result[at] = np.cumsum(self._all[drawn, at], dtype=np.float32)[-1]
        return result


def sample_values(
    metric: Metric, counts: NDArray[np.float64], resampling: Resampling
) -> list[float]:
    """Return the metric's value of every sample."""
    return [metric.value(sums) for sums in resampled(counts, resampling)]


def interval(values: Sequence[float]) -> Interval:
    """Return the interval of samples; those without a value (NaN) are left out.

    >>> interval([1.0, 2.0, 3.0])
    Interval(mean=2.0, half=1.0)
    """
    known = sorted(value for value in values if not isnan(value))
    if not known:
        return Interval(float("nan"), float("nan"))
    low, high = known[len(known) // _TAIL], known[len(known) - len(known) // _TAIL - 1]
    return Interval(float(statistics.mean(known)), float(0.5 * (high - low)))


def compare(
    metric: Metric,
    baseline: NDArray[np.float64],
    others: dict[str, NDArray[np.float64]],
    resampling: Resampling,
    trials: int = 10_000,
) -> list[Comparison]:
    """Compare systems with a baseline by the counts of the same segments."""
    own = metric.value(baseline.sum(0))
    drawn = np.array(sample_values(metric, baseline, resampling))
    return [
        _compared(metric, (own, baseline, drawn), (name, counts), resampling, trials)
        for name, counts in others.items()
    ]


def _compared(
    metric: Metric,
    baseline: tuple[float, NDArray[np.float64], NDArray[np.float64]],
    other: tuple[str, NDArray[np.float64]],
    resampling: Resampling,
    trials: int,
) -> Comparison:
    (own, counts, drawn), (name, theirs) = baseline, other
    value = metric.value(theirs.sum(0))
    samples = np.array(sample_values(metric, theirs, resampling))
    deltas = np.sort(samples.astype(np.float64) - drawn)
    tail = len(deltas) // _TAIL
    return Comparison(
        name,
        metric.name,
        own,
        value,
        value - own,
        float(deltas[tail]),
        float(deltas[len(deltas) - tail - 1]),
        randomised(metric, counts, theirs, resampling._replace(samples=trials)),
        _paired(drawn, samples, abs(own - value)),
        (value > own) == metric.higher and value != own,
        len(counts),
        metric.signature(resampling),
    )


def _paired(one: NDArray[np.float64], other: NDArray[np.float64], delta: float) -> float:
    """Return p of the paired bootstrap, by the samples shifted to the null hypothesis."""
    apart = np.abs(other - one)
    return _p(apart - apart.mean(), delta)


def randomised(
    metric: Metric,
    one: NDArray[np.float64],
    other: NDArray[np.float64],
    resampling: Resampling,
) -> float:
    """Return p of approximate randomisation: the systems are swapped at random by segment."""
    delta = abs(metric.value(one.sum(0)) - metric.value(other.sum(0)))
    draw = np.random.default_rng(resampling.seed)
    both = one.sum(0) + other.sum(0)
    apart: list[float] = []
    for start in range(0, resampling.samples, _ROWS):
        rows = min(_ROWS, resampling.samples - start)
        chosen = draw.integers(2, size=(rows, len(one)), dtype=bool)
        # of `one` where chosen, of `other` elsewhere; the second system has the rest
        first = chosen @ (one - other) + other.sum(0)
        apart += [
            abs(metric.value(a) - metric.value(b)) for a, b in zip(first, both - first, strict=True)
        ]
    return _p(np.array(apart), delta)


def _p(values: NDArray[np.float64], delta: float) -> float:
    """Return the share of values beyond the difference; one more on either side of the fraction."""
    return (int((values > delta).sum()) + 1) / (len(values) + 1)
