"""Entries ↔ units; the reviewed mark; PO → units → PO."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import LanguageError
from tm.formats import Input, Output
from tm.formats.po import FORMAT, Entry, PoFile
from tm.formats.po.marks import Mark, is_reviewed, marks, review_hash, without
from tm.formats.po.units import entry_from_unit, entry_unit, read, state_of, write
from tm.model import Document, Previous, Segment, State, Unit, Variant, unit_id

TEXTS = st.text(max_size=6)
LISTS = st.lists(TEXTS, max_size=2).map(tuple)
ENTRIES = st.builds(
    Entry,
    msgid=TEXTS,
    msgctxt=st.none() | TEXTS,
    comments=LISTS,
    extracted=LISTS,
    references=LISTS,
    flags=st.lists(st.sampled_from(["c-format", "no-wrap", "x"]), max_size=2).map(tuple),
    previous=st.none() | st.builds(Previous, TEXTS, st.none() | TEXTS, st.none() | TEXTS),
    obsolete=st.booleans(),
)


def with_forms(entry: Entry, plural: str | None, forms: list[str], fuzzy: object) -> Entry:
    entry = entry.edit(
        msgid_plural=plural, msgstr=tuple(forms if plural is not None else forms[:1])
    )
    return entry.with_flag("fuzzy", present=bool(fuzzy and any(entry.msgstr)))


ANY = st.builds(
    with_forms,
    ENTRIES,
    st.none() | TEXTS,
    st.lists(TEXTS, min_size=1, max_size=4),
    st.booleans(),
)


@given(ANY)
def test_an_entry_survives_being_a_unit(entry: Entry) -> None:
    unit = entry_unit(entry, "en", "be", "nplurals=4; plural=n%4;")
    assert entry_from_unit(unit, "be", len(entry.msgstr)) == entry
    assert unit.id == unit_id("en", entry.msgctxt, entry.msgid)
    assert ("be" in unit.languages) is any(entry.msgstr)


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry("a"), State.INITIAL),
        (Entry("a", flags=("fuzzy",)), State.INITIAL),
        (Entry("a", ("b",)), State.TRANSLATED),
        (Entry("a", ("b",), flags=("fuzzy",)), State.NEEDS_REVIEW),
        (Entry("a", ("b", ""), msgid_plural="as"), State.INITIAL),
        (Entry("a", ("b", ""), msgid_plural="as", flags=("fuzzy",)), State.NEEDS_REVIEW),
    ],
)
def test_states(entry: Entry, state: State) -> None:
    assert state_of(entry) is state


def test_a_review_is_void_after_an_edit() -> None:
    entry = Entry("a", ("b",))
    reviewed = entry.edit(comments=("note", str(Mark("reviewed", review_hash(entry), "by me"))))
    assert state_of(reviewed) is State.REVIEWED
    assert state_of(reviewed.edit(msgstr=("c",))) is State.TRANSLATED
    assert state_of(reviewed.edit(msgid="c")) is State.TRANSLATED
    assert state_of(reviewed.with_flag("fuzzy", present=True)) is State.NEEDS_REVIEW
    assert state_of(reviewed.edit(references=("x",))) is State.REVIEWED


def test_a_review_of_a_unit_becomes_a_comment_once() -> None:
    variants = Variant("en", Segment.of("a")), Variant("be", Segment.of("b"), State.FINAL)
    entry = entry_from_unit(Unit("1", variants, "en"), "be")
    assert is_reviewed(entry)
    again = entry_from_unit(entry_unit(entry, "en", "be"), "be")
    assert again.comments == entry.comments


@pytest.mark.parametrize(
    ("comment", "mark"),
    [
        ("tm:query Which Minsk?", Mark("query", "", "Which Minsk?")),
        ("  tm:ignore=names/x until=2030 because", Mark("ignore", "names/x", "until=2030 because")),
        ("tm:reviewed=12ab", Mark("reviewed", "12ab")),
        ("tm:", None),
        ("tm:Query x", None),
        ("see tm:query", None),
        ("tm:queryx?", None),
    ],
)
def test_marks(comment: str, mark: Mark | None) -> None:
    assert marks([comment]) == ([mark] if mark else [])
    assert not mark or marks([str(mark)]) == [mark]


def test_marks_of_one_key_are_removed() -> None:
    comments = ("tm:query one", "a note", "tm:queries", "tm:query=x")
    assert without(comments, "query") == ("a note", "tm:queries")


CATALOG = """\
# Title
#
# Author
msgid ""
msgstr ""
"Project-Id-Version: x 1\\n"
"Language: be_BY@tarask\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=n%3;\\n"
"X-Generator: none\\n"

