from __future__ import annotations

from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.model import Code, Note, Pair, Previous, Provenance, Segment, State, Unit, Variant, unit_id


@given(st.text(), st.none() | st.text(), st.sampled_from(["en", "be"]))
def test_identity_is_as_the_contract_says(source: str, context: str | None, lang: str) -> None:
    joined = lang + "\x1f" + (context or "") + "\x1f" + source
    expected = sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    assert unit_id(lang, context, source) == expected


def test_identity_is_stable() -> None:
    assert unit_id("en", None, "Minsk") == "2ae686e7a9776187"
    assert unit_id("en", "", "Minsk") == unit_id("en", None, "Minsk")
    assert unit_id("en", "city", "Minsk") != unit_id("en", None, "Minsk")
    assert unit_id("en", None, "e\u0301") != unit_id("en", None, "é")


def test_states() -> None:
    done = {state for state in State if state.done}
    assert done == {State.TRANSLATED, State.REVIEWED, State.FINAL}
    assert [str(state) for state in State] == [
        "initial",
        "needs-review",
        "translated",
        "reviewed",
        "final",
    ]


def test_segments() -> None:
    link = (Code("open", "[", "1"), "Мінск", Code("close", "](x)", "1"))
    segment = Segment(("У ", *link, Code("standalone", "<br>")))
    assert segment.text == "У [Мінск](x)<br>"
    assert segment.plain == "У Мінск"
    assert [code.data for code in segment.codes] == ["[", "](x)", "<br>"]
    assert segment
    assert not Segment.of("")
    assert Segment.of("").text == ""
    assert Segment.of("a").parts == ("a",)


def unit() -> Unit:
    return Unit(
        "1",
        (
            Variant("be", Segment.of("б")),
            Variant("en", Segment.of("e")),
            Variant("ru"),
            Variant("ru"),
        ),
        source="en",
        properties=(("x", "1"), ("x", "2")),
    )


def test_variants_and_pairs() -> None:
    assert unit().languages == ("be", "en", "ru")
    assert unit().variant("pl") is None
    assert unit().property("x") == "1"
    assert unit().property("y") is None
    source = unit().variants[1]
    assert [pair.target.lang for pair in unit().pairs()] == ["be", "ru", "ru"]
    assert [*unit().pairs(["be"])] == [Pair("1", source, unit().variants[0])]
    assert not [*msgspec.structs.replace(unit(), source="pl").pairs()]


def test_values_are_immutable() -> None:
    with pytest.raises(AttributeError):
        unit().id = "2"  # type: ignore[misc]


TEXT = st.text(max_size=8)
PROPERTIES = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)
KINDS = st.sampled_from(["open", "close", "standalone"])
CODES = st.builds(Code, KINDS, TEXT, TEXT, TEXT, PROPERTIES)
SEGMENTS = st.builds(Segment, st.lists(TEXT | CODES, max_size=3).map(tuple))
VARIANTS = st.builds(
    Variant,
    st.sampled_from(["en", "be", "ru"]),
    SEGMENTS,
    st.sampled_from(State),
    st.lists(SEGMENTS, max_size=3).map(tuple),
    TEXT,
    st.none() | st.builds(Provenance, TEXT, TEXT),
    st.lists(TEXT, max_size=2).map(tuple),
    PROPERTIES,
)
UNITS = st.builds(
    Unit,
    TEXT,
    st.lists(VARIANTS, max_size=3).map(tuple),
    source=st.sampled_from(["en", "be"]),
    context=st.none() | TEXT,
    locations=st.lists(TEXT, max_size=2).map(tuple),
    notes=st.lists(st.builds(Note, TEXT), max_size=2).map(tuple),
    previous=st.none() | st.builds(Previous, TEXT, st.none() | TEXT, st.none() | TEXT),
    obsolete=st.booleans(),
    properties=PROPERTIES,
)


@given(UNITS)
def test_a_unit_survives_json(value: Unit) -> None:
    assert msgspec.json.decode(msgspec.json.encode(value), type=Unit) == value
