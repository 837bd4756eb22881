"""Finds matches in a memory with tm and with its peers: time, what is found, size, building.

    python scripts/benches/memory.py [--size N] [--runs N] [--check] [--grow] [--processes]

CPU milliseconds per query from text to the five best matches of similarity 70 and more. `tm,
scored` is all of tm: hits, penalties, explanation. Peers get fewer queries where they are slow;
recall is what share of brute force's five best they find. --check compares ids and similarities
with brute force for thresholds from 50 to 85; --grow prints sizes up to a million without peers;
--processes two at once. Exit code 1 where hits differ, or at a million units a figure is missed.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, cast

from memory_corpus import Corpus, corpus, units
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract
from translate.search.match import matcher
from translate.storage.base import TranslationUnit
from translate.storage.po import pofile

from tm.memory.base import Origin, Query
from tm.memory.search import search
from tm.memory.similarity import similarity
from tm.memory.sqlite import SqliteMemory
from tm.model import Segment, Variant, unit_id
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Engine = Callable[[str], list[str]]

MINIMUM, LIMIT = 70.0, 5
MILLION = 1_000_000
OURS = "tm, scored"
ASKED = {
    "p50, ms": 0.5,
    "mean, ms": 1.0,
    "p99, ms": 10.0,
    "threshold 50, mean ms": 15.0,
    "size, MB": 400.0,
    "building, s": 30.0,
    "share of rapidfuzz's time": 1 / 100,
    "share of translate-toolkit's time": 1 / 300,
}
"""What is asked for at a million units."""
_FIRST, _SURROGATE, _SURROGATES = 0x100, 0xD800, 0x800
SHARES = {"rapidfuzz": 60, "translate-toolkit": 20, "FTS5 trigram": 20}
"""How many queries a peer gets."""


def built(path: Path, texts: Corpus) -> float:
    """Build the memory; return the CPU seconds."""
    ready = list(units(texts.pairs))
    start = time.process_time()
    with SqliteMemory.open(path, write=True) as memory:
        memory.add(ready, Origin(file="bench"))
        memory.settle()
    return time.process_time() - start


def ours(memory: SqliteMemory) -> Engine:
    """All of tm: hits, scored and explained."""

    def run(text: str) -> list[str]:
        query = Query(Variant("en", Segment.of(text)), "ru", minimum=MINIMUM, limit=LIMIT)
        return [match.id for match in search(memory, query)]

    return run


def hits_only(memory: SqliteMemory) -> Engine:
    """What the index finds, without scores."""

    def run(text: str) -> list[str]:
        found = memory.fuzzy(text, "en", MINIMUM, "ru")
        return [hit.entry.id for _, hit in zip(range(LIMIT), found, strict=False)]

    return run


class Brute:
    """Compares with every text: tokens as characters, the fastest that rapidfuzz can do."""

    def __init__(self, texts: Corpus) -> None:
        self.codes: dict[str, str] = {}
        self.ids = [unit_id("en", None, source) for source, _ in texts.pairs]
        self.texts = [self.coded(source) for source, _ in texts.pairs]

    def coded(self, text: str) -> str:
        """Return a text with a character for each word."""
        words = tokens(text)
        for word in words:
            if word not in self.codes:
                code = _FIRST + len(self.codes)
                self.codes[word] = chr(code + _SURROGATES if code >= _SURROGATE else code)
        return "".join(map(self.codes.__getitem__, words))

    def every(self, text: str, minimum: float) -> list[tuple[str, float]]:
        """Return ids and similarities of all texts of at least that similarity, best first."""
        found = extract(
            self.coded(text),
            self.texts,
            scorer=Levenshtein.normalized_similarity,
            limit=None,
            score_cutoff=minimum / 100 - 0.01,  # rapidfuzz rounds
        )
        own = tokens(text)
        exact = [
            (
                self.ids[at],
                100 * (1 - Levenshtein.distance(self.coded(text), other) / size) if size else 100.0,
            )
            for other, _, at in found
            for size in [max(len(own), len(other))]
        ]
        return sorted(
            (one for one in exact if one[1] >= minimum), key=lambda one: (-one[1], one[0])
        )

    def __call__(self, text: str) -> list[str]:
        """Return the five best."""
        return [one for one, _ in self.every(text, MINIMUM)[:LIMIT]]


def toolkit(texts: Corpus) -> Engine:
    """translate-toolkit's matcher, for texts of any length."""

    def never(one: object, other: object) -> bool:
        del one, other
        return False

    setattr(TranslationUnit, "__lt__", never)  # noqa: B010  (its heap compares equal ones)
    store = pofile()
    for source, target in texts.pairs:
        store.addsourceunit(source).target = target
    engine = matcher(store, max_candidates=LIMIT, min_similarity=int(MINIMUM), max_length=1000)
    by_source = {source: unit_id("en", None, source) for source, _ in texts.pairs}
    return lambda text: [by_source.get(str(one.source), "") for one in engine.matches(text)]


