"""A campaign: a process that adds units is killed again and again, and nothing may be lost."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.memory.adder import unit
from tm.memory.sqlite import SqliteMemory

ADDER = Path(__file__).with_name("adder.py")


class Losses(NamedTuple):
    """What a campaign found: kills, units acknowledged, units lost, broken files."""

    kills: int
    acknowledged: int
    lost: int
    broken: int


def campaign(path: Path, kills: int, *, seed: int = 1) -> Losses:
    """Kill an adding process so many times; look after each kill, and at everything at the end."""
    chance = random.Random(seed)  # noqa: S311  (not for secrets)
    told: list[int] = []
    broken = 0
    for _ in range(kills):
        told += _killed(path, told[-1] + 1000 if told else 0, chance.uniform(0.02, 0.5))
        broken += path.exists() and not _sound(path)
    with SqliteMemory.open(path) as memory:
        kept = {entry.id for entry in memory.entries()}
        lost = sum(unit(number).id not in kept for number in told)
        for number in chance.sample(told, min(len(told), 200)):
            text = unit(number).variants[0].text
            lost += unit(number).id not in {h.entry.id for h in memory.fuzzy(text, "en", 100.0)}
        broken += bool(memory.check())
    return Losses(kills, len(told), lost, broken)


def _killed(path: Path, first: int, seconds: float) -> list[int]:
    """Let a process add until it is killed; return what it had been told is there."""
    command = [sys.executable, str(ADDER), str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first_line = process.stdout.readline()  # it has begun
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read()
    lines = (first_line + rest).split("\n")[:-1]  # the last may have been cut off
    return [int(line) for line in lines]


def _sound(path: Path) -> bool:
    database = sqlite3.connect(path)
    try:
        return database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    finally:
        database.close()
