"""A translation that is to be looked at again: fuzzy.

Programs do not use it, so their users see English.

Wrong: `#, fuzzy` on an entry of a release.
Right: the translation read, corrected and no longer fuzzy.

Fix: none.

Equivalents: pofilter isfuzzy, isreview.
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
    """Yield the units with a fuzzy translation."""
    del context
    if subject.targets:
        return
    variants = [each for each in subject.unit.variants if each.lang != subject.unit.source]
    if any(variant.state is State.NEEDS_REVIEW for variant in variants):
        source = subject.sources[0]
        yield Problem(subject, source, (0, len(source.text)), "the translation needs review")


RULE = UnitRule("untranslated/fuzzy", "info", check, untranslated=True)
