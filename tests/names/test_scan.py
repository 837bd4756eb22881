"""Inconsistent names are found, and what only looks like them is left alone."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tm.names.name import Form, Name
from tm.names.propose import proposals, write_proposals
from tm.names.register import Register, read_register
from tm.names.scan import Row, Text, scan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tm.names.scan import Report

LINES = (Path(__file__).parent / "cases" / "scan.tsv").read_text("utf-8").splitlines()[1:]
CASES = {
    name: [line.split("\t")[1:] for line in lines]
    for name, lines in groupby(LINES, key=lambda line: line.split("\t")[0])
}


def rows(
    lines: Sequence[tuple[str, ...]], langs: tuple[str, ...] = ("en", "ru", "be")
) -> list[Row]:
    return [
        Row("doc", tuple(Text("a.po", n, *pair) for pair in zip(langs, line, strict=True)))
        for n, line in enumerate(lines, 1)
    ]


def spelled(report: Report) -> list[str]:
    return [form.text for form in report.forms]


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    lines = CASES[name]
    reports = scan(rows([tuple(line[3:]) for line in lines]))
    expected = [line[:3] for line in lines if line[0]]
    assert [[r.kind, r.lang, r.forms[-1].text] for r in reports] == expected


def test_a_report_says_where() -> None:
    texts = ("Увидел Ковалькову.", "Пришла Ковалькова.", "Ушла Ковалькова.", "Тут Кавалькова.")
    [report] = scan(rows([(text,) for text in texts], ("ru",)))
    rare = report.forms[-1]
    assert (report.entity, rare.text, rare.count) == ("Ковалькова", "Кавалькова", 1)
    [place] = rare.locations
    assert texts[3][place.start :].startswith("Кавалькова")
    assert (place.path, place.line) == ("a.po", 4)
    assert "Ковалькова 3×" in report.explanation
    assert "a.po:4" in report.explanation


def test_order_of_rows_does_not_matter() -> None:
    lines = [tuple(line[3:]) for line in CASES["slip"]]
    shuffled = [lines[2], lines[0], lines[1]]
    first, second = (scan(rows(each)) for each in (lines, shuffled))
    assert [sorted(spelled(r)) for r in first] == [sorted(spelled(r)) for r in second]


def test_people_of_one_base_among_the_other() -> None:
    lines = [
        ("Here Tikhanovskaya sat.", "Тут Тихановская.", "Тут Ціханоўская."),
        ("Here Kovalkova sat.", "Тут Ковалькова.", "Тут Кавалькова."),
        ("Here Lukashenko sat.", "Тут Лукашенко.", "Тут Лукашэнка."),
        ("Here Kalesnikava sat.", "Тут Колесникова.", "Тут Калеснікава."),
    ]
    reports = scan(rows(lines))
    assert [(r.kind, r.lang, r.entity) for r in reports] == [
        ("mixed-romanization", "en", "Kalesnikava")
    ]


def test_one_language_against_two() -> None:
    lines = [("The city of Manchester.", "Это город Манчестер.", "Гэта горад Манэстэр.")]
    assert [(r.kind, r.lang) for r in scan(rows(lines))] == [("mismatch", "be")]


REGISTER = Register.of(
    [
        Name(
            "kovalkova",
            {
                "ru": (Form("Ольга Ковалькова"),),
                "be": (
                    Form("Вольга Кавалькова"),
                    Form("Вольга Кавалёва", status="forbidden"),
                ),
            },
            kind="person",
            gender={"ru": "f", "be": "f"},
        )
    ]
)


def test_near_miss_of_a_registered_name() -> None:
    lines = [("Это Кавалькова.", "Гэта Кавалькова."), ("С Ковальковой.", "З Кавальковай.")]
    reports = scan(rows(lines, ("ru", "be")), REGISTER)
    assert [(r.kind, r.lang, r.entity, r.forms[-1].text) for r in reports] == [
        ("typo", "ru", "kovalkova", "Кавалькова")
    ]


def test_forbidden_form_of_a_registered_name() -> None:
    reports = scan(rows([("Гэта Вольга Кавалёва.",)], ("be",)), REGISTER)
    assert [(r.kind, r.entity, r.forms[-1].text) for r in reports] == [
        ("variants", "kovalkova", "Вольга Кавалёва")
    ]


def test_proposals_are_a_register(tmp_path: Path) -> None:
    texts = rows([tuple(line[3:]) for line in CASES["inflected"]])
    path = tmp_path / "new.toml"
    write_proposals(path, texts, None)
    assert [(name.id, sorted(name.forms)) for name in read_register(path)] == [
        ("hammel", ["be", "en", "ru"])
    ]
    assert proposals(texts, read_register(path)) == []


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_consistent_names_of_the_gold_list(data: Callable[[str], Path], lang: str) -> None:
    lines = (data("names/termbase.tsv")).read_text("utf-8").splitlines()
    head = lines[0].split("\t")
    people = [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]
    texts = [
        (f"And {p['en_ru_based']} said so.", f"И {p[lang]} так.") for p in people for _ in range(2)
    ]
    reports = [r for r in scan(rows(texts, ("en", lang))) if r.lang == lang]
    assert len(reports) <= 2, [spelled(r) for r in reports]
