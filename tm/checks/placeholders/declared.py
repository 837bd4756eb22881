"""A placeholder that the entry's flags declare is not in the translation.

Weblate's flags `placeholders:"$name$":"[b]"` and `regex:"^[а-яё]+$"`, in the line “#,” of an entry
or after “flags:” in an extracted comment, say which texts must stay, and what the translation must
match.

Wrong: flag `placeholders:"@user"`, “Hello, @user” → “Прывітанне”.
Right: “Прывітанне, @user”.

Fix: none.
Equivalents: Weblate placeholders, regex; MQM omission.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_COMMENT = re.compile(r"(?:weblate-)?flags:\s*(.+)", re.IGNORECASE)
_VALUE = r'(?:r?"(?:\\.|[^"\\])*"|[^\s:,"]+)'
_FLAG = re.compile(rf"(placeholders|regex)((?::{_VALUE})+)")
_PART = re.compile(rf":({_VALUE})")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the declared placeholders that are lost, and translations that do not match."""
    del context
    unit = subject.unit
    if not unit.flags and not unit.notes:
        return
    flags = [flag for flag in unit.flags if flag.startswith(("placeholders:", "regex:"))]
    flags += [m[1] for note in unit.notes if (m := _COMMENT.match(note.text))]
    for side in subject.targets if flags else ():
        for kind, values in _declared(", ".join(flags)):
            yield from _broken(subject, side, kind, values)


def _broken(
    subject: Subject, side: Side, kind: str, values: tuple[re.Pattern[str], ...]
) -> Iterator[Problem]:
    span = 0, len(side.text)
    for pattern in values:
        if kind == "regex" and pattern.search(side.text) is None:
            yield Problem(subject, side, span, f"does not match “{pattern.pattern}”")
        elif kind == "placeholders":
            wanted = dict.fromkeys(m[0] for m in pattern.finditer(subject.source_of(side).text))
            for each in wanted:
                if each and each not in side.text:
                    yield Problem(subject, side, span, f"“{each}” is missing", each)


@lru_cache(maxsize=64)
def _declared(flags: str) -> list[tuple[str, tuple[re.Pattern[str], ...]]]:
    r"""Return what flags declare; a value with r before its quotes is a regular expression.

    >>> [(kind, [v.pattern for v in values]) for kind, values in _declared('placeholders:"a":b')]
    [('placeholders', ['a', 'b'])]
    """
    found: list[tuple[str, tuple[re.Pattern[str], ...]]] = []
    for match in _FLAG.finditer(flags):
        values = [_pattern(part[1], match[1]) for part in _PART.finditer(match[2])]
        found.append((match[1], tuple(value for value in values if value is not None)))
    return found


def _pattern(value: str, kind: str) -> re.Pattern[str] | None:
    """Return what a value matches, None where it is no regular expression."""
    plain = kind == "placeholders" and not value.startswith('r"')
    text = value.removeprefix("r") if value.startswith('r"') else value
    if text.startswith('"'):
        text = re.sub(r'\\(["\\])' if plain else r'\\(")', r"\1", text[1:-1])
    try:
        return re.compile(re.escape(text) if plain else text)
    except re.error:
        return None


RULE = UnitRule("placeholders/declared", "error", check)
