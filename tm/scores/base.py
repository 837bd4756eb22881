"""What a metric is, what it is given and what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from tm.checks.base import Context

__all__ = ["Metric", "Needs", "Resampling", "Score", "Translations"]


class Translations(msgspec.Struct, frozen=True):
    """What is scored, segment by segment; lists that are not empty are equally long.

    `references` and `sources` are needed by some metrics only. `documents` names the document of
    every segment, `ids` its unit. `lang` is the language of the hypotheses, `source` that of the
    sources.
    """

    hypotheses: Sequence[str]
    references: Sequence[str] = ()
    sources: Sequence[str] = ()
    documents: Sequence[str] = ()
    ids: Sequence[str] = ()
    lang: str = ""
    source: str = ""


class Needs(NamedTuple):
    """What metrics may be made with: a model file, and what checks share (the register)."""

    model: Path | None = None
    context: Context | None = None


class Resampling(NamedTuple):
    """How often statistics are drawn again, with which seed; no samples means no interval."""

    samples: int = 1000
    seed: int = 12345


class Metric(Protocol):
    """Counts by segment and a formula over their sums."""

    name: str
    higher: bool
    """Whether a higher value is better."""
    wants: frozenset[str]
    """Which of "references" and "sources" must be there."""

    def statistics(self, texts: Translations) -> NDArray[np.float64]:
        """Return the counts, a row a segment."""
        ...

    def value(self, sums: NDArray[np.float64] | NDArray[np.float32]) -> float:
        """Return the value for the sums of the counts; NaN where there is nothing to score."""
        ...

    def segment(self, counts: NDArray[np.float64]) -> float:
        """Return the value of one segment."""
        ...

    def signature(self, resampling: Resampling | None = None, test: str = "") -> str:
        """Return all that the value depends on, as sacrebleu writes it: "key:value|key:value".

        `test` is "ar" or "bs" for a paired test, else "".
        """
        ...


class Score(msgspec.Struct, frozen=True):
    """A value with its interval.

    `mean` is that of the samples, and `low` and `high` are `mean` ∓ `ci`, half the width of the
    middle 95 % of them (as sacrebleu states it); None without samples. `n` counts segments.
    """

    metric: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    signature: str
    mean: float | None = None
    ci: float | None = None
    document: str = ""
