"""tm check: check translations."""

from __future__ import annotations

import os
import sys
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tm.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from tm.model import Severity
    from tm.project import Project
    from tm.project.checking import Checking, Report

__all__ = ["check_options", "checked", "command"]

F = TypeVar("F", bound="Callable[..., Any]")
_FORMATS = ("text", "line", "json", "jsonl", "sarif", "junit", "github", "gitlab", "html")
"""The reports of tm.report, which is imported when one is made; a test compares them."""
_LEVELS = ("info", "warning", "error")


def check_options(function: F) -> F:
    """Add what `tm check` and `tm names check` have in common."""
    decorators = (
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
        click.option("--from", "source", metavar="LANG", help="Source language of the files."),
        click.option("--to", "target", metavar="LANG", help="Target language of the files."),
        click.option("--register", default="", metavar="FILE", help="Another register of names."),
        click.option("--no-register", is_flag=True, help="Check without the register of names."),
        click.option("--terms", default="", metavar="FILE", help="Another termbase."),
        click.option("--spell", is_flag=True, help="Check spelling too (needs the extra spell)."),
        click.option("--since", default="", metavar="REV", help="Only units changed since REV."),
        click.option("--baseline", default="", metavar="FILE", help="Hide the findings in FILE."),
        click.option("--update-baseline", is_flag=True, help="Write the findings to --baseline."),
        click.option("--fix", is_flag=True, help="Make the safe fixes in PO files."),
        click.option("--unsafe-fixes", is_flag=True, help="Make fixes that may be wrong too."),
        click.option("--diff", is_flag=True, help="Show what --fix would change, write nothing."),
        click.option("--statistics", is_flag=True, help="Count the findings by rule instead."),
        click.option(
            "--fail-on",
            type=click.Choice([*_LEVELS, "never"]),
            help="Exit 1 from this severity on; the configuration's, else error.",
        ),
        click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found."),
        click.option(
            "--jobs", type=click.IntRange(0), default=0, help="Processes; 0: one a processor."
        ),
        click.option("--cache", default="", metavar="FOLDER", help="Keep results in FOLDER."),
        click.option(
            "--format",
            "style",
            type=click.Choice(_FORMATS),
            help="Output format: text, or github where GITHUB_ACTIONS is true.",
        ),
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


@click.command("check")
@click.option("--select", multiple=True, metavar="RULES", help="Families or rules to run: a,b.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Families or rules to leave out.")
@click.option(
    "--level", type=click.Choice(_LEVELS), help="Least severity that is reported: warning."
)
@check_options
def command(
    *, select: tuple[str, ...], ignore: tuple[str, ...], level: Severity | None, **given: Any
) -> int:
    """Check translations.

    PATH is an article, a catalog, TMX, TSV or JSONL, or a folder of catalogs; without one the
    project's articles and catalogs are checked. `tm list checks` has the rules, `tm explain RULE`
    the page of one. Rules below --level run only where --select names them.
    """
    return checked(_names(select), _names(ignore), level, **given)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for each in given for name in each.split(",") if name)


def checked(  # noqa: PLR0913  (one parameter an option)
    select: tuple[str, ...],
    ignore: tuple[str, ...] = (),
    level: Severity | None = None,
    *,
    paths: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    no_register: bool,
    update_baseline: bool,
    fail_on: str | None,
    exit_zero: bool,
    style: str | None,
    statistics: bool,
    **given: Any,
) -> int:
    """Check, fix and report as the options say, and return the exit code."""
    from tm.project import Project
    from tm.project.checking import Checking, check

    project = Project.open()
    wanted = Checking(
        select=select, ignore=ignore, level=level, use_register=not no_register, **given
    )
    if update_baseline:
        return _baseline(project, paths, wanted)
    if diff:
        return _shown(project, paths, wanted, unsafe=unsafe_fixes)
    if fix or unsafe_fixes:
        _fix(project, paths, wanted, unsafe=unsafe_fixes)
    report = check(project, paths, wanted)
    if statistics:
        _counted(report, style)
    else:
        _told(report, style or _usual_style())
    limit = fail_on or project.config.checks.fail_on
    return 0 if exit_zero or limit == "never" else int(_fails(report, limit))


def _fails(report: Report, limit: str) -> bool:
    least = _LEVELS.index(limit)
    return any(_LEVELS.index(finding.severity) >= least for finding in report.findings)


def _usual_style() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _baseline(project: Project, paths: tuple[str, ...], wanted: Checking) -> int:
    """Write all findings as known."""
    from pathlib import Path

    import msgspec

    from tm.checks.baseline import write_baseline
    from tm.project.checking import check

    if not wanted.baseline:
        raise click.UsageError("--update-baseline needs --baseline FILE.")
    report = check(project, paths, msgspec.structs.replace(wanted, baseline=""))
    count = write_baseline(Path(wanted.baseline), report.findings)
    click.echo(f"{wanted.baseline}: {count} findings", err=True)
    return 0


def _shown(project: Project, paths: tuple[str, ...], wanted: Checking, *, unsafe: bool) -> int:
    """Print what fixes would change; 1 where that is anything."""
    from tm.project.fixing import fixes

    made: Counter[str] = Counter()
    for fixed in fixes(project, paths, wanted, unsafe=unsafe):
        click.echo(fixed.diff(), nl=False)
        made += fixed.made
    _say_fixed(made, "to make")
    return int(bool(made))


def _fix(project: Project, paths: tuple[str, ...], wanted: Checking, *, unsafe: bool) -> None:
    from tm.project.fixing import fixes, write_fixes

    made: Counter[str] = Counter()
    for fixed in fixes(project, paths, wanted, unsafe=unsafe):
        write_fixes(fixed)
        made += fixed.made
    _say_fixed(made, "made")


def _say_fixed(made: Counter[str], done: str) -> None:
    by_rule = ", ".join(f"{rule} {count}" for rule, count in sorted(made.items()))
    click.echo(f"{made.total()} fixes {done}{': ' if by_rule else ''}{by_rule}", err=True)


def _counted(report: Report, style: str | None) -> None:
    """Print how often each rule found something, the most frequent first."""
    counts = Counter((finding.rule, finding.severity) for finding in report.findings)
    rows = [
        {"rule": rule, "severity": severity, "findings": count}
        for (rule, severity), count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    if style == "json":
        click.echo(options.as_json({"files": report.files, "units": report.units, "rules": rows}))
    else:
        click.echo(
            options.table(["rule", "severity", "findings"], [[*row.values()] for row in rows])
        )


def _told(report: Report, style: str) -> None:
    """Print the findings in a format; for people the counts go to stderr."""
    from tm.report import REPORTS, Rendering

    rendering = Rendering(
        report.files,
        report.units,
        report.findings,
        report.paths,
        lines_of,
        color=style == "text" and _terminal() and not os.environ.get("NO_COLOR"),
    )
    for piece in REPORTS.get(style)(rendering):
        click.echo(piece, nl=False)
    if style in {"text", "line", "github"}:
        click.echo(_counts(report), err=True)


def _terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _counts(report: Report) -> str:
    counts = (report.files, "file"), (report.units, "unit"), (len(report.findings), "finding")
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts)


@lru_cache(maxsize=8)
def lines_of(path: str) -> list[str]:
    """Return the lines of a file as text, [] where it is none."""
    from pathlib import Path

    from tm.errors import TmError
    from tm.files import read_bytes
    from tm.formats.po import PoFile

    data = read_bytes(Path(path))
    try:
        return data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(PoFile.parse(data, path).encoding).split("\n")
    except TmError:
        return []
