"""`tm` within the test's process, in a fresh folder."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from tm.cli import main
from tm.formats.po import PoFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Result(msgspec.Struct, frozen=True):
    """What a run gave."""

    code: int
    data: bytes
    log: str

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def json(self) -> Any:
        return json.loads(self.data)

    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the fresh folder that the test works in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    return tmp_path


@pytest.fixture
def tm(here: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return a function that runs `tm` with arguments and standard input."""

    def run(*arguments: str, stdin: bytes = b"") -> Result:
        assert here.is_dir()
        out, err = io.BytesIO(), io.BytesIO()
        stdout, stderr = (io.TextIOWrapper(stream, "utf-8") for stream in (out, err))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["tm", *arguments])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", stdout)
            patch.setattr(sys, "stderr", stderr)
            with pytest.raises(SystemExit) as left:
                main()
            stdout.flush()
            stderr.flush()
        assert isinstance(left.value.code, int)
        return Result(left.value.code, out.getvalue(), err.getvalue().decode())

    return run


@pytest.fixture
def good(tm: Callable[..., Result]) -> Callable[..., Result]:
    """Return the same, for runs that must give exit code 0."""

    def run(*arguments: str, stdin: bytes = b"", code: int = 0) -> Result:
        result = tm(*arguments, stdin=stdin)
        assert result.code == code, result.log
        return result

    return run


ARTICLE = """\
# Minsk

Minsk is a city. It is big. **People** live there.

It has a river.
"""


@pytest.fixture
def article(here: Path) -> Path:
    """Return the path of a small article, a.md."""
    path = here / "a.md"
    path.write_text(ARTICLE)
    return path


@pytest.fixture
def translate() -> Callable[[Path, dict[str, str]], None]:
    """Return what puts translations into a catalog as a translator's editor would."""

    def edit(path: Path, texts: dict[str, str]) -> None:
        file = PoFile.parse(path.read_bytes(), str(path))
        file.entries = [
            entry.edit(msgstr=(texts[entry.msgid],), flags=(), previous=None)
            if entry.msgid in texts
            else entry
            for entry in file.entries
        ]
        path.write_bytes(file.dump())

    return edit
