"""A form that the register forbids.

The register says `status = "forbidden"` for it: a calque, a form of another orthography, a former
name. The preferred form is offered in the same case where the case is certain.

Wrong: «у Менску», where the register forbids Менск
Right: «у Мінску»

Fix: safe, where the case is certain.

Equivalents: Weblate check_glossary (forbidden terms); MQM terminology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.names.forms import bad_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the mentions that have only forbidden readings."""
    yield from bad_forms(subject, context, "forbidden", "“{found}” is a forbidden form{better}")


RULE = UnitRule("names/forbidden", "error", check)
