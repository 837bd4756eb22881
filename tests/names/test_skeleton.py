"""The skeleton joins the spellings of a name over scripts and parts those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.names.skeleton import likeness, romanised, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    "forms",
    [
        "Tikhanovskaya Tsikhanouskaya Cichanoŭskaja Тихановская Ціханоўская",
        "Минск Мінск Minsk",
        "Гомель Homiel Гомель Gomel Homieĺ",
        "Дарья Дар’я Darya",
        "Брест Брэст Brest",
    ],
)
def test_one_skeleton(forms: str) -> None:
    assert len({skeleton(form) for form in forms.split()}) == 1


def test_sibilants_of_four_systems() -> None:
    assert {romanised(form)[0] for form in ("Шушкевич", "Shushkevich", "Šuškievič")} == {"š"}


WORDS = st.text("абвгдежзіклмнопрстуўфхцчшыьэюяabcdefghijklmnopqrstuvwxyzšč", max_size=12)


@given(WORDS, WORDS)
def test_likeness_is_a_symmetric_share(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert likeness(one, one) == 1


@given(WORDS)
def test_case_does_not_matter(word: str) -> None:
    assert skeleton(word.upper()) == skeleton(word)


def test_names_are_liker_than_strangers(data: Callable[[str], Path]) -> None:
    lines = data("names/gold.tsv").read_text("utf-8").splitlines()[1:]
    pairs = [line.split("\t")[1:3] for line in lines]
    pairs = [pair for pair in pairs if all(pair) and " " not in "".join(pair)]
    alike = [likeness(*pair) >= 0.55 for pair in pairs]
    strangers = [
        likeness(one[0], other[1]) >= 0.55
        for one, other in zip(pairs, pairs[len(pairs) // 2 :], strict=False)
    ]
    assert sum(alike) / len(alike) > 0.97
    assert sum(strangers) / len(strangers) < 0.02
