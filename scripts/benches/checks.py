"""Measures the speed of `tm check` beside pofilter, its cache, and what its safe fixes change.

    python scripts/benches/checks.py [--runs N] [--every N] [--whole]

A message is any entry of a file, and CPU seconds are those of the whole command, its start
included: both programs run as commands over the same files, by turns, with all their default
rules. Every N-th catalog is taken (default 6); `--whole` runs each once over all of them too. Then
all catalogs in a project with a configuration: the first run with two processes, and a second one
after an edit in one file, in seconds of the clock. Then how many fixes each rule makes with
`tm check --fix --level info`, and how long files that are too big take.
Exit code 1 when the data set or pofilter is missing, when tm does less than twice pofilter's
messages per CPU second, when the first run takes over 40 s, the second 1 s, or a big file 60 s.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from pathlib import Path

from tm.formats.po import PoFile
from tm.project import Project
from tm.project.check_runs import Checking
from tm.project.fixing import fixes

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = (
    Path(os.environ.get("TM_DATA", ROOT / ".." / "shared" / "data")) / "po" / "catalogs.tar.xz"
)
BIN = Path(sys.executable).parent
RATIO, COLD, WARM, BIG = 2.0, 40.0, 1.0, 60.0
HEADER = """\
msgid ""
msgstr ""
"Language: be\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command that may have findings; return its CPU seconds and those of the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr.decode()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock


def tm_check(folder: Path, *options: str) -> tuple[float, float]:
    """Run `tm check` over a folder of catalogs."""
    command = [str(BIN / "tm"), "check", "po", "--format", "json", *options]
    return run(command, folder)


def pofilter(folder: Path) -> float:
    """Run pofilter over the same folder, and return its CPU seconds."""
    with tempfile.TemporaryDirectory() as out:
        command = [str(BIN / "pofilter"), "--progress=none", "-i", "po", "-o", out]
        return run(command, folder)[0]


def subset(whole: Path, folder: Path, every: int) -> int:
    """Copy every N-th catalog into folder/po, and return the number of entries."""
    entries = 0
    for path in sorted(whole.rglob("*.po"))[::every]:
        copy = folder / "po" / path.relative_to(whole)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        entries += len(PoFile.parse(path.read_bytes(), str(path)).entries)
    return entries


def beside_pofilter(folder: Path, entries: int, runs: int) -> float:
    """Print messages per CPU second of both, and return the median ratio."""
    ratios: list[float] = []
    speeds: dict[str, list[float]] = {"tm check": [], "pofilter": []}
    for _ in range(runs):
        ours, theirs = tm_check(folder, "--jobs", "1")[0], pofilter(folder)
        speeds["tm check"].append(entries / ours)
        speeds["pofilter"].append(entries / theirs)
        ratios.append(theirs / ours)
    for name, found in speeds.items():
        low, high = min(found), max(found)
        middle = statistics.median(found)
        print(f"{name:9} {middle:7.0f} messages/CPU-s (of {runs}: {low:.0f} to {high:.0f})")
    ratio = statistics.median(ratios)
    print(f"ratio {ratio:.2f} ({min(ratios):.2f} to {max(ratios):.2f}), {entries} messages")
    return ratio


def cached(folder: Path) -> tuple[float, float]:
    """Print and return the seconds of a first run, and of one after an edit in one file."""
    (folder / "tm.toml").write_text("", encoding="utf-8")
    cold = tm_check(folder, "--jobs", "2")[1]
    warm: list[float] = []
    paths = sorted((folder / "po").rglob("*.po"))
    for path in paths[:: max(1, len(paths) // 5)][:5]:
        path.write_bytes(path.read_bytes() + b"\n# edited\n")
        warm.append(tm_check(folder, "--jobs", "2")[1])
    middle = statistics.median(warm)
    print(f"first run of {len(paths)} files with 2 processes: {cold:.1f} s")
    print(f"run after an edit in one file: {middle:.2f} s ({min(warm):.2f} to {max(warm):.2f})")
    return cold, middle


def count_fixes(folder: Path) -> None:
    """Print how many fixes each rule makes."""
    made: Counter[str] = Counter()
    files = 0
    for fixed in fixes(Project.open(folder), [str(folder / "po")], Checking(level="info")):
        made += fixed.made
        files += 1
    print(f"{made.total()} safe fixes of {len(made)} rules in {files} files:")
    for rule, count in made.most_common():
        print(f"  {rule:32} {count:6}")


def big_files(folder: Path) -> float:
    """Print how long a line of 10 MB and 200,000 entries take, and return the longer."""
    source = "A word and a word, (brackets) “quotes” 5,000 %s <b>tag</b>. "
    target = "Слова і слова, (дужкі) «лапкі» 5 000 %s <b>тэг</b>. "
    times = 10_000_000 // len(target.encode())
    long = f'{HEADER}\nmsgid "{source * (times * 4 // 5)}"\nmsgstr "{target * times}"\n'
    many = "".join(
        f'\nmsgctxt "{n}"\nmsgid "Line {n} of the list"\nmsgstr "Радок {n} са спіса"\n'
        for n in range(200_000)
    )
    worst = 0.0
    for name, text in (("a line of 10 MB", long), ("200,000 entries", HEADER + many)):
        (folder / "po").mkdir(parents=True)
        (folder / "po" / "big.po").write_text(text, encoding="utf-8")
        clock = tm_check(folder)[1]
        print(f"{name}: {clock:.1f} s")
        worst = max(worst, clock)
        shutil.rmtree(folder / "po")
    return worst


def main() -> int:
    """Measure, print, and say whether the floors hold."""
    parser = argparse.ArgumentParser(description="Measure tm check beside pofilter.")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--every", type=int, default=6, help="take every N-th file (default 6)")
    parser.add_argument("--whole", action="store_true", help="run both over all files once too")
    options = parser.parse_args()
    if not ARCHIVE.exists() or not (BIN / "pofilter").exists():
        print(
            f"{ARCHIVE} and pofilter are needed: set TM_DATA, scripts/setup peers", file=sys.stderr
        )
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(folder / "data", filter="data")
        entries = subset(folder / "data", folder / "some", options.every)
        ratio = beside_pofilter(folder / "some", entries, options.runs)
        entries = subset(folder / "data", folder / "all", 1)
        if options.whole:
            beside_pofilter(folder / "all", entries, 1)
        count_fixes(folder / "all")
        cold, warm = cached(folder / "all")
        worst = big_files(folder / "big")
    return int(ratio < RATIO or cold > COLD or warm > WARM or worst > BIG)


if __name__ == "__main__":
    sys.exit(main())
