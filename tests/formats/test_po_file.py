"""A file as a whole: charsets, line ends, width, header, new entries."""

from __future__ import annotations

import codecs

import pytest

from tm.errors import WriteError
from tm.formats.po import Entry, PoFile
from tm.formats.po.render import DEFAULT_WIDTH, NO_WRAP

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n'
LONG = "слова " * 30


def parse(text: str, encoding: str = "utf-8") -> PoFile:
    return PoFile.parse(text.encode(encoding), "x.po")


def translate(file: PoFile, index: int, text: str) -> None:
    file.entries[index] = file.entries[index].edit(msgstr=(text,))


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("windows-1251", "cp1251"),
        ("CP1251", "cp1251"),
        ("KOI8-R", "koi8-r"),
        ("koi8-u", "koi8-u"),
        ("ISO-8859-5", "iso8859-5"),
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        ("CHARSET", "utf-8"),
    ],
)
def test_the_charset_of_the_header(name: str, encoding: str) -> None:
    file = parse(HEAD.format(name) + '\nmsgid "a"\nmsgstr "Минск"\n', encoding)
    assert file.entries[1].msgstr == ("Минск",)
    assert file.encoding == encoding
    translate(file, 1, "Москва")
    assert 'msgstr "Москва"\n'.encode(encoding) in file.dump()


@pytest.mark.parametrize(
    "head",
    [
        'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=KOI8-R\\n"\n',
        '# c\nmsgid ""\nmsgstr ""\n"Language: ru\\n"\n"content-type: text/x;charset=koi8-r\\n"\n',
        '  msgid""\n\tmsgstr\t""\n\n  "Content-Type: text/plain; charset=koi8-r\\n"\n',
        'msgid "1"\nmsgstr "Ж"\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=koi8-r\\n"\n',
    ],
)
def test_the_header_in_odd_layouts(head: str) -> None:
    file = parse(f'{head}\nmsgid "a"\nmsgstr "Минск"\n', "koi8-r")
    assert file.encoding == "koi8-r"
    assert file.entries[-1].msgstr == ("Минск",)


def test_no_header_means_utf_8() -> None:
    file = parse('msgid "a"\nmsgstr "ў"\n')
    assert (file.encoding, file.header, file.header_entry) == ("utf-8", (), None)
    assert file.field("Language") is None


def test_a_charset_inside_a_text_is_none() -> None:
    assert parse('msgid "Content-Type: x; charset=koi8-r\\n"\nmsgstr "ў"\n').encoding == "utf-8"


def test_what_the_charset_lacks_cannot_be_written() -> None:
    file = parse(HEAD.format("KOI8-R") + '\nmsgid "a"\nmsgstr "б"\n', "koi8-r")
    translate(file, 1, "ў")
    with pytest.raises(
        WriteError, match="“ў” \\(U\\+045E\\) cannot be written in koi8-r"
    ) as caught:
        file.dump()
    assert "UTF-8" in caught.value.hint
    file.set_field("Content-Type", "text/plain; charset=UTF-8")
    again = PoFile.parse(file.dump())
    assert (again.encoding, again.entries[1].msgstr) == ("utf-8", ("ў",))


def test_a_byte_order_mark_stays() -> None:
    data = codecs.BOM_UTF8 + b'msgid "a"\nmsgstr "b"\n'
    file = PoFile.parse(data)
    assert file.entries[0].msgid == "a"
    translate(file, 0, "c")
    assert file.dump() == data.replace(b'"b"', b'"c"')


def test_edited_entries_get_the_line_ends_of_the_file() -> None:
    text = 'msgid "a"\r\nmsgstr "b"\r\n\r\nmsgid "c"\r\nmsgstr "d"\r\n'
    file = parse(text)
    translate(file, 0, "x\ny")
    file.entries.append(Entry("new", ("n",), comments=("one", "two")))
    expected = 'msgid "a"\r\nmsgstr ""\r\n"x\\n"\r\n"y"\r\n\r\nmsgid "c"\r\nmsgstr "d"\r\n\r\n'
    assert file.dump().decode() == expected + '# one\r\n# two\r\nmsgid "new"\r\nmsgstr "n"\r\n\r\n'


def test_the_more_frequent_line_end_wins_and_the_others_stay() -> None:
    text = 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\r\nmsgstr "d"\n'
    file = parse(text)
    assert file.newline == "\n"
    translate(file, 0, "x")
    assert file.dump().decode() == text.replace('"b"', '"x"')


