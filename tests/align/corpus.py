"""Documents with known links, and the strict F1 that their README defines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from tm.align.aligner import Bitext
from tm.align.knowledge import Knowledge
from tm.align.sentences import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tm.align.search import Aligned

    Link = tuple[tuple[int, ...], tuple[int, ...]]

PAIRS = ("en-ru", "en-be", "ru-be")


class Linked:
    """A text of two languages with its links."""

    def __init__(self, source: list[str], target: list[str], links: list[Link]) -> None:
        self.bitext = Bitext(source, target)
        self.links = links

    def texts(self) -> list[tuple[str, str]]:
        """Return the texts that are linked."""
        source, target = self.bitext.source, self.bitext.target
        return [
            (" ".join(source[i] for i in a), " ".join(target[j] for j in b))
            for a, b in self.links
            if a and b
        ]


def load(folder: Path, level: str, pair: str) -> list[Linked]:
    """Read a set."""
    lines = (folder / f"ntrex-{level}-{pair}.jsonl").read_text("utf-8").splitlines()
    return [
        Linked(one["source"], one["target"], [(tuple(a), tuple(b)) for a, b in one["beads"]])
        for one in map(json.loads, lines)
    ]


def concatenated(texts: Iterable[Linked]) -> Linked:
    """Return several texts as one."""
    source: list[str] = []
    target: list[str] = []
    links: list[Link] = []
    for text in texts:
        for a, b in text.links:
            moved = tuple(i + len(source) for i in a), tuple(j + len(target) for j in b)
            links.append(moved)
        source += text.bitext.source
        target += text.bitext.target
    return Linked(source, target, links)


def taught(texts: Iterable[Linked], most: int = 1000) -> Knowledge:
    """Return what so many pairs of texts teach."""
    pairs = [pair for text in texts for pair in text.texts()][:most]
    sides = [Side.of([pair[side] for pair in pairs]) for side in (0, 1)]
    return Knowledge.none().learn(sides[0], sides[1])


def link_of(one: Aligned) -> Link:
    """Return a bead as a link."""
    first, last, start, end = one.bead
    return tuple(range(first, last)), tuple(range(start, end))


def scores(texts: Sequence[Linked], found: Sequence[Sequence[Aligned]]) -> tuple[float, float]:
    """Return strict F1 over links with both sides, and F1 over sentences that are alone."""
    right = size = right_alone = size_alone = 0
    for text, beads in zip(texts, found, strict=True):
        gold, ours = set(text.links), {link_of(one) for one in beads}
        one, other = ({link for link in links if all(link)} for links in (gold, ours))
        right, size = right + len(one & other), size + len(one) + len(other)
        one, other = _alone(gold), _alone(ours)
        right_alone, size_alone = right_alone + len(one & other), size_alone + len(one) + len(other)
    return 2 * right / size, 2 * right_alone / max(size_alone, 1)


def _alone(links: Iterable[Link]) -> set[Link]:
    single: set[Link] = set()
    for a, b in links:
        single |= {((i,), ()) for i in a if not b} | {((), (j,)) for j in b if not a}
    return single


def confidence(texts: Sequence[Linked], found: Sequence[Sequence[Aligned]]) -> tuple[float, float]:
    """Return the expected calibration error, and the share of wrong beads in the worst 5 %."""
    pairs = [
        (one.confidence, link_of(one) in set(text.links))
        for text, beads in zip(texts, found, strict=True)
        for one in beads
    ]
    pairs.sort(key=lambda pair: pair[0])
    sure, right = np.array(pairs, float).T
    error = sum(
        len(part) / len(pairs) * abs(sure[part].mean() - right[part].mean())
        for part in np.array_split(np.arange(len(pairs)), 10)
    )
    worst = round(0.05 * len(pairs))
    return float(error), float((1 - right[:worst]).sum() / max((1 - right).sum(), 1))
