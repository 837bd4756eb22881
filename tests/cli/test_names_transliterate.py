"""tm names transliterate and tm list schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]


def test_texts_and_lines_of_standard_input(good: Run) -> None:
    command = ("names", "transliterate", "--from", "be", "--scheme", "un-2012")
    assert good(*command, "Ямнае", "Гаўя").lines == ["Jamnaje", "Haŭja"]
    assert good(*command, "-", stdin="Ёды\n\nШаркаўшчына\r\n".encode()).lines == [
        "Jody",
        "",
        "Šarkaŭščyna",
    ]


def test_backwards(good: Run) -> None:
    command = ("names", "transliterate", "--from", "be", "--reverse", "--scheme")
    assert good(*command, "iso-9", "Magìlëŭ").text == "Магілёў\n"
    assert good(*command, "lacinka", "Mahiloŭ").text == "Магілёў\n"


def test_a_scheme_of_your_own(good: Run, tm: Run, here: Path) -> None:
    text = 'id = "own"\ntitle = "Own"\nsource = "us"\nfrom = "be"\nto = "Latn"\nletters = "ш sz"\n'
    (here / "own.toml").write_text(text, encoding="utf-8")
    command = ("names", "transliterate", "Шш", "--scheme", "own.toml", "--from")
    assert good(*command, "be").text == "Szsz\n"
    wrong = tm(*command, "ru")
    assert wrong.code == 2
    assert "own.toml is for be" in wrong.log


def test_proposals_have_a_reason(good: Run) -> None:
    lines = good("names", "transliterate", "Ольга", "--from", "ru", "--to", "be").lines
    assert lines[0].split("\t")[0] == "Вольга"
    assert all(line.split("\t")[1] for line in lines)


def test_mistakes(tm: Run) -> None:
    command = ("names", "transliterate", "Мінск", "--from")
    cases = {
        ("be", "--scheme", "un2012"): "did you mean un-2012",
        ("pl", "--scheme", "iso-9"): "known: be, be-Latn, ru",
        ("be",): "either --scheme or --to",
        ("be", "--scheme", "press", "--to", "ru"): "either --scheme or --to",
        ("be", "--to", "ru", "--reverse"): "--reverse goes with --scheme",
        ("be", "--scheme", "press", "--reverse"): "cannot be read backwards",
        ("be", "--scheme", "none.toml"): "none.toml",
        ("pl", "--to", "be"): "pl",
    }
    for arguments, message in cases.items():
        result = tm(*command, *arguments)
        assert result.code == 2
        assert message in result.log
        assert result.data == b""


def test_list_schemes(good: Run) -> None:
    rows = good("list", "schemes", "--format", "json").json()["schemes"]
    assert {"from": "be", "scheme": "iso-9", "to": "Latn", "reverse": "yes"}.items() <= next(
        row for row in rows if row["scheme"] == "iso-9"
    ).items()
    assert len(good("list", "schemes").lines) == len(rows) + 1
