"""The register and the termbase: what they hold, and every mistake with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tm.config import Policy, load
from tm.errors import CharsetError, SyntaxProblemError, UnknownNameError
from tm.names.entities import decode
from tm.names.name import Form, Name
from tm.names.register import read_register
from tm.terms.base import Term, read_terms

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
CASES = tomllib.loads(
    (Path(__file__).parent / "data" / "register-mistakes.toml").read_text("utf-8")
)
REGISTER = read_register(ROOT / "seeds" / "names.toml")
TERMS = read_terms(ROOT / "seeds" / "terms.toml")


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["what"])
def test_a_mistake_is_named_with_its_line(case: dict[str, str]) -> None:
    with pytest.raises(SyntaxProblemError) as caught:
        decode(case["text"].encode(), "n.toml", "name", Name)
    lines = case["text"].split("\n")
    wrong = [number for number, line in enumerate(lines, start=1) if "# here" in line]
    assert caught.value.place is not None
    assert [caught.value.place.line] == (wrong or [0])
    assert caught.value.hint
    assert case["says"] in str(caught.value)


def test_other_bytes_than_utf_8_are_refused() -> None:
    with pytest.raises(CharsetError, match=r"n\.toml:2"):
        decode(b"# a\n\xff", "n.toml", "name", Name)


def test_a_form_is_a_text_a_table_or_a_list() -> None:
    text = """
[[name]]
id = "a"
gender = "f"
forms.ru = "Ё"
forms.be_BY = [ "Ў", { text = "І", status = "forbidden" } ]
[name.forms.en]
text = "A"
"""
    name = decode(text.encode(), "n.toml", "name", Name)["a"]
    assert [(lang, [f.text for f in forms]) for lang, forms in name.forms.items()] == [
        ("ru", ["Ё"]),
        ("be-BY", ["Ў", "І"]),
        ("en", ["A"]),
    ]
    assert name.gender == {"ru": "f", "be-BY": "f", "en": "f"}


def test_an_unknown_id_gets_the_closest() -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean tikhanovskaya or tikhanovsky\?"):
        REGISTER.get("tikhanovskaja")


def test_the_register_has_every_name_of_the_data(data: Callable[[str], Path]) -> None:
    rows = data("names/termbase.tsv").read_text("utf-8").splitlines()[1:]
    assert {row.split("\t")[0] for row in rows} <= set(REGISTER.by_id)


def test_the_house_policy_chooses_the_english_form() -> None:
    house = load(ROOT)[0].names.policy["en"]
    by_policy = {
        (name, base, own): form.text
        for name in ("tikhanovskaya", "merliak", "grodno")
        for base in ("ru", "be")
        for own in (False, True)
        if (form := REGISTER.get(name).preferred("en", Policy(base=base, own=own)))
    }
    assert by_policy["tikhanovskaya", "ru", False] == "Svetlana Tikhanovskaya"
    assert by_policy["tikhanovskaya", "ru", True] == "Sviatlana Tsikhanouskaya"
    assert by_policy["tikhanovskaya", "be", False] == "Sviatlana Tsikhanouskaya"
    assert by_policy["grodno", "be", False] == "Hrodna"
    assert {by_policy["merliak", base, own] for base in ("ru", "be") for own in (True, False)} == {
        "Lizaveta Merliak"
    }
    assert REGISTER.get("tikhanovskaya").preferred("en", house) == REGISTER.get(
        "tikhanovskaya"
    ).preferred("en", Policy(base="ru", own=False))


def test_the_preferred_forms_are_those_of_the_article() -> None:
    article = (ROOT / "seeds" / "belarus-2020.md").read_text("utf-8")
    house = load(ROOT)[0].names.policy["en"]
    flat = re.sub(r"\s+", " ", article)
    absent = {name.id for name in REGISTER if not _is_in(name.preferred("en", house), flat)}
    beyond = {"kalashnikov", "stalin", "lenin", "trotsky", "xi", "walesa", "ukraine", "crimea"}
    beyond |= {"paris", "china", "london", "baltics", "baltic_sea", "far_east", "cis"}
    beyond |= {"al_jazeera", "ft", "wikimedia"}
    assert absent == beyond


def _is_in(form: Form | None, text: str) -> bool:
    return form is not None and form.text in text


def test_terms_have_what_names_have_not() -> None:
    licence = TERMS.get("cc0")
    assert not licence.translate
    assert licence.case_sensitive
    text = '[[term]]\nid = "a"\ncase-sensitive = 1\nforms.en = "a"\n'
    with pytest.raises(SyntaxProblemError, match=r"t\.toml:3: case-sensitive: expected `bool`"):
        decode(text.encode(), "t.toml", "term", Term)
