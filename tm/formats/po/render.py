"""An entry as GNU gettext 0.21's msgcat writes it.

Layout and wrapping follow msgcat's documented options (--width, --no-wrap); the tests compare with
the installed program. What msgcat does and this does not: it drops flags it does not know, and it
cuts "#:" at the spaces of a file name that stands in U+2068 … U+2069.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tm.formats.po.directives import FORMAT_NAMES, directive_offsets, format_name
from tm.formats.po.entry import FUZZY, escape
from tm.formats.po.linebreak import break_positions, char_width, ends_line, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tm.formats.po.entry import Entry

__all__ = ["DEFAULT_WIDTH", "NO_WRAP", "render", "string_lines"]

DEFAULT_WIDTH = 79
"""msgcat's page width in columns."""

NO_WRAP = 0
"""The width that stands for --no-wrap: strings end a line only at a newline, "#:" still wraps."""

_FAR = 1 << 30
_ISOLATE = "\u2068"
_SPACES = frozenset(" \t\r\f\v")
_RANGE = 900
_ORDER = {FUZZY: 0, "no-wrap": _RANGE + 1, "wrap": _RANGE + 1}
_ORDER.update({f"{name}-format": i for i, name in enumerate(FORMAT_NAMES, start=1)})
_ORDER.update({f"no-{name}-format": i for i, name in enumerate(FORMAT_NAMES, start=1)})
_UNKNOWN = _RANGE + 2


def render(entry: Entry, width: int = DEFAULT_WIDTH) -> str:
    r"""Return the lines of an entry, each ended by "\n", without the blank line after it."""
    return "".join(line + "\n" for line in _lines(entry, width))


def _lines(entry: Entry, width: int) -> Iterator[str]:
    for comment in entry.comments:
        yield from (f"# {line}" if line else "#" for line in comment.split("\n"))
    for comment in entry.extracted:
        yield from (f"#. {line}" if line else "#." for line in comment.split("\n"))
    yield from _reference_lines(entry.references, width or DEFAULT_WIDTH)
    flags = _written(entry)
    if flags:
        yield "#, " + ", ".join(flags)
    wrap = NO_WRAP if "no-wrap" in flags else width
    name = format_name(flags)
    for prefix, keyword, text in _fields(entry):
        yield from string_lines(keyword, text, wrap, prefix, name)


