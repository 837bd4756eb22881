"""Mentions in a form that should not be used, and the form that should: for several rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem
from tm.model import Edit, Fix
from tm.names.expected import expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.names.matcher import Mention, Reading

__all__ = ["bad_forms", "replaced"]


def bad_forms(subject: Subject, context: Context, status: str, message: str) -> Iterator[Problem]:
    """Yield the registered names of a unit whose best reading has that status.

    Words that the house style lists are left to its own rule.
    """
    if context.register is None:
        return
    for side in subject.sides:
        for mention in context.names(side):
            reading = _worst(mention, side.lang, context)
            if reading is None or reading.form.status != status:
                continue
            policy = context.config.names.policy.get(side.lang)
            if policy is None or reading.form.text not in policy.words:
                yield _problem(subject, side, mention, reading, context, message)


def _worst(mention: Mention, lang: str, context: Context) -> Reading | None:
    """Return the reading that is a fault, None where some reading is right.

    A form that is not preferred comes before a forbidden one: it is the lesser fault.
    """
    bad: list[Reading] = []
    for reading in mention.readings:
        form = reading.form
        if reading.shape == "derived" or form.status in {"preferred", "admitted"}:
            return None
        if form is context.preferred(reading.entity, lang):
            return None
        bad.append(reading)
    return min(bad, key=lambda reading: reading.form.status == "forbidden")


def _problem(  # noqa: PLR0913, PLR0917  (where, what and how it is said)
    subject: Subject, side: Side, mention: Mention, reading: Reading, context: Context, message: str
) -> Problem:
    preferred = context.preferred(reading.entity, side.lang)
    better = expected(side.plain, mention, reading, preferred, side.lang) if preferred else ""
    shown = better or (preferred.text if preferred else "")
    text = message.format(
        found=side.text[mention.start : mention.end], better=f": use “{shown}”" if shown else ""
    )
    return replaced(subject, side, (mention.start, mention.end), text, better, safe=True)


def replaced(  # noqa: PLR0913  (a problem and its fix)
    subject: Subject, side: Side, span: tuple[int, int], message: str, better: str, *, safe: bool
) -> Problem:
    """Return a problem; its fix is to write `better`, unless that is empty or crosses markup."""
    fix = None
    if better and side.text[slice(*span)] == side.plain[slice(*span)]:
        fix = Fix(safe, (Edit(*span, better),))
    return Problem(subject, side, span, message, better, fix)
