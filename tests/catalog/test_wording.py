"""Word differences and word counts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.strategies import catalogs
from tm.catalog.status import is_ready, status_of
from tm.catalog.wording import changes, word_diff
from tm.formats.po import PoFile
from tm.model import State
from tm.segment.words import count_words

texts = st.text("аб cd.,’-\n1%😀\u0301", max_size=20)


@given(texts, texts)
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    spans = word_diff(old, new)
    assert "".join(span.text for span in spans if span.kind != "+") == old
    assert "".join(span.text for span in spans if span.kind != "-") == new
    assert all(span.text for span in spans)


def test_what_went_comes_before_what_came() -> None:
    shown = [(span.kind, span.text) for span in word_diff("Яна была там.", "Ён быў тут.")]
    assert shown[:2] == [("-", "Яна"), ("+", "Ён")]
    assert "".join(kind for kind, _ in shown) == "-+=-+=-+="


def test_a_long_text_of_few_words_can_be_read_off_its_spans() -> None:
    generator = random.Random(1)  # noqa: S311
    old, new = (" ".join(generator.choices("абвгд", k=2000)) for _ in range(2))
    spans = word_diff(old, new)
    assert "".join(span.text for span in spans if span.kind != "+") == old
    assert "".join(span.text for span in spans if span.kind != "-") == new


@given(catalogs(), catalogs())
def test_changes_are_those_there_are(old: PoFile, new: PoFile) -> None:
    assert not list(changes(old, old))
    found = list(changes(old, new))
    before, after = ({e.key for e in file.messages} for file in (old, new))
    assert sum(c.kind == "added" for c in found) == len(after - before)
    assert sum(c.kind == "removed" for c in found) == len(before - after)
    assert sum(c.words for c in changes(PoFile(), new)) == status_of(new, "", "be").words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— …", 0),
        ("Сям’я з Брэст-Літоўска, 80.1 %", 4),
        ("з'езд зʼезд", 2),
        ("10:30, 1/2", 2),
        ("e\u0301te\u0301", 1),
        ("я\u0301блоко", 1),
        ("A.B. C", 2),
        ("don't stop-", 2),
    ],
)
def test_count_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize("state", State)
def test_which_translations_are_used(state: State) -> None:
    reviewed = state in {State.REVIEWED, State.FINAL}
    assert is_ready(state) == (reviewed or state is State.TRANSLATED)
    fuzzy = state is State.NEEDS_REVIEW
    assert is_ready(state, include_fuzzy=True) == (fuzzy or is_ready(state))
    assert is_ready(state, reviewed_only=True) == reviewed
