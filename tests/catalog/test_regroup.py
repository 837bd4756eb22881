"""Sentence units ↔ paragraph units: nothing is lost on the way, nor on the way back."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.strategies import comments, file_of
from tm.catalog.joined import JOINED
from tm.catalog.regroup import regroup
from tm.catalog.template import Sentence, cut, template_entries
from tm.catalog.update import update
from tm.config import Documents
from tm.documents import parse
from tm.formats.po import Entry, PoFile
from tm.formats.po.marks import is_reviewed, review_hash

if TYPE_CHECKING:
    from tm.documents import Article

OPTIONS = Documents()


def breaks(text: str) -> list[int]:
    return [match.end() for match in re.finditer(r"[.!?](?= )", text)]


def split(text: str) -> list[str]:
    edges = [0, *breaks(text), len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges)]


def units(article: Article, unit: str) -> list[Sentence]:
    return cut(article, breaks, unit)


def switched(file: PoFile, article: Article, unit: str) -> PoFile:
    """Return the catalog after `tm update` with this unit, read from disk again."""
    copy = PoFile.parse(file.dump())
    regroup(copy, units(article, "sentence"), units(article, "paragraph"), unit, split)
    update(copy, template_entries(units(article, unit), "a.md", OPTIONS))
    return PoFile.parse(copy.dump())


def content(file: PoFile) -> list[Entry]:
    return [msgspec.structs.replace(entry, raw="", gap="", line=0) for entry in file.messages]


def article_of(*paragraphs: str) -> Article:
    return parse("\n\n".join(paragraphs).encode(), "markdown")


def catalog(article: Article, *translations: str, fuzzy: tuple[int, ...] = ()) -> PoFile:
    entries = template_entries(units(article, "sentence"), "a.md", OPTIONS)
    return file_of(
        [
            entry.edit(msgstr=(text,), flags=("fuzzy",) if n in fuzzy else ())
            for n, (entry, text) in enumerate(zip(entries, translations, strict=True))
        ]
    )


def reviewed(entry: Entry) -> Entry:
    return entry.edit(comments=(*entry.comments, f"tm:reviewed={review_hash(entry)} by me"))


# --- laws -----------------------------------------------------------------------------------------

PARAGRAPHS = ("One is here. Two is there. Three!", "Four only.", "Five goes. Six stays.")


@st.composite
def catalogs(draw: st.DrawFn) -> PoFile:
    """Draw a catalog of PARAGRAPHS: any mixture of states, comments, reviews and joined ones."""
    result: list[Entry] = []
    for entry in template_entries(units(article_of(*PARAGRAPHS), "sentence"), "a.md", OPTIONS):
        text = draw(st.sampled_from(["", "Так.", "Не? Не.", "**Ў** ёсць", "a\nb"]))
        if "2 of" in entry.extracted[0] and draw(st.booleans()):
            text = JOINED
        fuzzy = bool(text) and draw(st.booleans())
        drawn = entry.edit(
            msgstr=(text,), comments=draw(comments), flags=("fuzzy",) if fuzzy else ()
        )
        if text and not fuzzy and draw(st.booleans()):
            drawn = reviewed(drawn)
        result.append(drawn)
    return file_of(result)


@given(catalogs())
def test_to_paragraphs_and_back_is_the_identity(file: PoFile) -> None:
    article = article_of(*PARAGRAPHS)
    there = switched(file, article, "paragraph")
    back = switched(there, article, "sentence")
    had = [e.edit(comments=tuple(sorted(set(e.comments)))) for e in content(file)]
    has = [e.edit(comments=tuple(sorted(set(e.comments)))) for e in content(back)]
    assert [(e.key, e.msgstr, e.flags) for e in has] == [(e.key, e.msgstr, e.flags) for e in had]
    for one, two in zip(had, has, strict=True):
        if any(one.msgstr):
            assert set(one.comments) <= set(two.comments)
    assert {c for e in had for c in e.comments} == {c for e in has for c in e.comments}
    again = switched(back, article, "paragraph")
    assert [(e.key, e.msgstr, e.flags) for e in content(again)] == [
        (e.key, e.msgstr, e.flags) for e in content(there)
    ]


@given(catalogs(), st.sampled_from(["sentence", "paragraph"]))
def test_a_second_update_changes_nothing(file: PoFile, unit: str) -> None:
    article = article_of(*PARAGRAPHS)
    once = switched(file, article, unit)
    assert switched(once, article, unit).dump() == once.dump()


@given(catalogs())
def test_every_translation_is_still_in_the_file(file: PoFile) -> None:
    there = switched(file, article_of(*PARAGRAPHS), "paragraph")
    found = {(e.key, e.msgstr) for e in there.entries}
    assert all((e.key, e.msgstr) in found for e in file.messages if any(e.msgstr))


# --- cases ----------------------------------------------------------------------------------------


def test_translated_sentences_make_a_translated_paragraph() -> None:
    article = article_of("One here. Two there.")
    entry = switched(catalog(article, "Адзін.", "Два."), article, "paragraph").messages[0]
    assert (entry.msgid, entry.msgstr) == ("One here. Two there.", ("Адзін. Два.",))
    assert not entry.fuzzy


def test_a_partly_translated_paragraph_is_fuzzy_with_the_source_for_the_rest() -> None:
    article = article_of("One here. Two there.")
    entry = switched(catalog(article, "Адзін.", ""), article, "paragraph").messages[0]
    assert (entry.msgstr, entry.fuzzy) == (("Адзін. Two there.",), True)


def test_an_untranslated_paragraph_stays_untranslated() -> None:
    article = article_of("One here. Two there.")
    new = switched(catalog(article, "", ""), article, "paragraph")
    assert [e.msgstr for e in new.entries[1:]] == [("",)]


def test_a_joined_pair_is_one_text() -> None:
    article = article_of("One here. Two there.")
    file = switched(catalog(article, "Адзін і два.", JOINED), article, "paragraph")
    assert file.messages[0].msgstr == ("Адзін і два.",)
    back = switched(file, article, "sentence")
    assert [e.msgstr[0] for e in back.messages] == ["Адзін і два.", JOINED]


def test_an_edited_paragraph_is_cut_anew_and_its_review_goes_with_it() -> None:
    article = article_of("One here. Two there.")
    file = switched(catalog(article, "Адзін.", "Два.", fuzzy=(1,)), article, "paragraph")
    file.entries[1] = reviewed(file.entries[1].edit(msgstr=("Раз. Два!",), flags=()))
    back = switched(file, article, "sentence")
    assert [e.msgstr[0] for e in back.messages] == ["Раз.", "Два!"]
    assert all(is_reviewed(e) and not e.fuzzy for e in back.messages)


def test_a_paragraph_of_another_number_of_sentences_is_joined() -> None:
    article = article_of("One here. Two there.")
    file = switched(catalog(article, "Адзін.", "Два."), article, "paragraph")
    file.entries[1] = file.entries[1].edit(msgstr=("Адзін і два.",))
    back = switched(file, article, "sentence")
    assert [e.msgstr[0] for e in back.messages] == ["Адзін і два.", JOINED]


def test_a_confirmed_paragraph_confirms_its_sentences() -> None:
    article = article_of("One here. Two there.")
    file = switched(catalog(article, "Адзін.", "", fuzzy=(0,)), article, "paragraph")
    file.entries[1] = file.entries[1].edit(flags=())
    back = switched(file, article, "sentence")
    assert [(e.msgstr[0], e.fuzzy) for e in back.messages] == [
        ("Адзін.", False),
        ("Two there.", False),
    ]


def test_a_doubted_paragraph_doubts_its_sentences() -> None:
    article = article_of("One here. Two there.")
    file = switched(catalog(article, "Адзін.", "Два."), article, "paragraph")
    file.entries[1] = file.entries[1].with_flag("fuzzy", present=True)
    assert all(e.fuzzy for e in switched(file, article, "sentence").messages)


def test_a_new_comment_goes_to_the_first_sentence_and_a_deleted_one_is_gone() -> None:
    article = article_of("One here. Two there.")
    file = catalog(article, "Адзін.", "Два.")
    file.entries[2] = file.entries[2].edit(comments=("tm:query What?",))
    file = switched(file, article, "paragraph")
    assert file.messages[0].comments == ("tm:query What?",)
    file.entries[1] = file.entries[1].edit(comments=("new",))
    back = switched(file, article, "sentence")
    assert [e.comments for e in back.messages] == [("new",), ()]


def test_the_previous_source_of_a_fuzzy_sentence_is_in_the_paragraph_s() -> None:
    article = article_of("One here. Two there.")
    file = catalog(article, "Адзін.", "Два.")
    update(file, [Entry("One here."), Entry("Two over there.")])
    changed = article_of("One here. Two over there.")
    entry = switched(file, changed, "paragraph").messages[0]
    assert entry.previous is not None
    assert entry.previous.source == "One here. Two there."


def test_a_sentence_that_is_a_paragraph_elsewhere_stays() -> None:
    article = article_of("One here. Two there.", "One here.")
    file = switched(catalog(article, "Адзін.", "Два."), article, "paragraph")
    assert [e.msgstr[0] for e in file.messages] == ["Адзін. Два.", "Адзін."]


def test_no_cut_inside_markup_is_the_caller_s_business_and_kept() -> None:
    article = article_of("One here. See [this. Link](u) there.")
    file = switched(catalog(article, "Адзін.", "Гл. [гэта. Так](u)."), article, "paragraph")
    back = switched(file, article, "sentence")
    assert [e.msgstr[0] for e in back.messages] == ["Адзін.", "Гл. [гэта. Так](u)."]
