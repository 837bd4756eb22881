"""BLEU, chrF, chrF++ and TER against sacrebleu: its program, its loops, its draws."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from tm.scores import METRICS
from tm.scores.base import Needs, Resampling, Translations
from tm.scores.ngrams import Vocabulary, overlaps
from tm.scores.resampling import compare, resampled
from tm.scores.scoring import by_segment, counts_of, score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PEERS: dict[str, Callable[[], Any]] = {
    "bleu": BLEU,
    "chrf": CHRF,
    "chrf++": lambda: CHRF(word_order=2),
    "ter": TER,
}
TEXT = st.text(
    st.one_of(
        st.sampled_from('аабўіё’«» .,—-1ab\u00a0\u2028\t&;{|}~[]^_`!"#$%()*+:<=>?@/\\\n'),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
PAIRS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6)


def ours(name: str, pairs: list[tuple[str, str]]) -> tuple[Any, Any]:
    metric = METRICS.get(name)(Needs())
    return metric, counts_of(metric, Translations([h for h, _ in pairs], [r for _, r in pairs]))


@pytest.mark.parametrize("name", PEERS)
@given(pairs=PAIRS)
def test_counts_are_those_of_sacrebleus_loop(name: str, pairs: list[tuple[str, str]]) -> None:
    _, counts = ours(name, pairs)
    peer = PEERS[name]()
    expected = peer._extract_corpus_statistics(  # noqa: SLF001  (the loop itself)
        [h for h, _ in pairs], [[r for _, r in pairs]]
    )
    assert counts.tolist() == [[float(one) for one in row] for row in expected]


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from("aбў")), st.lists(st.sampled_from("aбў"))), min_size=1
    ),
    st.integers(1, 5),
)
def test_overlaps_are_those_of_counting(
    texts: list[tuple[list[str], list[str]]], orders: int
) -> None:
    words = Vocabulary()
    found = overlaps(
        words.flat([a for a, _ in texts]), words.flat([b for _, b in texts]), orders
    ).tolist()
    for (a, b), rows in zip(texts, found, strict=True):
        for order, row in enumerate(rows, 1):
            one, other = (
                Counter(tuple(t[i : i + order]) for i in range(len(t) - order + 1)) for t in (a, b)
            )
            assert row == [one.total(), other.total(), (one & other).total()]


def test_overlaps_stay_exact_when_numbers_get_too_large() -> None:
    draw = random.Random(1)  # noqa: S311  (a sample)
    texts = [[str(draw.randrange(30_000)) for _ in range(400)] for _ in range(60)]
    changed = [[w if draw.random() < 0.7 else "ў" for w in text] for text in texts]
    words = Vocabulary()
    found = overlaps(words.flat(texts), words.flat(changed), 6)
    for at, (a, b) in enumerate(zip(texts, changed, strict=True)):
        for order in range(1, 7):
            one, other = (
                Counter(tuple(t[i : i + order]) for i in range(len(t) - order + 1)) for t in (a, b)
            )
            assert found[at, order - 1, 2] == (one & other).total()


@pytest.mark.parametrize("largest", [9, 3_000_000, 40_000_000])
@pytest.mark.parametrize("size", [1, 7, 33])
def test_sums_of_samples_are_those_of_sacrebleu(largest: int, size: int) -> None:
    draw = np.random.default_rng(5)
    counts = draw.integers(largest, size=(size, 6)).astype(np.float64)
    drawn = np.random.default_rng(12345).choice(size, size=(70, size), replace=True)
    expected = counts.astype("float32")[drawn].sum(1)
    found = np.array(list(resampled(counts, Resampling(70))))
    one_by_one = np.array([row.sum(0) for row in counts.astype("float32")[drawn]])
    assert found.dtype == np.float32
    assert np.array_equal(found, one_by_one)
    assert expected.shape == found.shape


@pytest.mark.parametrize("name", PEERS)
def test_segments_are_sacrebleus_sentence_scores(name: str) -> None:
    pairs = [
        ("Ён з’ехаў у Мінск.", "Ён паехаў у Мінск."),
        ("", "ў"),
        ("так", "так"),
        ("а б", "в г"),
    ]
    metric, counts = ours(name, pairs)
    peer = BLEU(effective_order=True) if name == "bleu" else PEERS[name]()
    expected = [peer.sentence_score(h, [r]).score for h, r in pairs]
    assert by_segment(metric, counts) == expected


def test_comparisons_are_sacrebleus(data: Callable[[str], Path]) -> None:
    rows = [line.split("\t") for line in data("ntrex/ntrex.tsv").read_text("utf-8").splitlines()]
    references, one = [row[4] for row in rows[1:301]], [row[3] for row in rows[1:301]]
    other = [text.replace("е", "э") for text in one]
    systems: list[tuple[str, Sequence[str]]] = [("one", one), ("other", other)]
    for name, test in (("chrf++", "ar"), ("bleu", "bs")):
        peer = PairedTest(systems, {name: PEERS[name]()}, [references], test, 500)
        expected: Any = next(v for k, v in peer()[1].items() if k != "System")[1]
        metric, baseline = ours(name, list(zip(one, references, strict=True)))
        _, changed = ours(name, list(zip(other, references, strict=True)))
        (found,) = compare(metric, baseline, {"other": changed}, Resampling(500), 500)
        assert found.value == expected.score
        assert (found.p_ar if test == "ar" else found.p_bs) == expected.p_value


def test_equal_systems_do_not_differ() -> None:
    metric, counts = ours("chrf++", [("у Мінску", "ў Мінску"), ("так", "не")] * 20)
    (found,) = compare(metric, counts, {"same": counts}, Resampling(200), 200)
    assert (found.delta, found.better) == (0.0, False)
    assert found.p_ar > 0.0  # nothing is beyond a difference of nothing: no test is made of it


def test_the_program_of_sacrebleu_says_the_same(
    data: Callable[[str], Path], tmp_path: Path
) -> None:
    lines = data("ntrex/ntrex.tsv").read_text("utf-8").splitlines()[1:]
    draw = random.Random(6)  # noqa: S311  (a sample)
    russian, belarusian = ([line.split("\t")[column] for line in lines] for column in (3, 4))
    broken = [
        " ".join(w for w in text.split() if draw.random() > 0.2) + draw.choice(["", " .", "!?"])
        for text in belarusian
    ]
    for hypothesis in (russian, broken):
        _both_say_the_same(hypothesis, belarusian, tmp_path)


def _both_say_the_same(hypotheses: list[str], references: list[str], folder: Path) -> None:
    hyp, ref = folder / "hyp.txt", folder / "ref.txt"
    hyp.write_text("".join(f"{line}\n" for line in hypotheses), "utf-8")
    ref.write_text("".join(f"{line}\n" for line in references), "utf-8")
    own = "from tm.cli import main; main()"
    made = json.loads(
        _run(
            "-c", own, "score", str(hyp), str(ref), "--metrics", ",".join(PEERS), "--format", "json"
        )
    )
    by_name = {one["metric"]: one for one in made["scores"]}
    for name, options in (
        ("bleu", ["-m", "bleu"]),
        ("chrf", ["-m", "chrf"]),
        ("chrf++", ["-m", "chrf", "--chrf-word-order", "2"]),
        ("ter", ["-m", "ter"]),
    ):
        peer = json.loads(
            _run("-m", "sacrebleu", str(ref), "-i", str(hyp), *options, "--confidence", "-w", "9")
        )
        one = by_name[name]
        for key, expected in (
            ("value", "score"),
            ("mean", "confidence_mean"),
            ("ci", "confidence_var"),
        ):
            assert float(f"{one[key]:.9f}") == peer[expected], (name, key)
        assert one["signature"] == peer["signature"]
        assert one["low"] == one["mean"] - one["ci"]


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "SACREBLEU_SEED": "12345", "PYTHONUTF8": "1"},
    )
    return done.stdout


def test_an_interval_holds_the_value_of_a_plain_corpus() -> None:
    metric, counts = ours("chrf++", [("у Мінску", "ў Мінску"), ("так", "не"), ("ён", "яна")] * 30)
    made = score(metric, counts, Resampling(300))
    assert made.low is not None
    assert made.high is not None
    assert made.value is not None
    assert made.low < made.value < made.high
