"""The SQLite memory does what the plainest one does, whatever is done to it."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.memory.plain import PlainStore
from tm.memory import index, vocabulary
from tm.memory.base import Origin
from tm.memory.sqlite import SqliteMemory
from tm.model import Note, Provenance, Segment, State, Unit, Variant, unit_id

if TYPE_CHECKING:
    from tm.memory.base import Entry, Store

WORDS = ["ён", "з’ехаў", "у", "Мінск", "і", "Гродна", "ёлка", "елка", "law", "not", "the", ".", "."]
FEW = ["", "law", "law .", "the law", "Мінск", "ён з’ехаў у Мінск .", "ёлка", "елка"]
TEXTS = st.one_of(st.sampled_from(FEW), st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
LANGS = ("en", "ru", "be")


def unit(source: str, lang: str, texts: dict[str, str], context: str | None = None) -> Unit:
    variants = [Variant(lang, Segment.of(source))]
    variants += [Variant(other, Segment.of(text)) for other, text in texts.items() if other != lang]
    return Unit(unit_id(lang, context, source), tuple(variants), source=lang, context=context)


UNITS = st.builds(
    unit,
    TEXTS,
    st.sampled_from(LANGS),
    st.dictionaries(st.sampled_from(LANGS), TEXTS),
    st.sampled_from([None, "menu"]),
)


def seen(entry: Entry) -> object:
    texts = [(t.variant.lang, t.variant.text, frozenset(t.origins)) for t in entry.texts]
    return entry.id, entry.source, entry.context, texts[0], frozenset(texts)


def hits(store: Store, text: str, lang: str, minimum: float, target: str) -> list[object]:
    return [(hit.entry.id, hit.similarity) for hit in store.fuzzy(text, lang, minimum, target)]


class Same(RuleBasedStateMachine):
    """Both stores are told the same, and asked the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "memory.sqlite"
        self.ours = SqliteMemory(self.path, create=True)
        self.plain = PlainStore()
        self.position = itertools.count(1)

    def teardown(self) -> None:
        self.ours.close()
        self.folder.cleanup()

    @rule(units=st.lists(UNITS, max_size=6), file=st.sampled_from(["", "a.po", "b.tmx"]))
    def add(self, units: list[Unit], file: str) -> None:
        origin = Origin(file=file, position=next(self.position) if file else 0)
        ours, plain = self.ours.add(units, origin), self.plain.add(units, origin)
        assert (ours.new, ours.known, ours.texts) == (plain.new, plain.known, plain.texts)
        assert sum(ours.skipped.values()) == sum(plain.skipped.values())

    @rule(data=st.data(), texts=st.dictionaries(st.sampled_from(LANGS), TEXTS))
    def update(self, data: st.DataObject, texts: dict[str, str]) -> None:
        known = list(self.plain.by_id.values())
        if known:
            old = data.draw(st.sampled_from(known))
            new = unit(old.texts[0].variant.text, old.source, texts, old.context)
            assert self.ours.update(new) == self.plain.update(new)

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        ids = data.draw(st.lists(st.sampled_from([*self.plain.by_id, "0" * 16]), max_size=3))
        assert self.ours.delete(ids) == self.plain.delete(ids)

    @rule()
    def settle(self) -> None:
        self.ours.settle()

    @rule()
    def reopen(self) -> None:
        self.ours.close()
        self.ours = SqliteMemory(self.path)

    @rule()
    def reindex(self) -> None:
        self.ours.reindex()

    @rule(
        text=TEXTS,
        lang=st.sampled_from(LANGS),
        minimum=st.sampled_from([0.0, 30.0, 50.0, 60.0, 70.0, 85.0, 100.0]),
        other=st.sampled_from(["", *LANGS]),
    )
    def search(self, text: str, lang: str, minimum: float, other: str) -> None:
        assert hits(self.ours, text, lang, minimum, other) == hits(
            self.plain, text, lang, minimum, other
        )
        exact = [(hit.entry.id, hit.similarity) for hit in self.ours.exact(text, lang, other)]
        assert exact == [
            (hit.entry.id, hit.similarity) for hit in self.plain.exact(text, lang, other)
        ]

    @invariant()
    def same_content(self) -> None:
        ours = {entry.id: seen(entry) for entry in self.ours.entries()}
        assert ours == {entry.id: seen(entry) for entry in self.plain.entries()}
        assert self.ours.stats().units == len(self.plain.by_id)


TestSame = Same.TestCase
TestSame.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


