"""The aligner: laws on any text, floors on texts with known links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.align.corpus import PAIRS, Linked, concatenated, confidence, load, scores, taught
from tm.align.aligner import Bitext, align
from tm.align.knowledge import Knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tm.align.search import Aligned

SENTENCES = st.lists(st.text("abcаўі’ 12.«»\t", max_size=12), max_size=12)


def assert_whole(bitext: Bitext, beads: Sequence[Aligned]) -> None:
    """Every sentence of both sides stands in one bead, in order."""
    at = (0, 0)
    for one in beads:
        first, last, start, end = one.bead
        assert (first, start) == at
        assert last > first or end > start
        assert 0 <= one.confidence <= 1
        at = (last, end)
    assert at == (len(bitext.source), len(bitext.target))


@given(SENTENCES, SENTENCES)
def test_every_sentence_stands_once_in_order(source: list[str], target: list[str]) -> None:
    bitext = Bitext(source, target)
    assert_whole(bitext, align([bitext])[0])


def test_a_text_that_is_its_own_translation() -> None:
    text = [f"Sentence {n} is about the {n * 7} people of Minsk." for n in range(40)]
    beads = align([Bitext(text, text)])[0]
    assert [tuple(one.bead) for one in beads] == [(n, n + 1, n, n + 1) for n in range(40)]


def crossed(texts: Sequence[Linked]) -> list[list[Aligned]]:
    """Align each text alone, with what texts of the other four fifths taught."""
    known = [taught(t for n, t in enumerate(texts) if n % 5 != fold) for fold in range(5)]
    return [align([text.bitext], known[n % 5])[0] for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("pair", "floor", "alone"),
    [("en-ru", 0.975, 0.9), ("en-be", 0.972, 0.95), ("ru-be", 0.97, 0.91)],
)
def test_each_text_with_a_thousand_pairs(
    data: Callable[[str], Path], pair: str, floor: float, alone: float
) -> None:
    texts = load(data("alignment"), "hard", pair)
    found = crossed(texts)
    for text, beads in zip(texts, found, strict=True):
        assert_whole(text.bitext, beads)
    linked, null = scores(texts, found)
    assert linked >= floor
    assert null >= alone
    assert confidence(texts, found)[0] <= 0.03


@pytest.mark.parametrize("pair", PAIRS)
def test_without_any_memory(data: Callable[[str], Path], pair: str) -> None:
    texts = load(data("alignment"), "hard", pair)
    assert scores(texts, [align([text.bitext])[0] for text in texts])[0] >= 0.93
    assert scores(texts, align([text.bitext for text in texts]))[0] >= 0.965


def test_a_text_that_repeats_itself(data: Callable[[str], Path]) -> None:
    text = concatenated(load(data("alignment"), "hard", "en-ru") * 5)
    beads = align([text.bitext])[0]
    assert_whole(text.bitext, beads)
    assert scores([text], [beads])[0] >= 0.95


def test_processes_find_the_same(data: Callable[[str], Path]) -> None:
    text = concatenated(load(data("alignment"), "medium", "en-ru") * 3)
    assert align([text.bitext], jobs=2) == align([text.bitext])


def test_what_is_known_is_kept_and_turned(data: Callable[[str], Path]) -> None:
    texts = load(data("alignment"), "hard", "ru-be")
    known = taught(texts[10:])
    dictionary = type(known.dictionary).from_bytes(known.dictionary.to_bytes())
    calibration = type(known.calibration).from_bytes(known.calibration.to_bytes())
    again = Knowledge(dictionary, calibration)
    one = align([text.bitext for text in texts[:10]], known)
    other = align([text.bitext for text in texts[:10]], again)
    assert [[each.bead for each in beads] for beads in one] == [
        [each.bead for each in beads] for beads in other
    ]
    turned = [
        Linked([*t.bitext.target], [*t.bitext.source], [(b, a) for a, b in t.links]) for t in texts
    ]
    back = align([text.bitext for text in turned[:10]], known.turned())
    assert scores(turned[:10], back)[0] >= scores(texts[:10], one)[0] - 0.02


def test_vectors_align_what_words_cannot() -> None:
    rng = np.random.default_rng(7)
    meaning = rng.normal(size=(60, 64)).astype(np.float32)
    kept = [n for n in range(60) if n not in {10, 11, 30}]
    target = meaning[kept] + 0.3 * rng.normal(size=(57, 64)).astype(np.float32)
    words = Bitext(["a b c d"] * 60, ["x y z w"] * 57)
    bitext = Bitext(words.source, words.target, vectors=(meaning, target))
    links = {(one.bead.first, one.bead.start) for one in align([bitext])[0] if one.bead.both}
    right = {(n, at) for at, n in enumerate(kept)}
    assert len(links & right) >= 0.95 * len(right)
