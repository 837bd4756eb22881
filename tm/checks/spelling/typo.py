"""A word that no dictionary knows and that one letter makes a known one.

A word counts once as a slip; one that stands in several units is taken for a word of the subject,
and so are capitalised words, words with digits or Latin letters, parts of compounds that are known
by themselves, and the words of your own list, the register and the termbase.

Wrong: Яна выйшла з дмоу. (дому)
Right: Яна выйшла з дому.

Fix: none.

Equivalents: Weblate none; pofilter spellcheck; pology check-spell, check-spell-ec; MQM spelling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, Problem
from tm.checks.spelling.words import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[Problem]:
    """Yield the words; what is expected is named where only one known word is as near."""
    for word in unknown(file, context):
        near = word.near
        if near and not word.repeated:
            better = near[0] if len(near) == 1 else ""
            guess = " or ".join(f"“{each}”" for each in near[:3])
            message = f"“{word.text}” is in no dictionary: {guess}?"
            yield Problem(word.subject, word.side, word.span, message, better)


RULE = DocumentRule("spelling/typo", "warning", check)
"""Spelling by dictionaries is asked for with --spell."""
