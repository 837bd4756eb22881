"""On news in three languages the index finds what comparing with everything finds."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.memory.plain import PlainStore
from tm.align.lexicon import Lexicon, stem
from tm.memory.concordance import Concordance, form_of
from tm.memory.keys import key
from tm.memory.sqlite import SqliteMemory
from tm.model import Segment, Unit, Variant, unit_id
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LANGS = ("en", "ru", "be")


@pytest.fixture(scope="module")
def rows(data: Callable[[str], Path]) -> list[dict[str, str]]:
    lines = data("ntrex/ntrex.tsv").read_text("utf-8").splitlines()
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


def unit(row: dict[str, str], source: str = "en") -> Unit:
    variants = [Variant(source, Segment.of(row[source]))]
    variants += [Variant(lang, Segment.of(row[lang])) for lang in LANGS if lang != source]
    return Unit(unit_id(source, None, row[source]), tuple(variants), source=source)


def mutant(text: str, words: list[str], chance: random.Random) -> str:
    own = text.split()
    for _ in range(chance.randint(1, max(len(own) // 3, 1))):
        own[chance.randrange(len(own))] = chance.choice(words)
    return " ".join(own)


@pytest.mark.parametrize("lang", LANGS)
def test_hits_are_those_of_brute_force(
    lang: str, rows: list[dict[str, str]], tmp_path: Path
) -> None:
    chance = random.Random(4)  # noqa: S311  (not for secrets)
    words = [word for row in rows for word in row[lang].split()]
    units = [unit(row, lang) for row in rows[:500]]
    units += [
        unit({**row, lang: mutant(row[lang], words, chance)}, lang)
        for row in rows[:150]
        for _ in range(4)
    ]
    long = " ".join(rows[n][lang] for n in range(40))
    odd = ["", long, "слова " * 300, "w w w w", "ў"]
    units += [unit({**rows[0], lang: text}, lang) for text in odd if text]
    plain = PlainStore()
    plain.add(units)
    queries = [mutant(row[lang], words, chance) for row in rows[:60]]
    queries += [*odd, f"{long} zzz qqq", "zzz qqq", "w w w"]
    with SqliteMemory(tmp_path / "memory.sqlite", create=True) as memory:
        memory.add(units[:400])
        memory.settle()
        memory.add(units[400:])
        gone = [one.id for one in units[::7]]
        memory.delete(gone)
        plain.delete(gone)
        for step in range(2):
            for minimum in (50.0, 57.0, 70.0, 85.0):
                for text in queries:
                    ours = [(h.entry.id, h.similarity) for h in memory.fuzzy(text, lang, minimum)]
                    assert ours == [
                        (h.entry.id, h.similarity) for h in plain.fuzzy(text, lang, minimum)
                    ], (step, minimum, text)
            memory.settle()


def test_concordance_finds_what_reading_finds(rows: list[dict[str, str]], tmp_path: Path) -> None:
    with SqliteMemory(tmp_path / "memory.sqlite", create=True) as memory:
        memory.add(unit(row) for row in rows[:300])
        scanned = Concordance(memory)
        wanted = [
            ("be", "год"),
            ("ru", "президент"),
            ("en", "player"),
            ("be", "з’езд"),
            ("ru", "ещё"),
        ]
        before = [scanned.find(word, lang) for lang, word in wanted]
        scanned.make_index()
        assert [scanned.find(word, lang) for lang, word in wanted] == before
        assert any(found.count > 3 for found in before)
        for (lang, word), found in zip(wanted, before, strict=True):
            texts = [row[lang] for row in rows[:300]]
            whole = sum(key(text, lang).lower().count(f" {key(word, lang)} ") for text in texts)
            assert found.count >= whole
            assert all(
                form_of(key(one, lang).lower(), key(word, lang), lang) for one in found.forms
            )


def test_the_lexicon_learns_translations(rows: list[dict[str, str]]) -> None:
    for lang, known in (("ru", {"president": "президент", "and": "и"}), ("be", {"and": "і"})):
        pairs = [(tokens(row["en"]), tokens(row[lang])) for row in rows]
        lexicon = Lexicon.learn(pairs)
        for word, other in known.items():
            best = max(lexicon.forward[stem(word)].items(), key=lambda one: one[1])[0]
            assert best == stem(other)
        again = Lexicon.from_bytes(lexicon.to_bytes())
        assert (again.forward, again.backward) == (lexicon.forward, lexicon.backward)
        for source, target in pairs[:50]:
            links = lexicon.links(source, target)
            assert links == sorted(links)
            assert all(a < b for a, b in pairwise(sorted({one.source for one in links})))
            assert len({(one.source, one.target) for one in links}) == len(links)
