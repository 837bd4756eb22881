"""Scores of translations: by reference, by names, by human annotation, and without a reference.

    Translations ─ Metric.statistics ─▶ a row of counts a segment ─ sums ─▶ Metric.value
                                        └─ resampled sums ─▶ intervals, tests of significance

A metric is counts by segment and a formula over their sums; documents, corpora, intervals and tests
follow from these two. `METRICS` has them by name; a plugin adds one by the entry point
`tm.metrics`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tm.scores.base import Metric, Needs

__all__ = ["METRICS"]

METRICS: Registry[Callable[[Needs], Metric]] = Registry(
    "metric",
    "tm.metrics",
    {
        "bleu": "tm.scores.strings:bleu",
        "chrf": "tm.scores.strings:chrf",
        "chrf++": "tm.scores.strings:chrf_words",
        "hter": "tm.scores.strings:hter",
        "names": "tm.scores.names:name_accuracy",
        "spbleu": "tm.scores.strings:spbleu",
        "ter": "tm.scores.strings:ter",
    },
)
"""The metrics by name, each a function that makes it from what the caller has (`Needs`)."""
