"""A word that the termbase forbids for a term.

Wrong: a word that the termbase forbids
Right: the preferred word of the term

Fix: none.

Equivalents: Weblate check_glossary (forbidden terms); MQM terminology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.names.forms import replaced
from tm.names.expected import expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words that are forbidden and nothing else."""
    if context.terms is None:
        return
    for side in subject.sides:
        for mention in context.concepts(side):
            if not all(reading.form.status == "forbidden" for reading in mention.readings):
                continue
            reading = mention.readings[0]
            form = reading.entity.preferred(side.lang)
            better = expected(side.plain, mention, reading, form, side.lang) if form else ""
            use = f": use “{better or form.text}”" if form else ""
            message = f"“{side.text[mention.start : mention.end]}” is a forbidden term{use}"
            yield replaced(subject, side, (mention.start, mention.end), message, better, safe=True)


RULE = UnitRule("terms/forbidden", "error", check)
