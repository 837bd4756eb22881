"""tm report: pages for people on how a project is."""

from __future__ import annotations

import click

from tm.cli import options
from tm.cli.memory.common import memory_option

__all__ = ["command"]


@click.command("report")
@click.option(
    "-o", "--output", required=True, metavar="FOLDER", help="Where the pages are written."
)
@options.to_languages
@click.option(
    "--score",
    "pairs",
    type=(str, str),
    multiple=True,
    metavar="HYP REF",
    help="Score HYP by REF and show its worst segments; may be given again.",
)
@click.option("--history", default="", metavar="FILE", help="A history made by `tm score`.")
@click.option(
    "--worst",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="How many segments are shown.",
)
@memory_option
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    output: str,
    langs: tuple[str, ...],
    pairs: tuple[tuple[str, str], ...],
    history: str,
    worst: int,
    path: str,
) -> None:
    """Write a report for people as HTML pages.

    They show progress, findings, names, leverage, scores and the worst segments. The pages need no
    network and no server: open index.html. Every plot has its table, every table its CSV file.
    Without the extra `report` there are no plots.
    """
    from pathlib import Path

    from tm.project import Project
    from tm.project.reporting import Wanted, gather
    from tm.report.site import write
    from tm.report.site.plots import available

    project = Project.open()
    found = gather(project, Wanted(langs, pairs, path, history, worst))
    written = write(found, Path(output), project.root.resolve().name)
    if not available():
        click.echo("no plots: pip install 'tm-toolkit[report]'", err=True)
    click.echo(f"{output}/index.html and {len(written) - 1} files beside it", err=True)
