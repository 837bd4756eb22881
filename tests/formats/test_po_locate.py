"""Where a character of a message stands: every character of files written with a record."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.formats.po import PoFile
from tm.formats.po.locate import locate

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
HIGHEST = 0o200
ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\r": "\\r", "\a": "\\a"}
CHARACTERS = st.sampled_from([*"abnтўё’01xm# :[]", "\u0301", "\u2028", "\x85", *ESCAPES])


class Written(NamedTuple):
    """A character of a text, and what stands for it in the file."""

    char: str
    raw: str


@st.composite
def characters(draw: st.DrawFn) -> Written:
    char = draw(CHARACTERS)
    styles = [ESCAPES.get(char, char)]
    data = char.encode()
    if len(data) > 1 or data[0] < HIGHEST:
        styles += ["".join(f"\\{byte:03o}" for byte in data)]
    return Written(char, draw(st.sampled_from(styles)))


LINES = st.lists(st.lists(characters(), max_size=6), min_size=1, max_size=4)


class Side(NamedTuple):
    """A side, its keyword in the file, and its strings, one a line."""

    name: str
    keyword: str
    lines: list[list[Written]]

    @property
    def text(self) -> str:
        return "".join(each.char for line in self.lines for each in line)


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, list[Side]]:
    """Return the mark before every line, and the sides of a message."""
    sides = [Side("source", "msgid", [[Written("k", "k")], *draw(LINES)])]
    if draw(st.booleans()):
        sides += [Side("source_plural", "msgid_plural", draw(LINES))]
        sides += [Side(f"target[{n}]", f"msgstr[{n}]", draw(LINES)) for n in range(3)]
    else:
        sides += [Side("target", "msgstr", draw(LINES))]
    return draw(st.sampled_from(["", "#~ "])), sides


def in_file(mark: str, sides: list[Side]) -> tuple[str, dict[tuple[str, int], tuple[int, int]]]:
    """Return a file with a message, and the place of every character of every side."""
    rows = [*HEADER.split("\n"), "# msgid «c»", "#: a.md:3"]
    rows = [row for row in rows if not mark or not row.startswith("#:")]
    places: dict[tuple[str, int], tuple[int, int]] = {}
    for side in sides:
        offset = 0
        for number, line in enumerate(side.lines):
            row = mark + (f'{side.keyword} "' if not number else '"')
            for _, raw in line:
                places[side.name, offset] = len(rows) + 1, len(row) + 1
                row += raw
                offset += 1
            places[side.name, offset] = len(rows) + 1, len(row) + 1
            rows.append(row + '"')
    return "\n".join([*rows, ""]), places


@given(messages())
def test_every_character_is_where_it_was_written(message: tuple[str, list[Side]]) -> None:
    mark, sides = message
    text, places = in_file(mark, sides)
    entry = PoFile.parse(text.encode(), "a.po").entries[-1]
    assert entry.obsolete == bool(mark)
    plural = [] if entry.msgid_plural is None else [entry.msgid_plural]
    assert [entry.msgid, *plural, *entry.msgstr] == [side.text for side in sides]
    for side in sides:
        for offset in range(len(side.text) + 1):
            assert locate(entry, side.name, offset) == places[side.name, offset]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ('msgstr "', '  msgstr\t"'),
        ('msgstr "ab', 'msgid_plural "x"\nmsgstr[0] "ab'),
    ],
)
def test_line_ends_and_white_space_are_counted(old: str, new: str) -> None:
    text = 'msgid "a"\nmsgstr "ab"\n"c"\n'.replace(old, new)
    entry = PoFile.parse(text.encode(), "a.po").entries[0]
    side = "target" if entry.msgid_plural is None else "target[0]"
    for offset, char in enumerate("abc"):
        line, column = locate(entry, side, offset)
        assert text.split("\n")[line - 1][column - 1] == char


def test_an_entry_that_was_never_in_a_file_has_no_place() -> None:
    entry = PoFile.parse(b'msgid "a"\nmsgstr "b"\n', "a.po").entries[0]
    assert locate(entry.edit(line=0), "target", 0) == (0, 0)