@pytest.mark.parametrize(
    ("text", "width"),
    [
        (f'msgid "a"\nmsgstr "{LONG}"\n', NO_WRAP),
        (f'msgid "a"\nmsgstr "{"x" * 200}"\n', DEFAULT_WIDTH),
        (f'msgid "a"\nmsgstr "{"x" * 35} {"x" * 35}."\n', NO_WRAP),
        (f'msgid "a"\nmsgstr ""\n"{LONG}"\n', NO_WRAP),
        (f'#, c-format\nmsgid ""\n"{"x" * 70}%- 20d"\nmsgstr ""\n', DEFAULT_WIDTH),
        (f'msgid "a"\nmsgstr ""\n"{"x" * 200}"\n', DEFAULT_WIDTH),
        (f'msgid ""\n"{"a " * 38}"\nmsgstr ""\n', DEFAULT_WIDTH),
        ('msgid "a"\nmsgstr "b"\n', DEFAULT_WIDTH),
        (f'#, no-wrap\nmsgid "a"\nmsgstr "{LONG}"\n', DEFAULT_WIDTH),
        (f'# {LONG}\n#: {"x" * 99}\nmsgid "a"\nmsgstr "b"\n', DEFAULT_WIDTH),
        (f'#~ msgid "a"\n#~ msgstr "{LONG}"\n', NO_WRAP),
    ],
)
def test_the_width_of_the_file(text: str, width: int) -> None:
    file = parse(text + '\nmsgid "other"\nmsgstr ""\n')
    assert file.width == width
    translate(file, -1, LONG)
    lines = file.dump().decode().split("\n\n")[-1].splitlines()
    assert len(lines) == (2 if width == NO_WRAP else 5)


def test_an_edit_that_changes_nothing_keeps_the_text() -> None:
    entry = parse('msgid   "a"\nmsgstr   "b"\n').entries[0]
    assert entry.edit(msgstr=("b",)) is entry
    assert entry.edit(gap="\n\n").raw == entry.raw
    assert not entry.edit(msgstr=("c",)).raw
    assert entry.with_flag("fuzzy", present=False) is entry


def test_flags_of_an_entry() -> None:
    entry = Entry("a", flags=("c-format",))
    fuzzy = entry.with_flag("fuzzy", present=True)
    assert fuzzy.flags == ("fuzzy", "c-format")
    assert fuzzy.fuzzy
    assert fuzzy.with_flag("fuzzy", present=True) is fuzzy
    assert fuzzy.with_flag("no-wrap", present=True).flags[-1] == "no-wrap"
    assert fuzzy.with_flag("fuzzy", present=False).flags == entry.flags


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n"])
def test_a_new_entry_at_the_end_stands_apart(end: str) -> None:
    file = parse(f'msgid "a"\nmsgstr "b"{end}')
    file.entries.append(Entry("new", gap=""))
    text = file.dump().decode().replace("\r", "")
    assert text == 'msgid "a"\nmsgstr "b"\n\nmsgid "new"\nmsgstr ""\n'


def test_a_new_file() -> None:
    file = PoFile()
    file.set_field("Language", "be")
    file.entries.append(Entry("a", gap=""))
    assert file.dump() == b'msgid ""\nmsgstr "Language: be\\n"\n\nmsgid "a"\nmsgstr ""\n'


def test_setting_a_field_leaves_the_other_lines() -> None:
    text = '# T\nmsgid ""\nmsgstr ""\n"X-One:  two  spaces\\n"\n"language: ru\\n"\n"odd\\n"\n'
    file = parse(text)
    assert file.field("Language") == "ru"
    assert file.header == (("X-One", "two  spaces"), ("language", "ru"), ("", "odd"))
    file.set_field("Language", "ru")
    assert file.dump().decode() == text
    file.set_field("Language", "be")
    file.set_field("X-New", "1")
    expected = text.replace("ru", "be") + '"X-New: 1\\n"\n'
    assert file.dump().decode() == expected


def test_replacing_the_header() -> None:
    file = parse('#, fuzzy\nmsgid ""\nmsgstr "A: 1\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    file.set_header([("B", "2"), ("", "odd")])
    assert file.dump().decode().startswith('#, fuzzy\nmsgid ""\nmsgstr ""\n"B: 2\\n"\n"odd\\n"\n')
    assert [entry.msgid for entry in file.messages] == ["a"]


def test_messages_are_neither_header_nor_obsolete() -> None:
    file = parse(
        'msgid ""\nmsgstr ""\n\nmsgctxt "c"\nmsgid ""\nmsgstr ""\n\n#~ msgid ""\n#~ msgstr ""\n'
    )
    assert [entry.key for entry in file.messages] == [("c", "")]
