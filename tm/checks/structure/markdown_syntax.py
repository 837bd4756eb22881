"""A Markdown text with other code spans, bold words or heading marks than its source.

Looked at only where the text is Markdown: in catalogs of Markdown articles, and where the source
has links or bold words of Markdown. Emphasis by one star or underscore is left alone: quotation
marks may stand for it.

Wrong: `**Warning**: run it once` → `**Увага: запускайце адзін раз`
Right: `*The Times* wrote about it` → `«Таймс» піша пра гэта`
Fix: none.
Equivalents: Weblate md-syntax; MQM markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.compare import differing, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_CLEAR = re.compile(r"\]\([^()\s]+\)|\*\*(?=\w)[^*\n]+(?<=[\w.:!?])\*\*")
_TICKS = re.compile(r"(?<!\\)`+")
_BOLD = re.compile(r"(?<![\\*])\*\*(?!\*)|(?<![\w_])__(?=\w)|(?<=\w)__(?![\w_])")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?= )", re.MULTILINE)
_WHAT = ("` (code)", "** (bold)", "# (heading)")


@lru_cache(maxsize=64)
def _marks(text: str) -> tuple[int, int, int]:
    """Return how many marks of code, of bold words and of headings a text has.

    >>> _marks("**Увага**: `tm check`")
    (2, 2, 0)
    """
    headings = "".join(_HEADING.findall(text))
    return len(_TICKS.findall(text)), len(_BOLD.findall(text)), len(headings)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the targets with other marks than their source."""
    del context
    for source in subject.sources:
        if subject.markup == "markdown" or _is_markdown(source.text):
            for one, other in differing(subject, _marks):
                yield from _problems(subject, one, other)
            return


def _is_markdown(text: str) -> bool:
    return ("](" in text or "**" in text) and _CLEAR.search(text) is not None


def _problems(subject: Subject, source: Side, target: Side) -> Iterator[Problem]:
    for what, wanted, found in zip(_WHAT, _marks(source.text), _marks(target.text), strict=True):
        if wanted != found:
            message = f"the source has {wanted} {what}, this {found}"
            yield Problem(subject, target, whole(target), message)


RULE = UnitRule("structure/markdown-syntax", "warning", check)
