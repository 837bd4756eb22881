"""The terms of a source beside its target: for several rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.terms.base import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.names.matcher import Mention

__all__ = ["pairs"]


def pairs(subject: Subject, context: Context) -> Iterator[tuple[Side, Side, Mention, list[Term]]]:
    """Yield every term of the source with the target it belongs in; the same term once."""
    if context.terms is None:
        return
    for target in subject.targets:
        source, told = subject.source_of(target), set[frozenset[str]]()
        for mention in context.concepts(source):
            terms = [
                reading.entity
                for reading in mention.readings
                if isinstance(reading.entity, Term) and _same_case(reading.entity, mention, source)
            ]
            if terms and mention.entities not in told:
                told.add(mention.entities)
                yield source, target, mention, terms


def _same_case(term: Term, mention: Mention, side: Side) -> bool:
    """Whether a mention is written as a case-sensitive term has it, at least its first letters."""
    if not term.case_sensitive:
        return True
    found = side.plain[mention.start : mention.end]
    return any(found.startswith(form.text[:3]) for form in term.forms.get(side.lang, ()))
