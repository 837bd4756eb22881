"""The fuzzy index: every text above a threshold, found by the rare words that it must share.

    text ─ tokens ─▶ codes ─ prefix ─▶ postings ─ length, place, signature ─▶ candidates ─ edits ─▶

A pair that is similar enough passes every filter, so the answer is that of comparing with all texts
(the tests do). New texts are the tail: they are compared one by one until there are enough to list.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from tm.memory.postings import (
    EMPTY,
    LONGEST,
    Numbers,
    Posting,
    Sorted,
    join,
    places,
    signature,
    write,
)
from tm.memory.similarity import edits, percent
from tm.memory.vocabulary import Vocabulary, codes_of, packed
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from tm.memory.postings import Lengths, Signatures
    from tm.memory.vocabulary import Tokens

__all__ = ["BULK", "CHUNK", "TAIL", "Found", "FuzzyIndex", "Row", "Search"]

BLOCK = 1 << 16
TAIL = 4096
"""How many texts are compared one by one before they are listed."""
BULK = 1 << 15
CHUNK = 128
"""How many candidates are compared at once."""

_MASK = (1 << 64) - 1
_NEVER = 1 << 20


class Row(NamedTuple):
    """A text to index: its number, language, unit (16 hex digits), number of the key, tokens."""

    n: int
    lang: int
    unit: str
    key: int
    words: Sequence[str]


class Found(NamedTuple):
    """A text that is similar enough; sorting puts the best first, then by unit.

    `order` is the similarity with the sign turned, `unit` the unit's id, `n` the text's number.
    """

    order: float
    unit: str
    n: int

    @property
    def similarity(self) -> float:
        """The similarity, 0-100."""
        return -self.order


class _Window(NamedTuple):
    """What a query of `size` tokens demands: texts of `shortest` … `longest` tokens.

    `needed[m]` is how many tokens a text of m tokens must share with it, a number that nothing
    reaches outside the window; the last stands for all greater m. `prefix` is how many of the
    query's own rarest tokens are looked up.
    """

    shortest: int
    longest: int
    needed: NDArray[np.int32]
    prefix: int


class _Query(NamedTuple):
    """A text that is looked for: its tokens as codes, packed, and what they demand."""

    codes: Sequence[int]
    tokens: Tokens
    signature: tuple[np.uint64, np.uint64]
    window: _Window

    @classmethod
    def of(cls, codes: Sequence[int], minimum: float) -> _Query:
        return cls(codes, packed(codes), signature(codes), _window(minimum, len(codes)))


class _Candidates(NamedTuple):
    """Numbers of texts that may be similar enough, and a similarity that each does not exceed."""

    numbers: NDArray[Any]
    bounds: NDArray[np.float64]

    def once(self) -> _Candidates:
        """Return each text once."""
        numbers, first = np.unique(self.numbers, return_index=True)
        return _Candidates(numbers, self.bounds[first])


class Search(NamedTuple):
    """What a search has to look at.

    The texts `numbers`, and a bound (0-100) of the similarity of each, the highest first. `built`
    says which index it is for.
    """

    query: _Query
    lang: int
    minimum: float
    built: int
    numbers: list[int]
    bounds: list[float]


@lru_cache(maxsize=1024)
def _window(minimum: float, size: int) -> _Window:
    reach = int(size / (minimum / 100)) + 2 if minimum > 1 else LONGEST
    reach = min(max(reach, size), LONGEST) if size <= LONGEST else size
    allowed = edits(minimum, 1 << reach.bit_length())
    fits = [
        m for m in range(reach + 1) if m and max(m, size) - allowed[max(m, size)] <= min(m, size)
    ]
    if size == 0 or allowed[size] >= size:
        fits.insert(0, 0)
    needed = np.full(reach + 2, _NEVER, np.int32)
    for m in fits:
        needed[m] = max(m, size) - allowed[max(m, size)]
    return _Window(fits[0], fits[-1], needed, allowed[size] + 1)


class FuzzyIndex:
    """The fuzzy index in a memory's file; whoever calls it holds the transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._vocabularies: dict[int, Vocabulary] = {}
        self._threshold = float(self._meta("threshold"))
        self.forget()

    def forget(self) -> None:
        """Read anew what is kept in memory: others have written, or a transaction failed."""
        for vocabulary in self._vocabularies.values():
            vocabulary.forget()
        self._version = -1
        self._built = -1
        self._lengths: Lengths = np.zeros(0, np.uint16)
        self._signatures: Signatures = np.zeros((0, 2), np.uint64)
        self._flushed = -1
        self._tail = _Tail()

    def _vocabulary(self, lang: int) -> Vocabulary:
        if lang not in self._vocabularies:
            self._vocabularies[lang] = Vocabulary(self._database, lang)
        return self._vocabularies[lang]

    def _meta(self, name: str) -> float:
        row = self._database.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return float(row[0])

    def _set(self, name: str, value: float) -> None:
        self._database.execute("UPDATE meta SET value = ? WHERE name = ?", (value, name))

    # --- writing --------------------------------------------------------------------------------

    def add(self, rows: Sequence[Row]) -> None:
        """Index texts."""
        by_lang: dict[int, list[Row]] = {}
        for row in rows:
            by_lang.setdefault(row.lang, []).append(row)
        flushed = int(self._meta("flushed"))
        for lang, some in by_lang.items():
            vocabulary = self._vocabulary(lang)
            vocabulary.add(row.words for row in some)
            self._database.executemany(
                "INSERT INTO fuzzy VALUES (?, ?, ?, ?, ?)",
                (
                    (row.n, lang, row.key, _signed(row.unit), vocabulary.pack(row.words))
                    for row in some
                ),
            )
            if late := [(row.n, vocabulary.pack(row.words)) for row in some if row.n <= flushed]:
                self.list_texts(lang, late)
                self._set("built", self._meta("built") + 1)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take texts out."""
        self._database.executemany("DELETE FROM fuzzy WHERE n = ?", ((n,) for n in numbers))

    def flush(self, least: int = TAIL) -> None:
        """List the texts of the tail under their words, if there are about so many."""
        flushed = int(self._meta("flushed"))
        (last,) = self._database.execute("SELECT max(n) FROM fuzzy").fetchone()
        if (last or 0) - flushed < least:
            return
        while rows := self._database.execute(
            "SELECT n, lang, tokens FROM fuzzy WHERE n > ? ORDER BY n LIMIT ?", (flushed, BULK)
        ).fetchall():
            flushed = rows[-1][0]
            for lang in {row[1] for row in rows}:
                self.list_texts(lang, [(n, text) for n, own, text in rows if own == lang])
        self._set("flushed", flushed)

    def list_texts(self, lang: int, texts: Sequence[tuple[int, Tokens]]) -> None:
        """List texts (n, tokens; by n) of one language under their words, with their shapes."""
        numbers = np.fromiter((n for n, _ in texts), np.int64, len(texts))
        tokens_of = Sorted.of([text for _, text in texts])
        write(self._database, lang, numbers.astype(np.uint32), tokens_of, self._threshold)
        lengths, signatures = tokens_of.shapes
        for block in np.unique(numbers // BLOCK).tolist():
            own = numbers // BLOCK == block
            self._put_block(block, numbers[own] % BLOCK, lengths[own], signatures[own])

    def _put_block(
        self, block: int, at: NDArray[np.int64], lengths: Lengths, signatures: Signatures
    ) -> None:
        """Put the shapes of some texts, `at` places of a block, beside those that are there."""
        all_lengths, all_signatures = self._block(block)
        all_lengths[at], all_signatures[at] = lengths, signatures
        numbers = np.flatnonzero(all_lengths)
        columns = numbers.astype(np.uint16), all_lengths[numbers], all_signatures[numbers]
        self._database.execute(
            "INSERT OR REPLACE INTO block VALUES (?, ?, ?, ?)",
            (block, *(column.tobytes() for column in columns)),
        )

    def _block(self, block: int) -> tuple[Lengths, Signatures]:
        """Return the shapes of a whole block; texts that are not listed have no tokens."""
        lengths, signatures = np.zeros(BLOCK, np.uint16), np.zeros((BLOCK, 2), np.uint64)
        row = self._database.execute(
            "SELECT numbers, lengths, signatures FROM block WHERE id = ?", (block,)
        ).fetchone()
        if row:
            numbers = np.frombuffer(row[0], "<u2")
            lengths[numbers] = np.frombuffer(row[1], "<u2")
            signatures[numbers] = np.frombuffer(row[2], "<u8").reshape(-1, 2)
        return lengths, signatures

    def settle(self, langs: Iterable[int]) -> None:
        """List the whole tail and join the lists of languages: searching is fastest after it."""
        self.flush(1)
        lengths = np.zeros(int(self._meta("flushed")) + BLOCK, np.uint16)
        for block, numbers, own in self._database.execute("SELECT id, numbers, lengths FROM block"):
            at = np.frombuffer(numbers, "<u2").astype(np.int64) + block * BLOCK
            lengths[at] = np.frombuffer(own, "<u2")
        for lang in langs:
            join(self._database, lang, lengths)

    def clear(self) -> None:
        """Take everything out."""
        for table in ("vocabulary", "fuzzy", "posting", "block"):
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608  (our own names)
        self._database.execute("DELETE FROM meta WHERE name LIKE 'code-%' OR name LIKE 'chunk-%'")
        self._set("flushed", 0)
        self._set("built", self._meta("built") + 1)
        self.forget()

    # --- reading --------------------------------------------------------------------------------

    @property
    def built(self) -> int:
        """How often the index was made anew."""
        return self._built

    @property
    def threshold(self) -> float:
        """The least similarity that the index answers, 0-1."""
        return self._threshold

    def counts(self) -> list[tuple[int, int]]:
        """Return the languages with the number of texts in the index."""
        return self._database.execute(
            "SELECT lang, count(*) FROM fuzzy GROUP BY lang ORDER BY lang"
        ).fetchall()

    def of_units(self, units: Iterable[str]) -> list[int]:
        """Return the numbers of the texts of units; looks through the whole index."""
        rows = self._database.execute(
            "SELECT n FROM fuzzy WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n",
            (json.dumps([_signed(unit) for unit in units]),),
        )
        return [n for (n,) in rows]

    def check_built(self) -> None:
        """Forget what was read of an index that was made anew since."""
        built = int(self._meta("built"))
        if built != self._built:
            self.forget()
            self._built = built

    def _refresh(self) -> None:
        """Read what others, or we, have listed or added since the last search."""
        self.check_built()
        flushed = int(self._meta("flushed"))
        if flushed != self._flushed:
            self._read_blocks(flushed)
            self._tail = _Tail(flushed)
            self._flushed = flushed
        self._tail.read(self._database)

    def _read_blocks(self, flushed: int) -> None:
        first, last = max(self._flushed, 0) // BLOCK, flushed // BLOCK
        kept, size = first * BLOCK, (last + 1) * BLOCK
        lengths, signatures = np.zeros(size, np.uint16), np.zeros((size, 2), np.uint64)
        lengths[:kept], signatures[:kept] = self._lengths[:kept], self._signatures[:kept]
        for number in range(first, last + 1):
            own = slice(number * BLOCK, (number + 1) * BLOCK)
            lengths[own], signatures[own] = self._block(number)
        self._lengths, self._signatures = lengths, signatures

    def search(self, text: str, lang: int, minimum: float, version: int) -> Search:
        """Return what may have similarity >= minimum (0-100) in a language, to be `compared`.

        `version` changes whenever somebody writes. Below the index's threshold every text is looked
        at.
        """
        if version != self._version:
            self._refresh()
            self._version = version
        query = _Query.of(self._vocabulary(lang).codes(tokens(text)), min(minimum, 100.0))
        scans = minimum < 100 * self._threshold
        listed = self._all(query) if scans else self._listed(query, lang)
        candidates = [listed, self._tail.candidates(query)] if self._tail else [listed]
        numbers = np.concatenate([one.numbers for one in candidates])
        bounds = np.concatenate([one.bounds for one in candidates])
        order = np.argsort(-bounds, kind="stable")
        return Search(
            query, lang, minimum, self._built, numbers[order].tolist(), bounds[order].tolist()
        )

    def _listed(self, query: _Query, lang: int) -> _Candidates:
        """Return the listed texts that pass all filters."""
        size, window = len(query.codes), query.window
        wanted = [(code, at) for code, at in places(query.codes) if at < window.prefix]
        if window.shortest == 0:
            wanted.append((EMPTY, 0))
        parts: list[Posting] = []
        left: list[int] = []
        for code, at in wanted:
            for (data,) in self._database.execute(
                "SELECT texts FROM posting WHERE lang = ? AND code = ? "
                "AND longest >= ? AND shortest <= ?",
                (lang, code, window.shortest, window.longest),
            ):
                parts.append(Posting.read(data))
                left.append(size - at)
        if not parts:
            return self._alike(np.zeros(0, np.uint32), query)
        texts = np.concatenate([part.texts for part in parts])
        lengths = self._lengths[texts]
        needed = window.needed[np.minimum(lengths, len(window.needed) - 1)]
        fits = lengths - np.concatenate([part.places for part in parts]) >= needed
        sizes = [len(part.texts) for part in parts]
        fits &= np.repeat(np.array(left, np.int32), sizes) >= needed
        return self._alike(texts[fits], query).once()

    def _all(self, query: _Query) -> _Candidates:
        return self._alike(np.arange(self._flushed + 1, dtype=np.uint32), query)

    def _alike(self, texts: Numbers, query: _Query) -> _Candidates:
        """Return those of the texts whose lengths and signatures allow enough shared tokens."""
        return _candidates(texts, self._lengths[texts], self._signatures[texts], query)

    def compared(self, search: Search, start: int) -> list[Found]:
        """Compare CHUNK candidates from `start` on; return those that are found, best first."""
        query, own = search.query, len(search.query.codes)
        rows = self._database.execute(
            "SELECT n, id, tokens FROM fuzzy WHERE n IN (SELECT value FROM json_each(?)) "
            "AND lang = ?",
            (json.dumps(search.numbers[start : start + CHUNK]), search.lang),
        ).fetchall()
        texts = [_like(text, query.tokens) for _, _, text in rows]
        found: list[Found] = []
        for (n, unit, _), text, distance in zip(rows, texts, _distances(query, texts), strict=True):
            similarity = percent(distance, max(len(text), own))
            if similarity >= search.minimum:
                found.append(Found(-similarity, f"{unit & _MASK:016x}", n))
        return sorted(found)

    def keyed(self, numbers: Iterable[int]) -> dict[int, list[int]]:
        """Return the numbers of the texts whose keys have these numbers, by those."""
        found: dict[int, list[int]] = {}
        for number, n in self._database.execute(
            "SELECT key, n FROM fuzzy WHERE key IN (SELECT value FROM json_each(?)) ORDER BY n",
            (json.dumps(list(numbers)),),
        ):
            found.setdefault(number, []).append(n)
        return found


def _signed(unit: str) -> int:
    value = int(unit, 16)
    return value - (1 << 64) if value >> 63 else value


def _candidates(
    numbers: NDArray[Any], lengths: Lengths, signatures: Signatures, query: _Query
) -> _Candidates:
    """Return the texts of these shapes that may share enough tokens with a query."""
    size = len(query.codes)
    needed = query.window.needed[np.minimum(lengths, len(query.window.needed) - 1)]
    (own, other), one, two = query.signature, signatures[:, 0], signatures[:, 1]
    gone, new = _count(own & ~one, other & ~two), _count(one & ~own, two & ~other)
    fits = (needed <= lengths) & (gone <= size - needed) & (new <= lengths - needed)
    longest = np.maximum(lengths[fits], max(size, 1)).astype(np.int64)
    fewest = np.maximum(np.maximum(gone[fits], new[fits]), np.abs(size - lengths[fits].astype(int)))
    return _Candidates(numbers[fits], 100 * (1 - fewest / longest))


def _count(one: Signatures, two: Signatures) -> NDArray[np.int64]:
    return np.bitwise_count(one).astype(np.int64) + np.bitwise_count(two)


class _Tail:
    """The texts that are not listed yet."""

    def __init__(self, last: int = 0) -> None:
        self._last = last
        self._numbers = np.zeros(0, np.int64)
        self._lengths = np.zeros(0, np.uint16)
        self._signatures = np.zeros((0, 2), np.uint64)

    def read(self, database: sqlite3.Connection) -> None:
        """Read what was added since the last call."""
        rows = database.execute(
            "SELECT n, tokens FROM fuzzy WHERE n > ? ORDER BY n", (self._last,)
        ).fetchall()
        if not rows:
            return
        lengths, signatures = Sorted.of([text for _, text in rows]).shapes
        self._numbers = np.concatenate([self._numbers, [n for n, _ in rows]])
        self._lengths = np.concatenate([self._lengths, lengths])
        self._signatures = np.concatenate([self._signatures, signatures])
        self._last = rows[-1][0]

    def __len__(self) -> int:
        """How many they are."""
        return len(self._numbers)

    def candidates(self, query: _Query) -> _Candidates:
        """Return the texts that may be similar enough."""
        return _candidates(self._numbers, self._lengths, self._signatures, query)


def _like(text: Tokens, query: Tokens) -> str | list[int]:
    """Return tokens in a form that can be compared with those of the query."""
    if isinstance(text, str) and isinstance(query, str):
        return text
    return list(codes_of(text).tolist())


def _distances(query: _Query, texts: Sequence[str | list[int]]) -> list[int]:
    own = query.tokens if isinstance(query.tokens, str) else query.codes
    if not texts:
        return []
    return list(cdist([own], texts, scorer=Levenshtein.distance, dtype=np.int32)[0].tolist())
