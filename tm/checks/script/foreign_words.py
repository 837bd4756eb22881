"""The words of a unit that its language cannot have, sorted into what rules tell of them.

Each word is told once: of a foreign letter, of a hard consonant before a soft vowel, or as a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from tm.checks.base import Problem
from tm.checks.script.varieties import as_quoted, foreign, given, table, variety
from tm.checks.script.wrong_language import other_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Side, Subject

__all__ = ["Foreign", "Kind", "foreign_words", "kind_of"]

Kind = Literal["letter", "hard-r", "hard-letters", "word"]

_BELARUSIAN: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("letter", re.compile("[щъїє]|и(?!\u0306)")),
    ("hard-r", re.compile("(?<!супе)(?<!гіпе)р[еёюяьі]|(?:супер|гіпер)[еёюяь]")),
    ("hard-letters", re.compile("[дт][еёюяьі]|[жшч][еёіюяь]")),
)
_RUSSIAN: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("letter", re.compile(r"[іўїєґ](?=\w)|(?<=\w)[іўїєґ]|^ў$")),
)
_KINDS = {"be": _BELARUSIAN, "be-tarask": _BELARUSIAN[:1], "ru": _RUSSIAN}
_PREFIX = re.compile("^(?:між|звыш|ад|пад|над|перад|пост|суб|контр)(?=[іе])")


class Foreign(NamedTuple):
    """A foreign word as it is written, where it is, and what is foreign in it ("" in a word)."""

    side: Side
    language: str
    text: str
    span: tuple[int, int]
    letters: str

    def problem(self, subject: Subject, message: str) -> Problem:
        """Return the problem of the word."""
        return Problem(subject, self.side, self.span, message)


def kind_of(word: str, own: str) -> tuple[Kind, str]:
    """Return what is foreign in a word that a language cannot have, and the letters.

    >>> kind_of("щука", "be"), kind_of("жизнь", "be"), kind_of("речка", "be"), kind_of("кто", "be")
    (('letter', 'щ'), ('letter', 'и'), ('hard-r', 'ре'), ('word', ''))
    """
    bare = _PREFIX.sub("", word)
    for kind, pattern in _KINDS[own]:
        found = pattern.search(bare)
        if found:
            return kind, found[0]
    return "word", ""


def foreign_words(subject: Subject, *kinds: Kind) -> Iterator[Foreign]:
    """Yield the words of some kinds in the sides of a unit.

    Words in a quoted title or text and words that the source has are not foreign, and a text that
    is as a whole in another language is told by its own rule.
    """
    for side in subject.sides:
        own = variety(side.lang)
        if own not in _KINDS or not (words := foreign(side.plain, own)):
            continue
        if other_language(side.plain, own):
            continue
        for word in words:
            found, letters = kind_of(word.text, own)
            span = word.start, word.start + len(word.text)
            shown = side.text[slice(*span)]
            if found not in kinds or given(subject, side, shown):
                continue
            if not as_quoted(side.plain, word, own):
                yield Foreign(side, table(own).name, shown, span, letters)
