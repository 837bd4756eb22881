"""Words that stand twice: laws, and counts on professional news and real catalogs."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.checks.base import Context, Side, Subject
from tm.checks.consistency.repeated_word import RULE, check
from tm.config import Config
from tm.files import read_bytes
from tm.model import Segment, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tm.checks.base import Problem

CONTEXT = Context(Config())
WORD = re.compile(r"(?<![\w’'.-])[^\W\d_]{2,}(?![\w’'-])")


def problems(source: str, target: str, lang: str) -> list[Problem]:
    unit = Unit("1", (Variant("en", Segment.of(source)),), "en")
    subject = Subject(
        "x.po",
        unit,
        0,
        (Side("en", "source", source, source),),
        (Side(lang, "target", target, target),),
    )
    return list(RULE.check(subject, CONTEXT) if RULE.langs else check(subject, CONTEXT))


def mended(target: str, found: list[Problem]) -> str:
    for problem in reversed(found):
        assert problem.fix is not None
        for edit in problem.fix.edits:
            target = target[: edit.start] + edit.text + target[edit.end :]
    return target


@pytest.fixture(scope="module")
def news(data: Callable[[str], Path]) -> list[dict[str, str]]:
    lines = read_bytes(data("ntrex") / "ntrex.tsv").decode().splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


@given(st.lists(st.sampled_from(("на", "ў", "з’езд", "Мінск", "і", "хто-небудзь")), max_size=6))
def test_words_that_differ_from_their_neighbours_are_no_finding(words: list[str]) -> None:
    kept = [word for at, word in enumerate(words) if at == 0 or words[at - 1] != word]
    assert problems("", " ".join(kept), "be") == []


@given(
    st.lists(st.sampled_from(("дарога", "поле", "з’езд", "Брэст")), min_size=1, unique=True),
    st.data(),
)
def test_the_fix_gives_the_text_without_the_second_word(
    words: list[str], draw: st.DataObject
) -> None:
    at = draw.draw(st.integers(0, len(words) - 1))
    twice = " ".join((*words[: at + 1], *words[at:]))
    assert mended(twice, problems("", twice, "be")) == " ".join(words)


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_professional_news_is_left_in_peace(lang: str, news: list[dict[str, str]]) -> None:
    flagged = [row for row in news if problems(row["en"], row[lang], lang)]
    assert len(flagged) <= 3


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_a_word_of_the_news_written_twice_is_found(lang: str, news: list[dict[str, str]]) -> None:
    chance = random.Random(1)  # noqa: S311  (no secret)
    found = total = 0
    for row in news:
        text = row[lang]
        words = list(WORD.finditer(text))
        if not words:
            continue
        word = chance.choice(words)
        twice = f"{text[: word.end()]} {word[0]}{text[word.end() :]}"
        total += 1
        found += any(problem.span[0] > word.start() for problem in problems(row["en"], twice, lang))
    assert found / total >= 0.95
