"""A Russian word with ё in one place of a file and with е in another.

Both are right, one file should have one of them. Words that are two words (все and всё, чем and
чём, небо and нёбо) are left out. The rarer spelling is told.

Wrong: её, учёт and ее, учет in one file
Right: учёт, учёта
Fix: unsafe, the commoner spelling
Equivalents: pology check-rules; MQM Spelling
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule
from tm.checks.punctuation.sides import edited
from tm.checks.punctuation.words import word_list
from tm.checks.typography.minority import places, rarer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File, Problem
    from tm.checks.typography.minority import Place

__all__ = ["RULE"]

_WORD = re.compile(r"\b[а-яё]*[её][а-яё]*\b", re.IGNORECASE)


def check(file: File, context: Context) -> Iterator[Problem]:
    """Yield the words in the rarer of their two spellings."""
    del context
    words: dict[str, list[Place]] = defaultdict(list)
    for place in places(file, _WORD, lambda match: match[0].lower(), "ru"):
        words[place.way.replace("ё", "е")].append(place)
    for word, found in words.items():
        if word not in word_list("e_and_yo"):
            rare, common = rarer(found)
            for place in rare:
                yield _problem(place, common)


def _problem(place: Place, common: str) -> Problem:
    text = place.side.text[slice(*place.span)]
    better = "".join(
        (new.upper() if old.isupper() else new) for old, new in zip(text, common, strict=True)
    )
    message = f"“{text}” beside “{common}” in this file"
    return edited(place.subject, place.side, place.span, message, better, safe=False)


RULE = DocumentRule("typography/yo", "info", check)
