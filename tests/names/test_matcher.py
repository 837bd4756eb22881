"""What the automaton finds, against trying every form of every name at every word."""

from __future__ import annotations

import unicodedata
from itertools import pairwise, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tm.names.analyse import Part, analyse, part_forms
from tm.names.matcher import Matcher
from tm.names.name import Form, Name
from tm.names.patronymic import patronymic_cases
from tm.names.words import key, words

F = Form
TIKHANOVSKAYA = Name(
    "tikhanovskaya",
    {
        "en": (F("Svetlana Tikhanovskaya"), F("Sviatlana Tsikhanouskaya")),
        "ru": (F("Светлана Тихановская"),),
        "be": (F("Святлана Ціханоўская"),),
    },
    dict.fromkeys(("en", "ru", "be"), "f"),
    "person",
)
TIKHANOVSKY = Name(
    "tikhanovsky",
    {
        "en": (F("Sergei Tikhanovsky"),),
        "ru": (F("Сергей Тихановский"),),
        "be": (F("Сяргей Ціханоўскі"),),
    },
    dict.fromkeys(("en", "ru", "be"), "m"),
    "person",
)
LUKASHENKO = Name(
    "lukashenko",
    {
        "en": (F("Alexander Lukashenko"),),
        "ru": (F("Александр Григорьевич Лукашенко", declension=("", "", "none")),),
        "be": (F("Аляксандр Лукашэнка", declension=("", "masculine-ka")),),
    },
    dict.fromkeys(("en", "ru", "be"), "m"),
    "person",
)
SEMYONOV = Name(
    "semyonov",
    {"en": (F("Semyonov"),), "ru": (F("Семёнов"),), "be": (F("Сямёнаў"),)},
    dict.fromkeys(("en", "ru", "be"), "m"),
    "person",
)
DARYA = Name(
    "darya",
    {"en": (F("Darya O’Neil"),), "ru": (F("Дарья О’Нил"),), "be": (F("Дар’я О’Ніл"),)},
    dict.fromkeys(("en", "ru", "be"), "f"),
    "person",
)
MINSK = Name(
    "minsk",
    {"en": (F("Minsk"),), "ru": (F("Минск"),), "be": (F("Мінск", derived=("мінчанін",)),)},
    dict.fromkeys(("en", "ru", "be"), "m"),
    "place",
)
PLANT = Name(
    "plant",
    {
        "en": (F("Minsk Plant"),),
        "ru": (F("Минский завод"), F("МЗ")),
        "be": (F("Мінскі завод"), F("МЗ")),
    },
    dict.fromkeys(("en", "ru", "be"), "m"),
    "org",
)
NAMES = (TIKHANOVSKAYA, TIKHANOVSKY, LUKASHENKO, SEMYONOV, DARYA, MINSK, PLANT)
LANGS = ("ru", "be", "en")
FILLER = {"ru": "видел и завод", "be": "бачыў і завод", "en": "saw and Plant"}
MATCHERS = {lang: Matcher(NAMES, lang) for lang in LANGS}


def orders(parts: tuple[Part, ...], kind: str) -> list[list[Part]]:
    """Return the orders of a person's words that are names: whole, and what may be left out."""
    role: dict[str, Part] = {part.role: part for part in parts}
    found = [list(parts)]
    if kind == "person":
        short = [("surname",), ("given", "surname"), ("surname", "given"), ("given", "patronymic")]
        long = [("surname", "given", "patronymic"), ("given", "patronymic", "surname")]
        found += [[role[r] for r in order] for order in short + long if role.keys() >= set(order)]
    return found


def spellings(lang: str) -> dict[tuple[str, ...], set[str]]:
    """Return the keys of the words of every form of every name, with the ids."""
    found: dict[tuple[str, ...], set[str]] = {}
    for name in NAMES:
        gender = name.gender[lang]
        for form in name.forms[lang]:
            for order in orders(analyse(form, lang, name.kind, gender), name.kind):
                forms = [[f.text for f in part_forms(p, lang, gender)] or [p.text] for p in order]
                for one in product(*forms):
                    keys = tuple(key(word, lang).casefold() for word in one)
                    found.setdefault(keys, set()).add(name.id)
    return found


SPELLINGS = {lang: spellings(lang) for lang in LANGS}


def brute_force(text: str, lang: str) -> list[tuple[int, int, set[str]]]:
    """Try the longest run of words first, from every word that no name has taken."""
    found = words(text)
    result: list[tuple[int, int, set[str]]] = []
    at = 0
    while at < len(found):
        for end in range(min(len(found), at + 4), at, -1):
            run = found[at:end]
            keys = tuple(key(word.text, lang).casefold() for word in run)
            gaps = (text[a.end : b.start] for a, b in pairwise(run))
            if keys in SPELLINGS[lang] and all(gap in {" ", "\u00a0"} for gap in gaps):
                result.append((run[0].start, run[-1].end, SPELLINGS[lang][keys]))
                at = end - 1
                break
        at += 1
    return result


@st.composite
def texts(draw: st.DrawFn, lang: str) -> str:
    """Return forms of the names' words, as the whole name or each for itself, between fillers."""
    runs = [" ".join(run) for run in sorted(SPELLED[lang])]
    vocabulary = sorted({word for run in SPELLED[lang] for word in run})
    chosen = st.sampled_from(runs) | st.sampled_from(vocabulary + FILLER[lang].split())
    pieces = draw(st.lists(st.tuples(chosen, st.sampled_from([" ", "\u00a0", "; "])), max_size=8))
    return "".join(word + gap for word, gap in pieces)


