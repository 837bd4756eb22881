r"""An escape such as \n or \t, written as two characters, that is lost or added.

The program that shows the text makes a line break or a tab of it.

Wrong: `First line\nSecond line` → `Першы радок Другі радок`
Right: `First line\nSecond line` → `Первая строка\nВторая строка`
Fix: none.
Equivalents: Weblate escaped_newline; pofilter escapes, newlines, tabs; MQM markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.compare import differing, lost, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_ESCAPE = re.compile(r"\\[nrt]")


@lru_cache(maxsize=64)
def _escapes(text: str) -> tuple[str, ...]:
    return tuple(sorted(_ESCAPE.findall(text))) if "\\" in text else ()


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the targets with other escapes than their source."""
    del context
    for side in (*subject.sources, *subject.targets):
        if "\\" in side.text:
            break
    else:
        return
    for source, target in differing(subject, _escapes):
        missing = lost(_escapes(source.text), _escapes(target.text))
        if missing:
            message = f"“{missing[0]}” of the source is not here as often"
            yield Problem(subject, target, whole(target), message)
            continue
        added = lost(_escapes(target.text), _escapes(source.text))[0]
        at = target.text.rindex(added)
        message = f"“{added}” is not in the source as often"
        yield Problem(subject, target, (at, at + len(added)), message)


RULE = UnitRule("structure/escaped-newline", "warning", check)
