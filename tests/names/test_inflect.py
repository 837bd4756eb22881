"""Case forms: own linguistic cases, laws, and floors on treebank names."""

from __future__ import annotations

import csv
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import UnknownNameError, UsageError
from tm.names import morph
from tm.names.analyse import analyse, part_forms
from tm.names.inflect import (
    declensions,
    derived,
    derived_from,
    derived_keys,
    inflect,
    same_word,
    stems,
)
from tm.names.name import Form
from tm.names.words import key

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent / "inflection"
BENCH = Path(__file__).parents[2] / "scripts" / "benches" / "names_inflection.py"
CASES = ("gen", "dat", "acc", "ins", "loc")


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def paradigms() -> list[Any]:
    return [
        pytest.param(lang, row, id=f"{lang}-{row['word']}-{row['role']}-{row['gender']}")
        for lang in ("ru", "be")
        for row in rows(lang)
    ]


@pytest.mark.parametrize(("lang", "row"), paradigms())
def test_forms_are_recognised_and_only_the_starred_may_be_written(
    lang: str, row: dict[str, str]
) -> None:
    forms = inflect(
        row["word"],
        lang,
        role=row["role"],
        gender=row["gender"],
        declension=row["declension"],
    )
    for case in CASES:
        known = {
            key(form.text, lang): form.certain
            for form in forms
            if (form.case, form.number) == (case, forms[0].number)
        }
        wanted = key(row[case].rstrip("*"), lang)
        assert known.get(wanted) == row[case].endswith("*")
        assert all(text == wanted for text, certain in known.items() if certain)


@pytest.mark.parametrize("row", rows("refused"), ids=lambda row: f"{row['word']}-{row['form']}")
def test_a_wrong_form_is_refused(row: dict[str, str]) -> None:
    forms = inflect(
        row["word"],
        row["lang"],
        role=row["role"],
        gender=row["gender"],
        declension=row["declension"],
    )
    assert row["form"] not in {form.text for form in forms}


@pytest.mark.parametrize("row", rows("analysis"), ids=lambda row: row["text"])
def test_the_words_of_a_name_decline_as_its_parts_do(row: dict[str, str]) -> None:
    parts = analyse(Form(row["text"]), row["lang"], row["kind"], row["gender"])  # type: ignore[arg-type]
    assert [part.role for part in parts] == row["roles"].split()
    if row["dative"]:
        for part, wanted in zip(parts, row["dative"].split(), strict=True):
            forms = part_forms(part, row["lang"], row["gender"])
            assert wanted in {form.text for form in forms if form.case == "dat"}


@pytest.mark.parametrize("row", rows("words"), ids=lambda row: f"{row['a']}-{row['b']}")
def test_forms_of_one_word(row: dict[str, str]) -> None:
    assert same_word(row["a"], row["b"], row["lang"]) == (row["same"] == "yes")


@pytest.mark.parametrize("row", rows("derived"), ids=lambda row: f"{row['place']}-{row['made']}")
def test_words_made_from_places(row: dict[str, str]) -> None:
    assert key(row["made"], row["lang"]) in derived(row["place"], row["lang"])
    keys = derived_keys(row["place"], row["lang"])
    assert not keys.isdisjoint(derived_from(row["made"].capitalize(), row["lang"]))


@pytest.mark.parametrize(("lang", "row"), paradigms())
def test_a_word_shares_a_stem_with_its_forms(lang: str, row: dict[str, str]) -> None:
    forms = inflect(row["word"], lang, role=row["role"], gender=row["gender"])
    for form in forms:
        if form.certain and form.number == forms[0].number and form.case != "voc":
            assert same_word(form.text, row["word"], lang), form


names = st.text("абвгґдеёжзійіклмнопрстуўфхцчшщыьэюя’", min_size=1, max_size=12).map(str.capitalize)
roles = st.sampled_from(["given", "patronymic", "surname", "name", "noun", "adjective", "fixed"])


@given(names, st.sampled_from(["ru", "be", "be-tarask", "uk"]), roles, st.sampled_from("mfn"))
def test_every_word_has_its_nominative_and_one_certain_form_a_case(
    word: str, lang: str, role: str, gender: str
) -> None:
    forms = inflect(word, lang, role=role, gender=gender)
    assert forms[0].text == word
    assert forms[0].case == "nom"
    certain = [(form.case, form.number) for form in forms if form.certain]
    assert len(certain) == len(set(certain))
    assert len(set(forms)) == len(forms)


@given(names, names, st.sampled_from(["ru", "be"]))
def test_same_word_is_sharing_a_stem(one: str, other: str, lang: str) -> None:
    assert same_word(one, one, lang)
    assert same_word(one, other, lang) == bool(stems(one, lang) & stems(other, lang))


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_every_class_can_be_stated(lang: str) -> None:
    words = {row["word"]: row for row in rows(lang)}
    for declension in declensions(lang):
        for word in words:
            try:
                forms = inflect(word, lang, declension=declension)
            except UsageError:
                continue
            assert forms[0].text == word


def test_what_cannot_be_stated_is_said() -> None:
    with pytest.raises(UnknownNameError, match="masculin"):
        inflect("Минск", "ru", declension="masculin")
    with pytest.raises(UsageError, match="Минск"):
        inflect("Минск", "ru", declension="feminine")


def test_morph_adds_forms_but_never_to_what_does_not_decline() -> None:
    pytest.importorskip("pymorphy3")
    plain = inflect("Кооператив", "ru", role="given", gender="m")
    assert morph.enable()
    try:
        more = inflect("Кооператив", "ru", role="given", gender="m")
        assert set(plain) <= set(more)
        assert all(form.certain is False for form in set(more) - set(plain))
        texts = {form.text for form in inflect("Цепкало", "ru", role="surname", gender="m")}
        assert texts == {"Цепкало"}
        texts = {form.text for form in inflect("Минск", "ru", declension="none")}
        assert texts == {"Минск"}
    finally:
        morph.disable()
    assert inflect("Кооператив", "ru", role="given", gender="m") == plain


@pytest.mark.parametrize(("lang", "floor"), [("be", 0.97), ("ru", 0.96)])
def test_names_of_treebanks(lang: str, floor: float, data: Callable[[str], Path]) -> None:
    data(f"names/inflection-{lang}.tsv")
    bench = runpy.run_path(str(BENCH))
    found = bench["measure"](bench["read"](lang), lang)
    assert found.covered / found.inflected >= floor
    assert found.accepted / found.pairs <= 0.025


def test_names_of_treebanks_with_morph(data: Callable[[str], Path]) -> None:
    pytest.importorskip("pymorphy3")
    data("names/inflection-ru.tsv")
    bench = runpy.run_path(str(BENCH))
    assert morph.enable()
    try:
        found = bench["measure"](bench["read"]("ru"), "ru")
    finally:
        morph.disable()
    assert found.covered / found.inflected >= 0.99
    assert found.accepted / found.pairs <= 0.025
