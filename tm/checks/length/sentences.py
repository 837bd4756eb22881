"""A translation with more or fewer sentences than its source.

Good translators join and divide sentences, so this is for reading, not for a build.
`length/sentence-lost` tells what looks like a loss.

Wrong: “He left. Nobody saw him.” → «Ён пайшоў.»
Right: «Ён пайшоў. Ніхто яго не бачыў.»

Fix: none.

Equivalents: pofilter sentencecount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.length.measure import LANGS, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations whose sentences are not as many."""
    for side in subject.targets:
        source = subject.source_of(side)
        theirs, ours = sentences(source, context), sentences(side, context)
        if ours and theirs != ours:
            message = f"{ours} sentences for the source's {theirs}"
            yield Problem(subject, side, (0, len(side.text)), message)


RULE = UnitRule("length/sentences", "info", check, LANGS)
