"""у and ў: what a fix leaves is right, and what is right in professional news stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.checks.base import RULES, Context, Side, Subject, UnitRule
from tm.config import Config
from tm.model import Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = ("short-u", "short-u-preposition", "short-u-wrong", "capital-short-u")
SAFE = [rule for name in NAMES if isinstance(rule := RULES.get(f"orthography/{name}"), UnitRule)]
OTHERS = st.sampled_from(["яна", "брат", "ЗША", "«Роза»", "– так,", "2020"])
WORDS = st.tuples(OTHERS, st.sampled_from(["у", "ў", "усё", "ўсё", "Ўкраіне"])).map(" ".join)


def edits_of(text: str) -> list[tuple[int, int, str]]:
    subject = Subject(
        "a.po",
        Unit(id="1"),
        0,
        (Side("en", "source", "?", "?"),),
        (Side("be", "target", text, text),),
    )
    found = [problem for rule in SAFE for problem in rule.check(subject, Context(Config()))]
    return sorted((e.start, e.end, e.text) for p in found if p.fix for e in p.fix.edits)


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_a_fixed_text_has_nothing_to_fix(text: str) -> None:
    edits = edits_of(text)
    for start, end, better in reversed(edits):
        text = text[:start] + better + text[end:]
    assert edits_of(text) == []


@pytest.mark.parametrize("name", ["short-u", "short-u-inside", "short-u-wrong", "capital-short-u"])
def test_few_sentences_of_professional_news_are_told(
    data: Callable[[str], Path], name: str
) -> None:
    rule = RULES.get(f"orthography/{name}")
    assert isinstance(rule, UnitRule)
    head, *lines = data("ntrex/ntrex.tsv").read_text("utf-8").splitlines()
    at = head.split("\t").index("be")
    texts = [line.split("\t")[at] for line in lines]
    sides = [Side("be", "target", text, text) for text in texts]
    source = (Side("en", "source", "?", "?"),)
    subjects = [Subject("a", Unit(id="1"), 0, source, (side,)) for side in sides]
    told = sum(any(True for _ in rule.check(each, Context(Config()))) for each in subjects)
    assert told <= 0.015 * len(texts)
