"""Where in a PO file a character of a message stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tm.formats.po.entry import Entry

__all__ = ["locate"]

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TOKEN = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|.)|[^\\]")
_WITHIN = 0x80
_KEYWORD = re.compile(r"[ \t]*(?:#~[ \t]*)?(msg\w+(?:\[\d+\])?)[ \t]*(?=\")")
_FIELDS = {"source": "msgid", "source_plural": "msgid_plural", "target": "msgstr"}


def locate(entry: Entry, side: str, offset: int) -> tuple[int, int]:
    r"""Return the line and column, from 1, of a character of one side of an entry as read.

    `side` is "source", "source_plural", "target" or "target[n]"; an offset at or past the end is
    the closing quote. An entry that was never in a file is (0, 0).

    >>> from tm.formats.po import PoFile
    >>> entry = PoFile.parse(b'msgid "a"\nmsgstr ""\n"one\\n"\n"two"\n').entries[0]
    >>> locate(entry, "target", 5)
    (4, 3)
    """
    if not entry.line:
        return 0, 0
    keyword = _FIELDS.get(side) or side.replace("target", "msgstr")
    pieces, end = _pieces(entry.raw, entry.line, keyword)
    at = bisect_right(pieces, offset, key=itemgetter(0)) - 1
    if at < 0 or offset - pieces[at].start >= pieces[at].length:
        return end
    piece = pieces[at]
    inside = offset - piece.start
    return piece.line, piece.column + (piece.starts[inside] if piece.starts else inside)


class _Piece(NamedTuple):
    """One string of a message: offset of its first character, their number, line and column.

    `starts` are the columns of the characters from there, None where each is written as itself.
    """

    start: int
    length: int
    line: int
    column: int
    starts: list[int] | None


@lru_cache(maxsize=16)
def _pieces(raw: str, line: int, keyword: str) -> tuple[list[_Piece], tuple[int, int]]:
    """Return the strings of one message of an entry, and where the last one ends."""
    pieces: list[_Piece] = []
    end, start, inside = (line, 1), 0, False
    for number, text in enumerate(raw.split("\n"), start=line):
        named = _KEYWORD.match(text)
        if named:
            inside = named[1] == keyword
        string = _STRING.search(text) if inside and not text.lstrip().startswith("#:") else None
        if string is None:
            continue
        starts = _starts(string[1]) if "\\" in string[1] else None
        length = len(string[1]) if starts is None else len(starts)
        if length:
            pieces.append(_Piece(start, length, number, string.start(1) + 1, starts))
        start += length
        end = number, string.end(1) + 1
    return pieces, end


def _starts(inside: str) -> list[int]:
    r"""Return where in a string as written each of its characters starts.

    >>> _starts(r"a\nb\321\236c")
    [0, 1, 3, 4, 12]
    """
    return [m.start() for m in _TOKEN.finditer(inside) if not _continues(m)]


def _continues(token: re.Match[str]) -> bool:
    """Whether a token is a byte within a character of UTF-8."""
    octal, digits = token[1], token[2]
    byte = int(octal, 8) if octal else int(digits or "0", 16)
    return byte & 0xC0 == _WITHIN
