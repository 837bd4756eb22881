"""A term that stays as it is in every language, translated or left out.

The termbase says `translate = false` for it.

Wrong: “tm” → «тм», where the termbase says it stays
Right: “tm”

Fix: none.

Equivalents: pofilter notranslatewords; Weblate check_glossary (read-only terms); MQM terminology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.terms.pairs import pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the terms whose source word is not in the target."""
    for source, target, mention, terms in pairs(subject, context):
        if any(term.translate for term in terms):
            continue
        own = {form.text for term in terms for form in term.forms.get(source.lang, ())}
        if not any(text in target.plain for text in own):
            found = source.text[mention.start : mention.end]
            message = f"“{found}” is not to be translated: write it as it is"
            yield Problem(subject, target, (0, len(target.text)), message)


RULE = UnitRule("terms/do-not-translate", "error", check)
