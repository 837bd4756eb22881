r"""A translation with more or fewer line breaks than its source.

Lines that only wrap one paragraph may be as many as the text needs: of such texts the paragraphs
are counted. In PO files the line breaks at both ends are told by gettext/newlines.

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

_WRAPPED = 50  # characters: a line this long that goes on in the next one wraps a paragraph
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
    wanted, found = source.text, target.text
    if _breaks(wanted) == _breaks(found):
        return True
    return _is_wrapped(wanted) and _paragraphs(wanted) == _paragraphs(found)


def _breaks(text: str) -> int:
    """Return the number of line breaks between the first and the last line with text."""
    return text.strip().count("\n")


def _ends(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")


def _paragraphs(text: str) -> int:
    return len(_PARAGRAPH.findall(text.strip()))


@lru_cache(maxsize=64)
def _is_wrapped(text: str) -> bool:
    """Whether a line of a text goes on in the next: it is long and the next starts small."""
    lines = text.strip().split("\n")
    return any(len(line) >= _WRAPPED and after[:1].islower() for line, after in pairwise(lines))


RULE = UnitRule("structure/newlines", "warning", check)
