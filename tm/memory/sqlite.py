"""The memory in one SQLite file."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import Counter
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Self

import msgspec

from tm.memory.base import Added, Entry, Hit, Origin, Stats
from tm.memory.index import BULK, CHUNK, TAIL, FuzzyIndex, Row
from tm.memory.keys import key, neighbour, number
from tm.memory.rows import NOWHERE, STATES, Kept, Place, kept
from tm.memory.schema import connect, explained, unwatch, watch
from tm.memory.similarity import similarity
from tm.memory.texts import Texts
from tm.memory.words import WordIndex
from tm.segment.tokens import VERSION, tokens

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from tm.memory.index import Found
    from tm.model import Unit, Variant

__all__ = ["THRESHOLD", "SqliteMemory"]

THRESHOLD = 0.5
"""The least similarity that the fuzzy index answers; below it every text is compared."""

_BATCH = 2000
_BATCHES = 25
"""How many units are worked on at once, and how many times that are one transaction."""

_NOWHERE = Origin()
_SAMPLE = 1000
"""How many units `check` looks up."""


class _RebuiltError(Exception):
    """The index was made anew during a search: what is left of it means nothing."""


class SqliteMemory:
    """A memory in a file: many processes may read while one writes.

    What a method wrote is on the disk when it returns. InputError and WriteError say what is wrong
    with the file.
    """

    def __init__(self, path: Path, *, create: bool = False, threshold: float = THRESHOLD) -> None:
        self.path = path
        self._database = connect(path, create=create, threshold=threshold)
        self._texts = Texts(self._database)
        with explained(path):
            self._index = FuzzyIndex(self._database)
        self._words = WordIndex(self._database)
        self._version = -1
        self._ready: set[str] = set()

    @classmethod
    def open(cls, path: Path, *, write: bool = False, threshold: float = THRESHOLD) -> Self:
        """Open a memory; with `write` one is made where there is none."""
        return cls(path, create=write, threshold=threshold)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    # --- transactions ---------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Generator[None]:
        """See one state of the memory within the block."""
        with explained(self.path):
            self._begin("DEFERRED")
            try:
                yield
            finally:
                self._database.execute("COMMIT")

    @contextmanager
    def _writing(self, *, much: bool = False) -> Generator[None]:
        """Write all that the block writes, or nothing."""
        with explained(self.path):
            self._begin("IMMEDIATE")
            with self._own_changes(much=much):
                yield

    def _begin(self, kind: str) -> None:
        """Begin a transaction; the index is made anew first where it does not fit the texts."""
        if self._start(kind):
            self._database.execute("ROLLBACK")
            self._start("IMMEDIATE")
            with self._own_changes(much=True):
                self._reindex()
            self._start(kind)

    def _start(self, kind: str) -> bool:
        """Begin a transaction; return whether somebody else has changed the tables."""
        self._database.execute(f"BEGIN {kind}")
        version, touched, made_with = self._database.execute(
            "SELECT v.value, t.value, m.value FROM meta v, meta t, meta m "
            "WHERE v.name = 'version' AND t.name = 'touched' AND m.name = 'tokens'"
        ).fetchone()
        if version != self._version:
            self._texts.forget()
            self._index.check_built()
            self._version = version
        return bool(touched or made_with != VERSION)

    @contextmanager
    def _own_changes(self, *, much: bool = False) -> Generator[None]:
        execute = self._database.execute
        try:
            if much:
                unwatch(self._database)
            execute("UPDATE meta SET value = 1 WHERE name = 'writing'")
            self._texts.reserve()
            yield
            self._texts.store()
            if much:
                watch(self._database)
            execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
            execute("UPDATE meta SET value = 0 WHERE name = 'writing'")
            execute("COMMIT")
            self._version += 1
        except BaseException:
            if self._database.in_transaction:
                execute("ROLLBACK")
            self._version = -1
            self._texts.forget()
            self._index.forget()
            raise

    # --- writing --------------------------------------------------------------------------------

    def add(
        self, units: Iterable[Unit], origin: Origin = _NOWHERE, *, fuzzy: bool = False
    ) -> Added:
        """Add units; equal texts are merged, and every origin is kept.

        `origin.position` is that of the first unit of a file. The units of a document
        (`origin.document`) come in its order: those around a unit are its neighbours. Many units
        are written in several transactions. With `fuzzy` texts that need review are taken too.
        """
        added = Added()
        units_kept = _kept(units, origin, added.skipped, fuzzy=fuzzy)
        batch = list(islice(units_kept, _BATCH))
        while batch:
            with self._writing(much=len(batch) == _BATCH):
                for _ in range(_BATCHES):
                    self._add(batch, origin, added)
                    batch = list(islice(units_kept, _BATCH))
                self._index.flush(BULK if batch else TAIL)
        return added

    def _add(self, batch: Sequence[Kept], origin: Origin, added: Added) -> None:
        if not batch:
            return
        pending: dict[str, int] = {}
        rows: list[Row] = []
        file, indexed = self._texts.file_of(origin), self._indexed(batch)
        known = self._alike(batch)
        for one in batch:
            same, identity = known.get(one.key), one.unit.id
            head = pending.get(identity, 0)
            if not head and same:
                head = self._texts.head(same, one.unit, one.texts[0][1])
            if head:
                texts = self._texts.merge(head, one, file)
                added.known += 1
            else:
                texts = self._texts.insert(one, file)
                pending[identity] = texts[0][0]
                added.new += 1
            added.texts += len(texts)
            rows += [
                _row(n, indexed[text.lang], identity, text)
                for n, text in texts
                if text.lang in indexed
            ]
        self._texts.write()
        self._texts.reached(file, batch[-1].position)
        self._index.add(rows)

    def _indexed(self, batch: Sequence[Kept]) -> dict[str, int]:
        """Return the indexed languages with their numbers; source languages become indexed."""
        for lang in sorted({one.unit.source for one in batch}):
            number_ = self._texts.make_lang(lang)
            if number_ not in self._texts.indexed():
                self._index_language(number_)
        return {self._texts.tags[number_]: number_ for number_ in self._texts.indexed()}

    def _alike(self, batch: Sequence[Kept]) -> dict[int, list[int]]:
        """Return the texts whose keys have the numbers of the batch's source texts."""
        return self._index.keyed({one.key for one in batch})

    def _index_language(self, lang: int) -> None:
        self._texts.set_indexed(lang)
        last = 0
        while some := self._texts.in_language(lang, last):
            self._index.add([_row(n, lang, unit, text) for n, unit, text in some])
            last = some[-1][0]

    def _reindex(self) -> None:
        self._index.clear()
        for lang in self._texts.indexed():
            self._index_language(lang)
        self._index.settle(self._texts.indexed())
        self._database.execute("UPDATE meta SET value = 0 WHERE name = 'touched'")
        self._database.execute("UPDATE meta SET value = ? WHERE name = 'tokens'", (VERSION,))

    def index(self, lang: str) -> None:
        """Make the fuzzy index of a language, if there are texts in it and no index yet."""
        if lang in self._ready:
            return
        with self._reading():
            number_ = self._texts.langs.get(lang, 0)
            missing = number_ and number_ not in self._texts.indexed()
        if missing:
            with self._writing(much=True):
                self._index_language(number_)
                self._index.settle([number_])
        if number_:
            self._ready.add(lang)

    def settle(self) -> None:
        """Put what was added lately into the lists of the index: searching is fastest then."""
        with self._writing(much=True):
            self._index.settle(self._texts.indexed())
        with explained(self.path):
            self._database.executescript("PRAGMA incremental_vacuum")  # a step a page

    def reindex(self) -> None:
        """Make the fuzzy index anew."""
        with self._writing(much=True):
            self._reindex()

    def update(self, unit: Unit, origin: Origin = _NOWHERE) -> bool:
        """Make a unit's texts those of `unit`; whether the unit was there."""
        one = kept(unit, origin.position, _place(origin, unit))
        if isinstance(one, str):
            return False
        with self._writing():
            same = self._alike([one])
            head = self._texts.head(chain.from_iterable(same.values()), unit, one.texts[0][1])
            if head:
                self._index.remove(self._texts.remove(head))
                self._add([one], origin, Added())
        return bool(head)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete units; how many there were."""
        with self._writing():
            heads = {self._texts.head_of(n) for n in self._index.of_units(ids)}
            for head in heads:
                self._index.remove(self._texts.remove(head))
        return len(heads)

    # --- files ----------------------------------------------------------------------------------

    def begin(self, origin: Origin, recipe: bytes) -> int:
        """Begin the import of a file: return how many of its units are in already.

        `recipe` says what is read and how; an import with another one starts anew. The texts of an
        earlier import stay until `finish`.
        """
        with self._writing():
            return self._texts.begin(origin, recipe)

    def finish(self, origin: Origin) -> None:
        """End the import of a file: what an earlier import had and this one has not goes."""
        with self._writing():
            self._index.remove(self._texts.finish(origin))
            self._index.flush(TAIL)

    def forget(self, path: str) -> int:
        """Take a file out of all origins; return how many texts had no other, and are gone."""
        with self._writing():
            gone = self._texts.forget_path(path)
            self._index.remove(gone)
        return len(gone)

    def copy(self, path: Path) -> None:
        """Write a copy of the memory to a new file."""
        with explained(path), sqlite3.connect(path) as other:
            self._database.backup(other)

    def become(self, other: SqliteMemory) -> None:
        """Take over all that another memory holds, in one step, in place of what is here."""
        with explained(self.path):
            other._database.backup(self._database)
        self._version = -1
        self._ready.clear()
        self._texts.forget()
        self._index.forget()

    def recipes(self) -> list[tuple[Origin, bytes]]:
        """Return every imported file with its recipe, in the order of import."""
        with self._reading():
            return self._texts.recipes()

    # --- reading --------------------------------------------------------------------------------

    def get(self, unit: str) -> Entry | None:
        """Return the entry of an id, None where there is none."""
        with self._reading():
            found = self._index.of_units([unit])
            return self._texts.entry(self._texts.head_of(found[0])) if found else None

    def exact(self, text: str, lang: str, target: str = "") -> list[Hit]:
        """Return the hits whose key is the text's, by id; with a target those that have it."""
        self.index(lang)
        wanted, words = key(text, lang), tokens(text)
        with self._reading():
            wanted_number = number(text, lang)
            same = self._index.keyed([wanted_number]).get(wanted_number, [])
            hits = [self._hit(n, 0.0, target) for n in same]
        result: dict[str, Hit] = {}
        for hit in hits:
            if hit and _is(hit.text.variant, wanted, lang):
                similar = similarity(words, tokens(hit.text.variant.segment.plain))
                result.setdefault(hit.entry.id, msgspec.structs.replace(hit, similarity=similar))
        return [result[unit] for unit in sorted(result)]

    def fuzzy(self, text: str, lang: str, minimum: float, target: str = "") -> Iterator[Hit]:
        """Yield every hit with similarity >= minimum (0-100), best first, then by id.

        A language that has no index yet gets one. The hits are read as they are taken.
        """
        self.index(lang)
        seen: set[str] = set()
        while True:
            try:
                yield from self._hits(self._found(text, lang, minimum), target, seen)
            except _RebuiltError:
                continue
            return

    def _found(self, text: str, lang: str, minimum: float) -> Iterator[Found]:
        """Yield what is found, best first, each as soon as nothing can be before it."""
        with self._reading():
            number_ = self._texts.langs.get(lang, 0)
            if not number_:
                return
            asked = self._index.search(text, number_, minimum, self._version)
            found = self._index.compared(asked, 0)
        for start in range(CHUNK, len(asked.numbers), CHUNK):
            ready = bisect_left(found, (-asked.bounds[start],))
            yield from found[:ready]
            with self._reading():
                if self._index.built != asked.built:
                    raise _RebuiltError
                more = self._index.compared(asked, start)
            found = sorted([*found[ready:], *more])
        yield from found

    def _hits(self, found: Iterable[Found], target: str, seen: set[str]) -> Iterator[Hit]:
        for one in found:
            if one.unit not in seen:
                with explained(self.path):
                    hit = self._hit(one.n, one.similarity, target)
                seen.add(one.unit)
                if hit:
                    yield hit

    def _hit(self, n: int, similar: float, target: str) -> Hit | None:
        """Return a text with its entry, None where it is gone or lacks the target language."""
        entry = self._texts.entry_of(n)
        if entry is None or (target and not entry[0].in_language(target)):
            return None
        return Hit(*entry, similar)

    def entries(self, langs: Iterable[str] = ()) -> Iterator[Entry]:
        """Yield all entries, or those that have texts in all these languages."""
        wanted = frozenset(langs)
        with explained(self.path):
            for head in self._texts.heads():
                entry = self._texts.entry(head)
                if entry and wanted <= {text.variant.lang for text in entry.texts}:
                    yield entry

    # --- words ----------------------------------------------------------------------------------

    def index_words(self) -> None:
        """Make the index of words, or bring it up to date."""
        with self._writing():
            self._words.update()

    def entries_with_words(self, words: Sequence[str]) -> Iterator[Entry] | None:
        """Yield the entries with a text that has all these words; "mi*" is a beginning.

        None where there is no index of words.
        """
        with self._reading():
            if not self._words.exists():
                return None
        self.index_words()
        with self._reading():
            heads = sorted({self._texts.head_of(n) for n in self._words.find(words)})
        return (entry for head in heads if (entry := self._texts.entry(head)))

    def check(self) -> list[str]:
        """Return what is wrong with the memory: the file, the index, texts that find nothing."""
        with self._reading():
            problems = self._file_problems()
            counts = dict(self._texts.counts().langs)
            for lang, indexed in self._index.counts():
                if counts.get(lang) != indexed:
                    tag = self._texts.tags[lang]
                    problems.append(
                        f"{indexed} of {counts.get(lang, 0)} texts in {tag} are indexed"
                    )
        return problems or [*self._lost()]

    def _file_problems(self) -> list[str]:
        rows = self._database.execute("PRAGMA integrity_check(10)").fetchall()
        return [f"the file is damaged: {row[0]}" for row in rows if row[0] != "ok"]

    def _lost(self) -> Iterator[str]:
        """Yield the texts of a sample that do not find themselves."""
        with self._reading():
            langs = self._texts.indexed()
            total = self._texts.counts().units
        step = max(total // _SAMPLE, 1)
        for entry in islice(self.entries(), 0, None, step):
            for text in entry.texts:
                lang, plain = text.variant.lang, text.variant.segment.plain
                if self._texts.langs[lang] in langs and not any(
                    hit.entry.id == entry.id for hit in self.fuzzy(plain, lang, 100.0)
                ):
                    yield f"the index does not find the {lang} text of unit {entry.id}"

    def stats(self) -> Stats:
        """Count what is there."""
        with self._reading():
            counts, tags = self._texts.counts(), self._texts.tags
            texts = Counter({tags[lang]: n for lang, n in counts.langs})
            return Stats(
                units=counts.units,
                texts=dict(texts),
                pairs={f"{tags[a]}-{tags[b]}": n for a, b, n in counts.pairs},
                states={STATES[state].value: n for state, n in counts.states},
                indexed={tags[lang]: n for lang, n in self._index.counts()},
                files=counts.files,
                size=self.path.stat().st_size,
                threshold=self._index.threshold,
            )

    def resource(self, name: str) -> bytes | None:
        """Return data that is kept with the memory under a name, None where there is none."""
        with self._reading():
            row = self._database.execute(
                "SELECT data FROM resource WHERE name = ?", (name,)
            ).fetchone()
        return row[0] if row else None

    def put_resource(self, name: str, data: bytes) -> None:
        """Keep data with the memory under a name."""
        with self._writing():
            self._database.execute("INSERT OR REPLACE INTO resource VALUES (?, ?)", (name, data))

    def resources(self) -> dict[str, int]:
        """Return the names of what is kept with the memory, with their sizes in bytes."""
        with self._reading():
            rows = self._database.execute("SELECT name, length(data) FROM resource ORDER BY name")
            return dict(rows.fetchall())


def _row(n: int, lang: int, unit: str, text: Variant) -> Row:
    plain = text.segment.plain
    return Row(n, lang, unit, number(plain, text.lang), tokens(plain))


def _is(text: Variant, wanted: str, lang: str) -> bool:
    return text.lang == lang and key(text.segment.plain, lang) == wanted


def _kept(
    units: Iterable[Unit], origin: Origin, skipped: Counter[str], *, fuzzy: bool
) -> Iterator[Kept]:
    """Yield what is kept of each unit, and where it stands; count why units are left out."""
    around = _around(units) if origin.document else ((None, unit, None) for unit in units)
    for at, (before, unit, after) in enumerate(around):
        position = origin.position + at if origin.file else 0
        one = kept(unit, position, _place(origin, unit, before, after), fuzzy=fuzzy)
        if isinstance(one, str):
            skipped[one] += 1
        else:
            yield one


def _place(
    origin: Origin, unit: Unit, before: Unit | None = None, after: Unit | None = None
) -> Place:
    """Return where a unit stands, NOWHERE itself where nothing is known."""
    said = origin.document or origin.author or origin.date or origin.obsolete
    if not (said or unit.properties or unit.obsolete):
        return NOWHERE
    known = bool(origin.document)
    return Place(
        author=origin.author,
        date=origin.date,
        obsolete=origin.obsolete or unit.obsolete,
        before=neighbour(_beside(unit, "prev", before, known=known), unit.source),
        after=neighbour(_beside(unit, "next", after, known=known), unit.source),
    )


def _around(units: Iterable[Unit]) -> Iterator[tuple[Unit | None, Unit, Unit | None]]:
    """Yield each unit with those before and after it."""
    before, current = None, None
    for unit in units:
        if current is not None:
            yield before, current, unit
        before, current = current, unit
    if current is not None:
        yield before, current, None


def _beside(unit: Unit, name: str, other: Unit | None, *, known: bool) -> str | None:
    """Return the text beside a unit: as its property says (OmegaT's), else that of the document."""
    said = unit.property(name)
    if said is not None or not known:
        return said
    source = other.variant(other.source) if other else None
    return source.segment.plain if source else ""
