"""Rules over files of subjects: problems in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem, UnitRule
from tm.formats.po.locate import locate
from tm.lang import primary
from tm.model import Finding, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.checks.base import Context, File, Problem, ProjectRule, Rule
    from tm.formats.po import Entry

__all__ = ["run_file", "run_project"]


def run_file(rules: Sequence[Rule], file: File, context: Context) -> list[Finding]:
    """Return the findings of the rules on units and files in one file, in order of place."""
    found: list[tuple[Rule, Problem | EntryProblem]] = []
    asked: dict[tuple[str, bool], list[UnitRule]] = {}
    for subject in file.subjects:
        key = subject.lang, bool(subject.sides)
        if key not in asked:
            asked[key] = _asked(rules, *key)
        for each in asked[key]:
            for problem in each.check(subject, context):
                found.append((each, problem))  # noqa: PERF401  (a list for each would be slower)
    for rule in rules:
        if isinstance(rule, DocumentRule):
            found += [(rule, problem) for problem in rule.check(file, context)]
    return sorted((_finding(rule, problem, file) for rule, problem in found), key=_order)


def _asked(rules: Iterable[Rule], lang: str, text: bool) -> list[UnitRule]:  # noqa: FBT001
    """Return the rules on units that a language needs; `text` says whether there is any to read."""
    return [
        rule
        for rule in rules
        if isinstance(rule, UnitRule)
        and (text or rule.untranslated)
        and (not rule.langs or primary(lang) in rule.langs)
    ]


def run_project(
    rules: Sequence[ProjectRule], files: Sequence[File], context: Context
) -> list[Finding]:
    """Return the findings of the rules on all files together, in order of file and place."""
    by_path = {file.path: file for file in files}
    found = [
        _finding(rule, problem, by_path[problem.subject.path])
        for rule in rules
        for problem in rule.check(files, context)
    ]
    return sorted(found, key=lambda finding: (finding.path, *_order(finding)))


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.rule


def _finding(rule: Rule, problem: Problem | EntryProblem, file: File) -> Finding:
    if isinstance(problem, EntryProblem):
        return _entry_finding(rule, problem, file)
    subject, side = problem.subject, problem.side
    start, end = problem.span
    line, column = file.locate(subject, side, start)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=problem.message,
        path=subject.path,
        line=line,
        column=column,
        unit=subject.unit.id,
        lang=side.lang,
        side=side.name,
        span=problem.span,
        text=side.text[start:end],
        expected=problem.expected,
        fix=problem.fix,
    )


def _entry_finding(rule: Rule, problem: EntryProblem, file: File) -> Finding:
    entry, (start, end) = problem.entry, problem.span
    line, column = locate(entry, problem.side, start)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=problem.message,
        path=file.path,
        line=line,
        column=column,
        unit="" if entry.is_header else unit_id(file.source, entry.msgctxt, entry.msgid),
        lang=file.target if problem.side.startswith("target") else file.source,
        side=problem.side,
        span=problem.span,
        text=_text(entry, problem.side)[start:end],
        expected=problem.expected,
        fix=problem.fix,
    )


def _text(entry: Entry, side: str) -> str:
    if side.startswith("target"):
        number = int(side[7:-1] or 0) if side != "target" else 0
        return entry.msgstr[number] if number < len(entry.msgstr) else ""
    return entry.msgid if side == "source" else entry.msgid_plural or ""
