"""A placeholder is damaged: translated, with a Cyrillic letter, a space, or of another type.

`%(имя)s`, `%с` with a Cyrillic letter, `% s`, `%(name)` without its letter, `{{name}` and `%d` for
`%s` all look like the placeholder of the source, and none works. Arguments without a number must
also keep their order: write `%2$s` and `%1$d` to change it.

Wrong: “Hello, %(name)s!” → “Прывітанне, %(імя)s!”.
Right: “Прывітанне, %(name)s!”.
Wrong: “Open {file}” → “Адкрыць {fіle}” (with a Cyrillic і).
Right: “Адкрыць {file}”.

Fix: safe where only letters that look or sound alike, spaces, case or brackets differ, or where a
name in Cyrillic is the only `%(...)s`, `%{...}` or `{{...}}`; else unsafe.
Equivalents: as placeholders/missing; MQM mistranslation of technical markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.compare import difference
from tm.checks.placeholders.damage import fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the placeholders that are not as in the source."""
    del context
    for side in subject.targets:
        found = difference(subject, side)
        for each in found.damaged:
            message = f"“{each.expected}” of the source is damaged"
            span = each.start, each.end
            yield Problem(subject, side, span, message, each.expected, fix_of(each))
        for source, own in found.retyped:
            message = f"“{own.text}” stands where the source has “{source.text}”"
            yield Problem(subject, side, (own.start, own.end), message, source.text)


RULE = UnitRule("placeholders/changed", "error", check)
