"""A quotation mark without its partner, where those of the source pair.

«…», „…“, “…”, "…" and '…' are paired each by itself. An apostrophe inside a word, the mark of
inches and a quotation that goes over several units (then the source does not pair either) are no
fault. Two closing guillemets in a row may be written as one: «Завод «Салют» is right where the
source has one quotation.

Wrong: Он сказал: «Мы победим.
Wrong: газета Звязда» выйшла
Right: Газета «Звязда» пра завод «Маяк „Поўнач“» і аб'яву
Fix: none
Equivalents: pofilter doublequoting, singlequoting; CheckMate UNEXPECTED_PATTERN; MQM Punctuation
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.pairs import balanced, unpaired_quotes
from tm.checks.punctuation.sides import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.checks.punctuation.pairs import Mark

__all__ = ["RULE"]

_MARKS = re.compile("[«»„“”\"']")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the quotation marks of a translation without a partner."""
    del context
    for side in subject.targets:
        if _MARKS.search(side.plain):
            lost = unpaired_quotes(side.plain)
            source = subject.source_of(side)
            if (
                lost
                and not _meant(source.plain, lost)
                and not _merged(side.plain, lost, source.plain)
            ):
                yield _problem(subject, side, lost[0])


def _meant(source: str, lost: tuple[Mark, ...]) -> bool:
    """Whether the source has an unpaired mark too, or the `…' of old manuals."""
    if "`" in source or not balanced(source):
        return True
    return lost[0].text in {mark.text for mark in unpaired_quotes(source)}


def _merged(text: str, lost: tuple[Mark, ...], source: str) -> bool:
    """Whether one » closes two quotations: «Завод «Салют»; the source has fewer quotations."""
    if len(lost) != 1 or lost[0].text != "«":
        return False
    inner = text.count("«", lost[0].start + 1)
    return inner > 0 and 0 < _quotations(source) < text.count("«")


def _quotations(source: str) -> int:
    return source.count('"') // 2 + source.count("“") + source.count("«")


def _problem(subject: Subject, side: Side, mark: Mark) -> Problem:
    span = mark.start, mark.start + len(mark.text)
    message = f"“{mark.text}” without its partner; the quotation marks of the source pair"
    return Problem(subject, side, span, message)


RULE = UnitRule("punctuation/quotes", "warning", check, LANGS)
