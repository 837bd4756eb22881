"""tm terms extract: what is found in the article."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
EXPECTED = {
    "ru": {"Minsk": "Минск", "strike": "забастов", "Coordination Council": "Координационн"},
    "be": {"Minsk": "Мінск", "strike": "забастоў", "Coordination Council": "Каардынацыйн"},
}


@pytest.mark.parametrize("lang", EXPECTED)
def test_terms_of_the_article_are_found_with_translations(good: Run, here: Path, lang: str) -> None:
    shutil.copytree(ROOT / "seeds", here / "seeds")
    po = str(ROOT / f"locales/{lang}/belarus-2020.po")
    found = good("terms", "extract", po, "--to", lang, "--limit", "0", "--format", "json").json()
    by_text = {one["candidate"]["text"].lower(): one for one in found["candidates"]}
    for term, start in EXPECTED[lang].items():
        best = by_text[term.lower()]["candidate"]["translations"][0]["text"]
        assert start.lower() in best.lower()
    for one in found["candidates"]:
        words = one["candidate"]["text"].lower()
        assert one["candidate"]["count"] >= 3
        for source, _ in one["examples"]:
            assert re.search(re.escape(words[:4]), source.lower())
        assert (
            sum(each["count"] for each in one["candidate"]["translations"])
            <= one["candidate"]["count"]
        )
    assert any(one["known"] for one in found["candidates"])


def test_the_memory_gives_what_the_file_gives(good: Run, here: Path) -> None:
    po = str(ROOT / "locales/ru/belarus-2020.po")
    good("memory", "import", po)
    assert (here / ".tm" / "memory.sqlite").is_file()
    ways = [
        good("terms", "extract", *given, "--to", "ru", "--format", "json").json()
        for given in ((po,), ())
    ]
    texts = [{one["candidate"]["text"].lower() for one in way["candidates"]} for way in ways]
    assert texts[0] == texts[1]


def test_no_texts_are_told(tm: Run, here: Path) -> None:
    (here / "a.tsv").write_text("en\tbe\nYes.\tТак.\n", "utf-8")
    result = tm("terms", "extract", "a.tsv", "--to", "ru")
    assert result.code == 2
    assert "no texts in en and ru" in result.log
