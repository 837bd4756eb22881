"""A first letter of another case than the source's: labels, lists, messages of programs.

Some houses start every label with a capital as the source does; names of languages and days are
small in Russian and Belarusian whatever the source does, so that this is a matter of taste.
Sentences that lost their capital are told by capitals/first as well.

Wrong: File name → имя файла
Wrong: invalid number → Неверное число
Right: File name → Имя файла
Fix: unsafe, the other letter
Equivalents: pofilter startcaps, simplecaps; MQM Capitalization
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.capitals.starts import changed, problem
from tm.checks.punctuation.sides import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations whose first letter is of the other case."""
    del context
    for side in subject.targets:
        source = subject.source_of(side)
        if source.plain[:1].isupper() and side.plain[:1].isupper():
            continue
        start = changed(source.plain, side.plain)
        if start:
            yield problem(subject, side, start)


RULE = UnitRule("capitals/start", "info", check, LANGS)
