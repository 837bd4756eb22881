"""The console blocks of the documentation show what the program prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "docs/tutorial.md"]
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps(text: str) -> list[tuple[str, str]]:
    """Return (command, expected output) of the console blocks; "> " continues a command."""
    found: list[tuple[str, str]] = []
    for block in _BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], ""))
            elif line.startswith("> ") or line == ">":
                found[-1] = (found[-1][0] + "\n" + line[2:], found[-1][1])
            else:
                found[-1] = (found[-1][0], found[-1][1] + line + "\n")
    return found


def run(command: str, folder: Path) -> str:
    """Run a command as a reader would; return what it prints, errors included."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "SOURCE_DATE_EPOCH": "1600000000",
        "NO_COLOR": "1",
    }
    result = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return result.stdout


@pytest.mark.parametrize("page", PAGES)
def test_console_blocks_show_what_is_printed(page: str, tmp_path: Path) -> None:
    if (
        page == "README.md"
    ):  # the README is about this repository, the tutorial starts in an empty folder
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        for name in ("seeds", "locales"):
            shutil.copytree(ROOT / name, tmp_path / name)
    commands = steps((ROOT / page).read_text(encoding="utf-8"))
    assert commands
    for command, expected in commands:
        assert run(command, tmp_path) == expected, command


def test_links_of_the_documentation_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", _CODE.sub("", _text(page)))
        if not (page.parent / target).exists()
    ]
    assert not broken


_CODE = re.compile(r"`[^`\n]*`")


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")
