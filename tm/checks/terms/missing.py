"""A term of the source that its translation renders by none of its words.

Any case form of any word that is not forbidden counts. Verbs and adverbs are not looked for; an
English verb that looks like the noun (they strike) is a false alarm, hence a warning only.

Wrong: “rally” → «сход», where the termbase has мітынг
Right: «мітынг» in any case form

Fix: none.

Equivalents: Weblate check_glossary; pofilter musttranslatewords; CheckMate TERMINOLOGY; MQM
terminology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.terms.pairs import pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_INFLECTED = {"noun", "adjective", "properNoun"}


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the terms that are not rendered, each once a target."""
    for source, target, mention, terms in pairs(subject, context):
        present = {
            reading.entity.id for found in context.concepts(target) for reading in found.readings
        }
        wanted = [
            term
            for term in terms
            if term.translate and term.pos in _INFLECTED and term.forms.get(target.lang)
        ]
        if not wanted or len(wanted) < len(terms) or any(term.id in present for term in terms):
            continue
        form = wanted[0].preferred(target.lang)
        found_text = source.text[mention.start : mention.end]
        use = f": use “{form.text}”" if form else ""
        message = f"the term “{found_text}” is not rendered{use}"
        yield Problem(subject, target, (0, len(target.text)), message)


RULE = UnitRule("terms/missing", "warning", check)
