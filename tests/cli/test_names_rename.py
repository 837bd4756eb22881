"""tm names rename: what it prints, writes and refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

    Run = Callable[..., Result]

WHO = ["names", "rename", "Анатоль Бокун", "Анатоль Сідун", "--lang", "be"]
TEXT = "Бачылі Анатоля Бокуна."


@pytest.fixture
def po(here: Path, good: Run) -> Path:
    """Return the catalog of a project of one sentence and one name."""
    (here / "tm.toml").write_text('targets = ["be"]\ndocuments = ["a.md"]\n', "utf-8")
    (here / "a.md").write_text("They saw Anatoly Bokun.\n", "utf-8")
    person = ["--kind", "person", "--gender", "m", "--en", "Anatoly Bokun"]
    good("names", "add", "bokun", *person, "--be", "Анатоль Бокун")
    good("init", "a.md", "--to", "be")
    path = here / "locales" / "be" / "a.po"
    translated(path, TEXT)
    return path


def translated(path: Path, text: str) -> None:
    head, _, _ = path.read_text("utf-8").rpartition('msgstr "')
    path.write_text(f'{head}msgstr "{text}"\n', "utf-8")


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_it_writes_what_it_prints(here: Path, po: Path, good: Run, tm: Run) -> None:
    before = files(here)
    result = good(*WHO)
    assert po.read_text("utf-8").endswith('msgstr "Бачылі Анатоля Сідуна."\n')
    assert [line.partition(": ")[2] for line in result.lines] == [
        "Анатоля Бокуна → Анатоля Сідуна",
        "Анатоль Бокун → Анатоль Сідун",
    ]
    assert result.log == "2 changed, 0 left as they are\n"
    changed = {path for path, data in files(here).items() if before[path] != data}
    assert changed == {po, here / "seeds" / "names.toml"}
    again = tm(*WHO)
    assert (again.code, "is nowhere in be" in again.log) == (2, True)


def test_the_diff_writes_nothing(here: Path, po: Path, good: Run) -> None:
    before = files(here)
    result = good(*WHO, "--diff")
    assert files(here) == before
    assert po.exists()
    removed = [line for line in result.lines if line.startswith("-") and line[1] != "-"]
    added = [line for line in result.lines if line.startswith("+") and line[1] != "+"]
    assert removed == [f'-msgstr "{TEXT}"', '-forms.be = "Анатоль Бокун"']
    assert added == ['+msgstr "Бачылі Анатоля Сідуна."', '+forms.be = "Анатоль Сідун"']


@pytest.mark.parametrize("only", [[], ["--diff"]])
def test_what_is_not_certain_is_told_with_its_place(po: Path, tm: Run, only: list[str]) -> None:
    translated(po, "Бачылі Бокунскі дом.")
    line = len(po.read_text("utf-8").split("\n")) - 1
    result = tm(*WHO, *only)
    said = result.log if only else result.text
    assert result.code == 1
    assert f"locales/be/a.po:{line}:16: Бокунскі: left as it is: " in said
    assert "1 left as they are" in result.log


def test_json_has_the_places(po: Path, good: Run) -> None:
    line = len(po.read_text("utf-8").split("\n")) - 1
    places = good(*WHO, "--format", "json").json()["places"]
    assert places[0] == {
        "path": "locales/be/a.po",
        "line": line,
        "column": 16,
        "old": "Анатоля Бокуна",
        "new": "Анатоля Сідуна",
        "doubt": "",
    }
    assert len(places) == 2


def test_a_name_of_no_register_is_declined_by_kind_and_gender(po: Path, good: Run) -> None:
    translated(po, "Былі ў Крупках, пасля Крупак — у Мінску і Мінск.")
    good("names", "rename", "Мінск", "Торск", "--lang", "be", "--kind", "place", "--gender", "m")
    assert "у Торску і Торск." in po.read_text("utf-8")
    assert "ў Крупках, пасля Крупак" in po.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Мінск", "Торск", "--lang", "pl"], "pl is no language of the project"),
        (["Мінск", "Торск", "--lang", "by"], "did you mean be?"),
        (["Мінск", "Торск"], "--lang"),
        (["Мінск", "--lang", "be"], "NEW"),
        (["Мінск", "Торск", "--lang", "be", "--kind", "city"], "city"),
    ],
)
def test_a_wrong_request_is_exit_code_2_and_writes_nothing(
    here: Path, po: Path, tm: Run, arguments: list[str], says: str
) -> None:
    before = files(here)
    result = tm("names", "rename", *arguments)
    assert (result.code, po.exists()) == (2, True)
    assert says in result.log
    assert files(here) == before


def test_a_broken_catalog_stops_it_before_anything_is_written(
    here: Path, po: Path, tm: Run
) -> None:
    po.write_text(po.read_text("utf-8") + '\nmsgid "open\n', "utf-8")
    before = files(here)
    result = tm(*WHO)
    assert result.code == 2
    assert "locales/be/a.po:" in result.log
    assert files(here) == before
