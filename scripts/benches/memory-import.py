"""Imports a large TMX into a memory, and adds single units: units per CPU second, peak memory.

    python scripts/benches/memory-import.py [--size MB] [--runs N]

The import is the command `tm memory import` in a process of its own; its peak memory is what the
system counted for it (wait4). Exit code 1 where fewer than 15,000 units a CPU second, more than
150 MB or more than 1 ms for a unit added and committed are seen.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from xml.sax.saxutils import escape

from memory_corpus import corpus, units

from tm.memory.sqlite import SqliteMemory

TM = Path(sys.executable).with_name("tm")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="bench" '
    'creationtoolversion="1" segtype="sentence" o-tmf="po" adminlang="en" srclang="en" '
    'datatype="plaintext"/><body>\n'
)
MEGABYTE = 1_000_000
RATE, PEAK = 15_000, 150
"""What is asked for: units per CPU second, megabytes."""
PER_UNIT = 330
"""About how many bytes a unit has in the file."""


def write_tmx(path: Path, megabytes: int) -> int:
    """Write a TMX of that size; return how many units it has."""
    wanted, count = megabytes * MEGABYTE, 0
    with path.open("w", encoding="utf-8") as file:
        size = file.write(HEAD)
        for source, target in corpus(wanted // PER_UNIT + 2000).pairs:
            count += 1
            unit = (
                f'<tu tuid="{count}" creationdate="20201101T120000Z">'
                f'<tuv xml:lang="en"><seg>{escape(source)}</seg></tuv>'
                f'<tuv xml:lang="ru"><seg>{escape(target)}</seg></tuv></tu>\n'
            )
            file.write(unit)
            size += len(unit.encode())
            if size >= wanted:
                break
        file.write("</body></tmx>\n")
    return count


def imported(tmx: Path, memory: Path) -> tuple[float, float]:
    """Import; return CPU seconds and peak megabytes."""
    process = subprocess.Popen(
        [TM, "memory", "import", tmx, "--memory", memory], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"tm memory import failed: {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def added(memory: Path, count: int) -> float:
    """Add single units; return the CPU milliseconds of one."""
    texts = list(islice(units((f"A new text {n}", f"Новы тэкст {n}") for n in range(count)), count))
    with SqliteMemory.open(memory, write=True) as store:
        start = time.process_time()
        for unit in texts:
            store.add([unit])
        return 1000 * (time.process_time() - start) / count


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=200, help="megabytes")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    rates, peaks, singles = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        tmx = Path(folder) / "bench.tmx"
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # this process stays small:
            count = apart.submit(write_tmx, tmx, options.size).result()  # a child counts its peak
        print(f"{tmx.stat().st_size / MEGABYTE:.0f} MB of TMX, {count} units")
        for run in range(options.runs):
            memory = Path(folder) / f"{run}.sqlite"
            seconds, peak = imported(tmx, memory)
            rates.append(count / seconds)
            peaks.append(peak)
            singles.append(added(memory, 1000))
    print(
        f"import: {statistics.median(rates):.0f} units per CPU second "
        f"({min(rates):.0f} to {max(rates):.0f}), peak {max(peaks):.0f} MB"
    )
    print(f"add and commit: {statistics.median(singles):.2f} ms of CPU")
    fast = statistics.median(rates) >= RATE and statistics.median(singles) <= 1
    return 0 if fast and max(peaks) <= PEAK else 1


if __name__ == "__main__":
    sys.exit(main())
