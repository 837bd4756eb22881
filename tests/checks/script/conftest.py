"""What the tests of letters share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tm.checks.base import Context, Side, Subject, UnitRule
from tm.config import Config
from tm.model import Unit

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def problems() -> Callable[[UnitRule, str], list[str]]:
    """Return what a rule tells of a Belarusian translation: the texts at the spans."""

    def run(rule: UnitRule, text: str) -> list[str]:
        sides = Side("en", "source", "?", "?"), Side("be", "target", text, text)
        subject = Subject("a.po", Unit(id="1"), 0, sides[:1], sides[1:])
        found = rule.check(subject, Context(Config()))
        return [text[slice(*problem.span)] for problem in found]

    return run
