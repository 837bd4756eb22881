"""polib objects ↔ ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import polib

from tm.formats.po import Entry, PoFile, from_polib, to_polib

if TYPE_CHECKING:
    from pathlib import Path


def content(file: PoFile) -> list[Entry]:
    """Return the entries without layout; what polib has no place for is left out."""
    return [
        msgspec.structs.replace(
            entry, raw="", gap="", line=0, flags=tuple(dict.fromkeys(entry.flags))
        )
        for entry in file.entries
        if not entry.is_header
    ]


def test_real_catalogs_survive_being_polib_objects(catalogs: list[tuple[Path, bytes]]) -> None:
    entries = 0
    for path, data in catalogs[::9]:
        file = PoFile.parse(data, str(path))
        again = from_polib(to_polib(file))
        assert content(again) == content(file), path
        assert dict(again.header) == dict(file.header), path
        assert again.encoding == file.encoding
        entries += len(file.entries)
    assert entries > 10_000


def test_polib_writes_what_we_give_it() -> None:
    text = (
        b'# T\n#, fuzzy\nmsgid ""\nmsgstr "Language: be\\n"\n\n#, c-format\nmsgid "a"\nmsgstr "b"\n'
    )
    catalog = to_polib(PoFile.parse(text))
    assert catalog.metadata == {"Language": "be"}
    assert catalog.metadata_is_fuzzy
    assert [entry.msgstr for entry in polib.pofile(str(catalog))] == ["b"]


def test_a_polib_catalog_is_rendered_by_us() -> None:
    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=KOI8-R", "Language": "ru"}
    catalog.header = "Title\nAuthor"
    catalog.append(
        polib.POEntry(
            msgid="a",
            msgid_plural="as",
            msgstr_plural={1: "б", 0: "а"},
            msgctxt="c",
            occurrences=[("x.c", "1"), ("y.c", "")],
            comment="one\ntwo",
            tcomment="note",
            flags=["fuzzy"],
            previous_msgid="old",
        )
    )
    text = from_polib(catalog).dump().decode("koi8-r")
    assert (
        text
        == """\
# Title
# Author
msgid ""
msgstr ""
"Content-Type: text/plain; charset=KOI8-R\\n"
"Language: ru\\n"

# note
#. one
#. two
#: x.c:1 y.c
#, fuzzy
#| msgid "old"
msgctxt "c"
msgid "a"
msgid_plural "as"
msgstr[0] "а"
msgstr[1] "б"
"""
    )


def test_an_empty_polib_catalog_is_an_empty_file() -> None:
    assert from_polib(polib.POFile()).dump() == b""
    assert list(to_polib(PoFile())) == []
