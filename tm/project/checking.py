"""tm check: the rules that are wanted over the files that are named.

paths ─ runs (in groups, parallel, cached) ─▶ findings ─ severities, suppressions, revision,
baseline ─▶ Report
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.checks.base import RULES
from tm.checks.baseline import read_baseline, unknown
from tm.checks.settings import LEVELS
from tm.checks.suppress import configured, suppress
from tm.errors import TmError
from tm.model import Finding  # noqa: TC001  (msgspec reads it)
from tm.project.check_runs import Checking, CheckRun
from tm.project.revisions import content_at
from tm.project.subjects import open_checked, paths_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.checks.suppress import Ignore
    from tm.project.layout import Project

__all__ = ["Checking", "Report", "check", "judged"]


class Report(msgspec.Struct):
    """What a check found: counts of files and units, and the findings by file and place.

    `paths` are the files that were checked.
    """

    files: int
    units: int
    findings: list[Finding]
    paths: list[str] = []


def check(project: Project, paths: Sequence[str], wanted: Checking) -> Report:
    """Check the files; one that cannot be read is the finding `gettext/syntax`.

    Raises what `paths_of`, `Settings`, `read_register`, `read_terms` and `read_baseline` raise.
    """
    run = CheckRun(project, wanted)
    outcomes = list(run.run(paths_of(project, paths)))
    files = [file for outcome in outcomes for file in outcome.files]
    raw = [finding for outcome in outcomes for finding in outcome.findings]
    ignores = [ignore for file in files for ignore in file.ignores]
    raw += [finding for file in files for finding in file.findings]
    found = judged(run, raw, ignores)
    units = sum(file.units for file in files)
    return Report(len(files), units, found, [file.path for file in files])


def judged(run: CheckRun, raw: Iterable[Finding], ignores: Iterable[Ignore]) -> list[Finding]:
    """Return the findings to report, in order and with their configured severities.

    Left out are those that are suppressed, in units that a revision has too, or in the baseline.
    """
    project, settings = run.project, run.settings
    today = dt.datetime.now(tz=dt.UTC).date()
    own = configured(project.config.checks.suppress, project.config_path)
    rules = {rule.id: rule for rule in (*run.rules, RULES.get("gettext/syntax"))}
    kept = suppress(list(raw), [*ignores, *own], run.rules, today)
    findings: list[Finding] = []
    for finding in kept:
        if finding.rule not in rules:
            continue
        path = os.path.relpath(finding.path, project.root)
        severity = settings.severity(rules[finding.rule], path, finding.lang)
        if severity is not None:
            findings.append(msgspec.structs.replace(finding, severity=severity))
    findings.sort(key=_order)
    if run.wanted.since:
        findings = _changed(project, run.wanted, findings)
    if run.wanted.baseline:
        findings = unknown(findings, read_baseline(Path(run.wanted.baseline)))
    return findings


def _order(finding: Finding) -> tuple[str, int, int, int, str]:
    worst = -LEVELS.index(finding.severity)
    return finding.path, finding.line, finding.column, worst, finding.rule


# --- what a revision had already ------------------------------------------------------------------


def _changed(project: Project, wanted: Checking, findings: list[Finding]) -> list[Finding]:
    """Return the findings in units that are not in a revision as they are now."""
    old: dict[str, dict[str, object] | None] = {}
    new: dict[str, dict[str, object] | None] = {}
    kept: list[Finding] = []
    for finding in findings:
        path = finding.path
        if path not in old:
            old[path], new[path] = _units_then(project, wanted, path), _units(project, wanted, path)
        before, now = old[path], new[path]
        if before is None or now is None or before.get(finding.unit) != now.get(finding.unit):
            kept.append(finding)
    return kept


def _units_then(project: Project, wanted: Checking, path: str) -> dict[str, object] | None:
    """Return the units of a file in a revision, None where it was not there or not readable."""
    data = content_at(wanted.since, Path(path))
    if not data:
        return None
    with tempfile.TemporaryDirectory() as folder:
        parts = [part for part in Path(path).parts if part not in {os.sep, os.pardir}]
        copy = Path(folder, *parts)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
        return _units(project, wanted, str(copy))


def _units(project: Project, wanted: Checking, path: str) -> dict[str, object] | None:
    """Return the texts and the state of every unit of a file by id; the header's is ""."""
    try:
        file = open_checked(project, path, source=wanted.source, target=wanted.target)
    except TmError:
        return None
    found: dict[str, object] = {"": file.catalog.header if file.catalog else ()}
    for subject in file.subjects:
        unit = subject.unit
        found[unit.id] = [
            (v.lang, v.text, [f.text for f in v.forms], v.state) for v in unit.variants
        ]
    return found
