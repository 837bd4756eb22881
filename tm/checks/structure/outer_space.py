"""White space at the start or end of the source that is not in the translation, or the reverse.

Programs join texts: “Name: ” without its space runs into what follows. How many spaces there are is
not compared, and line breaks are told by the rules on them.

Wrong: `Name: ` → `Імя:`
Right: ` of the list` → ` са спіса`
Fix: safe: the white space of the source.
Equivalents: Weblate begin_space, end_space; pofilter startwhitespace, endwhitespace; CheckMate
MISSING_LEADINGWS, EXTRA_LEADINGWS, MISSING_TRAILINGWS, EXTRA_TRAILINGWS; MQM whitespace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_SPACE = " \t\u00a0\u202f"


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the ends of the targets whose white space is not that of the source."""
    del context
    for target in subject.targets:
        text, source = target.text, subject.source_of(target).text
        if not source or not text or text.isspace():
            continue
        if (source[0] in _SPACE) != (text[0] in _SPACE):
            yield _start(subject, source, target)
        if (source[-1] in _SPACE) != (text[-1] in _SPACE):
            yield _end(subject, source, target)


def _start(subject: Subject, source: str, target: Side) -> Problem:
    wanted = source[: len(source) - len(source.lstrip(_SPACE))]
    end = len(target.text) - len(target.text.lstrip(_SPACE))
    return _problem(subject, target, (0, end), wanted, "start")


def _end(subject: Subject, source: str, target: Side) -> Problem:
    wanted = source[len(source.rstrip(_SPACE)) :]
    start = len(target.text.rstrip(_SPACE))
    return _problem(subject, target, (start, len(target.text)), wanted, "end")


def _problem(
    subject: Subject, target: Side, span: tuple[int, int], wanted: str, where: str
) -> Problem:
    has = "starts" if where == "start" else "ends"
    message = f"the source {has} with a space" if wanted else f"a space at the {where}"
    message += "" if wanted else " that the source has not"
    return Problem(subject, target, span, message, wanted, Fix(True, (Edit(*span, wanted),)))


RULE = UnitRule("structure/outer-space", "warning", check)
