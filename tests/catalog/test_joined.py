"""Joined sentences as one unit, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tm.catalog.joined import JOINED, JOINED_NEXT, expand, merge
from tm.model import Code, Note, Segment, State, Unit, Variant, unit_id


def unit(
    source: str, be: str = "", ru: str = "", note: str = "", state: State = State.TRANSLATED
) -> Unit:
    texts = [("be", be), ("ru", ru)]
    targets = [Variant(lang, Segment.of(text), state) for lang, text in texts if text]
    return Unit(
        id=unit_id("en", None, source),
        variants=(Variant("en", Segment.of(source)), *targets),
        source="en",
        notes=(Note(note, "extracted"),) if note else (),
    )


def texts(units: list[Unit]) -> list[dict[str, str]]:
    return [{variant.lang: variant.text for variant in each.variants} for each in units]


targets = st.sampled_from(["", "Так.", JOINED, JOINED_NEXT, f" {JOINED} "])


@given(st.lists(st.tuples(targets, targets)), st.booleans())
def test_laws(pairs: list[tuple[str, str]], blocks: bool) -> None:  # noqa: FBT001
    units = [unit(f"S{n}.", be, ru) for n, (be, ru) in enumerate(pairs)]
    numbers = [n // 3 for n in range(len(units))] if blocks else None
    merged = list(merge(units, numbers))
    assert list(expand(merged)) == units
    assert list(merge(merged)) == merged
    for each in merged:
        assert not any("{joined" in variant.text for variant in each.variants)
        source = each.variant("en")
        assert source is not None
        assert each.id == unit_id("en", None, source.text)
        if numbers and len(each.members) > 1:
            assert len({numbers[units.index(member)] for member in each.members}) == 1


def test_a_group_is_one_unit_in_all_languages() -> None:
    units = [unit("A.", "Абодва.", "А."), unit("B.", JOINED, "Б."), unit("C.", "Ц.")]
    assert texts(list(merge(units))) == [
        {"en": "A. B.", "be": "Абодва.", "ru": "А. Б."},
        {"en": "C.", "be": "Ц."},
    ]


def test_a_language_without_all_of_it_is_left_out() -> None:
    units = [unit("A.", "Абодва.", "А."), unit("B.", JOINED)]
    assert texts(list(merge(units))) == [{"en": "A. B.", "be": "Абодва."}]


def test_a_run_of_three_forward_and_back() -> None:
    back = [unit("A.", "Усё."), unit("B.", JOINED), unit("C.", JOINED)]
    forth = [unit("A.", JOINED_NEXT), unit("B.", JOINED_NEXT), unit("C.", "Усё.")]
    both = [unit("A.", JOINED_NEXT), unit("B.", "Усё."), unit("C.", JOINED)]
    for units in (back, forth, both):
        assert texts(list(merge(units))) == [{"en": "A. B. C.", "be": "Усё."}]


def test_the_state_is_the_least() -> None:
    units = [unit("A.", "Усё."), unit("B.", JOINED, state=State.NEEDS_REVIEW)]
    variant = next(merge(units)).variant("be")
    assert variant is not None
    assert variant.state is State.NEEDS_REVIEW


def test_a_group_ends_with_its_block() -> None:
    first = unit("A.", "А.", note="paragraph 1, sentence 2 of 2")
    second = unit("B.", JOINED, note="paragraph 2, sentence 1 of 2")
    assert texts(list(merge([first, second]))) == [{"en": "A.", "be": "А."}, {"en": "B."}]
    inner = unit("B.", JOINED, note="paragraph 1, sentence 2 of 2")
    assert len(list(merge([first, inner]))) == 1


def test_obsolete_units_join_nothing() -> None:
    gone = Unit(id="x", variants=unit("B.", JOINED).variants, source="en", obsolete=True)
    assert len(list(merge([unit("A.", "А."), gone]))) == 2


def test_codes_are_numbered_apart() -> None:
    bold = Segment((Code("open", "*", "1"), "x", Code("close", "*", "1")))
    units = [
        Unit("1", (Variant("en", bold), Variant("be", bold)), "en"),
        Unit("2", (Variant("en", bold), Variant("be", Segment.of(JOINED))), "en"),
    ]
    source = next(merge(units)).variant("en")
    assert source is not None
    assert source.text == "*x* *x*"
    assert [code.id for code in source.segment.codes] == ["1", "1", "1.1", "1.1"]
