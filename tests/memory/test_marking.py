"""The words of a translation that a change concerns, on pairs made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.memory.plain import PlainStore
from tm.align.lexicon import Lexicon
from tm.memory.base import Query
from tm.memory.score import Knowledge
from tm.memory.search import search
from tm.model import Segment, Unit, Variant, unit_id
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = Path(__file__).with_name("marking.tsv")
LEAST = 0.8
"""How many of the marked words must be right."""


def table(path: Path) -> list[dict[str, str]]:
    lines = path.read_text("utf-8").splitlines()
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_marked_words_are_the_translation_of_the_change(
    lang: str, data: Callable[[str], Path]
) -> None:
    news = table(data("ntrex/ntrex.tsv"))
    lexicon = Lexicon.learn((tokens(row["en"]), tokens(row[lang])) for row in news)
    marked = right = wanted = 0
    wrong = []
    for row in table(PAIRS):
        store = PlainStore()
        variants = (Variant("en", Segment.of(row["source"])), Variant(lang, Segment.of(row[lang])))
        store.add([Unit(unit_id("en", None, row["source"]), variants, source="en")])
        query = Query(Variant("en", Segment.of(row["query"])), lang, minimum=50)
        (match,) = search(store, query, Knowledge(lexicon=lexicon))
        expected = set(row[f"{lang} words"].split())
        found = {row[lang][start:end] for start, end in match.marked}
        assert {row["source"][start:end] for start, end in match.changes}
        marked, wanted = marked + len(found), wanted + len(expected)
        right += len(found & expected)
        if found != expected:
            wrong.append((found, expected))
    assert right >= LEAST * marked, wrong
    assert right >= LEAST * wanted, wrong
