"""A translation that is its English source.

Names, commands, code and single terms may stay as they are, and so may what is not English. A text
of three words or more is told when one of them is a word such as “the”, “of” or “is”.

Wrong: “The file is read-only.” → “The file is read-only.”
Right: “GNU General Public License” → “GNU General Public License”

Fix: none.

Equivalents: Weblate same; pofilter unchanged; CheckMate TARGET_SAME_AS_SOURCE; MQM untranslated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.untranslated.english import FUNCTION_WORDS, small_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_WORDS = 3


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the targets that are their source."""
    del context
    for side in subject.targets:
        source = subject.source_of(side)
        if side.text == source.text and source.lang.startswith("en") and _is_text(side.plain):
            yield Problem(subject, side, (0, len(side.text)), "the translation is its source")


def _is_text(plain: str) -> bool:
    known = any(word.group() in FUNCTION_WORDS for word in small_words(plain))
    return known and len(plain.split()) >= _WORDS


RULE = UnitRule("untranslated/same", "warning", check, ("ru", "be"))
