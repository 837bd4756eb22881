"""A word that no dictionary knows.

Dictionaries lack many words of the day, so this is for reading before print, not for a build.
`spelling/typo` tells those that are nearly a known word.

Wrong: Ён прыехаў на вельмабокім. (веласіпедзе)
Right: Ён прыехаў на веласіпедзе.

Fix: none.

Equivalents: pofilter spellcheck; pology check-spell, check-spell-ec; MQM spelling.
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
    """Yield the words that `spelling/typo` does not tell."""
    for word in unknown(file, context):
        if word.repeated or not word.near:
            message = f"“{word.text}” is in no dictionary"
            yield Problem(word.subject, word.side, word.span, message)


RULE = DocumentRule("spelling/unknown", "info", check)
