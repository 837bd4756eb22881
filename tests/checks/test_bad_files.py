"""Files that are no catalogs, or odd ones: a finding or a clear error, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tm.cli import cli

GOOD = """\
msgid ""
msgstr ""
"Language: be\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

msgid "The first one in Minsk"
msgstr "Першы ў Мінску: «Ўсё»"

msgid "The second one"
msgstr "Другі"
"""
CONFLICT = '<<<<<<< a\nmsgstr "Другі"\n=======\nmsgstr "2"\n>>>>>>> b'
BAD: dict[str, tuple[bytes, int]] = {
    "cut in the middle": (GOOD.encode()[:-12], 12),
    "binary": (bytes(range(256)) * 40, 1),
    "wrong charset": (GOOD.encode("cp1251", "replace").replace(b"cp1251", b"UTF-8"), 9),
    "UTF-16": (GOOD.encode("utf-16"), 1),
    "UTF-16 without mark": (GOOD.encode("utf-16-le"), 1),
    "NUL": (GOOD.replace("Другі", "Дру\0гі").encode(), 12),
    "conflict markers": (GOOD.replace('msgstr "Другі"', CONFLICT).encode(), 12),
}


def check(*arguments: str) -> tuple[int, dict[str, Any]]:
    command = ["check", "--format", "json", *arguments]
    result = CliRunner().invoke(cli, command, standalone_mode=False, catch_exceptions=False)
    return int(result.return_value), json.loads(result.stdout)


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_a_finding_with_its_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data, line = BAD[name]
    Path("bad.po").write_bytes(data)
    Path("good.po").write_bytes(GOOD.encode())
    code, report = check("bad.po", "good.po", "--to", "be")
    told = [f for f in report["findings"] if f["path"] == "bad.po"]
    assert code == 1
    assert [(f["rule"], f["line"]) for f in told] == [("gettext/syntax", line)]
    assert report["files"] == 2
    assert Path("bad.po").read_bytes() == data


def test_fixing_leaves_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, (data, _) in BAD.items():
        Path(f"{name}.po").write_bytes(data)
    check(*(f"{name}.po" for name in BAD), "--to", "be", "--fix")
    assert {name: Path(f"{name}.po").read_bytes() for name in BAD} == {
        name: data for name, (data, _) in BAD.items()
    }


def test_a_very_long_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    long = "Слова і слова, (дужкі) «лапкі» 5 000 %s <b>тэг</b>. " * 10_000
    source = "A word and a word, (brackets) “quotes” 5,000 %s <b>tag</b>. " * 10_000
    Path("long.po").write_text(f'{GOOD}\nmsgid "{source}"\nmsgstr "{long}"\n', encoding="utf-8")
    code, report = check("long.po", "--to", "be")
    assert code in {0, 1}
    assert report["units"] == 3


def test_very_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    entries = (
        f'\nmsgctxt "{n}"\nmsgid "Line {n} of the list"\nmsgstr "Радок {n} са спіса"\n'
        for n in range(20_000)
    )
    Path("many.po").write_text(GOOD + "".join(entries), encoding="utf-8")
    code, report = check("many.po", "--to", "be")
    assert (code, report["units"]) == (0, 20_002)
