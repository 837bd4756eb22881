"""Moses: files in step, whatever is in their lines."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import CharsetError, LossError, SyntaxProblemError, UsageError
from tm.formats import detect, moses
from tm.formats.base import Input, Output
from tm.model import Document, Note, Previous, Segment, State, Unit, Variant, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterable


def read(
    *files: bytes, languages: tuple[str, ...] = ("en", "ru", "be"), source: str | None = None
) -> Document:
    languages = languages[: max(len(files), 2)] if len(languages) == 3 else languages
    path = ",".join(f"a.{lang}" for lang in languages)
    return moses.read(Input(path, tuple(map(io.BytesIO, files)), source, languages=languages))


def texts(document: Document) -> list[tuple[str, ...]]:
    return [tuple(v.text for v in unit.variants) for unit in document.units]


def written(units: Iterable[Unit], *languages: str, allow_loss: bool = False) -> list[bytes]:
    streams = tuple(io.BytesIO() for _ in languages)
    output = Output("b", streams, languages, allow_loss=allow_loss)
    moses.write(Document("d", languages[0], units), output)
    return [stream.getvalue() for stream in streams]


def unit(**texts_of: str) -> Unit:
    variants = tuple(Variant(lang, Segment.of(text)) for lang, text in texts_of.items())
    return Unit(unit_id("en", None, texts_of.get("en", "")), variants, "en")


def test_three_languages_line_by_line() -> None:
    found = read(b"Minsk\n\nb\n", "Минск\nпусто\n\n".encode(), "\ufeffМінск\r\n\r\nў’я".encode())
    assert (found.source, found.targets) == ("en", ("ru", "be"))
    assert texts(found) == [("Minsk", "Минск", "Мінск"), ("", "пусто", ""), ("b", "", "ў’я")]


def test_only_a_line_feed_ends_a_line() -> None:
    odd = "a\u2028b\u2029c\x0bd\x0ce\x85f\x1cg\rh"
    assert texts(read(f"{odd}\n".encode(), b"x\n")) == [(odd, "x")]


def test_the_source_may_be_another() -> None:
    (found,) = read(b"a\n", "б\n".encode(), source="ru").units
    assert (found.source, found.id) == ("ru", unit_id("ru", None, "б"))


@pytest.mark.parametrize(
    ("files", "message", "place"),
    [
        ((b"a\nb\nc\n", b"a\nb"), "en has 3, ru has 2", "a.en:3:1"),
        ((b"a\n", b"a\nb\nc\nd\n"), "en has 1, ru has 4", "a.ru:2:1"),
        ((b"", b"a\n"), "en has 0, ru has 1", "a.ru:1:1"),
        ((b"a\nb\n", b"a\n", b"a\nb\n"), "en has 2, ru has 1, be has 2", "a.en:2:1"),
    ],
)
def test_files_out_of_step(files: tuple[bytes, ...], message: str, place: str) -> None:
    with pytest.raises(SyntaxProblemError) as caught:
        list(read(*files).units)
    assert message in caught.value.message
    assert str(caught.value.place) == place


def test_wrong_bytes_name_their_file() -> None:
    with pytest.raises(CharsetError) as caught:
        list(read(b"a\nb\n", "б\nў\xff".encode("cp1251", "replace")).units)
    assert str(caught.value.place) == "a.ru:1:1"


@pytest.mark.parametrize(
    ("files", "languages"),
    [((b"a",), ("en",)), ((b"a", b"b"), ("en",)), ((b"a", b"b"), ("en", "en")), ((b"a", b"b"), ())],
)
def test_languages_and_files_must_agree(
    files: tuple[bytes, ...], languages: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError) as caught:
        read(*files, languages=languages)
    assert "NEWS.en,NEWS.ru" in caught.value.hint


def test_line_ends_in_texts_are_losses() -> None:
    units = [unit(en="a\nb", ru="в\r")]
    with pytest.raises(LossError, match="a line break in a text"):
        written(units, "en", "ru")
    assert written(units, "en", "ru", allow_loss=True) == [b"a b\n", "в \n".encode()]


def test_forms_and_second_texts_are_losses() -> None:
    forms = (Segment.of("a"), Segment.of("b"))
    one = Unit("0" * 16, (Variant("en", forms[0], forms=forms), *[Variant("ru")] * 2), "en")
    with pytest.raises(LossError) as caught:
        written([one], "en", "ru")
    assert "plural forms" in caught.value.message
    assert "second text" in caught.value.message


def test_texts_and_states_are_losses_and_metadata_is_none() -> None:
    one = msgspec.structs.replace(
        unit(en="a", ru="б"),
        locations=("a.md",),
        notes=(Note("paragraph 1", "extracted"),),
        flags=("c-format",),
    )
    assert written([one], "en", "ru") == [b"a\n", "б\n".encode()]
    fuzzy = (one.variants[0], Variant("ru", Segment.of("б"), State.NEEDS_REVIEW))
    losses: dict[str, dict[str, Any]] = {
        "an obsolete unit": {"obsolete": True},
        "the previous source": {"previous": Previous("old")},
        "a translator's comment": {"notes": (Note("why", "translator"),)},
        "a context": {"context": "c"},
        "the sentences of a joined unit": {"members": (one,)},
        "a text that is not ready": {"variants": fuzzy},
    }
    for what, change in losses.items():
        with pytest.raises(LossError, match=what):
            written([msgspec.structs.replace(one, **change)], "en", "ru")
    changed = [
        msgspec.structs.replace(one, variants=fuzzy),
        msgspec.structs.replace(one, obsolete=True),
    ]
    assert written(changed, "en", "ru", allow_loss=True) == [b"a\n", b"\n"]


def test_a_language_that_is_nowhere() -> None:
    with pytest.raises(UsageError, match="no text is in fr; there are en, ru"):
        written([unit(en="a", ru="б")], "en", "fr", allow_loss=True)


def test_a_source_without_a_file() -> None:
    with pytest.raises(UsageError, match="no file is in ru, the source language"):
        read(b"a\n", "б\n".encode(), languages=("en", "be"), source="ru")


def test_writing_needs_languages() -> None:
    with pytest.raises(UsageError):
        written([], "en")


LINES = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=6)


@given(st.lists(st.tuples(LINES, LINES), max_size=5))
def test_what_is_written_is_read(rows: list[tuple[str, str]]) -> None:
    files = written([unit(en=a, be=b) for a, b in rows], "en", "be")
    assert [file.count(b"\n") for file in files] == [len(rows)] * 2
    if not rows or (not rows[0][0].startswith("\ufeff") and not rows[0][1].startswith("\ufeff")):
        assert texts(read(*files, languages=("en", "be"))) == rows


def test_detected_by_the_comma() -> None:
    assert detect("news.en,news.ru").name == "moses"
