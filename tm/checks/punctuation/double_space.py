"""Two spaces in a row inside a line.

A slip of the thumb. Where the source has double spaces too they are meant: columns, an indent, the
space after a sentence of old typewriters. A no-break space among them stays.

Wrong: Курс рубля  упал.
Right: Курс рубля упал.
Fix: safe, one space
Equivalents: Weblate double_space; pofilter doublespacing; CheckMate UNEXPECTED_PATTERN; MQM
Whitespace
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.punctuation.sides import LANGS, outside, reference, respaced, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Side, Subject

__all__ = ["RULE"]

_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the runs of spaces between two words, none where the source has such."""
    del context
    for side in told(subject):
        text = side.text
        if ("  " in text or "\u00a0" in text) and not _aligned(reference(subject, side)):
            for found in _SPACES.finditer(text):
                if outside(side, found.start() - 1) and outside(side, found.end()):
                    yield _problem(subject, side, found)


def _aligned(source: str) -> bool:
    """Whether a text has columns: two spaces, a tab."""
    return "  " in source or "\t" in source


def _problem(subject: Subject, side: Side, found: re.Match[str]) -> Problem:
    space = "\u00a0" if "\u00a0" in found[0] else " "
    message = f"{len(found[0])} spaces in a row"
    return respaced(subject, side, found.span(), message, space, safe=True)


RULE = UnitRule("punctuation/double-space", "info", check, LANGS)
