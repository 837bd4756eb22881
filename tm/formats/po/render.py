"""An entry as GNU gettext 0.21's msgcat writes it.

Layout and wrapping follow msgcat's documented options (--width, --no-wrap); the tests compare with the
installed program. One thing msgcat does is not done here: it drops flags it does not know.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.formats.po.entry import FUZZY, Entry, escape
from tm.formats.po.linebreak import break_positions, char_width, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["DEFAULT_WIDTH", "NO_WRAP", "render", "string_lines"]

DEFAULT_WIDTH = 79
"""msgcat's page width in columns."""

NO_WRAP = 0
"""The width that stands for --no-wrap: strings end a line only at a newline, "#:" still wraps."""

_FAR = 1 << 30
_FORMATS = (
    "c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby sh awk "
    "lua object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php gcc-internal "
    "gfc-internal ycp"
).split()
_ORDER = {FUZZY: 0}
for _number, _name in enumerate(_FORMATS, start=1):
    for _kind in ("", "no-", "possible-", "impossible-"):
        _ORDER[f"{_kind}{_name}-format"] = _number
_ORDER |= {"range:": 900, "no-wrap": 901, "wrap": 902}
_PERCENT = frozenset(
    "c objc python java-printf ruby sh awk lua object-pascal qt boost tcl perl php gcc-internal elisp".split()
)
_DIRECTIVE = re.compile(r"%(?:\d+\$|\([^)\n]*\))?[-+ #0'I]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[hlLqjzt]*[A-Za-z%]")


def render(entry: Entry, width: int = DEFAULT_WIDTH) -> str:
    r"""Return the lines of an entry, each ended by "\n", without the blank line after it."""
    return "".join(line + "\n" for line in _lines(entry, width))


def _lines(entry: Entry, width: int) -> Iterator[str]:
    mark = "#~ " if entry.obsolete else ""
    wrap = NO_WRAP if "no-wrap" in entry.flags else width
    breakable = _directives(entry.flags)
    for comment in entry.comments:
        yield from (f"# {line}" if line else "#" for line in comment.split("\n"))
    for comment in entry.extracted:
        yield from (f"#. {line}" if line else "#." for line in comment.split("\n"))
    yield from _reference_lines(entry.references, width or DEFAULT_WIDTH)
    flags = _ordered(entry.flags)
    if flags:
        yield "#, " + ", ".join(flags)
    if entry.previous:
        old = entry.previous
        prefix = "#~| " if entry.obsolete else "#| "
        if old.context is not None:
            yield from string_lines("msgctxt", old.context, wrap, prefix, breakable)
        yield from string_lines("msgid", old.source, wrap, prefix, breakable)
        if old.plural is not None:
            yield from string_lines("msgid_plural", old.plural, wrap, prefix, breakable)
    if entry.msgctxt is not None:
        yield from string_lines("msgctxt", entry.msgctxt, wrap, mark, breakable)
    yield from string_lines("msgid", entry.msgid, wrap, mark, breakable)
    if entry.msgid_plural is None:
        yield from string_lines("msgstr", entry.msgstr[0], wrap, mark, breakable)
        return
    yield from string_lines("msgid_plural", entry.msgid_plural, wrap, mark, breakable)
    for index, form in enumerate(entry.msgstr):
        yield from string_lines(f"msgstr[{index}]", form, wrap, mark, breakable)


def _ordered(flags: Iterable[str]) -> list[str]:
    """Return the flags in msgcat's order, unknown ones last and in their own order."""
    return sorted(dict.fromkeys(flags), key=lambda flag: _ORDER.get(flag, 999))


def _directives(flags: Iterable[str]) -> re.Pattern[str] | None:
    """Return what to look for where a string must not be broken inside a format directive."""
    names = {flag.removesuffix("-format").removeprefix("possible-") for flag in flags if flag.endswith("-format")}
    return _DIRECTIVE if names & _PERCENT else None


def _reference_lines(references: Iterable[str], width: int) -> Iterator[str]:
    line, column = "#:", 2
    for reference in references:
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
    directives: re.Pattern[str] | None = None,
) -> list[str]:
    r"""Return a keyword with its string, wrapped at `width` columns as msgcat does.

    A text that does not fit on the keyword's line, or has a newline before its end, starts with "".

    >>> string_lines("msgid", "Ціха")
    ['msgid "Ціха"']
    >>> string_lines("msgid", "a\nb\n")
    ['msgid ""', '"a\\n"', '"b\\n"']
    """
    portions = text.split("\n")
    portions = [part + "\n" for part in portions[:-1]] + ([portions[-1]] if portions[-1] else [])
    start = f"{prefix}{keyword} "
    room = (width - 1 if width else _FAR) - len(prefix) - 1  # columns between the two quotes
    if len(portions) <= 1:
        whole = escape(text)
        first = len(keyword) + 1
        if not text or not width or first + text_width(whole) <= room:
            return [f'{start}"{whole}"']
        pieces = _cut(text, room, first, directives)
        if len(pieces) == 1 and first <= room:
            return [f'{start}"{pieces[0]}"']
    lines = [f'{start}""']
    for portion in portions:
        lines += [f'{prefix}"{piece}"' for piece in _cut(portion, room, 0, directives)]
    return lines


def _cut(portion: str, room: int, column: int, directives: re.Pattern[str] | None) -> list[str]:
    """Cut one portion (a text up to its newline) into escaped pieces of at most `room` columns."""
    escaped = escape(portion)
    if column + text_width(escaped) <= room or room >= _FAR // 2:
        return [escaped]
    allowed = break_positions(escaped)
    for at in _unbreakable(portion, directives):
        allowed[at] = False
    cuts = _fill(escaped, allowed, room, column)
    edges = [0, *cuts, len(escaped)]
    return [escaped[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def _unbreakable(portion: str, directives: re.Pattern[str] | None) -> Iterator[int]:
    """Yield the offsets in the escaped portion where no break may be: inside escapes and directives."""
    at = 0
    offsets: list[int] = []
    for char in portion:
        offsets.append(at)
        length = len(escape(char))
        if length > 1:
            yield at + 1
        at += length
    if portion.endswith("\n"):
        yield offsets[-1]
    for match in directives.finditer(portion) if directives else ():
        yield from offsets[match.start() + 1 : match.end()]


def _fill(text: str, allowed: list[bool], room: int, column: int) -> list[int]:
    """Return where a text is broken so that each line takes as many pieces as fit.

    `allowed` tells the places, `column` is where the first line starts.
    """
    cuts: list[int] = []
    last: int | None = None  # the latest place where a break is still open
    piece = 0
    for at, char in enumerate(text):
        if allowed[at]:
            if last is not None and column + piece > room:
                cuts.append(last)
                column = 0
            last = at
            column += piece
            piece = 0
        piece += char_width(char)
    if last is not None and column + piece > room:
        cuts.append(last)
    return cuts
