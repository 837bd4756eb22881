"""One source text with several translations.

In a program a command should have one name everywhere; in news the same sentence may be said in
other words on purpose. Texts are compared with their context (msgctxt) and plural, over all files
of a project in the same language. The rarer translations are told.

Wrong: “Save as…” is “Захаваць як…” in one file and “Запісаць як…” in another.
Right: one of them; or another msgctxt where the meaning differs.

Fix: unsafe: the most frequent translation.
Equivalents: Weblate inconsistent; pofilter compendiumconflicts; CheckMate inconsistencycheck.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tm.checks.base import Problem, ProjectRule
from tm.checks.consistency.texts import of_source, of_target, shown
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import Context, File, Subject

__all__ = ["RULE"]


def check(files: Sequence[File], context: Context) -> Iterator[Problem]:
    """Yield the translations that are not the most frequent ones of their source."""
    del context
    groups: defaultdict[tuple[str, ...], list[Subject]] = defaultdict(list)
    for file in files:
        for subject in file.subjects:
            if subject.targets:
                groups[of_source(subject)].append(subject)
    for group in groups.values():
        if len(group) > 1:
            yield from _conflicts(group)


def _conflicts(group: list[Subject]) -> Iterator[Problem]:
    counts = Counter(map(of_target, group))
    if len(counts) == 1:
        return
    usual = counts.most_common(1)[0][0]
    example = next(subject for subject in group if of_target(subject) == usual)
    for subject in group:
        if of_target(subject) != usual:
            side, better = subject.targets[0], example.targets[0].text
            message = f"elsewhere the same source is “{shown(better)}” ({example.path})"
            fix = Fix(False, (Edit(0, len(side.text), better),)) if _is_single(subject) else None
            yield Problem(subject, side, (0, len(side.text)), message, better, fix)


def _is_single(subject: Subject) -> bool:
    return len(subject.targets) == 1


RULE = ProjectRule("consistency/different-translation", "info", check)
