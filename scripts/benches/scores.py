"""Scores: equal to sacrebleu's own program and faster, and how well they agree with people.

    python scripts/benches/scores.py [--speed] [--people] [--chance] [--segments 20000] [--runs 5]

Without an option all parts run. The texts are `ntrex/ntrex.tsv` and `mqm/*.tsv` below TM_DATA
(default: `../shared/data` beside the checkout). Segments for the speed are made distinct by joining
the first words of one sentence to the last of another, with a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tm.scores import METRICS
from tm.scores.base import Needs, Resampling, Translations
from tm.scores.estimating import Estimator
from tm.scores.resampling import randomised
from tm.scores.scoring import by_segment, counts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data"))
STRINGS = ("bleu", "chrf", "chrf++", "ter")
SEED = 2020
SAMPLES = 1000
TRIALS = 1000
LEVEL = 0.05
CHANGED, DEGRADED = 0.2, 0.1


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a TSV by the names of its columns."""
    head, *rows = [line.split("\t") for line in (DATA / name).read_text("utf-8").splitlines()]
    return [dict(zip(head, row, strict=False)) for row in rows]


# --- speed --------------------------------------------------------------------------------------


def distinct(texts: Sequence[str], size: int) -> tuple[list[str], list[str]]:
    """Return references, all different, and hypotheses: the same with words changed."""
    draw = random.Random(SEED)  # noqa: S311  (a sample)
    references: dict[str, None] = {}
    while len(references) < size:
        one, other = draw.choice(texts).split(), draw.choice(texts).split()
        cut = draw.randrange(1, 9)
        references[" ".join((*one[: len(one) * cut // 9], *other[len(other) * cut // 9 :]))] = None
    words = [word for text in texts for word in text.split()]
    hypotheses = [
        " ".join(w if draw.random() >= CHANGED else draw.choice(words) for w in text.split())
        for text in references
    ]
    return hypotheses, list(references)


def timed(command: Sequence[str]) -> tuple[float, str]:
    """Return the CPU seconds that a command took, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent, done.stdout


def same(ours: str, theirs: str) -> list[str]:
    """Return the metrics in which two outputs differ, in any digit or in the signature."""
    by_name = {one["name"].lower().removeprefix("chrf2"): one for one in json.loads(theirs)}
    different: list[str] = []
    for one in json.loads(ours)["scores"]:
        peer = by_name[{"bleu": "bleu", "chrf++": "++", "chrf": "", "ter": "ter"}[one["metric"]]]
        figures = one["value"], one["mean"], one["ci"]
        peers = peer["score"], peer["confidence_mean"], peer["confidence_var"]
        shown = [float(f"{figure:.10f}") for figure in figures]
        if shown != [*peers] or one["signature"] != peer["signature"]:
            different.append(one["metric"])
    return different


def speed(size: int, runs: int) -> bool:
    """Print the CPU seconds of both programs on the same segments; return whether they agree."""
    texts = [row["ru"] for row in rows_of("ntrex/ntrex.tsv")]
    agree = True
    with tempfile.TemporaryDirectory() as folder:
        hyp, ref = Path(folder, "hyp.txt"), Path(folder, "ref.txt")
        for number, times in ((size, runs), (10 * size, 1)):
            for path, lines in zip((hyp, ref), distinct(texts, number), strict=True):
                path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
            python = sys.executable
            ours = [
                python, "-c", "from tm.cli import main; main()", "score", str(hyp), str(ref),
                "--metrics", "bleu,chrf++", "--bootstrap", str(SAMPLES), "--format", "json",
            ]  # fmt: skip
            theirs = [
                python, "-m", "sacrebleu", str(ref), "-i", str(hyp), "-m", "bleu", "chrf",
                "--chrf-word-order", "2", "--confidence", "--confidence-n", str(SAMPLES),
                "-w", "10",
            ]  # fmt: skip
            mine = [timed(ours) for _ in range(times)]
            spent = statistics.median(one for one, _ in mine)
            if times == 1:
                print(f"tm: {number} segments: {spent:.1f} CPU s")
                continue
            peer = [timed(theirs) for _ in range(times)]
            other = statistics.median(one for one, _ in peer)
            spread = (max(one for one, _ in peer) - min(one for one, _ in peer)) / other
            print(f"tm: {number} segments: {spent:.2f} CPU s, sacrebleu: {other:.2f} CPU s")
            print(f"sacrebleu / tm: {other / spent:.1f} (noise {100 * spread:.0f} %)")
            different = same(mine[0][1], peer[0][1])
            print(f"figures that differ: {', '.join(different) or 'none'}")
            agree = not different
    return agree


# --- people -------------------------------------------------------------------------------------


def kendall(one: Numbers, other: Numbers) -> float:
    """Return Kendall's tau-b."""
    total, ties = 0.0, [0.0, 0.0]
    for at in range(1, len(one)):
        signs = np.sign(one[at] - one[:at]), np.sign(other[at] - other[:at])
        total += float((signs[0] * signs[1]).sum())
        ties = [t + float(np.count_nonzero(s)) for t, s in zip(ties, signs, strict=True)]
    return float(total / (ties[0] * ties[1]) ** 0.5)


def within(values: Numbers, human: Numbers, groups: Sequence[str]) -> float:
    """Return the share of pairs of translations of one source that are ordered as people do.

    A tie is half right.
    """
    by_source: defaultdict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(groups):
        by_source[name].append(at)
    right = pairs = 0.0
    for found in by_source.values():
        for i, a in enumerate(found):
            for b in found[:i]:
                if human[a] != human[b]:
                    pairs += 1
                    same = (values[a] - values[b]) * (human[a] - human[b])
                    right += 0.5 if same == 0 else float(same > 0)
    return right / pairs


def ranks(values: Numbers) -> Numbers:
    """Return ranks, equal values sharing theirs."""
    unique = np.unique(values, return_inverse=True, return_counts=True)
    _, inverse, counts = unique
    shared: Numbers = np.cumsum(counts) - (counts - 1) / 2
    return shared[inverse]


def spearman(one: Numbers, other: Numbers, held: Numbers) -> float:
    """Return Spearman's correlation with a third variable held constant."""
    a, b, c = (ranks(each) for each in (one, other, held))
    design = np.stack([np.ones(len(c)), c], 1)
    left = [y - design @ np.linalg.lstsq(design, y, rcond=None)[0] for y in (a, b)]
    return float(np.corrcoef(*left)[0, 1])


class Agreement(NamedTuple):
    """A correlation with its 95 % interval over sources."""

    value: float
    low: float
    high: float
    segments: int


def agreement(name: str) -> Agreement:
    """Return how the estimate agrees with people on texts that it has not learnt from."""
    learnt = rows_of("ntrex/ntrex.tsv")
    known = {row["en"] for row in learnt}
    rows = [row for row in rows_of(f"mqm/{name}-en-ru.tsv") if row["source"] not in known]
    estimator = Estimator.learn([(row["en"], row["ru"]) for row in learnt])
    doubts = [estimator.estimate(row["source"], row["translation"]).doubt for row in rows]
    one = -np.array(doubts)
    human = np.array([float(row["mqm"]) for row in rows])
    length = np.array([float(len(row["source"])) for row in rows])
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        places[row["source"]].append(at)
    groups, draw = [np.array(found) for found in places.values()], np.random.default_rng(SEED)
    samples: list[float] = []
    for _ in range(SAMPLES):
        drawn = np.concatenate([groups[g] for g in draw.integers(len(groups), size=len(groups))])
        samples.append(spearman(one[drawn], human[drawn], length[drawn]))
    low, high = np.quantile(samples, [0.025, 0.975])
    return Agreement(spearman(one, human, length), float(low), float(high), len(rows))


def people() -> None:
    """Print the agreement of the metrics and of the estimate with human scores."""
    everything = rows_of("mqm/ted-en-ru.tsv")
    systems = [row for row in everything if row["system"] != "ref.A"]
    for name, rows in (("all", everything), ("without the reference as a system", systems)):
        by_metric(name, rows)
    for name in ("ted", "news"):
        found = agreement(name)
        print(
            f"estimate on {name}: Spearman {found.value:.3f} ({found.low:.3f} to "
            f"{found.high:.3f}), length held constant, {found.segments} segments"
        )


def by_metric(what: str, rows: Sequence[dict[str, str]]) -> None:
    """Print the agreement of every metric."""
    human = np.array([float(row["mqm"]) for row in rows])
    texts = Translations([r["translation"] for r in rows], [r["reference"] for r in rows])
    sources = [row["source"] for row in rows]
    print(f"TED, {what}, {len(rows)} segments: Kendall, accuracy within a source")
    for name in STRINGS:
        metric = METRICS.get(name)(Needs())
        found = by_segment(metric, counts_of(metric, texts))
        values = np.array([float(v or 0.0) for v in found]) * (1 if metric.higher else -1)
        print(f"{name}: {kendall(values, human):.3f} {within(values, human, sources):.3f}")


# --- chance -------------------------------------------------------------------------------------


def chance() -> bool:
    """Print how often a true null is rejected, and whether a degraded system is told apart."""
    rows = rows_of("mqm/ted-en-ru.tsv")
    by_system: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        by_system[row["system"]][row["doc"] + row["source"]] = row
    first, second = by_system["Online-W"], by_system["Online-B"]
    keys = [key for key in first if key in second]
    references = [first[key]["reference"] for key in keys]
    metric = METRICS.get("chrf++")(Needs())
    sides = [
        counts_of(metric, Translations([side[key]["translation"] for key in keys], references))
        for side in (first, second)
    ]
    draw, rejected = np.random.default_rng(SEED), 0
    for trial in range(TRIALS):
        swap = draw.integers(2, size=len(keys), dtype=bool)[:, None]
        one = np.where(swap, sides[0], sides[1])
        other = np.where(swap, sides[1], sides[0])
        rejected += randomised(metric, one, other, Resampling(500, trial)) < LEVEL
    print(f"true null rejected at .05: {100 * rejected / TRIALS:.1f} % of {TRIALS}")
    change = random.Random(SEED)  # noqa: S311  (a sample)
    degraded = [
        " ".join(w for w in first[key]["translation"].split() if change.random() >= DEGRADED)
        for key in keys
    ]
    counts = counts_of(metric, Translations(degraded, references))
    p = randomised(metric, sides[0], counts, Resampling(10_000))
    print(f"one word in ten left out: p = {p:.4f}")
    return p < LEVEL


def main() -> int:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--people", action="store_true")
    parser.add_argument("--chance", action="store_true")
    parser.add_argument("--segments", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    everything = not (given.speed or given.people or given.chance)
    good = True
    if given.people or everything:
        people()
    if given.chance or everything:
        good = chance() and good
    if given.speed or everything:
        good = speed(given.segments, given.runs) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
