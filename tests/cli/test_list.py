"""tm list checks: every rule that tm check runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Run = Callable[..., Any]


def test_list_checks_has_every_rule(good: Run) -> None:
    rows = good("list", "checks", "--format", "json").json()["checks"]
    assert [row["id"] for row in rows] == [*RULES.names()]
    for row in rows:
        rule = RULES.get(row["id"])
        assert (row["severity"], row["scope"]) == (rule.severity, rule.scope)
        assert row["finds"].endswith(".")


def test_every_rule_is_told_by_the_docstring_of_its_own_module(good: Run) -> None:
    rows = good("list", "checks", "--format", "json").json()["checks"]
    assert len({row["finds"] for row in rows}) == len(rows)
