"""tm names scan: find names that are rendered in more than one way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tm.cli import options

if TYPE_CHECKING:
    from tm.names.scan import Report

__all__ = ["command"]


@click.command("scan")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--lang", metavar="LANG", help="Report on this language only.")
@click.option("--from", "source", metavar="LANG", help="Source language.")
@click.option("--to", "target", metavar="LANG", help="Target language.")
@click.option("--no-register", is_flag=True, help="Do not use the register of names.")
@click.option(
    "--propose",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write entries for the names found, for “tm names confirm FILE”.",
)
@options.format_option("text", "json")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    paths: tuple[str, ...],
    lang: str | None,
    source: str | None,
    target: str | None,
    no_register: bool,
    propose: Path | None,
    style: str,
) -> int:
    """Find names that are rendered in more than one way; exit 1 where there are any.

    PATHS are articles, PO, TMX or TSV files; none means the project's articles and catalogs.
    """
    from tm.lang import canonical
    from tm.names.propose import write_proposals
    from tm.names.scan import scan
    from tm.project import Project
    from tm.project.mentions import read_rows
    from tm.project.stores import register_of

    project = Project.open()
    register = None if no_register else register_of(project)
    rows = read_rows(project, paths, source=source, target=target)
    reports = scan(rows, register, project.config.names.policy)
    if lang:
        wanted = canonical(lang)
        reports = [report for report in reports if report.lang == wanted]
    if propose:
        write_proposals(propose, rows, register)
    if style == "json":
        click.echo(options.as_json({"reports": reports}))
    else:
        for report in reports:
            click.echo(_shown(report))
    return 1 if reports else 0


def _shown(report: Report) -> str:
    """Return a report as lines: its head, then a form a line with its places."""
    lines = [f"{report.kind} [{report.lang}] {report.entity}: {report.explanation}"]
    for form in report.forms:
        places = dict.fromkeys(f"{place.path}:{place.line}" for place in form.locations)
        lines.append(f"  {form.text} {form.count}× {' '.join(places)}".rstrip())
    return "\n".join(lines)
