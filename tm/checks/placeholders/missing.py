"""A placeholder of the source is lost in the translation.

The program has nowhere to put the name or the number, and the reader misses it. Placeholders are
found by their look, so that texts without a format flag are checked too: `%s`, `%1$s`, `%(name)s`,
`%1`, `{0}`, `{name}`, `{{name}}`, `${name}`, `#{name}`, `%{name}`, `%name%`, `$name$`, `&entity;`.
What has a flag is left to `gettext/format-string`. A percent sign after a number is none.

Wrong: “Open %s” → “Адкрыць файл”.
Right: “Адкрыць файл %s”.
Right: “100% sure” → “цалкам упэўнены”.

Fix: none.
Equivalents: Weblate c_format, python_format, python_brace_format, qt_format, percent_placeholders,
i18next_interpolation, ruby_format, es_format and the like; pofilter printf, pythonbraceformat,
variables; CheckMate MISSING_CODE, SUSPECT_PATTERN; MQM omission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.compare import difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the placeholders that a translation lacks."""
    del context
    for side in subject.targets:
        for lost in difference(subject, side).missing:
            message = f"“{lost.text}” is missing"
            yield Problem(subject, side, (0, len(side.text)), message, lost.text)


RULE = UnitRule("placeholders/missing", "error", check)