def _fields(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield (prefix, keyword, text) of every string of the entry in file order."""
    old = entry.previous
    if old is not None:
        prefix = "#~| " if entry.obsolete else "#| "
        yield from _message(prefix, old.context, old.source, old.plural)
    prefix = "#~ " if entry.obsolete else ""
    yield from _message(prefix, entry.msgctxt, entry.msgid, entry.msgid_plural)
    if entry.msgid_plural is None:
        yield prefix, "msgstr", entry.msgstr[0]
        return
    for index, form in enumerate(entry.msgstr):
        yield prefix, f"msgstr[{index}]", form


def _message(
    prefix: str, context: str | None, source: str, plural: str | None
) -> Iterator[tuple[str, str, str]]:
    if context is not None:
        yield prefix, "msgctxt", context
    yield prefix, "msgid", source
    if plural is not None:
        yield prefix, "msgid_plural", plural


def _written(entry: Entry) -> list[str]:
    """Return the flags as msgcat writes them: in its order, those without an effect left out.

    Flags that msgcat does not know come last, in their own order.
    """
    chosen: dict[int | str, str] = {}
    for flag in map(_plain, entry.flags):  # of c-format and no-c-format the last one counts
        rank = _rank(flag)
        chosen[flag if rank == _UNKNOWN else rank] = flag
    dropped = {"wrap", "" if entry.msgstr[0] else FUZZY}
    kept = [flag for flag in chosen.values() if flag not in dropped]
    if entry.obsolete:
        kept = [flag for flag in kept if not flag.startswith("range:")]
    return sorted(kept, key=_rank)


def _plain(flag: str) -> str:
    """Return `c-format` for `possible-c-format`: msgcat does not tell them apart when it writes."""
    name = flag.removeprefix("possible-")
    return name if name in _ORDER else flag


def _rank(flag: str) -> int:
    return _RANGE if flag.startswith("range:") else _ORDER.get(flag, _UNKNOWN)


def _isolated(reference: str) -> str:
    """Return a reference whose file name has spaces with U+2068 and U+2069 around the name."""
    if _ISOLATE in reference or _SPACES.isdisjoint(reference):
        return reference
    path, colon, line = reference.rpartition(":")
    if colon and line.isdigit():
        return f"{_ISOLATE}{path}\u2069:{line}"
    return f"{_ISOLATE}{reference}\u2069"


def _reference_lines(references: Iterable[str], width: int) -> Iterator[str]:
    line, column = "#:", 2
    for reference in dict.fromkeys(map(_isolated, references)):
        length = len(reference.encode()) + 1
        if column > len("#:") and column + length > width:
            yield line
            line, column = "#:", 2
        line += " " + reference
        column += length
    if column > len("#:"):
        yield line


def string_lines(
    keyword: str,
    text: str,
    width: int = DEFAULT_WIDTH,
    prefix: str = "",
    directives: str = "",
) -> list[str]:
    r"""Return a keyword with its string, wrapped at `width` columns as msgcat does.

    A text that does not fit on the keyword's line, or has a newline before its end, starts with "".
    No break comes inside a format directive; `directives` is their language ("c", "python" …).

    >>> string_lines("msgid", "Ціха")
    ['msgid "Ціха"']
    >>> string_lines("msgid", "a\nb\n")
    ['msgid ""', '"a\\n"', '"b\\n"']
    """
    portions = text.split("\n")
    portions = [part + "\n" for part in portions[:-1]] + ([portions[-1]] if portions[-1] else [])
    start = f"{prefix}{keyword} "
    room = (width - 1 if width else _FAR) - len(prefix) - 1  # columns between the two quotes
    first = len(keyword) + 1
    if len(portions) <= 1 and (not text or first + text_width(escape(text)) <= room):
        return [f'{start}"{escape(text)}"']
    inside = directive_offsets(text, directives) if width else frozenset[int]()
    if len(portions) == 1 and first <= room:
        pieces = _cut(text, room, first, inside)
        if len(pieces) == 1:
            return [f'{start}"{pieces[0]}"']
    lines, at = [f'{start}""'], 0
    for portion in portions:
        here = frozenset(offset - at for offset in inside)
        lines += [f'{prefix}"{piece}"' for piece in _cut(portion, room, 0, here)]
        at += len(portion)
    return lines


def _cut(portion: str, room: int, column: int, inside: frozenset[int]) -> list[str]:
    """Cut one portion (a text up to its newline) into escaped pieces of at most `room` columns.

    `column` is where the first piece starts; no break comes before the offsets `inside`.
    """
    escaped = escape(portion)
    if column + text_width(escaped) <= room:
        return [escaped]
    allowed = break_positions(escaped)
    for at in _unbreakable(portion, inside):
        allowed[at] = False
    edges = [0, *_fill(escaped, allowed, room, column), len(escaped)]
    return [escaped[a:b] for a, b in pairwise(edges)]


def _unbreakable(portion: str, inside: frozenset[int]) -> Iterator[int]:
    r"""Yield where the escaped portion is not cut: in escapes and directives, before \n."""
    at = 0
    for index, char in enumerate(portion):
        if index in inside or char == "\n":
            yield at
        length = len(escape(char))
        if length > 1:
            yield at + 1
        at += length


def _fill(text: str, allowed: list[bool], room: int, column: int) -> list[int]:
    """Return where a text is cut so that each line takes as many pieces as fit.

    `allowed` tells the places, `column` is where the first line starts. A character that always
    ends a line (U+2028 …) starts the count anew but is not cut at, as in msgcat.
    """
    cuts: list[int] = []
    last: int | None = None  # the latest place where a break is still open
    piece = 0
    for at, char in enumerate(text):
        if allowed[at] or ends_line(char):
            if last is not None and column + piece > room:
                cuts.append(last)
                column = 0
            last = at
            column += piece
            piece = 0
        if ends_line(char):
            last, column = None, 0
        else:
            piece += char_width(char)
    if last is not None and column + piece > room:
        cuts.append(last)
    return cuts
