"""A mark at the start of the source, or of the translation, that the other has not.

The dash of a dialogue, an ellipsis, a list marker, an opening bracket. Quotation marks are left to
their own rules, for word order changes and a quotation need not stay first.

Wrong: ... and left → и ушёл
Right: - one → — один
Fix: none
Equivalents: pofilter startpunc; CheckMate UNEXPECTED_PATTERN; MQM Punctuation
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.sides import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_CLASSES = {"-": "dash", "–": "dash", "—": "dash"} | {mark: mark for mark in ",;:!?*([{•/"}
_SKIPPED = " \t\n\u00a0«»„“”\"'‘’`"


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations that start with another mark than the source."""
    del context
    for side in subject.targets:
        first = side.text[:1]
        source = subject.source_of(side).text
        if first.isalpha() and source[:1].isalpha():
            continue
        wanted, (found, at) = _start(source)[0], _start(side.text)
        if wanted != found and side.text:
            span = (at, at + 1) if at < len(side.text) else (0, 1)
            where = (
                "the source, not the translation," if wanted else "the translation, not the source,"
            )
            message = f"{where} starts with a mark ({wanted or found})"
            yield Problem(subject, side, span, message)


def _start(text: str) -> tuple[str, int]:
    """Return the class of the mark a text starts with, "" for none, and where it is.

    >>> _start("«— Так», – сказаў ён")
    ('dash', 1)
    """
    at = len(text) - len(text.lstrip(_SKIPPED))
    if text.startswith(("…", "..."), at):
        return "ellipsis", at
    return _CLASSES.get(text[at : at + 1], ""), at


RULE = UnitRule("punctuation/start", "info", check, LANGS)
