"""Laws: what is written is read again, as TMX 1.4b and as JSONL."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import tmx as toolkit_tmx

from tm.errors import LossError
from tm.formats import jsonl, tmx
from tm.formats.base import Input, Output
from tm.formats.common import identity
from tm.model import (
    Code,
    Document,
    Note,
    Previous,
    Provenance,
    Segment,
    State,
    Unit,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

LANGUAGES = ["en", "ru", "be", "be-tarask", "en-US"]
LEGAL = st.characters(
    exclude_categories=["Cs"],
    exclude_characters="".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])),
)
TEXTS = st.one_of(
    st.text(LEGAL, max_size=8),
    st.sampled_from(
        ["Мінск", "ў’я", "ёж «і»", " a ", "\r\n", "]]>", "<b>&amp;", "\u2028", "\x85", "a\tb"]
    ),
)
NAMES = st.one_of(
    st.sampled_from(
        [
            *("tuid", "creationdate", "usagecount", "segtype", "x-context", "path", "prop:tuid"),
            *("x-domain@ru", "@be", "x-plural-2", "x-state", "x-context-pre", "prev", "srclang"),
        ]
    ),
    TEXTS,
)
PROPERTIES = st.lists(
    st.tuples(NAMES, st.one_of(TEXTS, st.sampled_from(["20260102T030405Z", "7", "phrase"]))),
    max_size=3,
).map(tuple)


@st.composite
def segments(draw: st.DrawFn, depth: int = 0) -> Segment:
    parts: list[str | Code] = []
    for number in range(draw(st.integers(0, 2))):
        parts += [draw(TEXTS), *draw(codes(depth * 10 + number, depth))]
    parts.append(draw(TEXTS))
    return Segment(joined(parts))


def joined(parts: Iterable[str | Code]) -> tuple[str | Code, ...]:
    """Join neighbouring strings, as every reader does."""
    result: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)


@st.composite
def codes(draw: st.DrawFn, number: int, depth: int) -> list[str | Code]:
    kind = draw(st.sampled_from(["pair", "ph", "it", "hi", "ut"]))
    name, data = draw(st.sampled_from([str(number + 1), "x"])), draw(TEXTS)
    more = draw(st.sampled_from([(), (("type", "bold"),)]))
    if kind == "ph":
        return [Code("standalone", data, name, properties=more)]
    if kind == "ut":
        return [Code("standalone", data, name, "ut")]
    if kind == "it":
        return [Code(draw(st.sampled_from(["open", "close"])), data, name, "it", more)]
    inside = draw(segments(depth + 1)).parts if depth < 2 else ("ў",)
    inside = tuple(part for part in inside if isinstance(part, str) or part.id != "x")
    if kind == "hi":
        inside = tuple(part for part in inside if isinstance(part, str) or part.element != "hi")
        return [Code("open", "", name, "hi", more), *inside, Code("close", "", name, "hi")]
    unique = f"{depth}.{number}.{kind}"
    return [Code("open", data, unique, properties=more), *inside, Code("close", data, unique)]


@st.composite
def variants(draw: st.DrawFn) -> Variant:
    segment = draw(segments())
    forms = (segment, *draw(st.lists(segments(), max_size=2))) if draw(st.booleans()) else ()
    return Variant(
        draw(st.sampled_from(LANGUAGES)),
        segment,
        draw(st.sampled_from(State)),
        forms,
        draw(TEXTS) if forms else "",
        draw(st.none() | st.builds(Provenance, *[TEXTS | st.just("20260102T030405Z")] * 5)),
        tuple(draw(st.lists(TEXTS, max_size=1))),
        draw(PROPERTIES),
    )


@st.composite
def units(draw: st.DrawFn, depth: int = 0) -> Unit:
    source = draw(st.sampled_from(LANGUAGES))
    context = draw(st.none() | TEXTS)
    texts = tuple(draw(st.lists(variants(), min_size=1, max_size=3)))
    note = st.builds(Note, TEXTS, st.sampled_from(["translator", "extracted", "other"]))
    return Unit(
        identity(source, context, texts),
        texts,
        source,
        context,
        tuple(draw(st.lists(TEXTS, max_size=2))),
        tuple(draw(st.lists(note, max_size=2))),
        tuple(draw(st.lists(TEXTS, max_size=2))),
        draw(st.none() | st.builds(Previous, TEXTS, st.none() | TEXTS, st.none() | TEXTS)),
        draw(st.booleans()),
        tuple(draw(st.lists(units(1), max_size=1))) if depth == 0 else (),
        draw(PROPERTIES),
    )


def written(form: ModuleType, document: Document, **more: Any) -> bytes:
    stream = io.BytesIO()
    form.write(document, Output("out", (stream,), **more))
    return stream.getvalue()


def read(form: ModuleType, data: bytes) -> Document:
    document: Document = form.read(Input("in", (io.BytesIO(data),)))
    return document


@given(st.lists(units(), max_size=3), st.sampled_from(["", *LANGUAGES]))
def test_any_unit_survives_tmx(given_units: list[Unit], source: str) -> None:
    data = written(tmx, Document("d", source, iter(given_units)))
    assert list(read(tmx, data).units) == given_units
    check_rules(data)


@given(st.lists(units(), max_size=3))
def test_any_unit_survives_jsonl(given_units: list[Unit]) -> None:
    data = written(jsonl, Document("d", "en", iter(given_units)))
    assert list(read(jsonl, data).units) == given_units
    assert data.count(b"\n") == len(given_units)


@given(st.lists(units(), max_size=3))
def test_written_once_or_twice_is_the_same(given_units: list[Unit]) -> None:
    once = written(tmx, Document("d", "en", iter(given_units)))
    assert written(tmx, read(tmx, once)) == once


@given(st.lists(units(), max_size=2))
def test_the_flavour_of_omegat_is_valid_and_keeps_texts_and_contexts(
    given_units: list[Unit],
) -> None:
    data = written(tmx, Document("d", "en", iter(given_units)), flavour="omegat")
    check_rules(data)
    again = list(read(tmx, data).units)
    assert [(u.id, u.context, u.variants) for u in again] == [
        (u.id, u.context, u.variants) for u in given_units
    ]


@given(st.lists(st.text(max_size=6), min_size=1, max_size=3))
def test_what_xml_cannot_hold_is_a_loss_and_never_in_the_file(texts: list[str]) -> None:
    everything = [Unit("0" * 16, (Variant("en", Segment.of(text)),), "en") for text in texts]
    stream = io.BytesIO()
    output = Output("out", (stream,))
    try:
        tmx.write(Document("d", "en", everything), output)
    except LossError:
        assert output.losses
    else:
        assert [u.variants[0].text for u in read(tmx, stream.getvalue()).units] == texts
    etree.fromstring(stream.getvalue())


INLINE = {"bpt", "ept", "ph", "it", "hi", "ut"}
ORDER = {
    "tmx": r"header body ",
    "header": r"((note|prop|ude) )*",
    "body": r"(tu )*",
    "tu": r"((note|prop) )*(tuv )+",
    "tuv": r"((note|prop) )*seg ",
    "note": "",
    "prop": "",
}
REQUIRED = {
    "tmx": {"version"},
    "header": {
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    },
    "tuv": {"{http://www.w3.org/XML/1998/namespace}lang"},
    "prop": {"type"},
    "bpt": {"i"},
    "ept": {"i"},
    "it": {"pos"},
}


def check_rules(data: bytes) -> None:
    """The rules of the TMX 1.4b specification, judged with lxml and, where it is, xmllint."""
    root = etree.fromstring(data)
    assert root.tag == "tmx"
    assert root.get("version") == "1.4"
    for element in root.iter():
        tag = str(element.tag)
        assert REQUIRED.get(tag, set()) <= set(element.keys())
        children = "".join(f"{child.tag!s} " for child in element)
        if tag in ORDER:
            assert re.fullmatch(ORDER[tag], children), (tag, children)
        elif tag in {"seg", "hi"}:
            assert {str(child.tag) for child in element} <= INLINE
        for name in {"creationdate", "changedate", "lastusagedate"} & set(element.keys()):
            assert re.fullmatch(r"\d{8}T\d{6}Z", element.get(name) or "")
    for seg in root.iter("seg"):
        opened = [code.get("i") for code in seg.iter("bpt")]
        assert sorted(opened, key=str) == sorted((c.get("i") for c in seg.iter("ept")), key=str)
    if shutil.which("xmllint"):
        subprocess.run(["xmllint", "--noout", "-"], input=data, check=True)


def test_translate_toolkit_reads_the_same_pairs() -> None:
    pairs = [("A & b", "Б < ё"), (" x ", "«і» ў’я"), ("two\nlines", "дзве\nрадкі")]
    source = [
        Unit(
            "0" * 16,
            (Variant("en", Segment.of(a)), Variant("be", Segment.of(b))),
            "en",
            notes=(Note("n"),),
        )
        for a, b in pairs
    ]
    store = toolkit_tmx.tmxfile(sourcelanguage="en", targetlanguage="be")
    store.parse(written(tmx, Document("d", "en", source)))
    assert [(unit.source, unit.target) for unit in store.units] == pairs
    assert all(unit.getnotes() == "n" for unit in store.units)


def test_we_read_what_translate_toolkit_writes() -> None:
    store = toolkit_tmx.tmxfile(sourcelanguage="en", targetlanguage="ru")
    store.addtranslation("A & b", "en", "Б < ё", "ru", comment="заметка")
    stream = io.BytesIO()
    store.serialize(stream)
    (unit,) = read(tmx, stream.getvalue()).units
    assert [(v.lang, v.text) for v in unit.variants] == [("en", "A & b"), ("ru", "Б < ё")]
    assert unit.notes == (Note("заметка"),)
