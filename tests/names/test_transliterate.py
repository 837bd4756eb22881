"""Transliteration standards: their samples, what can be undone, what stays untouched."""

from __future__ import annotations

import csv
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import ConfigError, UnknownNameError
from tm.lang import alphabet
from tm.names.transliterate import Scheme, find, languages, read, schemes
from tm.names.words import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ALL = [pytest.param(scheme, id=f"{scheme.lang}-{scheme.id}") for scheme in schemes()]
REVERSIBLE = [pytest.param(scheme, id=scheme.lang) for scheme in schemes() if scheme.reversible]

VOWELS = "аеёіоуыэюя"
IOTATED = "еёюя"
# Syllables of Belarusian spelling: the soft sign after с з н ц л, the apostrophe before е ё ю я і,
# no hard vowel after й or a soft sign.
CONSONANTS = "бвгджзклмнпрстфхцчш"


@st.composite
def syllables(draw: st.DrawFn) -> str:
    consonant = draw(st.sampled_from(["", *CONSONANTS, "ств", "пр", "дзь", "нь", "ль"]))
    soft = consonant.endswith("ь")
    signs = [""] if soft or not consonant or consonant == "л" else ["", "", "’"]
    sign = draw(st.sampled_from(signs))
    vowel = draw(st.sampled_from(IOTATED if soft or sign else VOWELS))
    coda = draw(st.sampled_from(["", "", "н", "ў", "й", "сь", "ць", "р"]))
    return f"{consonant}{sign}{vowel}{coda}"


def spelt(parts: list[str]) -> bool:
    word = "".join(parts)
    return not any(pair in word for pair in ("цг", *("й" + hard for hard in "аоэуіы")))


def table(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


WORDS = st.lists(syllables(), min_size=2, max_size=4).filter(spelt).map("".join)
CASES = st.sampled_from([str.lower, str.upper, str.capitalize])


@pytest.mark.parametrize("scheme", ALL)
def test_samples(scheme: Scheme) -> None:
    assert len(scheme.samples) >= 15
    assert {text: scheme.apply(text) for text in scheme.samples} == scheme.samples


@pytest.mark.parametrize("scheme", ALL)
def test_every_letter_of_the_alphabet_leaves_its_script(scheme: Scheme) -> None:
    letters = alphabet(scheme.lang)
    source = "LATIN" if scheme.lang.endswith("Latn") else "CYRILLIC"
    for text in (letters, letters.upper(), "".join(f"а{letter}" for letter in letters)):
        left = [c for c in scheme.apply(text) if unicodedata.name(c).startswith(source)]
        assert not left


@pytest.mark.parametrize("scheme", ALL)
def test_decomposed_text_gives_the_same(scheme: Scheme) -> None:
    for text, expected in scheme.samples.items():
        assert scheme.apply(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize("scheme", ALL)
def test_what_is_no_letter_of_the_language_stays(scheme: Scheme) -> None:
    foreign = "日本 № 5 – «α» 'β' … 🙂\t\n"
    assert scheme.apply(foreign) == foreign


def test_letters_of_another_language_and_marks_stay() -> None:
    assert find("be", "un-2012").apply("щит") == "щиt"
    assert find("ru", "bgn-1947").apply("за\u0301мок") == "za\u0301mok"
    assert find("be", "press").apply("'Ельск' і дʼе") == "'Yelsk' i dye"


@pytest.mark.parametrize("scheme", REVERSIBLE)
@given(words=st.data())
def test_reversible_schemes_give_the_text_back(scheme: Scheme, words: st.DataObject) -> None:
    letters = alphabet(scheme.lang)
    start = words.draw(st.sampled_from([c for c in letters if c not in "ьъ"]))
    rest = words.draw(st.text(st.sampled_from(letters), min_size=2))
    # Signs stand after two letters or more in all capitals: they have no capital of their own.
    text = words.draw(CASES)(start + "ам" + rest)
    assert scheme.reversed().apply(scheme.apply(text)) == text


@given(word=WORDS, case=CASES)
def test_lacinka_gives_the_text_back(word: str, case: Callable[[str], str]) -> None:
    there = find("be", "lacinka")
    text = case(word)
    assert there.reversed().apply(there.apply(text)) == text


def test_lacinka_round_trip_on_news(data: Callable[[str], Path]) -> None:
    there = find("be", "lacinka")
    back = there.reversed()
    rows = table(data("ntrex/ntrex.tsv"))
    letters = frozenset(alphabet("be") + "'’")
    texts = {w.text.replace("'", "’") for row in rows for w in words(row["be"])}
    found = [text for text in texts if set(text.lower()) <= letters]
    kept = [text for text in found if back.apply(there.apply(text)) == text]
    assert len(kept) / len(found) >= 0.98


def test_un_2012_on_the_examples_of_the_instruction(data: Callable[[str], Path]) -> None:
    scheme = find("be", "un-2012")
    rows = table(data("names/un2012.tsv"))
    wrong = [row for row in rows if scheme.apply(row["be"]) != row["latin"]]
    assert not wrong


def test_schemes_are_found_by_any_spelling_of_the_language() -> None:
    assert find("be@tarask", "un-2012") is find("be", "un-2012") is find("be_BY", "un-2012")
    assert find("be@latin", "lacinka").script == "Cyrl"
    assert languages() == ("be", "be-Latn", "ru")


def test_unknown_names_say_what_there_is() -> None:
    with pytest.raises(UnknownNameError, match="did you mean un-2012") as error:
        find("be", "un2012")
    assert "bgn-1979" in str(error.value)
    with pytest.raises(UnknownNameError, match="known: be, be-Latn, ru"):
        find("pl", "iso-9")
    with pytest.raises(UnknownNameError, match="cannot be read backwards"):
        find("be", "un-2012").reversed()


BROKEN = {
    "toml": "id = ",
    "unknown key": 'color = "red"',
    "odd letters": 'letters = "а a б"',
    "uneven rule": 'letters = "а a"\nrules = [{ from = "е ё ю", to = "je jo" }]',
    "rules backwards": 'letters = "а a"\nreversible = true\nrules = [{ from = "е", to = "je" }]',
    "charset": 'letters = "а \udcff"',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_scheme_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    head = 'id = "own"\ntitle = ""\nsource = ""\nfrom = "be"\nto = "Latn"\n'
    path.write_text(head + text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(ConfigError, match=r"own\.toml: is no transliteration scheme"):
        read(path)
