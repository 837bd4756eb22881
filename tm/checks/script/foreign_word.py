"""A Russian word in a Belarusian text, or a Belarusian word in a Russian one.

It is certain where the orthography of the language cannot have the word: the ending of новый,
хорошего or пишется, an unstressed о as in город, a small word such as что or каб. Names, titles
and foreign text in quotation marks, and words that the source has too, are left alone. Letters that
the language does not have are script/foreign-letter, combinations such as ре and ть
orthography/hard-r and orthography/hard-letters.

Wrong: Гэта новый дом; Он сказал, каб все пришли
Right: Гэта новы дом; Он сказал, чтобы все пришли
Fix: none
Equivalents: MQM Accuracy: Untranslated
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
    """Yield the words of another language."""
    del context
    for word in foreign_words(subject, "word"):
        if word.text.islower():
            yield word.problem(subject, f"“{word.text}” is no {word.language} word")


RULE = UnitRule("script/foreign-word", "warning", check, ("be", "ru"))
