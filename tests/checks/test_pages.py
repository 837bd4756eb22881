"""Every rule explains itself: what is wrong, what is right, what is mended."""

from __future__ import annotations

import re

import pytest

from tm.checks.base import RULES
from tm.checks.pages import page, summary

PARTS = ("Wrong", "Right", "Fix", "Equivalents")


@pytest.mark.parametrize("rule", RULES.names())
def test_a_page_has_its_parts(rule: str) -> None:
    assert summary(rule).endswith(".")
    assert len(summary(rule)) <= 100
    found = re.findall(r"^(\w+): \S", page(rule), re.MULTILINE)
    assert [part for part in PARTS if part not in found] == []
