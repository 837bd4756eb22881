"""A letter that the language does not have: и, щ, ъ in Belarusian, і, ў, ї, є, ґ in Russian.

A hand that types both languages slips, and a search for the right word does not find the wrong one.
Titles and foreign text in quotation marks may have them, and words that the source has too. ґ in
Belarusian is orthography/ge; a text that is as a whole in another language is
script/wrong-language.

Wrong: “жиццё”, “адъезд” in Belarusian; “Мінск” in Russian
Right: “жыццё”, “ад’езд”; “Минск”
Fix: none
Equivalents: pofilter validchars; CheckMate ALLOWED_CHARACTERS; MQM Spelling
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
    """Yield the words with a foreign letter."""
    del context
    for word in foreign_words(subject, "letter"):
        message = f"“{word.text}”: {word.language} has no letter {word.letters}"
        yield word.problem(subject, message)


RULE = UnitRule("script/foreign-letter", "error", check, ("be", "ru"))
