"""tm check --fix: fixes of findings written into catalogs."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.checks.fix import applicable, apply
from tm.errors import WriteError
from tm.files import read_bytes, write_bytes
from tm.project.check_runs import CheckRun
from tm.project.checking import judged
from tm.project.subjects import paths_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.project.check_runs import Checking
    from tm.project.layout import Project

__all__ = ["Fixed", "fixes", "write_fixes"]

_PASSES = 10
"""How often a file is fixed anew, since one fix can make room for another."""


class Fixed(msgspec.Struct):
    """One file with fixes made: its bytes before and after, and how many fixes each rule made."""

    path: str
    before: bytes
    after: bytes
    made: Counter[str]

    def diff(self) -> str:
        """Return the changes as a unified diff."""
        old, new = (
            data.decode("utf-8", "replace").splitlines(keepends=True)
            for data in (self.before, self.after)
        )
        lines = unified_diff(old, new, self.path, self.path)
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def fixes(
    project: Project, paths: Sequence[str], wanted: Checking, *, unsafe: bool = False
) -> Iterator[Fixed]:
    """Yield every PO file that fixes change; nothing is written.

    A suppressed finding is not fixed. `unsafe` makes the fixes that may be wrong too. Errors as
    `tm.project.checking.check`.
    """
    run = CheckRun(project, wanted)
    for path in paths_of(project, paths):
        if Path(path).suffix.lower() in {".po", ".pot"}:
            fixed = _fixed(run, path, unsafe=unsafe)
            if fixed.after != fixed.before:
                yield fixed


def _fixed(run: CheckRun, path: str, *, unsafe: bool) -> Fixed:
    before = read_bytes(Path(path))
    result = Fixed(path, before, before, Counter())
    for _ in range(_PASSES):
        opened = run.file(path, result.after)
        if opened is None:
            break
        file, outcome = opened
        chosen = applicable(judged(run, outcome.findings, outcome.ignores), unsafe=unsafe)
        made = apply(file, chosen)
        if not made or file.catalog is None:
            break
        try:
            result.after = file.catalog.dump()
        except WriteError:  # the file's charset lacks a character: leave the rest as it is
            break
        result.made += made
    return result


def write_fixes(fixed: Fixed) -> None:
    """Write a file with its fixes; WriteError where somebody has changed it meanwhile."""
    write_bytes(Path(fixed.path), fixed.after, basis=fixed.before)
