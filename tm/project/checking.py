"""tm check: the rules that are wanted over the files that are named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.checks.base import Context
from tm.checks.run import chosen, run
from tm.errors import CharsetError, SyntaxProblemError
from tm.model import Finding
from tm.names.register import Register, read_register
from tm.project.subjects import open_checked, paths_of
from tm.terms.base import Termbase, read_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import File
    from tm.project.layout import Project

__all__ = ["Checking", "Report", "check", "register_of", "terms_of"]


class Checking(msgspec.Struct, frozen=True):
    """What is checked: rules, languages of the files, and whether the register is used."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None
    register: str = ""
    terms: str = ""
    use_register: bool = True


class Report(msgspec.Struct):
    """What a check found: counts of files and units, and the findings in order."""

    files: int
    units: int
    findings: list[Finding]


def check(project: Project, paths: Sequence[str], wanted: Checking) -> Report:
    """Check the files; one that cannot be read is the finding `gettext/syntax`.

    Raises what `paths_of`, `chosen`, `read_register` and `read_terms` raise.
    """
    config = project.config.checks
    rules = chosen(wanted.select or config.select, wanted.ignore or config.ignore)
    context = Context(
        project.config,
        register_of(project, wanted.register) if wanted.use_register else None,
        terms_of(project, wanted.terms),
    )
    report = Report(0, 0, [])

    opened = _opened(project, paths_of(project, paths), wanted, report)
    report.findings += list(run(rules, opened, context))
    return report


def _opened(
    project: Project, paths: Sequence[str], wanted: Checking, report: Report
) -> Iterator[File]:
    for path in paths:
        report.files += 1
        try:
            opened = open_checked(project, path, source=wanted.source, target=wanted.target)
        except (SyntaxProblemError, CharsetError) as error:
            report.findings.append(_unreadable(path, error))
            continue
        report.units += len(opened.subjects)
        yield opened


def _unreadable(path: str, error: SyntaxProblemError | CharsetError) -> Finding:
    place = error.place
    message = f"{error.message} ({error.hint})" if error.hint else error.message
    return Finding(
        rule="gettext/syntax",
        severity="error",
        message=message,
        path=path,
        line=place.line if place else 0,
        column=place.column if place else 0,
    )


def register_of(project: Project, given: str = "") -> Register | None:
    """Return the register that is named, else the configured one; None where that is not there."""
    path = Path(given) if given else project.root / project.config.names.register
    return read_register(path) if given or path.is_file() else None


def terms_of(project: Project, given: str = "") -> Termbase | None:
    """Return the termbase that is named, else the configured one; None where that is not there."""
    path = Path(given) if given else project.root / project.config.terms.base
    return read_terms(path) if given or path.is_file() else None
