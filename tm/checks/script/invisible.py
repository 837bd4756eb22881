"""A character that cannot be seen and that the source does not have.

Zero-width spaces and joiners, byte order marks and soft hyphens are pasted from web pages and word
processors: they split words for every search and spell checker. Direction marks can hide what a
text says. Private characters, C1 controls and U+FFFD are what is left of a wrong conversion.

Wrong: “на працягу” with U+200B before п
Right: “на працягу”
Fix: safe for zero-width characters
Equivalents: Weblate zero-width-space; l10n-lint bidi-control, zero-width; pofilter validchars;
i18nspector unusual-character-in-translation; CheckMate ALLOWED_CHARACTERS
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_ZERO = "\u200b\u2060\ufeff\u180e"
_RUN = re.compile(
    f"[{_ZERO}\u00ad\u200c\u200e\u200f\u202a-\u202e\u2061-\u2069\u0080-\u0084\u0086-\u009f"
    "\ue000-\uf8ff\ufff9-\ufffd\U000f0000-\U0010ffff]+|(?<=[^\\W\\d_])\u200d+"
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the runs of such characters."""
    del context
    for side in subject.sides:
        text = side.text
        if text.isprintable() and "\ufffd" not in text:
            continue
        source = "" if side.name.startswith("source") else subject.source_of(side).text
        for match in _RUN.finditer(text):
            if not set(match[0]) <= set(source):
                names = ", ".join(sorted({_name(each) for each in match[0]}))
                fix = None
                if set(match[0]) <= set(_ZERO):
                    fix = Fix(safe=True, edits=(Edit(*match.span(), ""),))
                yield Problem(subject, side, match.span(), f"invisible: {names}", "", fix)


def _name(character: str) -> str:
    r"""Return how Unicode calls a character.

    >>> _name("\u200b"), _name("\ue000")
    ('U+200B ZERO WIDTH SPACE', 'U+E000')
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


RULE = UnitRule("script/invisible", "warning", check)
