"""An option of a program, --output, that is lost, translated or changed.

Wrong: `Use --output FILE` → `Скарыстайце --вывад ФАЙЛ`
Right: `Use --output FILE` → `Используйте --output ФАЙЛ`
Fix: none.
Equivalents: pofilter options; MQM do-not-translate.
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

_OPTION = re.compile(r"(?<![\w-])--[A-Za-z][\w-]*\w")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the options of the source that a target has not."""
    del context
    for target in subject.targets:
        source = subject.source_of(target).text
        if "--" not in source:
            continue
        for option in dict.fromkeys(_OPTION.findall(source)):
            if option not in target.text:
                message = f"the option “{option}” of the source is not here"
                yield Problem(subject, target, whole(target), message)


RULE = UnitRule("structure/options", "warning", check)
