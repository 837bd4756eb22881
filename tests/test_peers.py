"""peers.tsv: what other tools check of Russian and Belarusian text, and which rule of ours does."""

from __future__ import annotations

from pathlib import Path

from tm.checks.base import RULES

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("peers.tsv").read_text("utf-8").splitlines()[1:]
]
DECLINED = 0.2
"""The greatest share of checks that we do not have."""


def test_every_check_has_a_rule_or_a_reason() -> None:
    for tool, check, rules, note in ROWS:
        assert rules or note, (tool, check)
        assert {rule for rule in rules.split(",") if rule} <= set(RULES.names()), (tool, check)


def test_few_are_declined() -> None:
    assert sum(not rules for _, _, rules, _ in ROWS) <= DECLINED * len(ROWS)


def test_none_stands_twice() -> None:
    assert len({(tool, check) for tool, check, *_ in ROWS}) == len(ROWS)
