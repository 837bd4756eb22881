"""The preposition ў after a consonant, where official orthography has у.

The mirror of orthography/short-u. Careful texts have it often, mostly after an edit of the word
before it, so that it is off by default; other words are orthography/short-u-wrong. Abbreviations
read by letters (КДБ ў) and words after digits or Latin letters are left alone.

Wrong: Брат ў Мінску
Right: Брат у Мінску
Fix: safe
Equivalents: MQM Spelling
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced
from tm.checks.orthography.official import after_consonant, official_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the ў that should be у."""
    del context
    for side in official_sides(subject):
        for word, span in after_consonant(side.plain):
            if word == "ў":
                message = "“ў” after a consonant: “у”"
                yield replaced(subject, side, span, message, "у", safe=True)


RULE = UnitRule("orthography/short-u-preposition", "info", check, ("be",))
