"""A form of a registered name that is not the one to use.

The register knows the form, but neither prefers nor admits it: the house policy chose another one
(English names by their Russian or their Belarusian spelling, a person's own spelling or the
house's). Forms with `status = "admitted"` are no problem.

Wrong: “Tsikhanouskaya” where the house policy is the Russian-based Tikhanovskaya
Right: “Tikhanovskaya”

Fix: safe, where the case is certain.

Equivalents: Weblate check_glossary; MQM terminology.
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
    """Yield the mentions that no reading allows."""
    yield from bad_forms(subject, context, "", "“{found}” is not the preferred form{better}")


RULE = UnitRule("names/not-preferred", "error", check)
