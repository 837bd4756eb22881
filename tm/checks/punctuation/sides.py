"""What rules on marks share: the sides that are told, the source of a side, what is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem
from tm.lang import primary
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.checks.base import Side, Subject

__all__ = ["LANGS", "edited", "outside", "reference", "respaced", "told"]

LANGS = ("ru", "be")
"""The languages the rules know, as primary subtags."""


_BEFORE = re.compile(r"[^\s]{1,40}\Z")
_AFTER = re.compile(r"[^\s]{1,40}")


def told(subject: Subject) -> Sequence[Side]:
    """Return the sides in Russian and Belarusian whose own faults are told."""
    if not subject.authored:
        return subject.targets
    return [side for side in subject.sides if primary(side.lang) in LANGS]


def reference(subject: Subject, side: Side) -> str:
    """Return the source text that a side translates, "" for a source."""
    return "" if side.name.startswith("source") else subject.source_of(side).text


def outside(side: Side, at: int) -> bool:
    """Whether the character at an offset is text, not markup."""
    return side.plain[at] == side.text[at]


def respaced(  # noqa: PLR0913  (a problem and its fix)
    subject: Subject, side: Side, span: tuple[int, int], message: str, better: str, *, safe: bool
) -> Problem:
    """Return a problem of a space or a mark, shown with the words around it.

    Its fix is to write `better` over `span` alone.
    """
    text, (start, end) = side.text, span
    before = _BEFORE.search(text, 0, start)
    after = _AFTER.match(text, end)
    first, last = before.start() if before else start, after.end() if after else end
    shown = f"{text[first:start]}{better}{text[end:last]}"
    fix = Fix(safe, (Edit(start, end, better),))
    return Problem(subject, side, (first, last), message, shown, fix)


def edited(  # noqa: PLR0913  (a problem and its fix)
    subject: Subject, side: Side, span: tuple[int, int], message: str, better: str, *, safe: bool
) -> Problem:
    """Return a problem whose fix is to write `better` over its span."""
    fix = Fix(safe, (Edit(*span, better),))
    return Problem(subject, side, span, message, better, fix)
