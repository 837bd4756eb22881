"""р before е, ё, і, ю, я or ь: Belarusian р is hard.

After р stand э, о, ы, у and а. Foreign names, which follow the same rule, are orthography/name.

Wrong: рекі, цемрь
Right: рэкі, цемра
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
    """Yield the words in small letters with a soft letter after р."""
    del context
    for word in foreign_words(subject, "hard-r"):
        if word.text.islower():
            message = f"“{word.text}”: р is hard, no {word.letters[-1]} after it"
            yield word.problem(subject, message)


RULE = UnitRule("orthography/hard-r", "warning", check, ("be",))
