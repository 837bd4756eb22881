"""What must hold for every real catalog; a test is one pass over all of them."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import polib

from tm.formats.po import Entry, PoFile
from tm.formats.po.lexer import lex
from tm.plurals import SAMPLE, parse_plural_forms

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    Catalogs: TypeAlias = list[tuple[Path, bytes]]


def test_reading_and_writing_gives_the_same_bytes(
    catalogs: Catalogs, django_catalogs: Catalogs
) -> None:
    assert len(catalogs) > 100
    assert len(django_catalogs) > 40
    for path, data in catalogs + django_catalogs:
        assert PoFile.parse(data, str(path)).dump() == data, path


def test_the_fast_lexer_and_the_careful_one_agree(
    catalogs: Catalogs, django_catalogs: Catalogs
) -> None:
    for path, data in catalogs + django_catalogs:
        file = PoFile.parse(data, str(path))
        text = data.removeprefix(file.bom).decode(file.encoding)
        assert (file.entries, file.head, file.tail) == lex(text, str(path), fast=False), path


AS_POLIB = str.maketrans({"\a": "\\a", "\b": "\\b", "\f": "\\f", "\v": "\\v"})
"""polib decodes no other escapes than those of quote, backslash, newline, tab and return."""


def our_view(entry: Entry) -> tuple[object, ...]:
    texts = [entry.msgctxt, entry.msgid, entry.msgid_plural, *entry.msgstr]
    decoded = [text.translate(AS_POLIB) if text else text for text in texts]
    return decoded, list(dict.fromkeys(entry.flags)), entry.obsolete


def polib_view(entry: polib.POEntry) -> tuple[object, ...]:
    forms = [text for _, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr]
    texts = [entry.msgctxt, entry.msgid, entry.msgid_plural or None, *forms]
    return texts, list(dict.fromkeys(entry.flags)), bool(entry.obsolete)


def test_polib_reads_the_same(catalogs: Catalogs) -> None:
    entries = 0
    for path, data in catalogs:
        file = PoFile.parse(data)
        theirs = polib.pofile(str(path), encoding=file.encoding)
        ours = [our_view(entry) for entry in file.entries if not entry.is_header]
        assert ours == [polib_view(entry) for entry in theirs], path
        assert {name: value for name, value in file.header if name} == theirs.metadata, path
        entries += len(ours)
    assert entries > 100_000


def test_editing_one_entry_changes_its_lines_only(
    catalogs: Catalogs, django_catalogs: Catalogs
) -> None:
    edited = 0
    for number, (path, data) in enumerate(catalogs[::3] + django_catalogs):
        file = PoFile.parse(data, str(path))
        index = number % len(file.entries)
        entry = file.entries[index]
        file.entries[index] = entry.edit(msgstr=tuple("new" for _ in entry.msgstr))
        before, after = data.split(b"\n"), file.dump().split(b"\n")
        first, last = entry.line - 1, entry.line - 1 + entry.raw.count("\n")
        assert after[:first] == before[:first], path
        assert after[last - len(before) :] == before[last:], path
        assert after != before
        edited += 1
    assert edited > 200


def test_every_plural_rule_is_read_as_the_standard_library_reads_it(
    catalogs: Catalogs, django_catalogs: Catalogs
) -> None:
    headers = set[str]()
    for path, data in catalogs + django_catalogs:
        start = data[: data.index(b"\n\n")] + b"\n"
        header = PoFile.parse(start, str(path)).field("Plural-Forms")
        headers |= {header} if header else set()
    assert len(headers) > 8
    for header in headers:
        forms = parse_plural_forms(header)
        assert forms.table() == tuple(map(gettext.c2py(forms.expression), SAMPLE)), header
