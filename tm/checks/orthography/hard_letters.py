"""A soft vowel or ь after д, т, ж, ш or ч, which are hard in Belarusian.

Soft д and т are дзь and ць; after ж, ш and ч stand э, о, ы, у and а. Foreign names, which follow
the same rule, are orthography/name.

Wrong: дело, жэншчина, читаць
Right: дзела, жанчына, чытаць
Fix: none
Equivalents: MQM Spelling
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.script.foreign_words import foreign_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words in small letters with a soft letter after a hard consonant."""
    del context
    for word in foreign_words(subject, "hard-letters"):
        if word.text.islower():
            message = f"“{word.text}”: {word.letters[0]} is hard, no {word.letters[-1]} after it"
            yield word.problem(subject, message)


RULE = UnitRule("orthography/hard-letters", "warning", check, ("be",))
