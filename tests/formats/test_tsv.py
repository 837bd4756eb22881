"""TSV: columns, losses, and errors with their place."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import any_units
from tm.errors import CharsetError, InputError, LossError
from tm.formats import detect, tsv
from tm.formats.base import Input, Output
from tm.model import Code, Document, Note, Previous, Segment, State, Unit, Variant, unit_id


def read(data: str | bytes, source: str | None = None) -> Document:
    raw = data.encode() if isinstance(data, str) else data
    return tsv.read(Input("a.tsv", (io.BytesIO(raw),), source))


def written(
    units: list[Unit],
    source: str = "en",
    *,
    allow_loss: bool = False,
    languages: tuple[str, ...] = (),
) -> str:
    stream = io.BytesIO()
    output = Output("b.tsv", (stream,), languages, allow_loss=allow_loss)
    tsv.write(Document("d", source, iter(units)), output)
    return stream.getvalue().decode()


def unit(*texts: tuple[str, str], context: str | None = None) -> Unit:
    variants = tuple(Variant(lang, Segment.of(text)) for lang, text in texts)
    return Unit(unit_id("en", context, texts[0][1]), variants, "en", context)


def test_columns_are_texts_fields_and_properties() -> None:
    text = (
        "en\tBE\tid\tcontext\tnote\tstate\tdoc\tline\tdomain\n"
        "Minsk\tМінск\t7\tmap\tгорад\tneeds-review\ta.md\t3\tgeo\n"
    )
    document = read(text)
    (found,) = document.units
    assert (document.source, document.targets) == ("en", ("be",))
    assert found == Unit(
        unit_id("en", "map", "Minsk"),
        (
            Variant("en", Segment.of("Minsk")),
            Variant("be", Segment.of("Мінск"), State.NEEDS_REVIEW),
        ),
        "en",
        "map",
        ("a.md:3",),
        (Note("горад"),),
        properties=(("id", "7"), ("domain", "geo")),
    )
    again = list(read(written([found])).units)
    assert again == [found]


def test_bom_crlf_and_no_last_line_end() -> None:
    (found,) = read("\ufeffen\tru\r\na\u2028\x85\x0cb\tў’я «і»".encode()).units
    assert [v.text for v in found.variants] == ["a\u2028\x85\x0cb", "ў’я «і»"]


def test_an_empty_cell_is_no_variant() -> None:
    units = list(read("en\tru\tbe\na\t\tв\n\tб\tв\n").units)
    assert [u.languages for u in units] == [("en", "be"), ("ru", "be")]
    assert units[1].id == unit_id("ru", None, "б")


def test_the_source_language_is_the_first_or_the_callers() -> None:
    assert read("ru\ten\nа\ta\n").source == "ru"
    assert read("ru\ten\nа\ta\n", "en").source == "en"


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        ("", "no column is named by a language", "a.tsv:1:1"),
        ("source\ttarget\na\tb\n", "no column is named by a language", "a.tsv:1:1"),
        ("Minsk is old.\tX\n", "no column is named by a language", "a.tsv:1:1"),
        ("en\tEN\n", "two columns are named “en”", "a.tsv:1:1"),
        ("en\tru\na\n", "1 cells, and the header has 2", "a.tsv:2:2"),
        ("en\tru\na\tб\tв\n", "3 cells, and the header has 2", "a.tsv:2:4"),
        ("en\tru\na\tб\n\n", "1 cells, and the header has 2", "a.tsv:3:1"),
        ("en\tstate\na\tdone\n", "“done” is no state", "a.tsv:2:3"),
        (b"en\tru\n\xd1\x91\t\xff\n", "the bytes FF are not utf-8", "a.tsv:2:3"),
    ],
)
def test_errors(data: str | bytes, message: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read(data).units)
    assert message in caught.value.message
    assert str(caught.value.place) == place
    assert caught.value.hint


def test_a_source_without_a_column() -> None:
    with pytest.raises(InputError, match="no column is be, the source language"):
        read("en\tru\n", "be")


def test_utf_16_is_a_charset_error() -> None:
    with pytest.raises(CharsetError):
        read("en\tru\n".encode("utf-16"))


def test_tabs_and_line_ends_are_losses() -> None:
    units = [unit(("en", "a\tb"), ("ru", "а\r\nб"))]
    with pytest.raises(LossError, match="a tab in a text"):
        written(units)
    assert written(units, allow_loss=True).split("\n")[1] == "a b\tа  б\t" + units[0].id


def test_what_else_is_lost_is_counted() -> None:
    forms = (Segment.of("a"), Segment.of("b"))
    many = Unit(
        "0" * 16,
        (
            Variant("en", forms[0], forms=forms),
            Variant("ru", forms[0], State.FINAL),
            Variant("ru", forms[1]),
            Variant("be", Segment.of("\ud800")),
        ),
        "en",
        notes=(Note("x"), Note("y")),
    )
    with pytest.raises(LossError) as caught:
        written([many])
    for lost in ("second text", "plural forms", "different states", "notes after", "U+D800"):
        assert lost in caught.value.message


def test_codes_are_written_as_their_markup_and_languages_are_chosen() -> None:
    bold = Segment((Code("open", "**", "1"), "a", Code("close", "**", "1")))
    one = Unit("0" * 16, (Variant("en", bold), Variant("ru", Segment.of("б"))), "en")
    assert written([one], languages=("ru", "en")) == f"ru\ten\tid\nб\t**a**\t{'0' * 16}\n"


def test_nothing_to_write_is_a_header() -> None:
    assert written([]) == "en\n"


CELLS = st.text(
    st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), min_size=1, max_size=6
)


@given(st.lists(st.tuples(CELLS, st.none() | CELLS, st.none() | CELLS), min_size=1, max_size=4))
def test_what_is_written_is_read(rows: list[tuple[str, str | None, str | None]]) -> None:
    units = [
        unit(*[("en", a), *([("be", b)] if b else [])], context=context) for a, b, context in rows
    ]
    assert list(read(written(units)).units) == units


@given(st.lists(any_units(("en", "be", "id", "EN", "x")), max_size=3))
def test_whatever_is_written_can_be_read(units: list[Unit]) -> None:
    document = read(written(units, allow_loss=True))
    assert len(list(document.units)) == sum(not unit.obsolete for unit in units)


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "be", "state", "BE"])
def test_a_property_with_a_name_of_another_column_is_a_loss(name: str) -> None:
    one = msgspec.structs.replace(unit(("en", "a"), ("be", "б")), properties=((name, "x"),))
    with pytest.raises(LossError, match="whose name cannot be a column's"):
        written([one])
    assert written([one], allow_loss=True) == f"en\tbe\tid\na\tб\t{one.id}\n"


def test_what_derives_from_the_article_is_no_loss_and_texts_and_states_are() -> None:
    one = msgspec.structs.replace(
        unit(("en", "a"), ("be", "б")),
        locations=("a.md", "b.md"),
        notes=(Note("paragraph 1", "extracted"), Note("why", "translator")),
        flags=("c-format",),
    )
    assert written([one]) == f"en\tbe\tid\tnote\tdoc\na\tб\t{one.id}\twhy\ta.md\n"
    losses: dict[str, dict[str, Any]] = {
        "an obsolete unit": {"obsolete": True},
        "the previous source": {"previous": Previous("old")},
        "the sentences of a joined unit": {"members": (one,)},
    }
    for what, change in losses.items():
        with pytest.raises(LossError, match=what):
            written([msgspec.structs.replace(one, **change)])
    gone = msgspec.structs.replace(one, obsolete=True)
    assert written([gone], allow_loss=True) == "en\n"


def test_detected_by_its_header() -> None:
    assert detect("a.tsv").name == "tsv"
    assert detect("a.txt", b"en\tru\na\t\xd0\xb0\n").name == "tsv"