# a note
#. extracted
#: a.c:1 b.c:2
#, fuzzy, c-format
#| msgctxt "old"
#| msgid "old"
msgctxt "menu"
msgid "one"
msgid_plural "many"
msgstr[0] "a"
msgstr[1] "b"
msgstr[2] "c"

msgid "untranslated"
msgid_plural "plural"
msgstr[0] ""
msgstr[1] ""
msgstr[2] ""

#, md-text
msgid ""
"first\\n"
"second\\n"
msgstr ""
"першы\\n"
"другі\\n"

#~ msgid "gone"
#~ msgstr "няма"
"""


def document(text: str, source: str | None = None, target: str | None = None) -> Document:
    return read(Input("x.po", (io.BytesIO(text.encode()),), source, target))


def written(value: Document, output: Output | None = None) -> str:
    stream = io.BytesIO()
    write(value, output or Output("y.po", (stream,)))
    return stream.getvalue().decode()


def test_a_catalog_in_msgcat_s_layout_survives_being_units() -> None:
    assert written(document(CATALOG)) == CATALOG


def test_what_a_document_knows() -> None:
    found = document(CATALOG)
    assert (found.source, found.targets, found.encoding) == ("en", ("be-BY-tarask",), "utf-8")
    assert dict(found.header)["X-Generator"] == "none"
    assert found.notes == ("Title", "", "Author")
    units = list(found.units)
    assert [unit.obsolete for unit in units] == [False, False, False, True]
    target = units[0].variant("be-BY-tarask")
    assert target is not None
    assert target.state is State.NEEDS_REVIEW
    assert target.plural_forms == "nplurals=3; plural=n%3;"
    assert units[1].languages == ("en",)


def test_the_caller_knows_the_languages_better() -> None:
    found = document(CATALOG, source="pl", target="ru")
    assert (found.source, found.targets) == ("pl", ("ru",))
    text = written(found)
    assert '"Language: ru\\n"' in text
    assert '"X-Source-Language: pl\\n"' in text
    assert document(text).source == "pl"


def test_no_language_means_no_target() -> None:
    found = document('msgid "a"\nmsgstr "b"\n')
    assert found.targets == ()
    assert [unit.languages for unit in found.units] == [("en",)]


def test_a_wrong_language_header_has_a_place() -> None:
    with pytest.raises(
        LanguageError, match="Language: “Belarusian” is not a language tag"
    ) as caught:
        document('\n# c\nmsgid ""\nmsgstr "Language: Belarusian\\n"\n')
    assert str(caught.value.place) == "x.po:2"
    assert document('msgid ""\nmsgstr "Language: Belarusian\\n"\n', target="be").targets == ("be",)


def test_a_document_without_units_is_a_header() -> None:
    text = written(Document("x", "en", [], ("be",)))
    file = PoFile.parse(text.encode())
    assert [entry.is_header for entry in file.entries] == [True]
    assert dict(file.header)["Language"] == "be"
    assert "nplurals=3" in dict(file.header)["Plural-Forms"]


@pytest.mark.parametrize(
    ("head", "fits"),
    [
        (b'msgid "a"\n', True),
        (b'# c\nmsgid ""\n', True),
        (b'\xef\xbb\xbf  msgid\t"a"\n', True),
        (b'msgid"a"\n', True),
        (b'#~ msgid "a"\n', True),
        (b"<tmx>msgid</tmx>", False),
        (b"the msgid field\n", False),
        (b'msgid "a"\0', False),
        (b"", False),
    ],
)
def test_sniffing(head: bytes, fits: bool) -> None:  # noqa: FBT001
    assert FORMAT.sniff(head) is fits
