"""A registered name of the source that its translation does not render.

Any case form of any form that is not forbidden counts, and so do adjectives and inhabitants
(минский, мінчанін), the surname alone, initials and the plural for a couple. A word that differs by
a letter or two is named: it is probably a slip. A translation may leave a name out on purpose.

Wrong: “Tikhanovskaya said so.” → «Кандыдатка так сказала.»
Right: «Ціханоўская так сказала.»

Fix: none.

Equivalents: Weblate check_glossary; pofilter musttranslatewords; CheckMate TERMINOLOGY; MQM
omission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.names.forms import replaced
from tm.checks.names.renderings import renderings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject
    from tm.checks.names.renderings import Damage, Rendering

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the names that are not rendered, each once."""
    told: set[frozenset[str]] = set()
    for one in renderings(subject, context):
        if one.found or (one.damage and one.damage.kind != "misspelt"):
            continue
        if one.mention.entities in told:
            continue
        told.add(one.mention.entities)
        yield _misspelt(subject, one, one.damage) if one.damage else _missing(subject, one, context)


def _misspelt(subject: Subject, one: Rendering, damage: Damage) -> Problem:
    word, options = damage.word, " or ".join(f"“{text}”" for text in damage.expected)
    better = damage.expected[0] if len(damage.expected) == 1 else ""
    message = f"“{word.text}” is no form of “{_source(one)}”: did you mean {options}?"
    return replaced(subject, one.target, (word.start, word.end), message, better, safe=False)


def _missing(subject: Subject, one: Rendering, context: Context) -> Problem:
    form = context.preferred(one.mention.readings[0].entity, one.target.lang)
    wanted = f" (“{form.text}”)" if form else ""
    message = f"“{_source(one)}” is not rendered{wanted}"
    span = (0, len(one.target.text))
    return Problem(subject, one.target, span, message)


def _source(one: Rendering) -> str:
    return one.source.text[one.mention.start : one.mention.end]


RULE = UnitRule("names/missing", "error", check)
