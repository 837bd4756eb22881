"""The estimate without a reference: what it puts first, and how it agrees with people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tm.errors import UsageError
from tm.scores.chars import Characters
from tm.scores.estimating import Estimator, measured

if TYPE_CHECKING:
    from collections.abc import Callable

BENCHES = Path(__file__).parents[2] / "scripts" / "benches"


@pytest.fixture(scope="module")
def estimator(data: Callable[[str], Path]) -> Estimator:
    rows = [line.split("\t") for line in data("ntrex/ntrex.tsv").read_text("utf-8").splitlines()]
    return Estimator.learn([(row[2], row[3]) for row in rows[1:1001]])


def test_a_broken_translation_is_more_in_doubt(
    estimator: Estimator, data: Callable[[str], Path]
) -> None:
    rows = [line.split("\t") for line in data("ntrex/ntrex.tsv").read_text("utf-8").splitlines()]
    held = [(row[2], row[3]) for row in rows[1001:]]
    sources, targets = zip(*held, strict=True)
    words = {
        "left in English": [f"{t} {s.split()[-1]}" for s, t in held],
        "another sentence": [*targets[1:], targets[0]],
        "half of it": [t[: len(t) // 2] for t in targets],
        "backwards": [t[::-1] for t in targets],
    }
    usual = [estimator.estimate(*pair).doubt for pair in held]
    for name, broken in words.items():
        doubts = [estimator.estimate(*pair).doubt for pair in zip(sources, broken, strict=True)]
        worse = [a > b for a, b in zip(doubts, usual, strict=True)]
        assert sum(worse) / len(worse) > 0.7, name


def test_findings_count(estimator: Estimator) -> None:
    plain = estimator.estimate("He left Minsk.", "Он уехал из Минска.")
    found = estimator.estimate("He left Minsk.", "Он уехал из Минска.", 1.0)
    assert found.doubt == pytest.approx(plain.doubt + 1.0)
    assert sum(found.signs.values()) == pytest.approx(found.doubt, abs=1e-3)


def test_too_few_texts_teach_nothing() -> None:
    with pytest.raises(UsageError, match="are too few"):
        Estimator.learn([("a", "б")] * 99)


def test_a_text_of_the_language_surprises_less() -> None:
    model = Characters(["Ён жыве ў Мінску і піша пра выбары", "Яна з’ехала ў Літву"] * 5)
    assert model.bits("Яна жыве ў Літве") < model.bits("She lives in Lithuania")


def test_the_agreement_that_is_printed_is_the_one_measured(
    data: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data("mqm/ted-en-ru.tsv")
    monkeypatch.syspath_prepend(str(BENCHES))
    sys.modules.pop("scores", None)
    from scores import agreement  # noqa: PLC0415  (found in the folder of the benches)

    for name, said in measured().items():
        found = agreement(name)
        assert (round(found.value, 3), found.segments) == (said.spearman, said.segments)
        assert (round(found.low, 3), round(found.high, 3)) == (said.low, said.high)
