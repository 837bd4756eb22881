"""What the lexer takes, what it refuses and where it says the mistake is."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tm.errors import CharsetError, InputError, Place, SyntaxProblemError, TmError
from tm.formats.po import Entry, PoFile
from tm.formats.po.entry import escape, unescape
from tm.formats.po.lexer import lex
from tm.model import Previous


def parse(text: str | bytes) -> PoFile:
    data = text if isinstance(text, bytes) else text.encode()
    file = PoFile.parse(data, "x.po")
    assert file.dump() == data
    return file


def only(text: str) -> Entry:
    (entry,) = parse(text).entries
    return entry


GOOD = [
    ('msgid"x"\nmsgstr"y"\n', "x", ("y",)),
    ('msgid "a" "b"\t"c"\nmsgstr "" \\\n'[:-2] + '"y"\n', "abc", ("y",)),
    ('\tmsgid\t"x"\t\n  msgstr  "y"  \n', "x", ("y",)),
    ('msgid ""\n   "x"\n\t"y"\nmsgstr ""\n"z"\n', "xy", ("z",)),
    ('msgid "x"\n# in between\nmsgstr "y"\n', "x", ("y",)),
    ('msgid "x"\nmsgstr "y"\n\n"z"\n', "x", ("yz",)),
    ('msgid "x"\r\nmsgstr "y"\r\n', "x", ("y",)),
    ('msgid "x"\nmsgstr "y"\r\n\r\n\n', "x", ("y",)),
    ('msgid "a\rb"\nmsgstr "y"', "a\rb", ("y",)),
    ('msgid "x"\nmsgid_plural "p"\nmsgstr [ 0 ] "y"\nmsgstr[1] "z"\n', "x", ("y", "z")),
    ('\n\n \t\n\f\nmsgid "x"\nmsgstr "y"\n', "x", ("y",)),
    (
        r'msgid "\a\b\f\n\r\t\v\\\"\101\x41\303\251"' + '\nmsgstr ""\n',
        '\a\b\f\n\r\t\v\\"AAé',
        ("",),
    ),
    ('msgid "{x}"\nmsgstr "y"\n'.replace("{x}", "ў" * 1_000_000), "ў" * 1_000_000, ("y",)),
    ('#~ msgid "x"\n#~ msgstr ""\n#~ "y"\n', "x", ("y",)),
    ('#~msgid "x"\n#~\tmsgstr "y"\n', "x", ("y",)),
]


@pytest.mark.parametrize(("text", "msgid", "msgstr"), GOOD, ids=range(len(GOOD)))
def test_layouts_that_are_fine(text: str, msgid: str, msgstr: tuple[str, ...]) -> None:
    entry = only(text)
    assert (entry.msgid, entry.msgstr) == (msgid, msgstr)


def test_every_part_of_an_entry() -> None:
    entry = only("""\
#one
#  two
#
#. extracted
#.  more
#: a.c:1 \u2068b c.c\u2069:2\tc.c
#: d.c
#, fuzzy,c-format
#, range: 0 .. 10, x
#| msgctxt "old "
#| "context"
#| msgid "old"
#| msgid_plural "olds"
msgctxt "context"
msgid "new"
msgid_plural "news"
msgstr[0] "a"
msgstr[1] "b"
""")
    assert entry == Entry(
        "new",
        ("a", "b"),
        "context",
        "news",
        ("one", " two", ""),
        ("extracted", " more"),
        ("a.c:1", "\u2068b c.c\u2069:2", "c.c", "d.c"),
        ("fuzzy", "c-format", "range: 0 .. 10", "x"),
        Previous("old", "old context", "olds"),
        raw=entry.raw,
        gap="",
        line=1,
    )


def test_entries_know_their_lines_and_gaps() -> None:
    first = '\n# head\n\nmsgid "a"\nmsgstr ""\n\n\n'
    text = first + '#: x\nmsgid "b"\nmsgstr ""\nmsgid "c"\nmsgstr ""\n# tail'
    file = parse(text)
    assert [entry.line for entry in file.entries] == [2, 8, 11]
    assert [entry.gap for entry in file.entries] == ["\n\n", "", ""]
    assert (file.head, file.tail) == ("\n", "# tail")


def test_obsolete_entries_among_others() -> None:
    text = """\
