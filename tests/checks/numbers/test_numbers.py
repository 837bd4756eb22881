"""Laws of numbers: the ways to write one are one, and another number is another."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tm.checks.base import Context, Side, Subject
from tm.checks.numbers import added, changed, unit
from tm.config import Config
from tm.model import Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tm.checks.base import Problem

CONTEXT = Context(Config())
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "be": "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка "
    "лістапада снежня",
}
LANGS = st.sampled_from(["ru", "be"])


def problems(source: str, target: str, lang: str, source_lang: str = "en") -> list[Problem]:
    subject = Subject(
        "a.po",
        Unit("1"),
        0,
        (Side(source_lang, "source", source, source),),
        (Side(lang, "target", target, target),),
    )
    rules = (changed.RULE, added.RULE, unit.RULE)
    return [problem for rule in rules for problem in rule.check(subject, CONTEXT)]


@given(st.integers(1000, 10**9), st.sampled_from(" \u00a0\u2009\u202f,"), LANGS)
def test_thousands_may_be_written_in_many_ways(number: int, sign: str, lang: str) -> None:
    grouped = f"{number:,}".replace(",", sign)
    assert not problems(f"It has {number:,} pages.", f"{grouped} — {number}", lang)


@given(st.decimals(2, 99, places=1), LANGS)
def test_scales_are_multiplied_out(number: object, lang: str) -> None:
    comma = str(number).replace(".", ",")
    for scaled in (f"${number}m", f"{number} million", f"{number}-million"):
        assert not problems(f"It cost {scaled}.", f"{comma} млн", lang)
        assert problems(f"It cost {scaled}.", f"{comma} млрд", lang)


@given(st.dates(), LANGS)
def test_dates_may_be_written_in_many_ways(day: object, lang: str) -> None:
    number, month, year = (int(getattr(day, part)) for part in ("day", "month", "year"))
    assume(year > 31)
    name = {lang: names.split()[month - 1] for lang, names in MONTHS.items()}
    source = f"It was {name['en']} {number}, {year:04}."
    assert not problems(source, f"{number} {name[lang]} {year:04} г.", lang)
    assert not problems(source, f"{number:02}.{month:02}.{year:04}", lang)
    assert problems(source, f"{number + 1} {name[lang]} {year:04} г.", lang) or number == 1


@given(st.integers(1, 11), st.integers(0, 59), LANGS)
def test_clocks_are_one(hour: int, minute: int, lang: str) -> None:
    assert not problems(f"At {hour}:{minute:02} p.m.", f"{hour + 12}:{minute:02}", lang)


@given(st.integers(2, 10**6), st.integers(2, 10**6), LANGS)
def test_another_number_is_told_once(number: int, other: int, lang: str) -> None:
    assume(number != other)
    told = problems(f"We saw {number} of them.", f"«Ў» {other} …", lang)
    assert [(p.side.text[slice(*p.span)], p.expected) for p in told] == [(str(other), str(number))]


@given(st.text(), st.text(), LANGS)
def test_any_text_is_read(source: str, target: str, lang: str) -> None:
    for problem in problems(source, target, lang):
        start, end = problem.span
        assert 0 <= start <= end <= len(target)


@pytest.mark.parametrize(("lang", "most"), [("ru", 5), ("be", 2)])
def test_few_correct_sentences_are_told(data: Callable[[str], Path], lang: str, most: int) -> None:
    with data("ntrex/ntrex.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    told = [row for row in rows if problems(row["en"], row[lang], lang)]
    assert len(told) <= most * len(rows) / 1000


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_changed_digits_are_found(data: Callable[[str], Path], lang: str) -> None:
    with data("ntrex/ntrex.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    seeded = found = 0
    for row in rows:
        for at, digit in enumerate(row[lang]):
            if digit.isdigit():
                wrong = str((int(digit) + 1) % 10)
                seeded += 1
                found += bool(
                    problems(row["en"], row[lang][:at] + wrong + row[lang][at + 1 :], lang)
                )
    assert found >= 0.95 * seeded
