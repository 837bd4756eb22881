"""Laws of the rules on structure, and the errors they find in real sentences."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.checks.base import RULES, Context, Side, Subject, UnitRule
from tm.config import Config
from tm.model import Unit
from tm.project import Project
from tm.project.check_runs import Checking
from tm.project.checking import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = [name for name in RULES.names() if name.startswith("structure/")]
CONTEXT = Context(Config())
FLOOR = 0.95
WORDS = (
    "<b>|</b>|<br/>|&amp;|&|<| |**|`a_b`|[Мінск](be.md)|\\n|слова|«ўсё»|=|--output|/etc/hosts"
    "|https://spring96.org/be|press@viasna.org"
)
pieces = st.sampled_from(["\n", *WORDS.split("|")])


def subject(source: str, target: str) -> Subject:
    unit = Unit("1")
    sides = (Side("en", "source", source, source),), (Side("be", "target", target, target),)
    return Subject("a.po", unit, 0, *sides, markup="markdown")


@given(st.lists(pieces, max_size=8).map("".join))
def test_a_copy_of_the_source_has_no_fault(text: str) -> None:
    for name in NAMES:
        rule = RULES.get(name)
        assert isinstance(rule, UnitRule)
        assert list(rule.check(subject(text, text), CONTEXT)) == []


def rows(path: Path, lang: str) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    at = head.index("en"), head.index(lang)
    return [(row[at[0]], row[at[1]]) for row in (line.split("\t") for line in lines[1:])]


def flagged(pairs: list[tuple[str, str]], lang: str, folder: Path) -> int:
    """Return how many units are flagged at the default level."""
    text = "".join(f"{source}\t{target}\n" for source, target in pairs)
    path = folder / "a.tsv"
    path.write_text(f"en\t{lang}\n{text}", encoding="utf-8")
    names = tuple(name for name in NAMES if RULES.get(name).severity != "info")
    report = check(Project.open(folder), [str(path)], Checking(select=names))
    return len({(finding.unit, finding.line) for finding in report.findings})


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_news_has_no_fault(lang: str, data: Callable[[str], Path], tmp_path: Path) -> None:
    assert flagged(rows(data("ntrex/ntrex.tsv"), lang), lang, tmp_path) == 0


WRAPPED = {
    "tag lost": ("<b>{}</b>", "{}"),
    "tag not closed": ("<b>{}</b>", "<b>{}<b>"),
    "tag renamed": ("<em>{}</em>", "<strong>{}</strong>"),
    "address changed": ("{} (https://spring96.org/be)", "{} (https://spring69.org/be)"),
    "mail lost": ("{}, press@mail.spring96.org", "{}"),
    "link lost": ("[{}](list.md)", "{}"),
    "escape lost": ("{}\\n", "{}"),
    "space lost": (" {}", "{}"),
}


@pytest.mark.parametrize("kind", WRAPPED)
@pytest.mark.parametrize("lang", ["ru", "be"])
def test_errors_are_found(
    kind: str, lang: str, data: Callable[[str], Path], tmp_path: Path
) -> None:
    right, wrong = WRAPPED[kind]
    pairs = random.Random(kind).sample(rows(data("ntrex/ntrex.tsv"), lang), 100)  # noqa: S311
    good = [(right.format(source), right.format(target)) for source, target in pairs]
    bad = [(right.format(source), wrong.format(target)) for source, target in pairs]
    assert flagged(good, lang, tmp_path) <= (1 - FLOOR) * len(good)
    assert flagged(bad, lang, tmp_path) >= FLOOR * len(bad)
