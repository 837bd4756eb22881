"""Scores of translations by corpus, document and segment."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from tm.errors import UsageError
from tm.scores.base import Resampling, Score
from tm.scores.resampling import Interval, interval, sample_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tm.scores.base import Metric, Translations

__all__ = ["by_document", "by_segment", "counts_of", "score"]


def counts_of(metric: Metric, texts: Translations) -> NDArray[np.float64]:
    """Return the metric's counts; UsageError where it wants what is not there."""
    for name in sorted(metric.wants):
        if len(getattr(texts, name)) != len(texts.hypotheses):
            hint = "name a second file" if name == "references" else "give --source FILE"
            raise UsageError(f"{metric.name} needs {name}", hint=hint)
    return metric.statistics(texts)


def score(
    metric: Metric, counts: NDArray[np.float64], resampling: Resampling, document: str = ""
) -> Score:
    """Return the value of all segments with its interval."""
    value = _known(metric.value(counts.sum(0)))
    found: Interval | None = None
    if resampling.samples > 1 and value is not None:
        found = interval(sample_values(metric, counts, resampling))
    signature = metric.signature(resampling if found else None)
    if found is None:
        return Score(metric.name, value, None, None, len(counts), signature, document=document)
    return Score(
        metric.name,
        value,
        found.mean - found.half,
        found.mean + found.half,
        len(counts),
        signature,
        found.mean,
        found.half,
        document,
    )


def by_document(
    metric: Metric, counts: NDArray[np.float64], texts: Translations, resampling: Resampling
) -> list[Score]:
    """Return a score for every document, in the order in which they begin."""
    places: dict[str, list[int]] = {}
    for at, name in enumerate(texts.documents):
        places.setdefault(name, []).append(at)
    return [
        score(metric, counts[np.array(found)], resampling, name) for name, found in places.items()
    ]


def by_segment(metric: Metric, counts: NDArray[np.float64]) -> list[float | None]:
    """Return the value of every segment, None where there is nothing to score."""
    return [_known(metric.segment(row)) for row in counts]


def _known(value: float) -> float | None:
    return None if isnan(value) else float(value)
