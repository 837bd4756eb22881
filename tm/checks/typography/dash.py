"""A hyphen between spaces where a dash belongs.

Russian and Belarusian set a dash between words with spaces (— or –, one of them throughout a
text). A hyphen between words with spaces is one typed for want of a key. Before a capital it is
left alone where the source has one too: a path of menus (File - Print).

Wrong: Минск - столица
Right: Минск — столица, Мінск – сталіца, кто-то, «- 5»
Fix: safe, the dash that the text has already, else —; unsafe where it may be a minus (=, +, *)
Equivalents: pology check-rules; MQM Locale convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.punctuation.sides import LANGS, edited, reference, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_HYPHEN = re.compile(r"(?<=[\u0400-\u04FF»“”),.?!…][ \u00a0])-(?=[ \u00a0][\u0400-\u04FF«„“(])")

_FORMULA = re.compile("[=+*<>]|[0-9] ?/")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the hyphens between two words and spaces."""
    del context
    for side in told(subject):
        if " - " in side.plain or "\u00a0- " in side.plain:
            path = " - " in reference(subject, side)
            safe = not _FORMULA.search(side.text)
            dash = "–" if "–" in side.text and "—" not in side.text else "—"
            for found in _HYPHEN.finditer(side.plain):
                if path and side.plain[found.end() + 1].isupper():
                    continue
                message = f"a hyphen between spaces: use “{dash}”"
                yield edited(subject, side, found.span(), message, dash, safe=safe)


RULE = UnitRule("typography/dash", "info", check, LANGS)
