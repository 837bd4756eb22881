"""Languages are told apart, and what is right is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.checks.script.mojibake import RULE as MOJIBAKE
from tm.checks.script.varieties import cyrillic_words, foreign
from tm.checks.script.wrong_language import other_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = st.text(
    st.sampled_from("абвгдежзійклмнопрстуўфхцчшыьэюяищъґєї’' -«»\u0306İAa1"), max_size=60
)


@pytest.fixture(scope="module")
def news(data: Callable[[str], Path]) -> list[dict[str, str]]:
    head, *lines = data("ntrex/ntrex.tsv").read_text("utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


@given(TEXT, st.sampled_from(["be", "be-tarask", "ru", "uk"]))
def test_words_are_where_they_are_said_to_be(text: str, name: str) -> None:
    words = cyrillic_words(text)
    assert all(text[w.start : w.start + len(w.text)].lower() == w.text for w in words)
    assert set(foreign(text, name)) <= set(words)


@pytest.mark.parametrize("lang", ["ru", "be", "uk"])
def test_no_sentence_is_told_to_be_in_another_language(
    news: list[dict[str, str]], lang: str
) -> None:
    assert [row[lang] for row in news if other_language(row[lang], lang)] == []


@pytest.mark.parametrize(
    ("own", "other", "floor"),
    [("be", "ru", 0.99), ("be", "uk", 0.97), ("ru", "be", 0.97), ("ru", "uk", 0.95)],
)
def test_sentences_of_three_words_are_found_in_the_wrong_place(
    news: list[dict[str, str]], own: str, other: str, floor: float
) -> None:
    three = [row[other] for row in news if len(cyrillic_words(row[other])) >= 3]
    assert sum(bool(other_language(text, own)) for text in three) >= floor * len(three)


@pytest.mark.parametrize(
    ("charset", "read_as"), [("utf-8", "cp1251"), ("utf-8", "latin-1"), ("cp1251", "latin-1")]
)
@pytest.mark.parametrize("word", ["Беларусь", "правительство", "навіны", "людзьмі"])
def test_a_word_in_the_wrong_charset_is_found(
    problems: Callable[..., list[str]], word: str, charset: str, read_as: str
) -> None:
    broken = word.encode(charset).decode(read_as, "ignore")
    assert problems(MOJIBAKE, f"«{broken}», так")
    assert not problems(MOJIBAKE, f"«{word}», так")
