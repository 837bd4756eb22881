"""A translation that is much longer than its source.

More than 1.8 times the source's length and 40 characters: two texts in one field, or a note of the
translator. Fields for the translators' names have no limit.

Wrong: “Minsk is the capital.” → «Мінск – сталіца Беларусі, найбуйнейшы горад краіны, дзе жыве больш
як паўтара мільёна чалавек.»
Right: «Мінск – гэта сталіца.»

Fix: none.

Equivalents: pofilter long; CheckMate TARGET_LENGTH; MQM addition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.length.measure import LANGS, length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_SHARE, _MORE = 1.8, 40
_CREDITS = re.compile(r"translator|your (?:names|emails)", re.IGNORECASE)
"""Fields that translators fill with their names."""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations that are too long."""
    del context
    for side in subject.targets:
        source = subject.source_of(side)
        if len(side.text) <= len(source.plain) * _SHARE + _MORE or _CREDITS.search(source.text):
            continue
        theirs, ours = length(source.plain), length(side.plain)
        if theirs and ours > theirs * _SHARE + _MORE:
            message = f"{ours} characters for the source's {theirs}: is something added?"
            yield Problem(subject, side, (0, len(side.text)), message)


RULE = UnitRule("length/long", "warning", check, LANGS)