def trigrams(texts: Corpus) -> Engine:
    """SQLite's trigram index, its hundred best compared again."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5 (s, tokenize = 'trigram')")
    database.executemany("INSERT INTO t (s) VALUES (?)", ((source,) for source, _ in texts.pairs))

    def run(text: str) -> list[str]:
        parts = {text[at : at + 3].replace('"', '""') for at in range(len(text) - 2)}
        wanted = " OR ".join(f'"{part}"' for part in parts)
        sql = "SELECT s FROM t WHERE t MATCH ? ORDER BY rank LIMIT 100"
        rows = database.execute(sql, (wanted,)).fetchall() if parts else []
        own = tokens(text)
        scored = [(similarity(own, tokens(one)), unit_id("en", None, one)) for (one,) in rows]
        kept = sorted((-value, one) for value, one in scored if value >= MINIMUM)
        return [one for _, one in kept[:LIMIT]]

    return run


def timed(engine: Engine, queries: Sequence[str]) -> list[float]:
    """Return the CPU milliseconds of each query."""
    found = []
    for text in queries:
        start = time.process_time()
        engine(text)
        found.append(1000 * (time.process_time() - start))
    return found


def spread(values: Sequence[float]) -> str:
    """Return mean, median and 99th percentile as text."""
    ordered = sorted(values)
    middle, last = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return f"mean {statistics.mean(values):9.3f}  p50 {middle:9.3f}  p99 {last:9.3f} ms"


def recall(engine: Engine, brute: Brute, queries: Sequence[str]) -> float:
    """Return the share of brute force's five best that an engine's similarities reach."""
    right = whole = 0
    for text in queries:
        wanted = brute.every(text, MINIMUM)
        least = wanted[:LIMIT][-1][1] if wanted else 0
        good = {one for one, value in wanted if value >= least}
        whole += len(wanted[:LIMIT])
        right += len(good & set(engine(text)))
    return 100 * right / whole if whole else 100.0


def check(memory: SqliteMemory, brute: Brute, queries: Sequence[str]) -> int:
    """Print and return how many queries differ from brute force."""
    wrong = 0
    for minimum in (50.0, 60.0, 70.0, 85.0):
        bad = total = 0
        for text in queries:
            found = [(hit.entry.id, hit.similarity) for hit in memory.fuzzy(text, "en", minimum)]
            total += len(found)
            bad += found != brute.every(text, minimum)
        print(f"threshold {minimum:.0f}: {bad} of {len(queries)} queries differ, {total} hits")
        wrong += bad
    return wrong


def throughput(path: Path, queries: list[str]) -> None:
    """Print how much more two processes do than one."""
    started = time.perf_counter()
    _work(path, queries)
    one = time.perf_counter() - started
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_work, [path, path], [queries[:50]] * 2))
        started = time.perf_counter()
        list(pool.map(_work, [path, path], [queries, queries]))
        two = time.perf_counter() - started
    print(f"two processes: {2 * one / two:.2f} times the queries of one")


def _work(path: Path, queries: list[str]) -> int:
    with SqliteMemory.open(path) as memory:
        return sum(len(ours(memory)(text)) for text in queries)


class Times:
    """The milliseconds of every query by engine, and the means of each run."""

    def __init__(self, engines: dict[str, Engine], queries: Sequence[str], runs: int) -> None:
        chance = random.Random(1)  # noqa: S311  (not for secrets)
        self.queries = {
            name: chance.sample(queries, min(SHARES.get(name, len(queries)), len(queries)))
            for name in engines
        }
        self.times: dict[str, list[float]] = {name: [] for name in engines}
        self.means: dict[str, list[float]] = {name: [] for name in engines}
        for name, engine in engines.items():
            engine(self.queries[name][0])
        for _ in range(runs):
            for name, engine in engines.items():
                found = timed(engine, self.queries[name])
                self.times[name] += found
                self.means[name].append(statistics.mean(found))

    def show(self) -> None:
        """Print each engine's times and its ratio to tm, of runs side by side."""
        for name, values in self.times.items():
            ratios = sorted(
                other / own for other, own in zip(self.means[name], self.means[OURS], strict=True)
            )
            print(
                f"  {name:18} {spread(values)}  × {statistics.median(ratios):8.2f} "
                f"({ratios[0]:.2f} to {ratios[-1]:.2f})"
            )