#~ # a comment
#~ #, fuzzy
#~| msgid "old"
#~ msgid "a"
#~ msgstr "A"
#~
msgid "b"
msgstr "B"
#~ msgctxt "x"
#~ msgid "c"
#~ msgid_plural "cs"
#~ msgstr[0] ""

#~ msgstr[1] "C"
"""
    first, second, third = parse(text).entries
    assert [entry.obsolete for entry in (first, second, third)] == [True, False, True]
    assert first.comments == ("a comment",)
    assert first.fuzzy
    assert first.previous == Previous("old")
    assert third.msgstr == ("", "C")


def test_duplicates_are_kept() -> None:
    assert len(parse('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n').entries) == 2


@pytest.mark.parametrize(
    "text", ["", "\n", " \t\n\n", "# only\n# comments", "#~ # x\n", '#| msgid "x"\n']
)
def test_files_without_entries(text: str) -> None:
    assert parse(text).entries == []


BAD = [  # text, line, column, message
    ("hello\n", 1, 1, "“hello” is not a PO keyword"),
    ('msgid "a"\nmsgstr "b"\nfoo "c"\n', 3, 1, "“foo” is not a PO keyword"),
    ('{"a": 1}', 1, 1, "“{” is not a PO keyword"),
    ("msgid\n", 1, 1, "msgid has no string"),
    ('msgid "a\nmsgstr "b"\n', 1, 7, "a string does not end on its line"),
    ('msgid "a"\nmsgstr "b', 2, 8, "a string does not end on its line"),
    ('msgid "a"\nmsgstr "b" c\n', 2, 12, "text after the end of a string"),
    ('msgid "a"\nmsgstr "say "hi""\n', 2, 14, "text after the end of a string"),
    ('msgid "a"\nmsgstr "x\\qy"\n', 2, 10, "“\\q” is not an escape sequence"),
    ('msgid "a"\n  msgstr ""\n  "ў\\e"\n', 3, 5, "“\\e” is not an escape sequence"),
    ('msgid "a\\0"\nmsgstr ""\n', 1, 9, "“\\0” is not a character in UTF-8"),
    ('msgid "\\xff"\nmsgstr ""\n', 1, 8, "“\\xff” is not a character in UTF-8"),
    ('"a"\n', 1, 1, "a string without a keyword"),
    ('# c\n\n  "a"\n', 3, 3, "a string without a keyword"),
    ('#| "a"\nmsgid "b"\nmsgstr ""\n', 1, 4, "a string without a keyword"),
    ('#| msgstr "a"\nmsgid "b"\nmsgstr ""\n', 1, 4, "“msgstr” is not a PO keyword"),
    ('#| foo\nmsgid "b"\nmsgstr ""\n', 1, 4, "“foo” is not a PO keyword"),
    ('# c\nmsgstr "b"\n', 2, 1, "msgstr before msgid"),
    ('msgid "a"\n', 1, 1, "an entry has no msgstr"),
    ('# c\n\nmsgid "a"\n\nmsgid "b"\nmsgstr ""\n', 5, 1, "msgid is out of place"),
    ('# c\nmsgctxt "a"\n', 2, 1, "an entry has no msgid"),
    ('msgid "a"\nmsgctxt "b"\nmsgstr ""\n', 2, 1, "msgctxt after msgid"),
    ('msgid_plural "a"\nmsgid "b"\n', 1, 1, "msgid_plural before msgid"),
    ('msgid[0] "a"\nmsgstr ""\n', 1, 1, "msgid is out of place"),
    ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, 1, "a second msgstr"),
    ('msgid "a"\nmsgstr[0] "b"\n', 2, 1, "msgstr[0] without a msgid_plural"),
    (
        'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n',
        3,
        1,
        "msgstr without a number after msgid_plural",
    ),
    ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', 3, 1, "msgstr[1] where msgstr[0] is due"),
    (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n\nmsgstr[2] "c"\n',
        5,
        1,
        "msgstr[2] where msgstr[1]",
    ),
    ('msgid "a"\nmsgid_plural "b"\nmsgstr[' + "9" * 5000 + '] "c"\n', 3, 1, "“msgstr[999"),
    ('msgid "a"\nmsgid_plural "b"\nmsgstr[٠] "c"\n', 3, 1, "“msgstr[٠]” is not a PO keyword"),
    ('#~ msgid "a"\nmsgstr "b"\n', 2, 1, "an entry is obsolete only in part"),
    ('msgid "a"\n#~ msgstr "b"\n', 2, 4, "an entry is obsolete only in part"),
    ('msgid "a"\nmsgstr "b"\n#~ "c"\n', 3, 4, "a string without a keyword"),
    ('#~ msgid "a"\n#~ msgstr "b"\n"c"\n', 3, 1, "an entry is obsolete only in part"),
    ("#~ #~ " * 10_000, 1, 4, "a second “#~”"),
    ('#~ msgid "a\n', 1, 10, "a string does not end on its line"),
    ("\u00a0\n", 1, 1, "“\u00a0” is not a PO keyword"),
    ('msgid "a"\rmsgstr "b"\r', 1, 1, "the lines end in a bare carriage return"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), BAD, ids=range(len(BAD)))
def test_mistakes_have_a_place_and_a_hint(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SyntaxProblemError) as caught:
        PoFile.parse(text.encode(), "x.po")
    assert message in caught.value.message
    assert caught.value.place == Place("x.po", line, column)
    assert caught.value.hint
    assert len(str(caught.value)) < 300


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n\n'
BYTES: list[tuple[bytes, type[InputError], int, int, str]] = [
    ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), SyntaxProblemError, 1, 4, "a NUL byte"),
    (b'msgid "a"\nmsgstr "\0"\n', SyntaxProblemError, 2, 9, "a NUL byte"),
    (b'msgid "a"\nmsgstr "\xd0\x9c\xff"\n', CharsetError, 2, 10, "byte 0xFF is not utf-8"),
    ('msgid "a"\nmsgstr "ў"\n'.encode("cp1251"), CharsetError, 2, 9, "byte 0xA2 is not utf-8"),
    (
        HEADER.format("windows-1251").encode() + b'msgid "\x98"\n',
        CharsetError,
        5,
        8,
        "0x98 is not cp1251",
    ),
    (
        HEADER.format("ASCII").encode() + 'msgid "ў"\n'.encode(),
        CharsetError,
        5,
        8,
        "0xD1 is not ascii",
    ),
    (HEADER.format("KOI9").encode(), CharsetError, 3, 36, "unknown charset “KOI9”"),
    (HEADER.format("base64").encode(), CharsetError, 3, 36, "unknown charset “base64”"),
    (HEADER.format("rot13").encode(), CharsetError, 3, 36, "unknown charset “rot13”"),
    (HEADER.format("utf-16").encode(), CharsetError, 3, 36, "unknown charset “utf-16”"),
    (HEADER.format("unicode_escape").encode(), CharsetError, 3, 36, "unknown charset"),
    (HEADER.format("undefined").encode(), CharsetError, 3, 36, "unknown charset"),
    (HEADER.format("utf-7").encode(), CharsetError, 3, 36, "unknown charset"),
    (HEADER.format("ўў").encode(), CharsetError, 3, 36, "unknown charset"),
    (HEADER.format("x" * 5000).encode(), CharsetError, 3, 36, "unknown charset"),
    (
        HEADER.format("iso2022_jp").encode() + b"#\x1b(B\n",
        CharsetError,
        0,
        0,
        "the same bytes back",
    ),
]


@pytest.mark.parametrize(
    ("data", "error", "line", "column", "message"), BYTES, ids=range(len(BYTES))
)
def test_bytes_that_are_no_text(
    data: bytes, error: type[InputError], line: int, column: int, message: str
) -> None:
    with pytest.raises(error) as caught:
        PoFile.parse(data, "x.po")
    assert message in caught.value.message
    assert caught.value.place == Place("x.po", line, column)
    assert caught.value.hint


# --- laws -----------------------------------------------------------------------------------------

TOKENS = st.sampled_from(
    [
        *["msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", "msgid"],
        *['"a"', '""', '"ў\\n"', '"', "\\", '"\\x41"', '"a" "b"', "x", " ", "\t", "\u2028", "\x85"],
        *["\n", "\n", "\n", "\n\n", "\r\n", "\r", "\f", "# c", "#. e", "#: r:1", "#, fuzzy", "#~ "],
        *["#| ", "#~| ", "#", "#~", "#,", "#:", "#.x", "#\u2068a b\u2069", "\ufeff", "é"],
    ]
)
ENTRIES = st.sampled_from(
    [
        'msgid "a"\nmsgstr "b"\n',
        '#, fuzzy\nmsgid ""\n"a\\n"\nmsgstr ""\n"b"\n',
        '#~ msgid "a"\n#~ msgstr "b"\n',
        'msgctxt "c"\nmsgid "a"\nmsgid_plural "p"\nmsgstr[0] "x"\nmsgstr[1] ""\n',
        '#| msgid "o"\n# c\nmsgid "a"\nmsgstr "b"\n',
    ]
)
TEXTS = st.lists(st.one_of(TOKENS, TOKENS, ENTRIES, st.text(max_size=2)), max_size=25).map("".join)


def read(data: bytes) -> PoFile | TmError:
    try:
        return PoFile.parse(data, "x.po")
    except TmError as error:
        return error


def outcome(text: str, *, fast: bool) -> object:
    try:
        return lex(text, "x.po", fast=fast)
    except SyntaxProblemError as error:
        return str(error)


@given(TEXTS)
@example('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "\\q"\n')
@example('#~\nmsgid "a"\nmsgstr "b"\n')
@example('msgid "a"\nmsgstr "b"\n#~ "c"\n')
def test_the_fast_lexer_and_the_careful_one_say_the_same(text: str) -> None:
    assert outcome(text, fast=True) == outcome(text, fast=False)


@given(TEXTS.map(str.encode) | st.binary(max_size=60))
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b'msgid ""\nmsgstr "charset=')
def test_any_bytes_are_read_and_written_alike_or_are_our_error(data: bytes) -> None:
    file = read(data)
    if isinstance(file, TmError):
        assert isinstance(file, InputError)
        assert file.place is not None
        assert file.hint
        return
    assert file.dump() == data
    assert [entry.line for entry in file.entries] == sorted({entry.line for entry in file.entries})


@given(TEXTS)
def test_what_is_read_can_be_rendered_and_read_again(text: str) -> None:
    file = read(text.encode())
    for entry in () if isinstance(file, TmError) else file.entries:
        anew = msgspec.structs.replace(entry, raw="")
        again = PoFile.parse(PoFile([anew]).dump()).entries[0]
        assert fields(again) == fields(entry)


def fields(entry: Entry) -> tuple[object, ...]:
    """Return what must survive: comments with inner line breaks may be told as two."""
    return (
        entry.msgctxt,
        entry.msgid,
        entry.msgid_plural,
        entry.msgstr,
        entry.previous,
        entry.obsolete,
        set(entry.references),
    )


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_escapes(text: str) -> None:
    escaped = escape(text)
    assert unescape(escaped) == text
    assert "\n" not in escaped
    assert only(f'msgid "{escaped}"\nmsgstr ""').msgid == text


@pytest.mark.parametrize(
    "quotes", [b'""' * 2000, b'"" ' * 2000, b'msgid ""\n' * 2000, b'"a' * 3000]
)
def test_the_search_for_the_charset_is_not_fooled(quotes: bytes) -> None:
    """These took exponential time."""
    with pytest.raises(SyntaxProblemError):
        PoFile.parse(b'msgid ""\nmsgstr ""\n' + quotes + b"\nx", "x.po")
