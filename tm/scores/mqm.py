"""Errors that people mark in translations (MQM), what they cost, and whether people agree.

    annotations ─ Weights ─▶ penalty of a segment, the mean over raters ─▶ per segment, 1,000 words

Typology and weights are data: `mqm.toml`, or a file of the same shape.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np

from tm.errors import InputError, Place, UsageError, did_you_mean
from tm.files import read_bytes
from tm.scores.base import Resampling
from tm.scores.resampling import interval, resampled
from tm.segment.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Annotation", "Mqm", "Typology", "Weights", "alpha", "score", "typology", "weights_of"]

Severity = Literal["neutral", "minor", "major", "critical", "none"]


class Annotation(msgspec.Struct, frozen=True, omit_defaults=True):
    """An error that somebody marked; `severity` "none" says that there is none in the segment.

    `span` is [start, end) in characters of `side`. `draft` says that nobody has confirmed it.
    """

    segment: str
    type: str
    severity: Severity
    system: str = ""
    document: str = ""
    rater: str = ""
    source: str = ""
    target: str = ""
    side: Literal["source", "target"] = "target"
    span: tuple[int, int] | None = None
    comment: str = ""
    draft: bool = False


class Weights(msgspec.Struct, frozen=True):
    """What errors cost: by severity, by type at any severity, and by type of a minor error."""

    severities: dict[str, float]
    types: dict[str, float] = {}
    minor: dict[str, float] = {}

    def penalty(self, one: Annotation) -> float:
        """Return what an error costs; the most special rule counts."""
        if one.severity == "none":
            return 0.0
        if one.type in self.types:
            return self.types[one.type]
        if one.severity == "minor" and one.type in self.minor:
            return self.minor[one.type]
        return self.severities[one.severity]


class Typology(msgspec.Struct, frozen=True):
    """The types of errors, other names of them, weights, and the types of our findings."""

    typology: dict[str, tuple[str, ...]]
    names: dict[str, str]
    weights: dict[str, Weights]
    findings: dict[str, str]
    severities: dict[str, Severity]

    def type_of(self, name: str) -> str | None:
        """Return the type that a name stands for, None where there is none.

        >>> typology().type_of("Fluency/Punctuation"), typology().type_of("accuracy/omission")
        ('linguistic-conventions/punctuation', 'accuracy/omission')
        """
        low = name.strip().rstrip("!").lower().replace("_", " ")
        for each in (low, low.rpartition("/")[2], low.partition("/")[0]):
            dashed = each.replace(" ", "-")
            head, _, tail = dashed.partition("/")
            if head in self.typology and (not tail or tail in self.typology[head]):
                return dashed
            if each in self.names:
                return self.names[each]
        return None


@cache
def typology() -> Typology:
    """Return the typology, the weights and the names that come with us."""
    text = files("tm.scores").joinpath("mqm.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Typology)


def weights_of(name: str) -> Weights:
    """Return weights by name (mqm, wmt), or those of a TOML file with `severities`.

    UsageError for an unknown name, InputError for a file that is none.
    """
    known = typology().weights
    if name in known:
        return known[name]
    if not Path(name).is_file():
        raise UsageError(f"there are no weights “{name}”", hint=did_you_mean(name, known))
    try:
        made = msgspec.convert(tomllib.loads(read_bytes(Path(name)).decode()), Weights)
    except (ValueError, msgspec.ValidationError) as error:
        raise InputError(
            f"has no weights: {error}", place=Place(name), hint="see `tm score --help`"
        ) from error
    missing = [
        each for each in ("neutral", "minor", "major", "critical") if each not in made.severities
    ]
    if missing:
        raise InputError(
            f"does not say what {missing[0]} costs",
            place=Place(name),
            hint=f"add {missing[0]} = 1 to [severities]",
        )
    return made


class Mqm(msgspec.Struct, frozen=True):
    """What the annotations of a system come to; lower is better.

    `per_segment` is the mean penalty, `per_1000` that of 1,000 words of the source (of the
    translation where the source is not known), each with its middle 95 %. `agreement` is
    Krippendorff's alpha of the raters' penalties, None where nothing was rated twice. `types`
    counts errors by type and severity.
    """

    system: str
    document: str
    segments: int
    raters: int
    words: int
    errors: int
    per_segment: float
    per_segment_interval: tuple[float, float]
    per_1000: float
    per_1000_interval: tuple[float, float]
    agreement: float | None
    types: dict[str, dict[str, int]]


def score(
    annotations: Iterable[Annotation],
    weights: Weights,
    resampling: Resampling = Resampling(),  # noqa: B008  (immutable)
    *,
    documents: bool = False,
) -> list[Mqm]:
    """Return the scores by system, best first, or by system and document; drafts do not count."""
    groups: defaultdict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for one in annotations:
        if not one.draft:
            groups[one.system, one.document if documents else ""].append(one)
    found = [_scored(key, group, weights, resampling) for key, group in groups.items()]
    return sorted(found, key=lambda one: (one.document, one.per_segment, one.system))


def _penalties(
    annotations: Iterable[Annotation], weights: Weights
) -> dict[tuple[str, str], dict[str, float]]:
    """Return the penalty of every (document, segment) by rater."""
    found: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for one in annotations:
        by_rater = found[one.document, one.segment]
        by_rater[one.rater] = by_rater.get(one.rater, 0.0) + weights.penalty(one)
    return found


def _scored(
    key: tuple[str, str], group: Sequence[Annotation], weights: Weights, resampling: Resampling
) -> Mqm:
    rated = _penalties(group, weights)
    words: dict[tuple[str, str], int] = {}
    for one in group:
        words.setdefault((one.document, one.segment), count_words(one.source or one.target))
    counts = np.array(
        [[np.mean([*by_rater.values()]), words[at], 1.0] for at, by_rater in rated.items()]
    )
    samples = np.array(list(resampled(counts, resampling)), np.float64).reshape(-1, 3)
    total = counts.sum(0)
    errors = [one for one in group if one.severity != "none"]
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in errors:
        types[one.type][one.severity] += 1
    return Mqm(
        *key,
        len(rated),
        len({one.rater for one in group}),
        int(total[1]),
        len(errors),
        float(total[0] / total[2]),
        _bounds([row[0] / row[2] for row in samples.tolist()]),
        float(1000 * total[0] / max(total[1], 1.0)),
        _bounds([1000 * row[0] / max(row[1], 1.0) for row in samples.tolist()]),
        alpha([*rated.values()]),
        {name: dict(counted) for name, counted in sorted(types.items())},
    )


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    found = interval(values)
    return found.mean - found.half, found.mean + found.half


def alpha(units: Sequence[Mapping[str, float]]) -> float | None:
    """Return Krippendorff's alpha (2011) of numbers that raters gave to units, at most 1.

    The difference of two numbers is its square. Units with one rater are left out; None where there
    are no others, and where all numbers are equal.

    >>> alpha([{"a": 1, "b": 1}, {"a": 5, "b": 5}]), alpha([{"a": 1}])
    (1.0, None)
    """
    rated = [[*unit.values()] for unit in units if len(unit) > 1]
    values = [value for unit in rated for value in unit]
    apart = sum(
        2 * sum((a - b) ** 2 for a, b in combinations(unit, 2)) / (len(unit) - 1) for unit in rated
    )
    number = len(values)
    spread = 2 * (number * sum(v * v for v in values) - sum(values) ** 2)
    if not spread:
        return None
    return 1 - (number - 1) * apart / spread
