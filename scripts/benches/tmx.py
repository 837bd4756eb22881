"""Reads large TMX files with tm and with translate-toolkit: time, memory, and the same pairs.

    python scripts/benches/tmx.py [--size MB ...] [--runs N]

Reading is parsing and taking the text of both sides of every unit. Every run is a fresh process;
its CPU seconds are from the first byte to the last pair, its peak memory is what the system counted
for the whole process (wait4).
Exit code 1 when the two tools do not see the same number of pairs and the same texts.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000
ENGLISH = (
    *("Minsk", "Belarus", "today", "the", "new", "law", "court", "decision", "of", "president"),
    *("election", "city", "people", "country", "war", "peace", "still", "tree", "“word”", "said"),
    *(
        "parliament",
        "in",
        "on",
        "and",
        "not",
        "were",
        "has",
        "after",
        "before",
        "million",
        "rouble",
    ),
)
RUSSIAN = (
    *("Минск", "Беларусь", "сегодня", "новый", "закон", "суд", "решение", "президент", "выборы"),
    *("город", "люди", "страна", "война", "мир", "ещё", "ёлка", "«слово»", "парламент", "сказал"),
    *("в", "на", "и", "не", "были", "после", "до", "миллионов", "рублей", "Мінску", "ў’я"),
)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="bench" creationtoolversion="1" segtype="sentence" o-tmf="bench"
    adminlang="en" srclang="en" datatype="plaintext"/>
  <body>
"""
UNIT = """    <tu tuid="{number}" creationdate="2026{month:02}{day:02}T{hour:02}0000Z">
{more}      <tuv xml:lang="en">
        <seg>{english}</seg>
      </tuv>
      <tuv xml:lang="ru" creationid="{who}">
        <seg>{russian}</seg>
      </tuv>
    </tu>
"""
READERS = {
    "tm": """
from tm.formats.base import Input
from tm.formats.tmx import read
def pairs(path):
    with open(path, "rb") as stream:
        for unit in read(Input(path, (stream,))).units:
            source, target = unit.variants
            yield source.text, target.text
""",
    "translate-toolkit": """
from translate.storage import tmx
def pairs(path):
    for unit in tmx.tmxfile.parsefile(path).units:
        yield unit.source, unit.target
""",
}
COUNT = """
import sys
from time import process_time
from zlib import crc32
start = process_time()
number = checksum = 0
if sys.argv[2] == "check":
    for number, (source, target) in enumerate(pairs(sys.argv[1]), 1):
        checksum = crc32(target.encode(), crc32(source.encode(), checksum))
else:
    for source, target in pairs(sys.argv[1]):
        number += 1
        checksum += len(source) + len(target)
print(number, checksum, process_time() - start)
"""


class Run(NamedTuple):
    """One process: CPU seconds of reading, peak memory in MB, number of pairs, checksum."""

    seconds: float
    memory: float
    pairs: str
    checksum: str


def main() -> int:
    """Run the comparison and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, nargs="+", default=[50, 200], help="file sizes in MB")
    parser.add_argument("--runs", type=int, default=5, help="runs of each tool on each file")
    options = parser.parse_args()
    agreed = True
    with tempfile.TemporaryDirectory() as folder:
        for size in options.size:
            path = Path(folder) / f"{size}.tmx"
            units = generate(path, size * MEGABYTE)
            print(f"{size} MB, {units} units of {path.stat().st_size / units:.0f} bytes, en and ru")
            agreed = compare(path, options.runs) and agreed
    return 0 if agreed else 1


def generate(path: Path, size: int) -> int:
    """Write a file of about `size` bytes, always the same one; return its number of units."""
    rng = random.Random(20260101)  # noqa: S311 -- the same texts every time, not a secret
    number = written = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        while written < size:
            text = unit(rng, number)
            file.write(text)
            written += len(text.encode())
            number += 1
        file.write("  </body>\n</tmx>\n")
    return number


def unit(rng: random.Random, number: int) -> str:
    """Return a `<tu>`: one in 2 has a prop, one in 4 a note, one in 50 entities."""
    english = " ".join(rng.choices(ENGLISH, k=rng.randint(8, 22)))
    russian = " ".join(rng.choices(RUSSIAN, k=rng.randint(7, 18)))
    more = f"      <note>paragraph {rng.randint(1, 60)}</note>\n" if number % 4 == 0 else ""
    if number % 2:
        more += f'      <prop type="x-document">news/{number // 40}</prop>\n'
    if number % 50 == 0:
        english, russian = f"{english} &amp; co", f"{russian} &lt;и др.&gt;"
    return UNIT.format(
        number=number,
        month=number // 700 % 12 + 1,
        day=number // 24 % 28 + 1,
        hour=number % 24,
        more=more,
        who=("anna", "ihar", "volha")[number % 3],
        english=f"{english} {number}.",
        russian=f"{russian} {number}.",
    )


def compare(path: Path, runs: int) -> bool:
    """Print times and memory of each tool and tell whether they read the same pairs."""
    seen = {tool: run(tool, path, "check")[2:] for tool in READERS}
    results: dict[str, list[Run]] = {tool: [] for tool in READERS}
    for _ in range(runs):  # in turn, so that a busy moment meets both
        for tool in READERS:
            results[tool].append(run(tool, path, "count"))
    megabytes = path.stat().st_size / MEGABYTE
    for tool, found in results.items():
        times = [one.seconds for one in found]
        median = statistics.median(times)
        print(
            f"  {tool:18} {median:6.2f} CPU s (of {runs}: {min(times):.2f} to {max(times):.2f}), "
            f"{megabytes / median:6.1f} MB/CPU-s, peak {max(one.memory for one in found):6.1f} MB"
        )
    report_ratio(*results.values())
    for tool, (pairs, checksum) in seen.items():
        print(f"  {tool:18} {pairs} pairs, checksum {checksum}")
    same = len(set(seen.values())) == 1
    print("  the same pairs" if same else "  NOT the same pairs")
    return same


def report_ratio(ours: list[Run], theirs: list[Run]) -> None:
    """Print how many times as fast ours is, by medians and run by run."""
    ratios = [b.seconds / a.seconds for a, b in zip(ours, theirs, strict=True)]
    medians = [statistics.median(one.seconds for one in found) for found in (ours, theirs)]
    print(
        f"  ratio {medians[1] / medians[0]:.2f} "
        f"(run by run {min(ratios):.2f} to {max(ratios):.2f}; at least 2 is wanted)"
    )


def run(tool: str, path: Path, mode: str) -> Run:
    """Read the file with a tool in a process of its own."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-c", READERS[tool] + COUNT, str(path), mode],
            stdout=output,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{tool} failed on {path.name}")
        output.seek(0)
        pairs, checksum, seconds = output.read().decode().split()
    return Run(float(seconds), usage.ru_maxrss / 1024, pairs, checksum)


if __name__ == "__main__":
    sys.exit(main())
