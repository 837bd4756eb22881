"""A negation of the source that its translation does not have.

One lost word turns a sentence into its opposite. Words alone cannot tell: a good translation may
say “refused” for “did not agree”. So the translations of one text are compared, in all files and
all languages: one is told when another has the negation. Where there is no other, only what is sure
is told: “did not”, “cannot” or “never” beside a text without any negative word, prefix or meaning,
and a pronoun (никто, ніколі) whose sentence has no negation, which the grammar wants.

Wrong: “He did not sign the law.” — «Он подписал закон.»
Wrong: “Nobody came.” — «Ніхто прыйшоў на сустрэчу ў пятніцу.»
Right: “He did not sign the law.” — «Он отказался подписать закон.»
Fix: none.
Equivalents: MQM mistranslation, omission; Weblate ai_accuracy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tm.checks.base import Problem, ProjectRule
from tm.checks.negation.cues import Demand, Supply, demand, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import Context, File, Side, Subject

__all__ = ["RULE"]


class _Translation(NamedTuple):
    """A text whose source negates, and what it has for that."""

    subject: Subject
    target: Side
    demand: Demand
    supply: Supply

    @property
    def lacks(self) -> bool:
        """Whether nothing in it can stand for a negation."""
        has = self.supply
        if has.negations or has.meaning:
            return False
        return has.privative <= self.demand.privative


def check(files: Sequence[File], context: Context) -> Iterator[Problem]:
    """Yield the translations that lost a negation."""
    del context
    by_unit: dict[str, list[_Translation]] = {}
    for file in files:
        for subject in file.subjects:
            found = _translation(subject) if subject.targets else None
            if found:
                by_unit.setdefault(subject.unit.id, []).append(found)
    for group in by_unit.values():
        for each in group:
            yield from _problems(each, [other for other in group if other is not each])


def _translation(subject: Subject) -> _Translation | None:
    """Return a translation whose source negates, None for all others; of a plural its last form."""
    target = subject.targets[-1]
    source = subject.source_of(target)
    source_lang, target_lang = language(source.lang), language(target.lang)
    if not source_lang or target_lang not in {"ru", "be"} or source.text == target.text:
        return None
    wanted = demand(source.plain, source_lang)
    if wanted is None:
        return None
    return _Translation(subject, target, wanted, Supply(target.plain, target_lang, wanted))


def _problems(each: _Translation, others: Sequence[_Translation]) -> Iterator[Problem]:
    discord = each.supply.discord
    if discord:
        word = each.target.text[slice(*discord)]
        message = f"“{word}” has no negation beside it, and the source negates"
        yield Problem(each.subject, each.target, discord, message)
    elif _is_lost(each, others):
        message = "the source negates, the translation does not"
        if each.supply.negations:
            message = "the source negates more often than the translation"
        if others:
            message += f"; the one into “{others[0].target.lang}” does"
        yield Problem(each.subject, each.target, (0, len(each.target.text)), message)


def _is_lost(each: _Translation, others: Sequence[_Translation]) -> bool:
    """Whether a translation lacks what another has, or what is sure where there is no other."""
    if not others:
        return each.lacks and each.demand.sure and not each.supply.vague
    most = max(other.supply.negations for other in others)
    if each.lacks:
        return most > 0
    least = min(each.demand.cues, most)
    return each.supply.negations + each.supply.privative + each.supply.meaning < least


RULE = ProjectRule("negation/lost", "warning", check, "document")
