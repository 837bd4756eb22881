"""tm score --mqm and --draft: people's annotations, and drafts of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tm.cli import options
from tm.project import Project
from tm.project.annotations import drafts, encoded, read_annotations
from tm.project.checking import Checking
from tm.scores.base import Resampling
from tm.scores.mqm import score, weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.scores.mqm import Mqm

__all__ = ["run"]


def run(*, paths: tuple[str, ...], style: str, **given: Any) -> int:
    """Score annotations, or write drafts."""
    project = Project.open()
    if given["draft"]:
        wanted = Checking(source=given["source"] or None, target=given["target"] or None)
        options.write_stdout(encoded(drafts(project, paths, wanted)))
        return 0
    annotations = read_annotations(project, paths, given["target"])
    weights = weights_of(given["weights"] or project.config.scores.weights)
    resampling = Resampling(max(given["bootstrap"], 1), given["seed"])
    found = score(annotations, weights, resampling, documents=given["by"] != "corpus")
    waiting = sum(one.draft for one in annotations)
    if style == "json":
        click.echo(options.as_json({"mqm": found, "drafts": waiting}))
    else:
        click.echo("\n".join(_lines(found)))
    if waiting:
        click.echo(f'{waiting} drafts are not counted: remove "draft":true to confirm', err=True)
    return 0


def _lines(found: Sequence[Mqm]) -> Iterable[str]:
    yield options.table(
        [
            "system",
            "document",
            "segments",
            "raters",
            "errors",
            "per segment",
            "95 %",
            "per 1000 words",
            "95 %",
            "agreement",
        ],
        [
            [
                one.system or "-",
                one.document or "-",
                one.segments,
                one.raters,
                one.errors,
                f"{one.per_segment:.2f}",
                "{:.2f} to {:.2f}".format(*one.per_segment_interval),
                f"{one.per_1000:.1f}",
                "{:.1f} to {:.1f}".format(*one.per_1000_interval),
                "-" if one.agreement is None else f"{one.agreement:.2f}",
            ]
            for one in found
        ],
    )
    types: dict[str, dict[str, int]] = {}
    for one in found:
        for name, counts in one.types.items():
            for severity, count in counts.items():
                row = types.setdefault(name, {})
                row[severity] = row.get(severity, 0) + count
    if types:
        levels = ("critical", "major", "minor", "neutral")
        yield ""
        yield options.table(
            ["type", *levels],
            [[name, *(row.get(v, 0) for v in levels)] for name, row in types.items()],
        )
