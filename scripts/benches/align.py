"""Alignment of sentences against known links, and against Gale and Church.

    python scripts/benches/align.py [--quality] [--size] [--runs 1]

Without an option both parts run. The documents are `alignment/ntrex-{hard,medium}-*.jsonl` below
TM_DATA (default: `../shared/data` beside the checkout). F1 is strict and over all documents of a
pair: a bead counts when both of its sides are right; null F1 is by sentence. The peer is nltk's
Gale and Church. Lexicon and calibration come from at most 1,000 pairs of other documents (one of
five parts is aligned with what the rest teaches). Long texts are copies of `medium` en-ru, letters
permuted in each copy on both sides.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from nltk.translate.gale_church import align_blocks

from tm.align.aligner import Bitext, align
from tm.align.knowledge import Knowledge
from tm.align.sentences import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data")) / "alignment"
PAIRS = ("en-ru", "en-be", "ru-be")
PARTS = 5
TAUGHT = 1000
SEED = 7
COPIES = 5
BINS = 10
WORST = 0.05
SIZES = (2, 5, 9, 18)
LETTERS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя")

Numbers = tuple[int, ...]


class Linked(NamedTuple):
    """A bead with how sure it is."""

    source: Numbers
    target: Numbers
    confidence: float = 1.0


class Text(NamedTuple):
    """A document: its sentences and their links."""

    source: list[str]
    target: list[str]
    beads: list[Linked]

    @property
    def bitext(self) -> Bitext:
        """The document for the aligner."""
        return Bitext(self.source, self.target)


class Quality(NamedTuple):
    """How good an alignment is: F1 of beads, of nulls; calibration; wrong ones among the worst."""

    beads: float
    nulls: float
    error: float
    caught: float

    def __str__(self) -> str:
        """Return the figures."""
        return (
            f"F1 {self.beads:.3f}  null F1 {self.nulls:.3f}  calibration error {self.error:.3f}  "
            f"wrong beads in the worst 5 %: {100 * self.caught:.0f} %"
        )


def documents(level: str, pair: str) -> list[Text]:
    """Return the documents of a set."""
    lines = (DATA / f"ntrex-{level}-{pair}.jsonl").read_text("utf-8").splitlines()
    return [
        Text(row["source"], row["target"], [Linked(tuple(a), tuple(b)) for a, b in row["beads"]])
        for row in map(json.loads, lines)
    ]


# --- measures -----------------------------------------------------------------------------------


def nulls(beads: Iterable[Linked]) -> set[tuple[str, int]]:
    """Return the sentences that are linked with nothing."""
    found: set[tuple[str, int]] = set()
    for bead in beads:
        if not bead.target:
            found |= {("source", at) for at in bead.source}
        if not bead.source:
            found |= {("target", at) for at in bead.target}
    return found


def quality(texts: Sequence[Text], found: Sequence[Sequence[Linked]]) -> Quality:
    """Return the measures over all documents."""
    right = asked = given = null_right = null_asked = null_given = 0
    sure: list[float] = []
    good: list[bool] = []
    for text, beads in zip(texts, found, strict=True):
        gold = {(one.source, one.target) for one in text.beads}
        linked = {(one.source, one.target) for one in beads if one.source and one.target}
        wanted = {pair for pair in gold if all(pair)}
        right, asked, given = right + len(linked & wanted), asked + len(wanted), given + len(linked)
        ours, theirs = nulls(beads), nulls(text.beads)
        null_right += len(ours & theirs)
        null_asked, null_given = null_asked + len(theirs), null_given + len(ours)
        sure += [one.confidence for one in beads]
        good += [(one.source, one.target) in gold for one in beads]
    return Quality(
        2 * right / (asked + given),
        2 * null_right / max(null_asked + null_given, 1),
        *calibration(np.array(sure), np.array(good)),
    )


def calibration(
    sure: np.ndarray[tuple[int], np.dtype[np.float64]],
    good: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> tuple[float, float]:
    """Return the expected calibration error, and the share of wrong beads among the least sure."""
    order = np.argsort(sure, kind="stable")
    error = sum(
        len(part) / len(sure) * abs(sure[part].mean() - good[part].mean())
        for part in np.array_split(order, BINS)
    )
    worst = order[: round(WORST * len(order))]
    return float(error), float((~good[worst]).sum() / max((~good).sum(), 1))


# --- ways to align ------------------------------------------------------------------------------


def ours(
    texts: Sequence[Text], known: Knowledge | None = None, jobs: int = 1
) -> list[list[Linked]]:
    """Align documents together; what they teach is used for all."""
    found = align([text.bitext for text in texts], known, jobs=jobs)
    return [
        [
            Linked(
                tuple(range(one.bead.first, one.bead.last)),
                tuple(range(one.bead.start, one.bead.end)),
                one.confidence,
            )
            for one in beads
        ]
        for beads in found
    ]


def alone(texts: Sequence[Text], known: Knowledge | None = None) -> list[list[Linked]]:
    """Align every document by itself."""
    return [ours([text], known)[0] for text in texts]


def taught(texts: Sequence[Text]) -> list[list[Linked]]:
    """Align every document by itself with what other documents teach."""
    found: list[list[Linked]] = [[] for _ in texts]
    for part in range(PARTS):
        others = [text for at, text in enumerate(texts) if at % PARTS != part]
        pairs = [
            (
                " ".join(text.source[at] for at in bead.source),
                " ".join(text.target[at] for at in bead.target),
            )
            for text in others
            for bead in text.beads
            if bead.source and bead.target
        ][:TAUGHT]
        known = Knowledge.none().learn(
            Side.of([one for one, _ in pairs]), Side.of([other for _, other in pairs])
        )
        own = [at for at in range(len(texts)) if at % PARTS == part]
        for at, beads in zip(own, alone([texts[at] for at in own], known), strict=True):
            found[at] = beads
    return found


def gale_church(texts: Sequence[Text]) -> list[list[Linked]]:
    """Align every document by the lengths of its sentences, as nltk does."""
    found: list[list[Linked]] = []
    for text in texts:
        links = align_blocks([len(s) for s in text.source], [len(t) for t in text.target])
        beads: dict[int, tuple[set[int], set[int]]] = {}
        by_target: dict[int, int] = {}
        for number, (one, other) in enumerate(links):
            key = next((k for k, (a, b) in beads.items() if one in a or other in b), number)
            sides = beads.setdefault(key, (set(), set()))
            sides[0].add(one)
            sides[1].add(other)
            by_target[other] = key
        linked = [Linked(tuple(sorted(a)), tuple(sorted(b))) for a, b in beads.values()]
        used = {at for one in linked for at in one.source}
        linked += [Linked((at,), ()) for at in range(len(text.source)) if at not in used]
        linked += [Linked((), (at,)) for at in range(len(text.target)) if at not in by_target]
        found.append(linked)
    return found


# --- parts --------------------------------------------------------------------------------------


def concatenated(texts: Iterable[Text]) -> Text:
    """Return documents one after the other as one."""
    whole = Text([], [], [])
    for text in texts:
        a, b = len(whole.source), len(whole.target)
        whole.beads.extend(
            Linked(tuple(i + a for i in one.source), tuple(j + b for j in one.target))
            for one in text.beads
        )
        whole.source.extend(text.source)
        whole.target.extend(text.target)
    return whole


def permuted(text: Text, draw: random.Random) -> Text:
    """Return a document with its letters exchanged, in the same way in all of a side."""
    tables: list[dict[int, int]] = []
    for letters in LETTERS:
        mixed = "".join(draw.sample(letters, len(letters)))
        tables.append(str.maketrans(letters + letters.upper(), mixed + mixed.upper()))
    return Text(
        [one.translate(tables[0]) for one in text.source],
        [one.translate(tables[1]) for one in text.target],
        text.beads,
    )


def measure_quality() -> None:
    """Print the quality on `hard` by what is known, and of the peer."""
    for pair in PAIRS:
        texts = documents("hard", pair)
        print(f"{pair}, {len(texts)} documents")
        for name, found in (
            ("with the pairs of others", taught(texts)),
            ("bootstrapped", ours(texts)),
            ("each alone", alone(texts)),
        ):
            print(f"  {name}: {quality(texts, found)}")
        print(f"  Gale and Church: F1 {quality(texts, gale_church(texts)).beads:.3f}")
    whole = concatenated(documents("hard", "en-ru") * COPIES)
    print(f"{COPIES} copies of hard en-ru: {quality([whole], ours([whole]))}")


def measure_size() -> None:
    """Print time and memory for long texts, each in a process of its own."""
    for copies in SIZES:
        subprocess.run([sys.executable, __file__, "--copies", str(copies)], check=True)


def long(copies: int) -> None:
    """Print time, memory and quality for one long text."""
    one, draw = concatenated(documents("medium", "en-ru")), random.Random(SEED)  # noqa: S311
    text = concatenated(permuted(one, draw) for _ in range(copies))
    start = time.perf_counter()
    found = ours([text], jobs=os.cpu_count() or 1)
    spent = time.perf_counter() - start
    used = sum(
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"{len(text.source)} x {len(text.target)} sentences: {spent:.1f} s wall, at most "
        f"{used:.0f} MB, F1 {quality([text], found).beads:.3f}",
        flush=True,
    )


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quality", action="store_true")
    parser.add_argument("--size", action="store_true")
    parser.add_argument("--copies", type=int, default=0, help="one long text of so many copies")
    given = parser.parse_args()
    if given.copies:
        long(given.copies)
        return
    everything = not (given.quality or given.size)
    if given.quality or everything:
        measure_quality()
    if given.size or everything:
        measure_size()


if __name__ == "__main__":
    main()
