"""A translation that is its source.

Names, commands, code and single terms may stay as they are. An English text of three words or more
is told when one of them is a word such as “the”, “of” or “is”; a Russian or Belarusian one when a
word in small letters has a letter that the other language lacks: short texts may be the same.

Wrong: “The file is read-only.” → “The file is read-only.”
Wrong: «Выборы прошли тихо.» → «Выборы прошли тихо.»
Right: “GNU General Public License” → “GNU General Public License”

Fix: none.

Equivalents: Weblate same; pofilter unchanged; CheckMate TARGET_SAME_AS_SOURCE; MQM untranslated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.untranslated.english import FUNCTION_WORDS, small_words
from tm.lang import alphabet, primary
from tm.names.words import word_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_WORDS = 3
_CYRILLIC = re.compile(r"[\u0430-\u045f\u0491]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the targets that are their source."""
    del context
    for side in subject.targets:
        source = subject.source_of(side)
        if side.text == source.text and _is_text(side.plain, source.lang, side.lang):
            yield Problem(subject, side, (0, len(side.text)), "the translation is its source")


def _is_text(plain: str, source: str, target: str) -> bool:
    """Whether a text of the source language is none of the target language."""
    if len(plain.split()) < _WORDS or primary(source) == primary(target):
        return False
    if primary(source) == "en":
        return any(word.group() in FUNCTION_WORDS for word in small_words(plain))
    letters = alphabet(target)
    small = (letter for word in word_texts(plain) if word.islower() for letter in word)
    return bool(letters) and any(_CYRILLIC.match(each) and each not in letters for each in small)


RULE = UnitRule("untranslated/same", "warning", check, ("ru", "be"))