class Small(Same):
    """The same with tiny limits: the tail is listed, blocks end, words have no character."""

    def __init__(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(index, "BLOCK", 8)
        self.patch.setattr(vocabulary, "_LAST_CHARACTER", 5)
        self.patch.setattr("tm.memory.sqlite.TAIL", 6)
        self.patch.setattr("tm.memory.postings._CHUNK", 2)
        self.patch.setattr("tm.memory.sqlite._BATCH", 2)
        self.patch.setattr("tm.memory.texts._PAGE", 2)
        super().__init__()

    def teardown(self) -> None:
        self.patch.undo()
        super().teardown()


TestSmall = Small.TestCase
TestSmall.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    return SqliteMemory(tmp_path / "memory.sqlite", create=True)


def some(count: int) -> list[Unit]:
    return [
        unit(f"The law {n} was signed in Minsk .", "en", {"ru": f"Закон {n}"}) for n in range(count)
    ]


def test_states_and_provenance_are_kept(memory: SqliteMemory) -> None:
    source = Variant("en", Segment.of("A law"))
    target = Variant(
        "be",
        Segment.of("Закон"),
        State.REVIEWED,
        provenance=Provenance(changed="20201101T000000Z", changed_by="Ганна"),
        notes=("пра закон",),
    )
    one = Unit(
        unit_id("en", "menu", "A law"),
        (source, target),
        source="en",
        context="menu",
        notes=(Note("heading", "extracted"),),
        properties=(("tuid", "7"),),
    )
    memory.add([one], Origin("a.tmx", licence="CC0-1.0", trust=90, position=1))
    memory.add([one], Origin("b.tmx", position=4, author="Іван"))
    entry = memory.get(one.id)
    assert entry is not None
    assert entry.unit == one
    first, second = entry.in_language("be")[0].origins
    assert (first.file, first.licence, first.trust, first.author) == (
        "a.tmx",
        "CC0-1.0",
        90,
        "Ганна",
    )
    assert (second.file, second.position, second.author) == ("b.tmx", 4, "Ганна")
    assert entry.in_language("be")[0].trust == 100


def test_what_others_changed_is_noticed_and_indexed(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with SqliteMemory(path, create=True) as memory:
        memory.add(some(50))
        memory.settle()
    with sqlite3.connect(path) as other:
        other.execute("DELETE FROM posting")
        other.execute("DELETE FROM variant WHERE n BETWEEN 1 AND 2")
    other.close()
    with SqliteMemory(path) as memory:
        found = [
            hit.entry.texts[0].variant.text
            for hit in memory.fuzzy("The law 7 was signed in Minsk .", "en", 80)
        ]
        assert len(found) == 49
        assert found[0] == "The law 7 was signed in Minsk ."
        assert memory.check() == []


def test_more_than_a_block_of_texts(memory: SqliteMemory) -> None:
    added = memory.add(some(34_000))  # two numbers a unit, 65,536 numbers a block
    memory.settle()
    assert added.new == memory.stats().units == 34_000
    for number in (0, 32_767, 32_768, 33_999):
        found = memory.fuzzy(f"The law {number} was signed in Minsk .", "en", 100)
        assert [hit.entry.texts[1].variant.text for hit in found] == [f"Закон {number}"]
    assert memory.check() == []


def test_a_new_tokenizer_makes_the_index_anew(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with SqliteMemory(path, create=True) as memory:
        memory.add(some(5))
    with sqlite3.connect(path) as other:
        other.execute("UPDATE meta SET value = 0 WHERE name = 'tokens'")
        other.execute("DELETE FROM fuzzy")
    other.close()
    with SqliteMemory(path) as memory:
        assert len(list(memory.fuzzy("The law 1 was signed in Minsk .", "en", 80))) == 5


def test_check_tells_a_broken_index(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with SqliteMemory(path, create=True) as memory:
        memory.add(some(5))
        memory.settle()
    with sqlite3.connect(path) as other:  # as a damaged disk would: nobody is told
        other.execute("UPDATE meta SET value = 1 WHERE name = 'writing'")
        other.execute("DELETE FROM posting")
        other.execute("UPDATE meta SET value = 0 WHERE name = 'writing'")
    other.close()
    with SqliteMemory(path) as memory:
        assert any("does not find the en text" in problem for problem in memory.check())
        memory.reindex()
        assert memory.check() == []


def test_a_file_imported_again_replaces_what_it_had(memory: SqliteMemory) -> None:
    def bring(units: list[Unit], recipe: bytes, file: str = "a.po") -> None:
        origin = Origin(file, position=1)
        assert memory.begin(origin, recipe) == 0
        memory.add(units, origin)
        memory.finish(origin)

    bring(some(3), b"1")
    bring(some(1), b"other", "b.po")
    better = unit("The law 1 was signed in Minsk .", "en", {"ru": "Закон № 1"})
    bring([better], b"2")
    texts = {(t.variant.lang, t.variant.text) for e in memory.entries() for t in e.texts}
    assert texts == {
        ("en", "The law 0 was signed in Minsk ."),
        ("ru", "Закон 0"),
        ("en", "The law 1 was signed in Minsk ."),
        ("ru", "Закон № 1"),
    }
    assert memory.forget("b.po") == 2
    assert memory.stats().units == 1
    assert memory.check() == []


def test_an_import_that_was_broken_off_goes_on(memory: SqliteMemory) -> None:
    origin = Origin("a.po", position=1)
    assert memory.begin(origin, b"same") == 0
    memory.add(some(3), origin)
    assert memory.begin(origin, b"same") == 3
    assert memory.begin(origin, b"another") == 0


def test_two_connections_see_what_the_other_wrote(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with SqliteMemory(path, create=True) as one, SqliteMemory(path, create=True) as two:
        for n, text in enumerate(some(30)):
            (one if n % 2 else two).add([text])
            wanted = text.variants[0].text
            assert [h.entry.id for h in one.fuzzy(wanted, "en", 100)] == [text.id]
            assert [h.entry.id for h in two.fuzzy(wanted, "en", 100)] == [text.id]
            if n == 20:
                one.reindex()
        assert two.stats().units == 30
