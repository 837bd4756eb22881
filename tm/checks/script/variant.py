"""A file in Taraškievica that says it is in official Belarusian, or the other way round.

The two differ in thousands of words (сьвет, плян, ня трэба), and checks, spell checkers and readers
go by what the file says: `be`, or `be-tarask` (`be@tarask` in gettext). The rule counts marker
words and is silent on short files.

Wrong: Ня варта закрываць плян, сьвет, клюб in a file with “Language: be”
Right: the same with “Language: be@tarask”
Fix: none
Equivalents: i18nspector language-disparity; MQM Locale convention
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, Problem
from tm.checks.script.varieties import variety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File, Side, Subject

__all__ = ["RULE", "marker_words"]

_MARKER = re.compile(
    r"(?<![\w’'-])(?:[\w’']*(?:сь[влнпц]|(?<!\w)зьм|зь[внлд]|цьв|дзьв|льль|ньнь|сьсь|зьзь|ццьц|"
    r"плян|клюб|кляс|блёк|флёт|лёг[іа]|мэнт|мэдыц|сыстэм|парлям|газэт|эўроп|эўра|сэрвэр|"
    r"вэрсі|пэрс|праэкт|"
    r"інтэрфэйс|парамэт|сымвал|камэнт|унівэр|аргумэнт|дэкляр|рэкляма|клявіят)[\w’']*|ня|бяз)"
    r"(?![\w’'-])"
)
_WORD = re.compile(r"[\u0400-\u04ff]{2,}")
_WORDS = 200
"""Cyrillic words that a file must have."""
_RATE = 15.0
"""Marker words per 1,000 that divide the two: official files have 0 to 4, Taraškievica over 50."""


@lru_cache(maxsize=8)
def marker_words(text: str) -> int:
    """Return how many words of a text are spelled as in Taraškievica only.

    >>> marker_words("Ня сьвет, а плян і клюб"), marker_words("Не свет, а план і клуб")
    (4, 0)
    """
    return len(_MARKER.findall(text.lower()))


def check(file: File, context: Context) -> Iterator[Problem]:
    """Yield the first marker word of a file in the other orthography."""
    del context
    for declared in ("be", "be-tarask"):
        told = list(_sides(file, declared))
        words = sum(len(_WORD.findall(side.plain)) for _, side in told)
        if words < _WORDS:
            continue
        counts = [marker_words(side.plain) for _, side in told]
        rate = 1000 * sum(counts) / words
        if (rate >= _RATE) == (declared == "be-tarask"):
            continue
        subject, side = told[max(range(len(counts)), key=lambda at: bool(counts[at]))]
        found = _MARKER.search(side.plain.lower())
        message = f"{sum(counts)} of {words} words are spelled as in Taraškievica only"
        yield Problem(subject, side, found.span() if found else (0, 0), message)


def _sides(file: File, declared: str) -> Iterator[tuple[Subject, Side]]:
    for subject in file.subjects:
        for side in subject.sides:
            if variety(side.lang) == declared:
                yield subject, side


RULE = DocumentRule("script/variant", "warning", check)
