"""Alignment of real documents with known links: floors that must hold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

BENCHES = Path(__file__).parents[2] / "scripts" / "benches"
FLOORS = {  # with pairs of other documents, bootstrapped, each document alone
    "en-ru": (0.965, 0.955, 0.85, 0.86),
    "en-be": (0.975, 0.970, 0.86, 0.92),
    "ru-be": (0.970, 0.955, 0.88, 0.92),
}


@pytest.fixture(scope="module")
def bench(data: Callable[[str], Path]) -> Any:
    data("alignment/ntrex-hard-en-ru.jsonl")
    pytest.importorskip("nltk", reason="the bench's peer is not installed")
    sys.path.insert(0, str(BENCHES))
    sys.modules.pop("align", None)
    import align  # noqa: PLC0415  (found in the folder of the benches)

    yield align
    sys.path.remove(str(BENCHES))


@pytest.mark.parametrize("pair", FLOORS)
def test_documents_are_aligned_as_well_as_we_say(bench: Any, pair: str) -> None:
    texts = bench.documents("hard", pair)
    known, together, alone, nulls = FLOORS[pair]
    found = bench.quality(texts, bench.taught(texts))
    assert found.beads >= known
    assert found.nulls >= nulls
    assert found.error <= 0.05
    assert bench.quality(texts, bench.ours(texts)).beads >= together
    assert bench.quality(texts, bench.alone(texts)).beads >= alone


def test_repetition_is_no_trap(bench: Any) -> None:
    whole = bench.concatenated(bench.documents("hard", "en-ru") * 5)
    assert bench.quality([whole], bench.ours([whole])).beads >= 0.95
