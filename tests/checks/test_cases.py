"""The cases of every rule: <family>/<rule>.<lang>.po, or a TSV where the source counts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tm.checks.base import RULES
from tm.project import Project
from tm.project.checking import Checking, check
from tm.project.exchange import open_input

if TYPE_CHECKING:
    from tm.model import Finding, Unit

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CASES = sorted(path.relative_to(HERE) for end in ("*.po", "*.tsv") for path in HERE.rglob(end))
_EXPECT = re.compile(r"expect ([\w/-]+): (.*) => ?(.*)")

Told = tuple[str, str, str, str]


def findings_of(path: Path) -> list[Finding]:
    families = ("names", "terms") if path.parent.name in {"names", "terms"} else (path.parent.name,)
    wanted = Checking(select=families)
    return check(Project.open(ROOT), [str(path)], wanted).findings


def units_of(path: Path) -> list[Unit]:
    with open_input(str(path)) as document:
        return list(document.units)


def expected_of(path: Path) -> Counter[Told]:
    return Counter(
        (unit.id, found[1], found[2], found[3])
        for unit in units_of(path)
        for note in unit.notes
        if (found := _EXPECT.fullmatch(note.text))
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_the_case_says_and_nothing_else(case: Path) -> None:
    path = HERE / case
    found = Counter((f.unit, f.rule, f.text, f.expected) for f in findings_of(path))
    assert found == expected_of(path)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_shows_its_rule_and_what_is_right(case: Path) -> None:
    told = expected_of(HERE / case)
    rule = f"{case.parent}/{case.name.partition('.')[0]}"
    assert rule in {name for _, name, _, _ in told}
    assert len({unit for unit, *_ in told}) < len(units_of(HERE / case))


@pytest.mark.parametrize("case", [case for case in CASES if case.suffix == ".po"], ids=str)
def test_line_and_column_are_where_the_text_is(case: Path) -> None:
    path = HERE / case
    lines = path.read_text(encoding="utf-8").splitlines()
    for finding in findings_of(path):
        shown = lines[finding.line - 1][finding.column - 1 :]
        assert shown.startswith(finding.text.replace('"', '\\"'))


def test_every_rule_has_cases() -> None:
    shown = {f"{case.parent}/{case.name.partition('.')[0]}" for case in CASES}
    own = {name for name in RULES.names() if RULES.get(name).scope != "run"}
    assert {name for name in own if not name.startswith(("gettext/", "spelling/"))} <= shown
