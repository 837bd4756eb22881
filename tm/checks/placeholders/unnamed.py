"""A source with several arguments that have no number: translators cannot change their order.

Wrong: the source “%s sent %s to %s”.
Right: the source “%(sender)s sent %(file)s to %(receiver)s”, or “%1$s sent %2$s to %3$s”.

Fix: none: the program must change too.
Equivalents: Weblate unnamed_format; i18nspector python-format-string-multiple-unnamed-arguments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.found import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the sources with two or more unnamed placeholders of one kind."""
    del context
    source = subject.sources[-1]
    if "%" not in source.text and "{}" not in source.text:
        return
    unnamed = [each for each in found(source.text) if each.unnamed]
    if len(unnamed) > 1:
        message = f"{len(unnamed)} placeholders without a name or number"
        yield Problem(subject, source, (unnamed[0].start, unnamed[-1].end), message)


RULE = UnitRule("placeholders/unnamed", "info", check)
