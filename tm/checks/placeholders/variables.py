"""A name that a program replaces, written in a rarer way, is lost, added or changed.

`%PRODUCTNAME`, `$HOME`, `$file`, `@name`, `#name#`, `$[name]`, `__NAME__`: each is a variable in
some program and plain text in another, so this is a warning where `placeholders/missing` is an
error.

Wrong: “Welcome to %PRODUCTNAME” → “Вітаем у праграме”.
Right: “Вітаем у %PRODUCTNAME”.
Right: “$5 a month” → “5 долараў у месяц”.

Fix: none.
Equivalents: pofilter variables; Weblate placeholders, percent_placeholders; MQM omission, addition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.formats import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_SIGN = re.compile(r"[%$@#_](?:(?<=%)[A-Z]{3}|(?<=\$)[A-Za-z_\[]|(?<=[@#])[a-z]|(?<=_)_[A-Z])")
_VARIABLE = re.compile(
    r"(?<!%)%[A-Z][A-Z_]+(?![\w%])"
    r"|(?<![\w$'\"!#])\$(?:[A-Z_]{4,}|[a-z_]{3,}[A-Za-z0-9_]*)(?![\w$.])"
    r"|\$\[[A-Za-z]\w*\]"
    r"|(?<![\w@./-])@[a-z][a-z_]+(?![\w@./-])"
    r"|(?<![\w#])#[a-z]+#(?![\w#])"
    r"|(?<!\w)__[A-Z][A-Z0-9_]*__(?!\w)",
    re.ASCII,
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the variables that are on one side alone."""
    del context
    if subject.markup:
        return
    for side in subject.targets:
        source = subject.source_of(side)
        if _SIGN.search(source.text) or _SIGN.search(side.text):
            yield from _differences(subject, source, side)


def _differences(subject: Subject, source: Side, side: Side) -> Iterator[Problem]:
    """Yield what differs; a source with two or more is a text about variables, a program."""
    theirs, ours = _variables(source.text), _variables(side.text)
    if "sh" in kinds_of(subject.unit.flags) or "\n" in source.text.strip():
        return
    lost = [each for each in theirs if each not in ours and each not in side.text]
    added = [each for each in ours if each not in theirs and each not in source.text]
    for each in lost:
        yield Problem(subject, side, (0, len(side.text)), f"“{each}” is missing", each)
    for each in added:
        yield Problem(subject, side, ours[each], f"the source has no “{each}”")


def _variables(text: str) -> dict[str, tuple[int, int]]:
    return {match[0]: match.span() for match in _VARIABLE.finditer(text)}


RULE = UnitRule("placeholders/variables", "warning", check)
