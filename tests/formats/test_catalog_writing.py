"""PO and MO from any units: one target language, and always readable again."""

from __future__ import annotations

import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import TEXTS, any_units
from tm.errors import LossError, UsageError
from tm.formats import FORMATS
from tm.formats.base import Output
from tm.formats.po import PoFile
from tm.formats.po.units import write
from tm.model import Document, Note, Previous, Segment, State, Unit, Variant, unit_id

UNIT = Unit(
    unit_id("en", None, "A"),
    (Variant("en", Segment.of("A")), Variant("ru", Segment.of("А"))),
    "en",
)


def written(form: str, document: Document, *languages: str, allow_loss: bool = False) -> bytes:
    stream = io.BytesIO()
    writer = FORMATS.get(form).write
    assert writer is not None
    writer(document, Output("b", (stream,), languages, allow_loss=allow_loss))
    return stream.getvalue()


@given(
    st.lists(any_units(("en", "be")), max_size=3),
    st.lists(st.tuples(st.sampled_from(["X-Odd", "X-\n", "Language"]) | TEXTS, TEXTS), max_size=2),
    st.lists(TEXTS, max_size=1),
)
def test_whatever_is_written_can_be_read(
    units: list[Unit], header: list[tuple[str, str]], notes: list[str]
) -> None:
    document = Document("d", "en", units, header=tuple(header), notes=tuple(notes))
    stream = io.BytesIO()
    write(document, Output("b", (stream,), ("en", "be"), allow_loss=True))
    members = [member for unit in units for member in unit.members or (unit,)]
    sources = [v.text if (v := member.variant("en")) else "" for member in members]
    wanted = {text.translate({0: None, 0xD800: None}) for text in sources}
    file = PoFile.parse(stream.getvalue())
    assert {entry.msgid for entry in file.entries if not entry.is_header} - {""} == wanted - {""}
    assert file.field("Content-Type") == "text/plain; charset=UTF-8"


def test_what_would_break_a_line_is_a_loss() -> None:
    bad = 'x\nmsgid "y"\nmsgstr "z"\n'
    for change in (
        {"locations": (bad,)},
        {"flags": (bad,)},
        {"flags": ("fuzzy",)},
        {"notes": (Note("a\rb"),)},
        {"context": "\0"},
        {"previous": Previous("\ud800")},
    ):
        unit = msgspec.structs.replace(UNIT, **change)
        with pytest.raises(LossError):
            written("po", Document("d", "en", [unit]))
        (entry,) = PoFile.parse(
            written("po", Document("d", "en", [unit]), allow_loss=True)
        ).messages
        assert (entry.msgid, entry.msgstr, entry.fuzzy) == ("A", ("А",), False)
    range_ = msgspec.structs.replace(UNIT, flags=("range: 0..5",))
    assert b"#, range: 0..5\n" in written("po", Document("d", "en", [range_]))


@pytest.mark.parametrize("form", ["po", "mo"])
def test_one_target_is_taken_and_several_need_a_choice(form: str) -> None:
    assert "А".encode() in written(form, Document("d", "en", iter([UNIT])))
    three = msgspec.structs.replace(UNIT, variants=(*UNIT.variants, Variant("be", Segment.of("Б"))))
    for document, languages in (
        (Document("d", "en", iter([three])), ()),
        (Document("d", "en", iter([UNIT]), ("ru", "be")), ()),
        (Document("d", "en", iter([UNIT])), ("en", "be", "ru")),
    ):
        with pytest.raises(UsageError, match=r"not (be, ru|ru, be)") as caught:
            written(form, document, *languages)
        assert "--to" in caught.value.hint
    other = Document("d", "en", iter([three]))
    assert "Б".encode() in written(form, other, "en", "be", allow_loss=True)


def test_mo_counts_translations_that_it_leaves_out() -> None:
    fuzzy = (UNIT.variants[0], Variant("ru", Segment.of("А"), State.NEEDS_REVIEW))
    for change in ({"variants": fuzzy}, {"obsolete": True}):
        unit = msgspec.structs.replace(UNIT, **change)
        with pytest.raises(LossError, match="left out"):
            written("mo", Document("d", "en", [unit]))
    plain = msgspec.structs.replace(UNIT, notes=(Note("why"),), locations=("a:1",))
    assert written("mo", Document("d", "en", [plain]))


def test_the_plural_forms_of_the_units_are_the_header_s() -> None:
    forms = (Segment.of("a"), Segment.of("b"))
    rule = "nplurals=2; plural=(n > 1);"
    texts = (
        Variant("en", forms[0], forms=forms),
        Variant("ru", forms[0], State.TRANSLATED, forms, rule),
    )
    unit = Unit(unit_id("en", None, "a"), texts, "en")
    file = PoFile.parse(written("po", Document("d", "en", [unit])))
    assert file.field("Plural-Forms") == rule
