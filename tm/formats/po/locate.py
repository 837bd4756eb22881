"""Where in a PO file a character of a message stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.formats.po.entry import unescape

if TYPE_CHECKING:
    from tm.formats.po.entry import Entry

__all__ = ["locate"]

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TOKEN = re.compile(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)|[^\\]")
_KEYWORD = re.compile(r"[ \t]*(?:#~[ \t]*)?(msg\w+(?:\[\d+\])?)[ \t]*(?=\")")
_FIELDS = {"source": "msgid", "source_plural": "msgid_plural", "target": "msgstr"}


def locate(entry: Entry, side: str, offset: int) -> tuple[int, int]:
    r"""Return the line and column, from 1, of a character of one side of an entry as read.

    `side` is "source", "source_plural", "target" or "target[n]"; an offset at or past the end is the
    closing quote. An entry that was never in a file is (0, 0).

    >>> from tm.formats.po import PoFile
    >>> entry = PoFile.parse(b'msgid "a"\nmsgstr ""\n"one\\n"\n"two"\n').entries[0]
    >>> locate(entry, "target", 5)
    (4, 3)
    """
    if not entry.line:
        return 0, 0
    keyword = _FIELDS.get(side) or side.replace("target", "msgstr")
    place, left = (entry.line, 1), offset
    inside = False
    for number, line in enumerate(entry.raw.splitlines(), start=entry.line):
        named = _KEYWORD.match(line)
        if named:
            inside = named[1] == keyword
        string = _STRING.search(line) if inside and not line.lstrip().startswith("#:") else None
        if string is None:
            continue
        size = len(_value(string[1]))
        if left < size:
            return number, string.start(1) + 1 + _columns(string[1], left)
        left -= size
        place = number, string.end(1) + 1
    return place


def _value(inside: str) -> str:
    try:
        return unescape(inside)
    except ValueError:  # the bytes of one character on two lines
        return inside


def _columns(inside: str, offset: int) -> int:
    """Return how many characters of the string as written stand for its first `offset`."""
    if "\\" not in inside:
        return offset
    done = columns = 0
    for token in _TOKEN.findall(inside):
        if done >= offset:
            break
        columns += len(token)
        done += 1  # noqa: SIM113  (a character, not a token's number)
    return columns
