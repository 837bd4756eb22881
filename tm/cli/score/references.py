"""tm score HYP REF: by references and by names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tm.cli import options
from tm.errors import UsageError
from tm.project import Project
from tm.project.scoring import (
    Reading,
    bound_of,
    comparisons,
    metrics_of,
    read_texts,
    remember,
    scoring,
    translations,
)
from tm.scores.base import Resampling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.project.scoring import Scoring
    from tm.scores.base import Metric, Score, Translations
    from tm.scores.resampling import Comparison

__all__ = ["run"]

_LEVEL = 0.05


class _Files(NamedTuple):
    """The systems, the first of them the baseline, and the references."""

    systems: list[str]
    reference: str


class _Result(NamedTuple):
    """What is shown."""

    metrics: Sequence[Metric]
    texts: Translations
    made: Scoring
    compared: Sequence[Comparison]


def run(*, paths: tuple[str, ...], style: str, **given: Any) -> int:
    """Score, compare, remember and show; 1 where a value is worse than asked for."""
    project = Project.open()
    bounds = [bound_of(text) for text in given["fail_under"]]
    metrics = _metrics(project, [bound.metric for bound in bounds], given)
    files = _files(paths, given["compare"], metrics)
    read = _read(files, Reading(given["source"], given["target"], given["include_fuzzy"]), given)
    first, *others = files.systems
    resampling = Resampling(given["bootstrap"], given["seed"])
    made = scoring(metrics, read[first], resampling, given["by"])
    rivals = {name: read[name] for name in others}
    compared = comparisons(metrics, (read[first], made), rivals, resampling, given["trials"])
    if given["history"]:
        remember(given["history"], project, read[first], first, made)
    result = _Result(metrics, read[first], made, compared)
    click.echo(options.as_json(_json(result)) if style == "json" else "\n".join(_lines(result)))
    values = {one.metric: one for one in made.scores}
    worse = [
        bound
        for metric in metrics
        for bound in bounds
        if bound.metric == metric.name and bound.fails(metric, values[metric.name].value)
    ]
    for bound in worse:
        click.echo(f"{bound.metric} is worse than {bound.value:g}", err=True)
    return 1 if worse else 0


def _metrics(project: Project, bounds: Iterable[str], given: dict[str, Any]) -> list[Metric]:
    names = [name for each in given["metrics"] for name in each.split(",") if name]
    wanted = [*(names or project.config.scores.metrics), *bounds]
    return metrics_of(project, wanted, model=given["model"], register=given["register"])


def _files(paths: tuple[str, ...], compared: tuple[str, ...], metrics: Sequence[Metric]) -> _Files:
    """Return the systems and the references: HYP REF SYSTEM …; without references all are HYP."""
    if not any("references" in metric.wants for metric in metrics) and len(paths) == 1:
        return _Files([*paths, *compared], "")
    if len(paths) < 2:  # noqa: PLR2004  (HYP and REF)
        raise UsageError("there is no reference to compare with", hint="tm score HYP REF")
    hypothesis, reference, *more = paths
    return _Files(list(dict.fromkeys((hypothesis, *compared, *more))), reference)


def _read(files: _Files, how: Reading, given: dict[str, Any]) -> dict[str, Translations]:
    source = read_texts(given["sources"], how) if given["sources"] else None
    reference = read_texts(files.reference, how) if files.reference else None
    found: dict[str, Translations] = {}
    for name in files.systems:
        texts = read_texts(name, how)
        found[name] = translations(texts, reference, source, how)
        left = max(len(texts.texts), len(reference.texts if reference else ()))
        if left > len(found[name].hypotheses):
            click.echo(f"{name}: {len(found[name].hypotheses)} of {left} segments", err=True)
    return found


# --- output -------------------------------------------------------------------------------------


def _json(result: _Result) -> dict[str, object]:
    made, texts = result.made, result.texts
    shown: dict[str, object] = {"scores": made.scores}
    if made.documents:
        shown["documents"] = made.documents
    if made.segments:
        names = [metric.name for metric in result.metrics]
        shown["segments"] = [
            {
                "segment": at,
                "unit": texts.ids[at] if texts.ids else "",
                "document": texts.documents[at],
                "scores": dict(zip(names, row, strict=True)),
            }
            for at, row in enumerate(made.segments)
        ]
    if any(metric.name == "names" for metric in result.metrics):
        shown["names"] = made.names
    if result.compared:
        shown["comparisons"] = result.compared
    return shown


def _lines(result: _Result) -> Iterable[str]:
    made = result.made
    yield options.table(
        ["metric", "value", "95 % interval", "segments"],
        [[one.metric, *_value(one), one.n] for one in made.scores],
    )
    if made.documents:
        yield ""
        yield options.table(
            ["document", "metric", "value", "95 % interval", "segments"],
            [[one.document, one.metric, *_value(one), one.n] for one in made.documents],
        )
    if made.segments:
        yield ""
        yield from _segments(result)
    if made.names:
        yield ""
        yield from _names(made)
    if result.compared:
        yield ""
        yield from _compared(result.compared)
    yield ""
    yield from (f"{one.metric}  {one.signature}" for one in made.scores)


def _value(one: Score) -> tuple[str, str]:
    value = "-" if one.value is None else f"{one.value:.2f}"
    known = one.low is not None and one.high is not None
    return value, f"{one.low:.2f} to {one.high:.2f}" if known else "-"


def _segments(result: _Result) -> Iterable[str]:
    texts = result.texts
    yield options.table(
        ["segment", *(metric.name for metric in result.metrics), "text"],
        [
            [at + 1, *("-" if v is None else f"{v:.1f}" for v in row), texts.hypotheses[at]]
            for at, row in enumerate(result.made.segments)
        ],
    )


def _names(made: Scoring) -> Iterable[str]:
    yield "Names that are not rendered:"
    yield options.table(
        ["kind", "segment", "unit", "name", "stands there", "expected"],
        [
            [one.kind, one.segment + 1, one.unit, one.name, one.found, " or ".join(one.expected)]
            for one in made.names
        ],
    )


def _compared(compared: Sequence[Comparison]) -> Iterable[str]:
    """Yield the differences; a star marks those that both tests call significant at .05."""
    yield options.table(
        ["system", "metric", "baseline", "value", "difference", "95 %", "p (swaps)", "p (samples)"],
        [
            [
                one.system + (" *" if max(one.p_ar, one.p_bs) < _LEVEL else ""),
                one.metric,
                f"{one.baseline:.2f}",
                f"{one.value:.2f}",
                f"{one.delta:+.2f}",
                f"{one.low:+.2f} to {one.high:+.2f}",
                f"{one.p_ar:.4f}",
                f"{one.p_bs:.4f}",
            ]
            for one in compared
        ],
    )
