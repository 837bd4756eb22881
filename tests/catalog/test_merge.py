"""The laws of the 3-way merge."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.catalog.strategies import HEADER, catalogs, file_of, texts
from tm.catalog.merge import merge_files
from tm.errors import SyntaxProblemError
from tm.formats.po import Entry, PoFile
from tm.formats.po.entry import FUZZY

if TYPE_CHECKING:
    from collections.abc import Callable


def merged(base: PoFile, ours: PoFile, theirs: PoFile) -> tuple[PoFile, list[Entry]]:
    """Return the merge, read from disk again, and its conflicts."""
    copy = PoFile.parse(ours.dump(), "be.po")
    conflicts = merge_files(base, copy, theirs)
    return PoFile.parse(copy.dump(), "be.po"), conflicts


def content(file: PoFile) -> list[Entry]:
    return [msgspec.structs.replace(entry, raw="", gap="", line=0) for entry in file.entries]


# --- laws -----------------------------------------------------------------------------------------


@given(catalogs(), catalogs())
def test_a_change_of_one_side_is_the_result(base: PoFile, changed: PoFile) -> None:
    for ours, theirs in ((changed, base), (base, changed)):
        result, conflicts = merged(base, ours, theirs)
        assert content(result) == content(changed)
        assert not conflicts


@given(catalogs(), catalogs())
def test_the_same_change_is_no_conflict(base: PoFile, changed: PoFile) -> None:
    result, conflicts = merged(base, changed, changed)
    assert result.dump() == changed.dump()
    assert not conflicts


@given(catalogs(), st.data())
def test_edits_of_different_entries_both_survive(base: PoFile, data: st.DataObject) -> None:
    count = len(base.entries) - 1
    assume(count > 1)
    first, second = data.draw(st.permutations(range(1, count + 1)))[:2]
    ours, theirs = PoFile.parse(base.dump()), PoFile.parse(base.dump())
    ours.entries[first] = ours.entries[first].edit(msgstr=(data.draw(texts),), flags=())
    theirs.entries[second] = theirs.entries[second].edit(msgstr=(data.draw(texts),), flags=())
    result, conflicts = merged(base, ours, theirs)
    assert not conflicts
    assert result.entries[first].msgstr == ours.entries[first].msgstr
    assert result.entries[second].msgstr == theirs.entries[second].msgstr
    for index, entry in enumerate(base.entries):
        if index not in {first, second} and index < count:
            assert result.entries[index].raw == entry.raw


@given(catalogs(), catalogs(), catalogs())
def test_no_translation_vanishes_and_the_result_is_stable(
    base: PoFile, ours: PoFile, theirs: PoFile
) -> None:
    result, conflicts = merged(base, ours, theirs)
    keys = [entry.key for entry in result.entries]
    assert len(keys) == len(set(keys))
    for conflict in conflicts:
        assert conflict.fuzzy
        assert any("tm:conflict" in comment for comment in conflict.comments)
    old = {(e.key, e.msgstr) for e in base.entries}
    there = {(e.key, e.msgstr) for e in result.entries}
    fresh = {(e.key, e.msgstr) for e in ours.entries if any(e.msgstr)} - old
    assert fresh <= there
    again, _ = merged(result, result, result)
    assert again.dump() == result.dump()


# --- conflicts ------------------------------------------------------------------------------------


def versions(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, list[Entry]]:
    result, conflicts = merged(*(file_of([each]) for each in (base, ours, theirs)))
    return result.entries[1], conflicts


def test_both_changed_one_translation() -> None:
    entry, conflicts = versions(
        Entry("a", ("б",)), Entry("a", ("в",)), Entry("a", ('г\n"ґ"',), comments=("why",))
    )
    assert entry.msgstr == ("в",)
    assert entry.fuzzy
    assert entry.comments == ("why", 'tm:conflict theirs: г\\n\\"ґ\\"')
    assert [e.msgid for e in conflicts] == ["a"]


def test_gettext_reads_a_conflict(program: Callable[[str], str]) -> None:
    base, ours, theirs = (file_of([Entry("a", (text,))]) for text in ("б", "в", "г"))
    merge_files(base, ours, theirs)
    msgfmt = [program("msgfmt"), "-c", "-o", "/dev/null", "-"]
    subprocess.run(msgfmt, input=ours.dump(), check=True)


def test_plural_forms_that_conflict() -> None:
    base = Entry("a", ("1", "2"), msgid_plural="b")
    entry, conflicts = versions(base, base.edit(msgstr=("3", "4")), base.edit(msgstr=("5", "6")))
    assert entry.comments == ("tm:conflict=0 theirs: 5", "tm:conflict=1 theirs: 6")
    assert conflicts


def test_a_plural_that_one_side_gained_keeps_its_forms_together() -> None:
    plural = Entry("a", ("1", "2"), msgid_plural="b")
    entry, conflicts = versions(Entry("a", ("1",)), Entry("a", ("1",), comments=("x",)), plural)
    assert (entry.msgid_plural, entry.msgstr, entry.comments) == ("b", ("1", "2"), ("x",))
    assert not conflicts


@pytest.mark.parametrize("flip", [False, True])
def test_a_translation_wins_over_none(flip: bool) -> None:  # noqa: FBT001
    sides = [Entry("a", ("в",)), Entry("a", ("",), comments=("x",))]
    entry, conflicts = versions(Entry("a", ("б",)), *(reversed(sides) if flip else sides))
    assert (entry.msgstr, entry.comments) == (("в",), ("x",))
    assert not conflicts


def test_a_translation_emptied_by_one_side_only_is_empty() -> None:
    entry, _ = versions(Entry("a", ("б",)), Entry("a", ("б",), comments=("x",)), Entry("a"))
    assert entry.msgstr == ("",)


def test_fuzzy_belongs_to_the_translation() -> None:
    base = Entry("a", ("б",), flags=(FUZZY,))
    entry, _ = versions(base, base.edit(comments=("x",)), Entry("a", ("в",)))
    assert not entry.fuzzy
    entry, _ = versions(base, base.edit(flags=()), base.edit(references=("a.md",)))
    assert not entry.fuzzy
    assert entry.references == ("a.md",)


def test_removed_here_and_edited_there_stays() -> None:
    files = [
        file_of([Entry("z"), *rest]) for rest in ([Entry("a", ("б",))], [], [Entry("a", ("в",))])
    ]
    result, conflicts = merged(*files)
    assert [e.msgstr[0] for e in result.messages] == ["", "в"]
    assert not conflicts


def test_obsolete_here_and_translated_there() -> None:
    old = Entry("a", ("б",), references=("x",))
    entry, conflicts = versions(
        old, old.edit(obsolete=True, references=()), old.edit(msgstr=("в",))
    )
    assert (entry.obsolete, entry.msgstr, entry.references) == (True, ("в",), ())
    assert not conflicts


def test_added_by_both() -> None:
    base, ours, theirs = file_of([]), file_of([Entry("a", ("б",))]), file_of([Entry("a", ("в",))])
    result, conflicts = merged(base, ours, theirs)
    assert result.messages[0].fuzzy
    assert conflicts


def test_without_an_ancestor() -> None:
    result, conflicts = merged(
        PoFile(), file_of([Entry("a", ("б",))]), file_of([Entry("c", ("в",))])
    )
    assert {e.msgid for e in result.messages} == {"a", "c"}
    assert not conflicts


def test_order_is_the_side_s_that_changed_it() -> None:
    one, two, three = (Entry(text) for text in ("1", "2", "3"))
    base = file_of([one, two])
    ours = file_of([one.edit(msgstr=("x",)), two])
    result, _ = merged(base, ours, file_of([three, two, one]))
    assert [e.msgid for e in result.messages] == ["3", "2", "1"]
    result, _ = merged(base, file_of([two, one]), file_of([one, three, two]))
    assert [e.msgid for e in result.messages] == ["2", "1", "3"]


def test_two_entries_with_one_key_are_refused() -> None:
    twice = PoFile.parse(b'msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr "x"\n', "be.po")
    with pytest.raises(SyntaxProblemError):
        merge_files(PoFile(), twice, PoFile())


# --- the header -----------------------------------------------------------------------------------


def with_header(**fields: str) -> PoFile:
    file = file_of([])
    named = [(name.replace("_", "-"), value) for name, value in fields.items()]
    file.set_header([*HEADER, *named])
    return file


def test_header_dates_never_conflict_and_the_later_editor_stays() -> None:
    base = with_header(PO_Revision_Date="YEAR-MO-DA HO:MI+ZONE", Last_Translator="nobody")
    ours = with_header(PO_Revision_Date="2026-02-01 10:00+0300", Last_Translator="Ганна")
    theirs = with_header(
        PO_Revision_Date="2026-03-01 10:00+0300", Last_Translator="Ігар", X_Extra="1"
    )
    for one, two in ((ours, theirs), (theirs, ours)):
        result, conflicts = merged(base, one, two)
        assert result.field("PO-Revision-Date") == "2026-03-01 10:00+0300"
        assert result.field("Last-Translator") == "Ігар"
        assert result.field("X-Extra") == "1"
        assert not conflicts
    result, _ = merged(base, ours, base)
    assert result.field("PO-Revision-Date") == "2026-02-01 10:00+0300"
    result, _ = merged(with_header(PO_Revision_Date="2020-01-01 00:00+0000"), base, ours)
    assert result.field("PO-Revision-Date") == "2026-02-01 10:00+0300"


def test_comments_of_the_header_are_not_shuffled() -> None:
    base = file_of([])
    base.entries[0] = base.entries[0].edit(comments=("Title", "", "Licence", ""))
    ours, theirs = PoFile.parse(base.dump()), PoFile.parse(base.dump())
    ours.set_field("X-A", "1")
    theirs.set_field("X-B", "2")
    result, _ = merged(base, ours, theirs)
    assert result.entries[0].comments == ("Title", "", "Licence", "")
    assert (result.field("X-A"), result.field("X-B")) == ("1", "2")


# --- bytes ----------------------------------------------------------------------------------------


def test_line_ends_are_ours() -> None:
    base = file_of([Entry("a"), Entry("b")])
    ours = PoFile.parse(base.dump().replace(b"\n", b"\r\n"))
    theirs = file_of([Entry("a"), Entry("b", ("б",)), Entry("c")])
    result, _ = merged(base, ours, theirs)
    data = result.dump()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert [e.msgstr[0] for e in result.messages] == ["", "б", ""]


def test_three_thousand_entries() -> None:
    base = file_of([Entry(f"sentence {n}", (f"сказ {n}",)) for n in range(3000)])
    ours, theirs = PoFile.parse(base.dump()), PoFile.parse(base.dump())
    for n in range(1, 3000, 2):
        ours.entries[n] = ours.entries[n].edit(msgstr=("наш",))
        theirs.entries[n + 1] = theirs.entries[n + 1].edit(msgstr=("іх",))
    assert not merge_files(base, ours, theirs)
    assert sum(e.msgstr == ("іх",) for e in ours.entries) == 1500


# --- the header -----------------------------------------------------------------------------------


def header_of(*lines: str) -> PoFile:
    return PoFile([Entry("", ("".join(f"{line}\n" for line in lines),))])


def merged_header(base: PoFile, ours: PoFile, theirs: PoFile) -> list[str]:
    return merged(base, ours, theirs)[0].entries[0].msgstr[0].splitlines()


def test_lines_without_a_colon_and_repeated_fields_all_stay() -> None:
    odd = ("One line", "Another", "X: 1", "X: 2", "Another")
    ours = header_of("Language: be", *odd, "Ours: 1")
    theirs = header_of("Language: be", *odd, "Third", "Theirs: 1")
    assert merged_header(header_of("Language: be", *odd), ours, theirs) == [
        *("Language: be", *odd, "Ours: 1", "Third", "Theirs: 1")
    ]


@pytest.mark.parametrize("name", ["POT-Creation-Date", "PO-Revision-Date"])
@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-01-02 01:00+0300", "2026-01-01 23:00+0000"),
        ("2026-01-01 10:00+0000", "2026-01-01 09:00-0500"),
        ("YEAR-MO-DA HO:MI+ZONE", "2026-01-01 09:00-0500"),
        ("0000-00-00 00:00+0000", "2026-01-01 09:00-0500"),
    ],
)
def test_the_later_date_wins(name: str, earlier: str, later: str) -> None:
    base = header_of(f"{name}: 2020-01-01 00:00+0000", "X-Generator: 0")
    one = header_of(f"{name}: {earlier}", "X-Generator: early")
    two = header_of(f"{name}: {later}", "X-Generator: late")
    for ours, theirs in ((one, two), (two, one)):
        result = merged_header(base, ours, theirs)
        assert result[0] == f"{name}: {later}"
        assert name != "PO-Revision-Date" or result[1] == "X-Generator: late"
    assert merged_header(base, header_of("X-Generator: 0", "A: 1"), one)[-1] == f"{name}: {earlier}"
