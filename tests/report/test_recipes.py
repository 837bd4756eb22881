"""The recipes of docs/ci.md and the pre-commit hook, run where they can be run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
RECIPES: list[dict[str, Any]] = [
    yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
]
HEADER = 'msgid ""\nmsgstr ""\n"Language: be\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
GOOD = f'{HEADER}\nmsgid "In Minsk, everything"\nmsgstr "У Мінску, усё"\n'
WRONG = GOOD.replace("Мінску", "Мiнску")


def steps(recipe: dict[str, Any]) -> list[str]:
    """Return the commands of a recipe that call tm."""
    found = [
        step.get("run", "") for job in recipe.get("jobs", {}).values() for step in job["steps"]
    ]
    found += [line for job in recipe.values() if "script" in job for line in job["script"]]
    return [line for line in found if line.startswith("tm ")]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tm.toml").write_text("", encoding="utf-8")
    return tmp_path


def shell(command: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GITHUB_ACTIONS": "true"}
    return subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, env=environment
    )


def test_every_recipe_calls_tm_or_the_hook() -> None:
    hooks = [
        hook["id"]
        for recipe in RECIPES
        for repo in recipe.get("repos", ())
        for hook in repo["hooks"]
    ]
    assert len([line for recipe in RECIPES for line in steps(recipe)]) == 4
    assert hooks == ["tm-check", "tm-check"]
    own = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in own] == ["tm-check"]


@pytest.mark.parametrize("command", [line for recipe in RECIPES for line in steps(recipe)])
def test_commands_of_the_recipes_gate_and_write(command: str, here: Path) -> None:
    (here / "be.po").write_text(WRONG, encoding="utf-8")
    run = shell(command.replace("tm check", "tm check be.po"))
    assert run.returncode == (0 if "--exit-zero" in command else 1), run.stderr
    output = next(iter(re.findall(r"> (\S+)", command)), "")
    text = (here / output).read_text(encoding="utf-8") if output else run.stdout
    if output.endswith(".xml"):
        assert etree.fromstring(text.encode()).get("failures") == "1"
    elif output:
        assert json.loads(text)
    else:
        assert text.startswith("::error file=be.po,line=7,col=11,")


def test_pre_commit_runs_the_hook(here: Path, program: Callable[[str], str]) -> None:
    program("git")
    local = next(r for r in RECIPES if r.get("repos", [{}])[0].get("repo") == "local")
    (here / ".pre-commit-config.yaml").write_text(yaml.safe_dump(local), encoding="utf-8")
    (here / "be.po").write_text(GOOD, encoding="utf-8")
    assert shell("git init -q . && git add .").returncode == 0
    run = shell("pre-commit run --all-files")
    assert (run.returncode, "Passed" in run.stdout) == (0, True), run.stdout + run.stderr
    (here / "be.po").write_text(WRONG, encoding="utf-8")
    shell("git add .")
    run = shell("pre-commit run --all-files")
    assert (run.returncode, "be.po" in run.stdout) == (1, True), run.stdout + run.stderr
