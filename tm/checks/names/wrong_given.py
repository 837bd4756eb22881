"""Another given name before the right surname: Мария Ковалькова for Olga Kovalkova.

The source has the full name, and the translation has the surname right after a common given name of
the same gender that is not the person's, in a case that fits. Given names that are common words
(Вера, Надежда, Любовь) are left out.

Wrong: “Olga Kovalkova” → «Мария Ковалькова»
Right: «Ольга Ковалькова»

Fix: none.

Equivalents: MQM mistranslation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tm.checks.base import Problem, UnitRule
from tm.checks.names.renderings import renderings
from tm.lang import primary
from tm.names.conversion import given_names
from tm.names.expected import parts_of
from tm.names.inflect import inflect
from tm.names.words import key, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.checks.names.renderings import Rendering
    from tm.names.matcher import Mention
    from tm.names.name import Entity
    from tm.names.words import Word

__all__ = ["RULE"]

_COMMON_WORDS = frozenset(("Вера", "Надежда", "Любовь", "Надзея", "Любоў", "Слава", "Май", "Роза"))
_Givens = dict[str, set[tuple[str, str, str]]]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the given names that are another person's."""
    told: set[tuple[str, int]] = set()
    for one in renderings(subject, context):
        readings = one.mention.readings
        if not one.found or any(r.shape != "full" for r in readings) or len(one.mention.words) == 1:
            continue
        for mention in context.names(one.target):
            word = _other_given(one, mention, context)
            if word and (one.target.name, word.start) not in told:
                told.add((one.target.name, word.start))
                yield _problem(subject, one, word, mention, context)


def _other_given(one: Rendering, mention: Mention, context: Context) -> Word | None:
    """Return a given name before a surname of the name that is meant, which is not its own."""
    target = one.target
    if not mention.entities & one.mention.entities or mention.start != mention.words[0].start:
        return None
    if any(reading.shape != "surname" for reading in mention.readings):
        return None
    before = [w for w in words(target.plain) if w.end == mention.start - 1]
    if not before or not target.plain[before[0].end].isspace():
        return None
    word = before[0]
    givens = _givens(target, context).get(key(word.text, target.lang), set())
    own = {name for r in mention.readings for name in _own_givens(r.entity, target)}
    genders = {r.entity.gender.get(target.lang, "") for r in mention.readings}
    cases = {case for r in mention.readings for case, number in r.cases if number == "sg"}
    fits = [lemma for lemma, gender, case in givens if gender in genders and case in cases]
    return word if fits and not own & set(fits) else None


def _own_givens(entity: Entity, side: Side) -> set[str]:
    forms = entity.forms.get(side.lang, ())
    return {p.text for f in forms for p in parts_of(entity, f, side.lang) if p.role == "given"}


def _givens(side: Side, context: Context) -> _Givens:
    """Return the forms of common given names: by compared key the name, its gender and case."""
    cache = cast("dict[str, _Givens]", context.share("given names", dict))
    if side.lang not in cache:
        forms = cache[side.lang] = {}
        for name, gender in given_names(primary(side.lang)):
            for form in inflect(name, side.lang, role="given", gender=gender):
                if form.number == "sg" and name not in _COMMON_WORDS:
                    found = forms.setdefault(key(form.text, side.lang), set())
                    found.add((name, gender, form.case))
    return cache[side.lang]


def _problem(
    subject: Subject, one: Rendering, word: Word, mention: Mention, context: Context
) -> Problem:
    form = context.preferred(one.mention.readings[0].entity, one.target.lang)
    source = one.source.text[one.mention.start : one.mention.end]
    found = one.target.text[word.start : mention.end]
    wanted = f" (“{form.text}”)" if form else ""
    message = f"“{found}”: the source has “{source}”{wanted}"
    return Problem(subject, one.target, (word.start, word.end), message)


RULE = UnitRule("names/wrong-given", "error", check)
