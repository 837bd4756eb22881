"""A code span of the source, as in `tm check`, that is translated or changed.

Outside Markdown only spans that cannot be prose are looked at: those with a digit or one of the
signs _ . / ( = - $.

Wrong: `Set ``user_name`` first` → `Задайце ``імя_карыстальніка`` спачатку`
Right: `Set ``user_name`` first` → `Спачатку задайце ``user_name```
Fix: none.
Equivalents: Weblate md-syntax, placeholders; CheckMate MISSING_CODE; MQM do-not-translate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.compare import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_SPAN = re.compile(r"(?<![`\\\w])(`{1,2})(?![`\s])([^`'\n]{1,200}?)(?<!\s)\1(?![`\w])")
_CODE = re.compile(r"[\d_./(=$-]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the code spans of the source whose text a target has not."""
    del context
    for target in subject.targets:
        source = subject.source_of(target).text
        if "`" not in source:
            continue
        for code in dict.fromkeys(found[2] for found in _SPAN.finditer(source)):
            if code not in target.text and (subject.markup == "markdown" or _CODE.search(code)):
                message = f"the code “{code}” of the source is not here"
                yield Problem(subject, target, whole(target), message)


RULE = UnitRule("structure/code-span", "warning", check)
