"""A translation that ends in the middle: with a comma, a dash, “and”, “in”.

Where the source has no mark at its end (a headline, a label) nothing says that the translation
lost its own. But a text that ends with a comma, a dash or a word that leans on the next one (и,
что, для, які, ў) goes on, unless the source does so too (“Sort by”, “Copied to:”).

Wrong: Minister resigns over leak → Министр уходит из-за
Wrong: Storm hits the coast and the islands → Шторм абрынуўся на ўзбярэжжа і
Right: Sort by → Упорядочить по
Fix: none
Equivalents: Weblate none; pofilter endpunc, short; MQM Omission
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.ends import end_of, last_word
from tm.checks.punctuation.sides import LANGS
from tm.checks.punctuation.words import leaning_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_HANGING = ",–—-"
_ENDING = ".:…?!%"


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations that end in the middle of a sentence."""
    del context
    for side in subject.targets:
        text = side.text
        if text[-1:] in _ENDING or (
            text[-1:].isalpha() and text[text.rfind(" ") + 1 :] not in leaning_words(side.lang)
        ):
            continue
        found = end_of(side.text)
        if found.marks or not found.stem:
            continue
        start = _leaning(side, found.stem)
        if start < found.stem and not _goes_on(subject.source_of(side)):
            what = side.text[start : found.stem]
            message = f"the translation ends with “{what}”: is its end lost?"
            yield Problem(subject, side, (start, found.stem), message)


def _leaning(side: Side, stem: int) -> int:
    """Return where the comma, dash or function word before `stem` starts; `stem` for none."""
    text = side.text
    if text[stem - 1] in _HANGING:
        letter = text[: stem - 1].rstrip()[-1:]
        return stem - 1 if letter.isalpha() else stem
    start = text.rfind(" ", 0, stem) + 1
    return start if start and text[start:stem] in leaning_words(side.lang) else stem


def _goes_on(source: Side) -> bool:
    """Whether the source too ends where something must follow."""
    end = end_of(source.text)
    if end.marks or not end.stem:
        return bool(end.marks)
    last = source.text[end.stem - 1]
    word = last_word(source.text, end.stem).lower()
    return not last.isalnum() or len(word) == 1 or word in leaning_words(source.lang)


RULE = UnitRule("punctuation/cut-off", "warning", check, LANGS)
