r"""A translation with more or fewer line breaks than its source.

Texts that wrap lines to a width, and tables of options, have as many lines as the translation
needs: of these the paragraphs are counted, unless every line break is gone. A source of one word is
a key (translator-credits) and is left alone. In PO files the line breaks at both ends are told by
gettext/newlines.

Wrong: `Name\nAddress` → `Імя, адрас`
Right: `Name\nAddress` → `Имя\nАдрес`
Fix: none.
Equivalents: Weblate newline-count, begin_newline, end_newline; pofilter newlines; i18nspector
inconsistent-leading-newlines, inconsistent-trailing-newlines; MQM whitespace.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.compare import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_LONG = 50  # characters: a line this long may have to be wrapped
_ROW = re.compile(r"^ *-|^ {2,}\S|\S {2,}\S", re.MULTILINE)  # of a table: indented, or with columns
_SPACE = re.compile(r"\s")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the targets with other line breaks than their sources."""
    del context
    for side in (*subject.sources, *subject.targets):
        if "\n" in side.text:
            break
    else:
        return
    counts = {_breaks(side.text) for side in subject.sources}
    po = subject.path.endswith((".po", ".pot"))
    for target in subject.targets:
        source = subject.source_of(target)
        if not po and _ends(source.text) != _ends(target.text):
            message = "line breaks at the start or end differ from the source"
            yield Problem(subject, target, whole(target), message)
        elif not any(_agree(each, target) for each in subject.sources):
            wanted, found = max(counts), _breaks(target.text)
            message = f"the source has {wanted} line breaks inside, this {found}"
            yield Problem(subject, target, whole(target), message)


def _agree(source: Side, target: Side) -> bool:
    wanted, found = _breaks(source.text), _breaks(target.text)
    if wanted == found or not _SPACE.search(source.text):
        return True
    if not found or _paragraphs(source.text) != _paragraphs(target.text):
        return False
    return _flows(source.text, more=found > wanted)


def _breaks(text: str) -> int:
    """Return the number of line breaks between the first and the last line with text."""
    return text.strip().count("\n")


def _ends(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")


def _paragraphs(text: str) -> int:
    return len(_PARAGRAPH.findall(text.strip()))


@lru_cache(maxsize=64)
def _flows(text: str, *, more: bool) -> bool:
    r"""Whether the lines of a text may be cut elsewhere, into more or fewer ones.

    A long line may become two. Two become one where the first is long and goes on in the second, or
    where they are rows of a table.

    >>> _flows("-q  be quiet\n-v  be loud", more=False), _flows("Name\nAddress", more=True)
    (True, False)
    """
    lines = text.strip().split("\n")
    if more and max(map(len, lines)) >= _LONG:
        return True
    wraps = any(len(line) >= _LONG and after[:1].islower() for line, after in pairwise(lines))
    return wraps or _ROW.search(text.strip("\n")) is not None


RULE = UnitRule("structure/newlines", "warning", check)
