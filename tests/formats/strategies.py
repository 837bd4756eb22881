"""Units with anything in them, also what no format but JSONL can hold."""

from __future__ import annotations

from hypothesis import strategies as st

from tm.formats.common import identity
from tm.model import Code, Note, Previous, Provenance, Segment, State, Unit, Variant

TEXTS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            *(
                "Minsk",
                "ў’я",
                " a ",
                "a b",
                "a\tb",
                "a\nb",
                "a\r\nb",
                "a\r",
                "\0",
                "\ud800",
                "\x85",
            ),
            *(
                'x\nmsgid "y"\nmsgstr "z"\n',
                "x\rmsgid",
                "a,fuzzy",
                "fuzzy",
                "range: 0..5",
                "\u2028",
            ),
            *("en", "be", "id", "state", "line", "EN", "\ufeff", "#~ x", '"', "\\", "~", ",", "|"),
            *("\u2068a b\u2069", "\u2069", "\x0b", "\x1c", "\ufeffa", "\x1b", "a.md:3", "a b.md:3"),
        ]
    ),
)
PROPERTIES = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)
SEGMENTS = st.builds(
    lambda parts: Segment(tuple(parts)),
    st.lists(TEXTS | st.builds(Code, st.just("standalone"), TEXTS), max_size=2),
)
NOTES = st.builds(Note, TEXTS, st.sampled_from(["translator", "extracted", "other"]))


def variants(lang: str) -> st.SearchStrategy[Variant]:
    """Return variants in a language."""
    return st.builds(
        Variant,
        st.just(lang),
        SEGMENTS,
        st.sampled_from(State),
        st.lists(SEGMENTS, max_size=3).map(tuple),
        TEXTS,
        st.none() | st.builds(Provenance, TEXTS),
        st.lists(TEXTS, max_size=1).map(tuple),
        PROPERTIES,
    )


@st.composite
def any_units(draw: st.DrawFn, languages: tuple[str, ...] = ("en", "be"), depth: int = 0) -> Unit:
    """Return a unit from English; the other texts are in `languages`."""
    texts = tuple(draw(variants(lang)) for lang in draw(st.lists(st.sampled_from(languages))))
    context = draw(st.none() | TEXTS)
    return Unit(
        identity("en", context, texts),
        texts,
        "en",
        context,
        tuple(draw(st.lists(TEXTS, max_size=2))),
        tuple(draw(st.lists(NOTES, max_size=2))),
        tuple(draw(st.lists(TEXTS, max_size=2))),
        draw(st.none() | st.builds(Previous, TEXTS, st.none() | TEXTS, st.none() | TEXTS)),
        draw(st.booleans()),
        tuple(draw(st.lists(any_units(languages, 1), max_size=1))) if not depth else (),
        draw(PROPERTIES),
    )
