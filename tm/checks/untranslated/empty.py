"""A unit without a translation.

`tm status` counts them; this says where they are.

Wrong: “Minsk” → “”
Right: “Minsk” → «Мінск»

Fix: none.

Equivalents: pofilter untranslated; CheckMate EMPTY_TARGETSEG, MISSING_TARGETTU; MQM untranslated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.model import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the units that have no text in a language of their file."""
    del context
    if subject.targets or subject.authored:
        return
    variants = [each for each in subject.unit.variants if each.lang != subject.unit.source]
    if not any(variant.state is State.NEEDS_REVIEW for variant in variants):
        source = subject.sources[0]
        yield Problem(subject, source, (0, len(source.text)), "has no translation")


RULE = UnitRule("untranslated/empty", "info", check, untranslated=True)
