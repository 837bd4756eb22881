"""tm names check: the rules of the family names."""

from __future__ import annotations

import click

from tm.cli.check import check_options, report_findings

__all__ = ["command"]


@click.command("check")
@check_options
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    paths: tuple[str, ...],
    source: str | None,
    target: str | None,
    register: str,
    no_register: bool,
    terms: str,
    fail_on: str | None,
    style: str,
) -> int:
    """Check names: `tm check --select names`."""
    from tm.project import Project
    from tm.project.checking import Checking, check

    project = Project.open()
    wanted = Checking(
        select=("names",),
        source=source,
        target=target,
        register=register,
        terms=terms,
        use_register=not no_register,
    )
    report = check(project, paths, wanted)
    return report_findings(report, style, fail_on or project.config.checks.fail_on)
