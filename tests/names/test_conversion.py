"""Proposals between Belarusian, Russian and English: cases, laws and floors on real names."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import LanguageError
from tm.names.conversion import propose
from tm.names.words import key

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parent / "data" / "conversion.tsv"


def table(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", table(CASES), ids=lambda case: f"{case['text']}-{case['to']}")
def test_first_proposal(case: dict[str, str]) -> None:
    kind: Literal["person", "place"] = "place" if case["kind"] == "place" else "person"
    found = propose(case["text"], case["from"], case["to"], kind=kind)
    assert found[0].text == case["first"]
    assert found[0].certain is (case["certain"] == "yes")
    assert all(proposal.reason for proposal in found)


@given(text=st.text(), pair=st.sampled_from([("ru", "be"), ("be", "ru"), ("be", "en")]))
def test_any_text_has_proposals_that_differ(text: str, pair: tuple[str, str]) -> None:
    found = [proposal.text for proposal in propose(text, *pair)]
    assert found
    assert len(set(found)) == len(found)


@given(word=st.text("абвгдежзиклмнопрстуфхчшщыюяё", min_size=2))
def test_the_case_of_a_word_is_kept(word: str) -> None:
    small = propose(word, "ru", "be", role="surname")
    for case in (str.capitalize, str.upper):
        raised = propose(case(word), "ru", "be", role="surname")
        assert [proposal.text for proposal in raised] == [case(p.text) for p in small]


def test_a_surname_that_looks_like_a_given_name_goes_by_rule() -> None:
    assert propose("Олег", "ru", "be")[0].certain
    assert not propose("Олег", "ru", "be", role="surname")[0].certain


def test_a_language_that_does_not_fit() -> None:
    for pair in (("pl", "be"), ("ru", "de"), ("ru", "ru")):
        with pytest.raises(LanguageError):
            propose("Мінск", *pair)


def test_floors_on_surnames(data: Callable[[str], Path]) -> None:
    rows = [row for name in ("press", "gold") for row in table(data(f"names/{name}.tsv"))]
    people = [row for row in rows if row["kind"] == "person" and " " in row["ru"]]
    pairs = {(row["ru"].split()[-1], row["be"].split()[-1]) for row in people}
    there = [propose(ru, "ru", "be", role="surname")[0].text == be for ru, be in pairs]
    back = [
        key(propose(be, "be", "ru", role="surname")[0].text, "ru") == key(ru, "ru")
        for ru, be in pairs
    ]
    assert sum(there) / len(pairs) >= 0.78
    assert sum(back) / len(pairs) >= 0.78
