"""A figure of the source in another unit of measurement.

130 miles are not 130 km: the figure was taken over and the unit changed. A conversion that agrees
within rounding, a unit of another kind and a unit that is left out are not told.

Wrong: “The wall is 130 miles long.” — «Длина стены — 130 километров.»
Right: “The wall is 130 miles long.” — «Длина стены — 209 километров.»
Right: “It is a 5-minute walk.” — «Туды пяць хвілін пешшу.»
Fix: none.
Equivalents: MQM number, mistranslation; CheckMate SUSPECT_NUMBER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.numbers.amounts import amounts
from tm.checks.numbers.compare import other_unit
from tm.checks.numbers.numerals import language, measured

if TYPE_CHECKING:
    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> list[Problem]:
    """Return the figures whose unit is not that of the source."""
    del context
    source = subject.sources[0]
    lang = language(source.lang)
    if not lang or not subject.targets or not measured(lang).search(source.plain):
        return []
    return [problem for target in subject.targets for problem in _problems(subject, source, target)]


def _problems(subject: Subject, source: Side, target: Side) -> list[Problem]:
    source_lang, target_lang = language(source.lang), language(target.lang)
    if not target_lang or not measured(target_lang).search(target.plain):
        return []
    ours = amounts(source.plain, source_lang)
    told: list[Problem] = []
    for amount in amounts(target.plain, target_lang):
        unit = other_unit(amount, ours)
        if unit:
            span = amount.start, amount.end
            message = f"“{target.text[slice(*span)]}” in the source is in another unit: {unit}"
            told.append(Problem(subject, target, span, message))
    return told


RULE = UnitRule("numbers/unit", "warning", check, ("ru", "be"))
