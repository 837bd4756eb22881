from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import LanguageError
from tm.lang import LanguageTag, alphabet, canonical, plural_forms

PAIRS = [  # BCP 47, gettext
    ("be", "be"),
    ("be-tarask", "be@tarask"),
    ("be-Latn", "be@latin"),
    ("be-Latn-tarask", "be_Latn@tarask"),
    ("ru", "ru"),
    ("ru-RU", "ru_RU"),
    ("sr-Latn", "sr@latin"),
    ("sr-Latn-RS", "sr_RS@latin"),
    ("uz-Cyrl", "uz@cyrillic"),
    ("pt-BR", "pt_BR"),
    ("zh-Hans-CN", "zh_Hans_CN"),
    ("es-419", "es_419"),
    ("ca-valencia", "ca@valencia"),
    ("de-1996", "de@1996"),
    ("sl-rozaj-biske", "sl_rozaj_biske"),
    ("en-x-pirate", "en_x_pirate"),
]


@pytest.mark.parametrize(("bcp47", "gettext"), PAIRS)
def test_both_ways(bcp47: str, gettext: str) -> None:
    assert LanguageTag.parse(bcp47).gettext == gettext
    assert LanguageTag.parse(gettext).bcp47 == bcp47
    assert str(LanguageTag.parse(bcp47)) == bcp47


@pytest.mark.parametrize(
    ("name", "bcp47"),
    [
        ("BE", "be"),
        (" ru ", "ru"),
        ("be_Latn", "be-Latn"),
        ("BE-latn-by", "be-Latn-BY"),
        ("be-Cyrl", "be"),
        ("be-1959acad", "be"),
        ("be@1959acad", "be"),
        ("be-tarask-1959acad", "be-tarask"),
        ("be-x-old", "be-tarask"),
        ("be_BY.UTF-8@tarask", "be-BY-tarask"),
        ("be_BY@latin", "be-Latn-BY"),
        ("be-latin", "be-Latn"),
        ("en_US.UTF-8", "en-US"),
        ("ru_RU.KOI8-R", "ru-RU"),
        ("de_DE@euro", "de-DE"),
        ("sr@Latn", "sr-Latn"),
        ("bel", "be"),
        ("rus", "ru"),
        ("kab", "kab"),
    ],
)
def test_canonical_form(name: str, bcp47: str) -> None:
    assert canonical(name) == bcp47


LANGUAGES = ["be", "ru", "en", "uk", "pl", "de", "sr", "uz", "zh", "pt", "ca", "kab", "tzm", "hsb"]
VARIANTS = [
    "tarask",
    "1959acad",
    "valencia",
    "1996",
    "latin",
    "rozaj",
    "1a2b",
    "cyrillic",
    "arabic",
]


SCRIPTS = ["", "Latn", "Cyrl", "Arab", "Deva", "Hans", "Zzzz"]
REGIONS = ["", "BY", "RU", "CN", "419"]
EXTENSIONS = ["", "x-foo", "u-co-phonebk", "a-bbb-x-y"]
TAGS = st.tuples(
    st.sampled_from(LANGUAGES),
    st.sampled_from(SCRIPTS),
    st.sampled_from(REGIONS),
    st.lists(st.sampled_from(VARIANTS), max_size=3, unique=True).map("-".join),
    st.sampled_from(EXTENSIONS),
).map(lambda parts: "-".join(part for part in parts if part))
LOCALES = st.tuples(
    st.sampled_from(LANGUAGES),
    st.sampled_from(["", "_BY", "_CN", "_Latn", "_Cyrl_RU"]),
    st.sampled_from(["", ".UTF-8", ".koi8r"]),
    st.sampled_from(["", "@euro", *(f"@{name}" for name in VARIANTS)]),
).map("".join)


@given(st.one_of(TAGS, LOCALES))
def test_what_we_write_we_read(text: str) -> None:
    tag = LanguageTag.parse(text)
    assert LanguageTag.parse(tag.bcp47) == tag
    assert LanguageTag.parse(tag.gettext) == tag
    assert text.startswith(tag.language)


@pytest.mark.parametrize(
    ("name", "hint"), [("by", "be"), ("BY", "be"), ("by_BY", "be"), ("ua", "uk"), ("cz", "cs")]
)
def test_a_country_is_no_language(name: str, hint: str) -> None:
    with pytest.raises(LanguageError, match="is a country, not a language") as caught:
        canonical(name)
    assert caught.value.hint == f"did you mean {hint}?"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "C",
        "POSIX",
        "english",
        "рус",
        "en--US",
        "e",
        "ru.",
        "be@@x",
        "be@x",
        "x-klingon",
        "ſr",
        "b\u212a",
    ],
)
def test_what_is_no_tag(name: str) -> None:
    with pytest.raises(LanguageError) as caught:
        canonical(name)
    assert caught.value.hint


@given(st.text(max_size=20))
def test_noise_is_a_tag_or_our_error(noise: str) -> None:
    try:
        tag = LanguageTag.parse(noise)
    except LanguageError:
        return
    assert LanguageTag.parse(tag.bcp47) == tag


def test_alphabets() -> None:
    assert set("іўё") <= set(alphabet("be"))
    assert not set("ищъ") & set(alphabet("be"))
    assert alphabet("be-tarask") == alphabet("be")
    assert set("ыэъё") <= set(alphabet("ru"))
    assert "і" not in alphabet("ru")
    assert set("ŭłńź") <= set(alphabet("be@latin"))
    assert len(alphabet("en")) == 26
    assert len(alphabet("ru")) == 33
    assert len(alphabet("be")) == 32
    assert alphabet("ka") == alphabet("ru-Latn") == ""


@pytest.mark.parametrize(("lang", "n", "form"), [("be", 21, 0), ("be-tarask", 3, 1), ("ru", 11, 2)])
def test_usual_plural_forms(lang: str, n: int, form: int) -> None:
    forms = plural_forms(lang)
    assert forms is not None
    assert (forms.nplurals, forms.index(n)) == (3, form)


def test_no_plural_forms_of_a_language_we_do_not_know() -> None:
    assert plural_forms("ka") is None
