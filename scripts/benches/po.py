"""Reads and writes real catalogs with tm and with polib: megabytes of file per CPU second.

    python scripts/benches/po.py [--runs N] [--every N]

Both decode every string and write the catalog as one text again; tm must give the file's own bytes.
The runs of the two alternate; every N-th file of the data set is taken (default: all).
Exit code 1 when the data set is missing, when tm does not give a file's bytes back, or when the two
do not see the same number of entries.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import polib

from tm.formats.po import PoFile

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = (
    Path(os.environ.get("TM_DATA", ROOT / ".." / "shared" / "data")) / "po" / "catalogs.tar.xz"
)
MEGABYTE = 1_000_000

Catalogs = list[tuple[Path, bytes]]


def unpacked(folder: Path, every: int) -> Catalogs:
    """Return every N-th catalog of the data set, by name, as (path, bytes)."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    paths = sorted(folder.rglob("*.po"))[::every]
    return [(path, path.read_bytes()) for path in paths]


def with_tm(catalogs: Catalogs) -> tuple[float, int]:
    """Return CPU seconds and the number of entries, the header and obsolete ones included."""
    start, entries = time.process_time(), 0
    for path, data in catalogs:
        file = PoFile.parse(data, str(path))
        entries += len(file.entries)
        if file.dump() != data:
            sys.exit(f"{path.name}: not the same bytes")
    return time.process_time() - start, entries


def with_polib(catalogs: Catalogs) -> tuple[float, int]:
    """Return the same for polib, which keeps the header apart."""
    start, entries = time.process_time(), 0
    for path, _ in catalogs:
        file = polib.pofile(str(path))
        entries += len(file) + bool(file.metadata)
        str(file)
    return time.process_time() - start, entries


def line(name: str, size: float, times: list[float]) -> str:
    """Return a row: the median speed and the range."""
    speeds = sorted(size / seconds for seconds in times)
    median = statistics.median(speeds)
    return f"{name:8} {median:6.1f} MB/CPU-s (of {len(times)}: {speeds[0]:.1f} to {speeds[-1]:.1f})"


def main() -> int:
    """Measure, print, and say whether both saw the same."""
    parser = argparse.ArgumentParser(description="Read and write catalogs with tm and polib.")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--every", type=int, default=1, help="take every N-th file (default 1)")
    options = parser.parse_args()
    if not ARCHIVE.exists():
        print(f"no data set {ARCHIVE}: set TM_DATA to the folder of the data sets", file=sys.stderr)
        return 1
    ours: list[float] = []
    theirs: list[float] = []
    seen: set[tuple[str, int]] = set()
    with tempfile.TemporaryDirectory() as folder:
        catalogs = unpacked(Path(folder), options.every)
        for _ in range(options.runs):
            for name, times, run in (("tm", ours, with_tm), ("polib", theirs, with_polib)):
                seconds, entries = run(catalogs)
                times.append(seconds)
                seen.add((name, entries))
    size = sum(len(data) for _, data in catalogs) / MEGABYTE
    print(f"{len(catalogs)} catalogs, {size:.1f} MB, read and written")
    print(line("tm", size, ours))
    print(line("polib", size, theirs))
    ratios = sorted(b / a for a, b in zip(ours, theirs, strict=True))
    print(f"ratio {statistics.median(ratios):.2f} (run by run {ratios[0]:.2f} to {ratios[-1]:.2f})")
    counts = {entries for _, entries in seen}
    print(f"entries seen: {', '.join(f'{name} {entries}' for name, entries in sorted(seen))}")
    return 0 if len(counts) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
