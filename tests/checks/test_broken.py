"""Copies of the project's own article and catalogs with one error each: broken.toml."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tm.cli import cli
from tm.files import read_bytes

ROOT = Path(__file__).parent.parent.parent
COPIES: list[dict[str, str]] = tomllib.loads(
    read_bytes(Path(__file__).with_name("broken.toml")).decode()
)["copy"]
PARTS = ("pyproject.toml", "seeds", "locales")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for part in PARTS:
        source = ROOT / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / part)
    return folder


def check(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    command = ["check", "--format", "json", *arguments]
    result = CliRunner().invoke(cli, command, standalone_mode=False, catch_exceptions=False)
    return int(result.return_value), json.loads(result.stdout)["findings"]


def test_the_project_itself_is_clean(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert check() == (0, [])


@pytest.mark.parametrize("copy", COPIES, ids=lambda c: f"{c['rule']} {c['replace']}")
def test_a_broken_copy_has_its_finding_and_no_other(
    copy: dict[str, str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    path = project / copy["file"]
    text = path.read_text(encoding="utf-8")
    assert text.count(copy["find"]) == 1
    try:
        path.write_text(text.replace(copy["find"], copy["replace"]), encoding="utf-8")
        code, findings = check()
    finally:
        path.write_text(text, encoding="utf-8")
    told = [(f["rule"], f["path"], f["expected"]) for f in findings]
    assert (code, told) == (1, [(copy["rule"], copy["file"], copy.get("expected", ""))])
    assert findings[0]["text"] == copy.get("text", findings[0]["text"])