def bench(size: int, options: argparse.Namespace, folder: Path) -> list[str]:
    """Print one size's figures; return what was missed."""
    texts = corpus(size)
    path = folder / f"{size}.sqlite"
    seconds = built(path, texts)
    megabytes = path.stat().st_size / 1e6
    print(f"{size} units: {megabytes:.0f} MB, built in {seconds:.1f} s of CPU")
    with SqliteMemory.open(path) as memory:
        engines: dict[str, Engine] = {OURS: ours(memory), "tm, hits": hits_only(memory)}
        if not options.grow:
            engines |= peers(texts)
        times = Times(engines, texts.queries, options.runs)
        times.show()
        matched = sum(bool(engines["tm, hits"](text)) for text in texts.queries)
        print(f"  {matched} of {len(texts.queries)} queries have a match of {MINIMUM:.0f} or more")
        low = timed(lambda text: _low(memory, text), texts.queries[::4])
        print(f"  threshold 50: {spread(low)}")
        missed = [] if options.grow else compare(memory, engines, times, texts, options)
    if options.processes:
        throughput(path, texts.queries)
    if size >= MILLION and not options.grow:
        missed += _missed(times, low, megabytes, seconds)
    return missed


def peers(texts: Corpus) -> dict[str, Engine]:
    """Return the engines of others."""
    return {
        "rapidfuzz": Brute(texts),
        "translate-toolkit": toolkit(texts),
        "FTS5 trigram": trigrams(texts),
    }


def compare(
    memory: SqliteMemory,
    engines: dict[str, Engine],
    times: Times,
    texts: Corpus,
    options: argparse.Namespace,
) -> list[str]:
    """Print what share each engine finds, and whether tm finds all; return what was missed."""
    brute = cast("Brute", engines["rapidfuzz"])
    for name, engine in engines.items():
        if name not in {OURS, "rapidfuzz"}:
            share = recall(engine, brute, times.queries[name][:60])
            print(f"  {name:18} finds {share:.1f} % of the five best")
    step = max(len(texts.pairs) // 50_000, 1)
    wrong = check(memory, brute, texts.queries[::step]) if options.check else 0
    return ["the hits are those of brute force"] if wrong else []


def _low(memory: SqliteMemory, text: str) -> list[str]:
    query = Query(Variant("en", Segment.of(text)), "ru", minimum=50.0, limit=LIMIT)
    return [match.id for match in search(memory, query)]


def _missed(times: Times, low: list[float], megabytes: float, seconds: float) -> list[str]:
    own = sorted(times.times[OURS])
    mean = statistics.mean(own)
    measured = {
        "p50, ms": own[len(own) // 2],
        "mean, ms": mean,
        "p99, ms": own[int(len(own) * 0.99)],
        "threshold 50, mean ms": statistics.mean(low),
        "size, MB": megabytes,
        "building, s": seconds,
        "share of rapidfuzz's time": mean / statistics.mean(times.means["rapidfuzz"]),
        "share of translate-toolkit's time": mean
        / statistics.mean(times.means["translate-toolkit"]),
    }
    return [
        f"{name}: {value:.3f} (asked: {ASKED[name]:.3f})"
        for name, value in measured.items()
        if value > ASKED[name]
    ]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--grow", action="store_true")
    parser.add_argument("--processes", action="store_true")
    parser.add_argument("--folder", type=Path, help="where the memories are made and kept")
    options = parser.parse_args()
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (10_000, 100_000, MILLION) if options.grow else (options.size,):
            missed += bench(size, options, options.folder or Path(folder))
    for one in missed:
        print(f"missed: {one}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
