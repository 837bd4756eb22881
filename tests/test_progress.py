from __future__ import annotations

import inspect
import io
import sys
from typing import TYPE_CHECKING

import pytest

from tm.cli import main
from tm.progress import SILENT, Progress
from tm.project.exchange import Options, convert

if TYPE_CHECKING:
    from pathlib import Path


class Recorder:
    def __init__(self) -> None:
        self.seen: list[tuple[int, int | None, str]] = []

    def advance(self, done: int, total: int | None, what: str) -> None:
        self.seen.append((done, total, what))


def test_silence(capfd: pytest.CaptureFixture[str]) -> None:
    SILENT.advance(1, None, "files")
    assert capfd.readouterr() == ("", "")


def test_a_recorder_fits_the_protocol() -> None:
    recorder = Recorder()
    progress: Progress = recorder
    progress.advance(1, 2, "files")
    assert recorder.seen == [(1, 2, "files")]
    assert inspect.signature(Recorder.advance) == inspect.signature(type(SILENT).advance)


def write_table(folder: Path) -> tuple[str, str]:
    rows = "".join(f"a{n}\tб{n}\n" for n in range(2500))
    (folder / "a.tsv").write_text(f"en\tbe\n{rows}")
    return str(folder / "a.tsv"), str(folder / "a.jsonl")


def test_a_conversion_tells_how_many_units_were_read(tmp_path: Path) -> None:
    recorder = Recorder()
    convert(*write_table(tmp_path), Options(progress=recorder))
    assert recorder.seen == [(1000, None, "units"), (2000, None, "units"), (2500, 2500, "units")]


@pytest.mark.parametrize("terminal", [True, False])
def test_only_a_terminal_shows_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,  # noqa: FBT001
) -> None:
    stderr = io.StringIO()
    monkeypatch.setattr(stderr, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(sys, "argv", ["tm", "convert", *write_table(tmp_path)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
    start = "\r\x1b[K"
    told = f"{start}1000 units{start}2000 units{start}{start}"
    assert stderr.getvalue() == (told if terminal else "")
