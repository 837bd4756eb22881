"""A name left in the nominative, or in two cases at once.

Two things are certain enough to tell: the words of a name disagree (с Светланой Тихановская), and a
name stands in the nominative right after a preposition that never takes it (от Тихановская).

Wrong: «у Світлана Ціханоўскай»
Right: «у Святланы Ціханоўскай»

Fix: safe, where the case is certain.

Equivalents: MQM grammar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.names.renderings import couples_of
from tm.names.matcher import slavic
from tm.names.prepositions import governed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.names.matcher import Mention

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the names that disagree in themselves or with the preposition before them."""
    if context.register is None:
        return
    for side in subject.sides:
        if not slavic(side.lang):
            continue
        for mention in context.names(side):
            why = _fault(mention, side, context)
            if why:
                found = side.text[mention.start : mention.end]
                yield Problem(subject, side, (mention.start, mention.end), f"“{found}”: {why}")


def _fault(mention: Mention, side: Side, context: Context) -> str:
    """Return what is wrong with the cases of a mention, "" for nothing that is certain."""
    readings = mention.readings
    if any(r.shape == "derived" or any(case != "nom" for case, _ in r.possible) for r in readings):
        return ""
    certain = any(reading.certain for reading in readings)
    if not any(reading.cases for reading in readings):
        if certain or len(mention.words) == 1 or couples_of(mention, side.lang, context):
            return ""
        return "its words are in different cases"
    if side.plain[mention.start - 1 : mention.start] in _QUOTES:
        return ""  # a title stays as it is: на «Рэспубліка Паўночная Македонія»
    preposition, _ = governed(side.plain, mention.start, side.lang)
    return f"the nominative after “{preposition}”" if certain and preposition else ""


_QUOTES = frozenset('«„“"')

RULE = UnitRule("names/not-declined", "error", check)