def written(lang: str) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for name in NAMES:
        for form in name.forms[lang]:
            parts = analyse(form, lang, name.kind, name.gender[lang])
            for order in orders(parts, name.kind):
                forms = [[f.text for f in part_forms(p, lang, name.gender[lang])] for p in order]
                found |= set(product(*forms))
    return found


SPELLED = {lang: written(lang) for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
@given(st.data())
def test_the_same_names_as_by_trying_every_form(lang: str, data: st.DataObject) -> None:
    text = data.draw(texts(lang))
    found = [
        (mention.start, mention.end, set(mention.entities))
        for mention in MATCHERS[lang].find(text)
        if {reading.shape for reading in mention.readings} != {"derived"}
    ]
    assume(not any(_borrowed(text[start:end], ids) for start, end, ids in found))
    assert found == brute_force(text, lang)


def _borrowed(mention: str, ids: set[str]) -> bool:
    """Whether a mention has a patronymic that the register does not give to the person.

    The matcher takes any; trying every form cannot.
    """
    return "lukashenko" not in ids and any(patronymic_cases(w.text) for w in words(mention))


def seen(text: str, lang: str) -> list[tuple[str, str]]:
    """Return every mention and its ids."""
    return [
        (text[mention.start : mention.end], " ".join(sorted(mention.entities)))
        for mention in MATCHERS[lang].find(text)
    ]


BOTH = "tikhanovskaya tikhanovsky"
CASES = [
    ("ru", "о Светлане Тихановской.", ["Светлане Тихановской"], "tikhanovskaya"),
    ("ru", "Тихановская Светлана", ["Тихановская Светлана"], "tikhanovskaya"),
    ("ru", "у С. Тихановской", ["С. Тихановской"], "tikhanovskaya"),
    ("ru", "А. Г. Лукашенко и А.\u00a0Лукашенко", ["А. Г. Лукашенко", "А.\u00a0Лукашенко"],
     "lukashenko"),
    ("ru", "с Александром Григорьевичем Лукашенко", ["Александром Григорьевичем Лукашенко"],
     "lukashenko"),
    ("ru", "Лукашенко Александра Григорьевича", ["Лукашенко Александра Григорьевича"],
     "lukashenko"),
    ("ru", "супруги Тихановские, Тихановских", ["Тихановские", "Тихановских"], BOTH),
    ("be", "сям’я Ціханоўскіх", ["Ціханоўскіх"], BOTH),
    ("be", "Святлану\u00a0Ціханоўскую", ["Святлану\u00a0Ціханоўскую"], "tikhanovskaya"),
    ("be", "Святлане\nЦіханоўскай", ["Святлане\nЦіханоўскай"], "tikhanovskaya"),
    ("ru", "Семенова и Семёнова", ["Семенова", "Семёнова"], "semyonov"),
    ("be", "Сяменава", [], ""),
    ("be", "Сямёнава", ["Сямёнава"], "semyonov"),
    ("ru", "ТИХАНОВСКУЮ И ЛУКАШЕНКО", ["ТИХАНОВСКУЮ"], "tikhanovskaya"),
    ("be", "Дар'ю О'Ніл", ["Дар'ю О'Ніл"], "darya"),
    ("be", "Дарʼю О’Ніл", ["Дарʼю О’Ніл"], "darya"),
    ("en", "Tikhanovskaya’s and Alexander Lukashenko's", ["Tikhanovskaya’s"], "tikhanovskaya"),
    ("en", "Darya O'Neil and Darya O’Neil’s", ["Darya O'Neil", "Darya O’Neil’s"], "darya"),
    ("ru", "тихановская минск", [], ""),
    ("en", "minsk plant", [], ""),
    ("ru", "Минского завода", ["Минского завода"], "plant"),
    ("be", "у Мінску", ["Мінску"], "minsk"),
    ("be", "мінскі мінчаніна", ["мінскі", "мінчаніна"], "minsk"),
    ("be", "мз", [], ""),
    ("be", "МЗ", ["МЗ"], "plant"),
    ("ru", "Минскому", ["Минскому"], "minsk"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "mentions", "entity"), CASES)
def test_mentions(lang: str, text: str, mentions: list[str], entity: str) -> None:
    found = seen(text, lang)
    assert [mention for mention in found if mention[1] == entity] == [(m, entity) for m in mentions]
    assert bool(found) == bool(mentions)


@pytest.mark.parametrize(("lang", "text", "mentions", "entity"), CASES)
def test_a_decomposed_text_has_the_same_mentions(
    lang: str, text: str, mentions: list[str], entity: str
) -> None:
    assert len(mentions) == len([each for each in seen(text, lang) if each[1] == entity])
    apart = unicodedata.normalize("NFD", text)
    composed = [(unicodedata.normalize("NFC", m), ids) for m, ids in seen(apart, lang)]
    assert composed == seen(text, lang)


def test_a_couple_and_one_person_are_told_apart() -> None:
    shapes = {
        text: {r.shape for m in MATCHERS["ru"].find(text) for r in m.readings}
        for text in ("Тихановские", "Тихановскую", "Сергея Тихановского", "минскую")
    }
    assert shapes == {
        "Тихановские": {"couple"},
        "Тихановскую": {"surname"},
        "Сергея Тихановского": {"full"},
        "минскую": {"derived"},
    }


def test_a_stress_mark_is_no_letter() -> None:
    assert seen("Миха́ла Тихано\u0301вская", "ru") == [("Тихано\u0301вская", "tikhanovskaya")]
