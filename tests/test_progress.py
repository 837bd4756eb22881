from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from tm.progress import SILENT, Progress

if TYPE_CHECKING:
    import pytest


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
