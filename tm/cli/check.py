"""tm check: check translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from tm.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from tm.model import Finding
    from tm.project.checking import Report

__all__ = ["check_options", "command"]

F = TypeVar("F", bound="Callable[..., Any]")
_ORDER = ("info", "warning", "error")


def check_options(function: F) -> F:
    """Add what `tm check` and `tm names check` have in common."""
    decorators = (
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
        click.option("--from", "source", metavar="LANG", help="Source language of the files."),
        click.option("--to", "target", metavar="LANG", help="Target language of the files."),
        click.option("--register", default="", metavar="FILE", help="Another register of names."),
        click.option("--no-register", is_flag=True, help="Check without the register of names."),
        click.option("--terms", default="", metavar="FILE", help="Another termbase."),
        click.option(
            "--fail-on",
            type=click.Choice([*_ORDER, "never"]),
            help="Exit 1 from this severity on; the configuration's, else error.",
        ),
        options.format_option("text", "json", "jsonl"),
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


@click.command("check")
@click.option("--select", multiple=True, metavar="RULES", help="Families or rules to run: a,b.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Families or rules to leave out.")
@check_options
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    source: str | None,
    target: str | None,
    register: str,
    no_register: bool,
    terms: str,
    fail_on: str | None,
    style: str,
) -> int:
    """Check translations: names and terms.

    PATH is an article, a catalog, TMX, TSV or JSONL, or a folder of catalogs; without one the
    project's articles and catalogs are checked. `tm list checks` has the rules.
    """
    from tm.project import Project
    from tm.project.checking import Checking, check

    project = Project.open()
    wanted = Checking(
        select=_names(select),
        ignore=_names(ignore),
        source=source,
        target=target,
        register=register,
        terms=terms,
        use_register=not no_register,
    )
    report = check(project, paths, wanted)
    return _told(report, style, fail_on or project.config.checks.fail_on)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for each in given for name in each.split(",") if name)


def _told(report: Report, style: str, fail_on: str) -> int:
    """Print the findings and return the exit code: 1 where one is as bad as `fail_on`."""
    if style == "json":
        click.echo(options.as_json(report))
    else:
        for finding in report.findings:
            click.echo(options.as_json(finding) if style == "jsonl" else _line(finding))
    if style == "text":
        counts = f"{report.files} files, {report.units} units, {len(report.findings)} findings"
        click.echo(counts, err=True)
    if fail_on == "never":
        return 0
    limit = _ORDER.index(fail_on)
    return int(any(_ORDER.index(finding.severity) >= limit for finding in report.findings))


def _line(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}" if finding.line else finding.path
    if not finding.line and finding.unit:
        place += f" ({finding.unit})"
    return f"{place}: {finding.severity}: {finding.message} [{finding.rule}]"
