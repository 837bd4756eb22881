"""The golden sentences of `cases/*.txt`: a linguist adds a line, this shows whether it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tm.segment import Segmenter

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "ru", "be")
LEAST = 60


def cases(lang: str) -> list[str]:
    lines = (CASES / f"{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("lang", "case"), [(lang, case) for lang in LANGUAGES for case in cases(lang)]
)
def test_case(lang: str, case: str) -> None:
    text = case.replace(" | ", " ").replace("\n ", "\n")
    found = [text[start:end] for start, end in Segmenter.for_language(lang).spans(text)]
    assert found == [part.strip() for part in case.split(" | ")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_enough_cases(lang: str) -> None:
    assert len(cases(lang)) >= LEAST
    assert len(cases(lang)) == len(set(cases(lang)))
