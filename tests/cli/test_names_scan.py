"""tm names scan and tm names matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

TABLE = """\
en\tru\tdoc\tline
The man Kovalkova spoke.\tВчера Ковалькова выступала.\tone\t1
The man Kovalkova left.\tВчера Ковалькова ушла.\tone\t2
The man Kovalkova came.\tВчера Кавалькова пришла.\tone\t3
"""
REGISTER = """\
[[name]]
id = "olga"
forms.en = "Kovalkova"
forms.ru = "Ковалькова"
"""


@pytest.fixture
def table(here: Path) -> Path:
    path = here / "names.tsv"
    path.write_text(TABLE)
    return path


def test_json_of_a_table(good: Run, table: Path) -> None:
    result = good("names", "scan", table.name, "--format", "json", code=1).json()
    [report] = result["reports"]
    assert (report["kind"], report["lang"], report["entity"]) == ("variants", "ru", "Kovalkova")
    assert report["forms"][-1] == {
        "text": "Кавалькова",
        "count": 1,
        "locations": [{"path": "names.tsv", "line": 4, "start": 6}],
    }


def test_text_names_every_place(good: Run, table: Path) -> None:
    lines = good("names", "scan", table.name, code=1).lines
    assert lines[0].startswith("variants [ru] Kovalkova: Ковалькова 2×")
    assert lines[1:] == [
        "  Ковалькова 2× names.tsv:2 names.tsv:3",
        "  Кавалькова 1× names.tsv:4",
    ]


def test_only_one_language(good: Run, table: Path) -> None:
    assert good("names", "scan", table.name, "--lang", "en").text == ""


def test_the_register_names_the_entity(good: Run, table: Path, here: Path) -> None:
    (here / "seeds").mkdir()
    (here / "seeds" / "names.toml").write_text(REGISTER)
    [report] = good("names", "scan", table.name, "--format", "json", code=1).json()["reports"]
    assert (report["kind"], report["entity"]) == ("typo", "olga")
    command = ("names", "scan", table.name, "--format", "json", "--no-register")
    assert good(*command, code=1).json()["reports"][0]["kind"] == "variants"


def test_a_slip_in_one_article(good: Run, here: Path) -> None:
    (here / "a.md").write_text("# T\n\nHe met Kovalkova.\nA Kovalkova.\nA Kavalkova.\n")
    assert "Kavalkova 1×" in good("names", "scan", "a.md", code=1).text


def test_a_look_alike_in_a_catalog(good: Run, here: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n"Language: be\\n"\n'
    (here / "be.po").write_text(f'{header}\nmsgid "In Minsk."\nmsgstr "У Мiнску."\n')
    [report] = good("names", "scan", "be.po", "--format", "json", code=1).json()["reports"]
    assert (report["kind"], report["entity"]) == ("mixed-script", "Мінску")


def test_no_such_file(tm: Run) -> None:
    result = tm("names", "scan", "nowhere.po")
    assert (result.code, result.text) == (2, "")
    assert "does not exist" in result.log


def test_proposals_are_confirmed(good: Run, table: Path, here: Path) -> None:
    good("names", "scan", table.name, "--propose", "new.toml", code=1)
    good("names", "confirm", "new.toml", "--yes")
    assert 'forms.ru = "Ковалькова"' in (here / "seeds" / "names.toml").read_text("utf-8")


def test_matrix_of_the_register_and_of_what_is_found(good: Run, table: Path, here: Path) -> None:
    found = good("names", "matrix", table.name, "--format", "json", "--no-register").json()
    assert found["names"][0] == {
        "entity": "kovalkova",
        "forms": {
            "en": [{"text": "Kovalkova", "count": 3}],
            "ru": [{"text": "Ковалькова", "count": 2}, {"text": "Кавалькова", "count": 1}],
        },
    }
    (here / "seeds").mkdir()
    (here / "seeds" / "names.toml").write_text(REGISTER)
    assert good("names", "matrix", table.name).lines[1:] == ["olga  Kovalkova 3×  Ковалькова 2×"]
