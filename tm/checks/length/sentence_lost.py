"""A translation with fewer sentences than its source, and shorter by about as much.

Sentences that are joined keep their length; one that is lost takes it away.

Wrong: “The shop is closed today. It opens on Monday at nine.” → «Крама сёння зачынена.»
Right: «Крама сёння зачынена, а ў панядзелак адчыніцца а дзявятай.»

Fix: none.

Equivalents: pofilter sentencecount, short; MQM omission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.length.measure import LANGS, length, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_SHARE = 0.8
_MARKS = ".?!…"


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations that lack a sentence."""
    for side in subject.targets:
        source = subject.source_of(side)
        if len(side.text) >= len(source.text) * _SHARE or not _several(source.text):
            continue
        theirs, ours = length(source.plain), length(side.plain)
        if not ours or ours >= theirs * _SHARE:
            continue
        wanted, found = sentences(source, context), sentences(side, context)
        if found < wanted:
            message = f"{found} of {wanted} sentences, and shorter: is one lost?"
            yield Problem(subject, side, (0, len(side.text)), message)


def _several(text: str) -> bool:
    """Whether a text may have more than one sentence: a mark within it and a space after it."""
    return any(f"{mark} " in text for mark in _MARKS) or any(
        f"{mark}{quote} " in text for mark in _MARKS for quote in "\"”'’)"
    )


RULE = UnitRule("length/sentence-lost", "warning", check, LANGS)
