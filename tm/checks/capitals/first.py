"""A sentence that starts with a small letter where the source has a capital.

Only where both start with a word, after quotation marks, and the source is a sentence with a mark
at its end. A single Monday or English is written small in Russian and Belarusian, and a
translation may start with a Latin word (a program, a brand); labels are for capitals/start.

Wrong: The court adjourned. → суд перенёс заседание.
Right: Belarusian → беларуская
Fix: unsafe, the capital
Equivalents: pofilter startcaps; MQM Capitalization
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.capitals.starts import changed, problem
from tm.checks.punctuation.ends import end_of
from tm.checks.punctuation.sides import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_ENDS = frozenset(".?!")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the sentences that lost their capital."""
    del context
    for side in subject.targets:
        source = subject.source_of(side).plain
        if side.plain[:1].isupper() or not _sentence(source):
            continue
        start = changed(source, side.plain)
        if start and start.capital:
            yield problem(subject, side, start)


def _sentence(source: str) -> bool:
    return not _ENDS.isdisjoint(end_of(source).marks)


RULE = UnitRule("capitals/first", "warning", check, LANGS)
