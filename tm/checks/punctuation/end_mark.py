"""Another mark at the end than the source has, or one that the source has not.

A statement for an exclamation, a colon for a full stop, a full stop after a headline: translators
may choose so, and a house may want to see it. What is lost is told by punctuation/end. An ellipsis
of one character and of three are equal.

Wrong: Help us! → Помогите нам.
Wrong: Storm hits the coast → Шторм обрушился на побережье.
Right: Loading... → Загрузка…
Fix: none
Equivalents: Weblate end_stop, end_colon, end_exclamation, end_ellipsis, end_semicolon,
end_interrobang; pofilter endpunc; MQM Punctuation
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.ends import end_of
from tm.checks.punctuation.sides import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations with another mark at the end, both having a text."""
    del context
    for side in subject.targets:
        source = subject.source_of(side).text
        wanted, found = end_of(source), end_of(side.text)
        if (
            found.marks
            and wanted.stem
            and found.stem
            and not _kinds(wanted.marks) & _kinds(found.marks)
        ):
            lost = f"the source with “{wanted.marks}”" if wanted.marks else "the source with none"
            message = f"the translation ends with “{found.marks}” and {lost}"
            at = side.text.rfind(found.marks[-1])
            yield Problem(subject, side, (at, at + 1), message)


def _kinds(marks: str) -> frozenset[str]:
    """Return the marks, "…" for an ellipsis and "" for none.

    >>> sorted(_kinds("...")), sorted(_kinds("?.")), sorted(_kinds(""))
    (['…'], ['.', '?'], [''])
    """
    return frozenset(marks.replace("...", "…")) or frozenset(("",))


RULE = UnitRule("punctuation/end-mark", "info", check, LANGS)
