"""No reader fails but with an error that says where and what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.bad_inputs import CASES, page, result

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "bad-inputs.md"


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_bad_input_gives_an_error_with_its_place_or_is_read(case: dict[str, Any]) -> None:
    said = result(case)
    if said.startswith("read: "):
        return
    named = case["file"].endswith(".toml") and case["file"].count(".") == 1
    name = "tm.toml" if named else case["file"].split(",")[0].split(".")[0]
    assert re.match(rf"error: {re.escape(name)}[.\w]*(:\d+(:\d+)?)?: \S", said), said


def test_every_reader_has_bad_input_that_it_refuses_and_some_that_it_reads() -> None:
    verdicts: dict[str, set[str]] = {}
    for case in CASES:
        verdicts.setdefault(Path(case["file"]).suffix, set()).add(result(case).split(":")[0])
    refusing = {suffix for suffix, seen in verdicts.items() if "error" in seen}
    assert refusing == {
        ".be", ".html", ".jsonl", ".md", ".po", ".srx", ".tbx", ".tmx", ".toml", ".tsv", ".txt",
    }  # fmt: skip
    assert len(CASES) >= 60


def test_the_page_of_the_documentation_is_what_the_readers_say() -> None:
    note, _, rest = PAGE.read_text(encoding="utf-8").partition("\n\n")
    assert note.startswith("<!--")
    assert rest == page()
