"""A process that is killed loses nothing that was acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.memory.killing import campaign

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    found = campaign(tmp_path / "memory.sqlite", kills=12)
    assert found.acknowledged > found.kills
    assert (found.lost, found.broken) == (0, 0)
