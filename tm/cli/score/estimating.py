"""tm score --estimate: rank segments for review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tm.cli import options
from tm.project import Project
from tm.project.estimating import rank
from tm.project.scoring import Reading
from tm.scores.estimating import measured

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.project.estimating import Ranked

__all__ = ["run"]


def run(*, paths: tuple[str, ...], style: str, **given: Any) -> int:
    """Rank the segments and show the first of them."""
    project = Project.open()
    source = given["source"] or project.config.source
    how = Reading(source, given["target"], given["include_fuzzy"])
    ranked = rank(project, paths, how, given["memory"], given["sources"])
    shown = ranked[: given["limit"]] if given["limit"] else ranked
    if style == "json":
        click.echo(options.as_json({"segments": shown, "measured": dict(measured())}))
    else:
        click.echo("\n".join(_lines(shown, len(ranked))))
    return 0


def _lines(shown: Sequence[Ranked], total: int) -> Iterable[str]:
    rows = [
        [f"{one.estimate.doubt:.2f}", _why(one), one.unit or one.segment + 1, one.target]
        for one in shown
    ]
    yield options.table(["doubt", "why", "segment", "translation"], rows)
    yield ""
    yield f"{len(shown)} of {total} segments, the most doubtful first: a ranking, no grade."
    for one in measured().values():
        yield (
            f"Agreement with people (Spearman): {one.spearman:.2f} "
            f"({one.low:.2f} to {one.high:.2f}), {one.segments} segments of {one.about}."
        )


def _why(one: Ranked) -> str:
    """Return the signs that count most, and the rules."""
    signs = sorted(one.estimate.signs.items(), key=lambda sign: -sign[1])
    strong = [name for name, value in signs[:2] if value > 0 and name != "findings"]
    return ", ".join((*strong, *one.rules))
