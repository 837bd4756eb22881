"""Which texts hold a word in their prefix: building and joining the lists of the fuzzy index.

The prefix of a text are its rarest tokens, one more than the edits that the index's threshold
allows: two texts that are similar enough share a word of their prefixes (prefix filtering, as in
set-similarity joins; the k-th of equal tokens counts as a token of its own).
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tm.memory.similarity import edits
from tm.memory.vocabulary import codes_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from tm.memory.vocabulary import Codes, Tokens

__all__ = [
    "EMPTY",
    "LONGEST",
    "Numbers",
    "Posting",
    "Shapes",
    "Sorted",
    "join",
    "places",
    "signature",
    "write",
]

Numbers = NDArray[np.uint32]
Lengths = NDArray[np.uint16]
Signatures = NDArray[np.uint64]

LONGEST = 0xFFFE
"""Most tokens of a text that an index takes."""
EMPTY = 0
"""The code under which texts without tokens are listed."""

_CHUNK = 990  # so many fill an overflow page of SQLite
_MIX, _MORE, _WORD, _BITS = 0x9E3779B1, 0x85EBCA6B, 0xFFFFFFFF, 127  # multiplicative mixing
_LAST_PLACE = 0xFF
_AT_ONCE = 20_000


class Shapes(NamedTuple):
    """Of n texts: number of tokens (n), and signatures (n by 2, see `signature`)."""

    lengths: Lengths
    signatures: Signatures


class Posting(NamedTuple):
    """Texts that hold a word in their prefix: their n, and the place of the word in the prefix.

    Places count from 0; 255 stands for all after it too.
    """

    texts: Numbers
    places: NDArray[np.uint8]

    @classmethod
    def read(cls, data: bytes) -> Posting:
        """Read what `packed` made."""
        count = len(data) // 5
        return cls(np.frombuffer(data, "<u4", count), np.frombuffer(data, "u1", count, 4 * count))

    def packed(self) -> bytes:
        """Return the bytes of a row of the table posting."""
        return self.texts.tobytes() + self.places.tobytes()


class Sorted(NamedTuple):
    """The tokens of texts one after the other, each text's rarest first.

    `codes` and `owners` (the index of the text) are as long as all texts together; `nth` counts
    equal tokens of a text from 0.
    """

    codes: Codes
    owners: NDArray[np.int64]
    nth: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Tokens]) -> Sorted:
        """Sort the tokens of texts."""
        characters = [text for text in texts if isinstance(text, str)]
        if len(characters) == len(texts):
            lengths = np.fromiter(map(len, characters), np.int64, len(texts))
            codes = codes_of("".join(characters))
        else:
            each = [codes_of(text) for text in texts]
            lengths = np.fromiter(map(len, each), np.int64, len(texts))
            codes = np.concatenate(each)
        owners = np.repeat(np.arange(len(texts)), lengths)
        order = np.argsort(owners << 32 | (0xFFFFFFFF - codes.astype(np.int64)))
        codes, owners = codes[order], owners[order]
        first = np.ones(len(codes), bool)
        first[1:] = (codes[1:] != codes[:-1]) | (owners[1:] != owners[:-1])
        at = np.arange(len(codes))
        return cls(codes, owners, at - np.maximum.accumulate(np.where(first, at, 0)), lengths)

    @property
    def shapes(self) -> Shapes:
        """The shapes of the texts."""
        bits = _mixed(self.codes.astype(np.uint64), self.nth.astype(np.uint64)) & np.uint64(_BITS)
        signatures = np.zeros((len(self.lengths), 2), np.uint64)
        half, bit = (bits >> np.uint64(6)).astype(np.int64), np.uint64(1) << (bits & np.uint64(63))
        np.bitwise_or.at(signatures, (self.owners, half), bit)
        return Shapes(self.lengths.astype(np.uint16), signatures)


def _mixed(code: Any, nth: Any) -> Any:
    """Return a number in which all bits of a code and a count matter; ints or arrays of uint64."""
    value = (code * _MIX + nth * _MORE) & _WORD
    value ^= value >> 15
    value = (value * _MIX) & _WORD
    return value ^ (value >> 12)


def signature(codes: Iterable[int]) -> tuple[np.uint64, np.uint64]:
    r"""Return the signature of one text: a bit for each token, 128 in two halves.

    The k-th of equal tokens has a bit of its own.

    >>> signature([2, 1, 2]) == tuple(Sorted.of(["\x02\x01\x02"]).shapes.signatures[0])
    True
    """
    halves, seen = [0, 0], dict[int, int]()
    for code in codes:
        nth = seen.get(code, 0)
        seen[code] = nth + 1
        bit = _mixed(code, nth) & _BITS
        halves[bit >> 6] |= 1 << (bit & 63)
    return np.uint64(halves[0]), np.uint64(halves[1])


def places(codes: Sequence[int]) -> list[tuple[int, int]]:
    """Return the distinct codes of a text, rarest first, and the place of the first of each.

    >>> places([5, 9, 5, 7])
    [(9, 0), (7, 1), (5, 2)]
    """
    order = sorted(codes, reverse=True)
    return [(code, at) for at, code in enumerate(order) if not at or order[at - 1] != code]


def write(
    database: sqlite3.Connection, lang: int, numbers: Numbers, texts: Sorted, threshold: float
) -> None:
    """List texts, whose n are `numbers`, under the words of their prefixes, beside other lists."""
    starts = np.cumsum(texts.lengths) - texts.lengths
    at = np.arange(len(texts.codes)) - starts[texts.owners]
    allowed = np.array(edits(100 * threshold, int(texts.lengths.max(initial=0))))
    kept = (texts.nth == 0) & (at <= allowed[texts.lengths[texts.owners]])
    empty = np.flatnonzero(texts.lengths == 0)
    codes = np.concatenate([texts.codes[kept], np.full(len(empty), EMPTY, np.uint32)])
    owners = np.concatenate([texts.owners[kept], empty])
    at = np.concatenate([at[kept], np.zeros(len(empty), np.int64)])
    lengths = texts.lengths[owners]
    order = np.argsort(codes.astype(np.int64) << 20 | lengths, kind="stable")
    codes, lengths = codes[order], lengths[order]
    posting = Posting(numbers[owners[order]], np.minimum(at[order], _LAST_PLACE).astype(np.uint8))
    chunk = _next_chunk(database, lang)
    cuts = [0, *(np.flatnonzero(codes[1:] != codes[:-1]) + 1).tolist(), len(codes)]
    runs = pairwise(cuts) if len(codes) else iter(())
    database.executemany(
        "INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)",
        (
            (lang, int(codes[start]), *row)
            for start, end in runs
            for row in _chunks(posting, lengths, start, end, chunk)
        ),
    )


_Row = tuple[int, int, int, bytes]


def _chunks(
    posting: Posting, lengths: NDArray[np.int64], start: int, end: int, chunk: int
) -> Iterator[_Row]:
    """Yield (chunk, shortest, longest, texts) for a run sorted by length."""
    for first in range(start, end, _CHUNK):
        last = min(first + _CHUNK, end)
        part = Posting(posting.texts[first:last], posting.places[first:last])
        yield chunk, int(lengths[first]), int(lengths[last - 1]), part.packed()
        chunk += 1


def _next_chunk(database: sqlite3.Connection, lang: int) -> int:
    """Return the number for the first chunk of each list written now: greater than any there is."""
    name = f"chunk-{lang}"
    row = database.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    first: int = row[0] if row else 0
    database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, first + (1 << 22)))
    return first


def join(database: sqlite3.Connection, lang: int, lengths: Lengths) -> None:
    """Join the lists of each word that several calls of `write` have made."""
    after = -1
    while True:
        rows = database.execute(
            "SELECT code, texts FROM posting WHERE lang = ? AND code IN (SELECT code FROM posting "
            "WHERE lang = ? AND code > ? GROUP BY code HAVING count(*) > 1 ORDER BY code LIMIT ?) "
            "ORDER BY code",
            (lang, lang, after, _AT_ONCE),
        ).fetchall()
        if not rows:
            return
        after = rows[-1][0]
        grouped = [(code, [row[1] for row in group]) for code, group in groupby(rows, _code)]
        database.executemany(
            "DELETE FROM posting WHERE lang = ? AND code = ?", ((lang, code) for code, _ in grouped)
        )
        database.executemany(
            "INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)",
            ((lang, code, *row) for code, lists in grouped for row in _joined(lists, lengths)),
        )


def _code(row: tuple[int, bytes]) -> int:
    return row[0]


def _joined(lists: Sequence[bytes], lengths: Lengths) -> Iterator[_Row]:
    parts = [Posting.read(data) for data in lists]
    texts = np.concatenate([part.texts for part in parts])
    at = np.concatenate([part.places for part in parts])
    sizes = lengths[texts]
    order = np.argsort(sizes, kind="stable")
    return _chunks(
        Posting(texts[order], at[order]), sizes[order].astype(np.int64), 0, len(texts), 0
    )
