"""Rules over files of subjects: problems in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import RULES
from tm.errors import UnknownNameError, did_you_mean
from tm.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tm.checks.base import Context, Problem, Rule, Side, Subject

__all__ = ["chosen", "run"]


def chosen(select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """Return the rules of the families and ids in `select` (all where empty) but those in `ignore`.

    UnknownNameError for a name that is neither.
    """
    names = RULES.names()
    families = {name.partition("/")[0] for name in names}
    for name in (*select, *ignore):
        if name not in families and name not in names:
            hint = did_you_mean(name, {*families, *names})
            raise UnknownNameError(f"there is no check “{name}”", hint=hint)

    def listed(name: str, wanted: Sequence[str]) -> bool:
        return name in wanted or name.partition("/")[0] in wanted

    return [
        RULES.get(name)
        for name in names
        if (not select or listed(name, select)) and not listed(name, ignore)
    ]


def run(
    rules: Sequence[Rule],
    files: Iterable[tuple[Sequence[Subject], Callable[[Subject, Side, int], tuple[int, int]]]],
    context: Context,
) -> Iterator[Finding]:
    """Yield the findings of all rules, file by file, those of the project last.

    `files` gives the subjects of each file and what locates a character in it.
    """
    everything: list[Subject] = []
    locators: dict[str, Callable[[Subject, Side, int], tuple[int, int]]] = {}
    wide = [rule for rule in rules if rule.scope == "project"]
    for subjects, locate in files:
        found = [
            (rule, problem)
            for subject in subjects
            for rule in rules
            if rule.scope == "unit"
            for problem in rule.check((subject,), context)
        ]
        found += [
            (rule, problem)
            for rule in rules
            if rule.scope == "document"
            for problem in rule.check(subjects, context)
        ]
        yield from sorted((_finding(rule, problem, locate) for rule, problem in found), key=_order)
        if wide and subjects:
            everything += subjects
            locators[subjects[0].path] = locate
    for rule in wide:
        for problem in rule.check(everything, context):
            yield _finding(rule, problem, locators[problem.subject.path])


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.rule


def _finding(
    rule: Rule, problem: Problem, locate: Callable[[Subject, Side, int], tuple[int, int]]
) -> Finding:
    subject, side = problem.subject, problem.side
    start, end = problem.span
    line, column = locate(subject, side, start)
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
