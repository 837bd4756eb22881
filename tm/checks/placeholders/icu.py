"""An ICU message is broken, or asks for other arguments than the source.

Wrong: “{n, plural, one {# file} other {# files}}” → “{n, plural, one {# файл} адзін {# файлаў}}”.
Right: “{n, plural, one {# файл} few {# файлы} many {# файлаў} other {# файла}}”.

Fix: none.
Equivalents: Weblate icu_message_format, icu_message_format_syntax; MQM mistranslation of technical
markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.icumessage import Message, is_icu, parse_icu
from tm.checks.placeholders.spec import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_CATEGORIES = frozenset(["zero", "one", "two", "few", "many", "other"])


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield what is wrong with the translations of ICU messages."""
    del context
    source = subject.sources[0].text
    if "{" not in source or not is_icu(source):
        return
    try:
        theirs = parse_icu(source)
    except FormatError:
        return
    for side in subject.targets:
        try:
            ours = parse_icu(side.text)
        except FormatError as error:
            yield Problem(subject, side, error.span, error.why)
        else:
            yield from _differences(subject, side, theirs, ours)


def _differences(subject: Subject, side: Side, theirs: Message, ours: Message) -> Iterator[Problem]:
    whole = 0, len(side.text)
    for name in theirs.arguments:
        if name not in ours.arguments:
            yield Problem(subject, side, whole, f"argument “{name}” is missing", name)
    for name in ours.arguments:
        if name not in theirs.arguments:
            yield Problem(subject, side, whole, f"the source has no argument “{name}”")
    known = {each.argument: each.keywords for each in theirs.selectors if each.kind == "select"}
    for each in ours.selectors:
        allowed = known.get(each.argument, ()) if each.kind == "select" else _CATEGORIES
        for keyword in each.keywords:
            if allowed and keyword not in allowed and not keyword.startswith("="):
                yield Problem(subject, side, each.span, f"“{keyword}” is no case of the choice")


RULE = UnitRule("placeholders/icu", "error", check)
