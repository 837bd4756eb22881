"""Editing leaves what it is not about byte for byte."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.names.entries import many, names
from tm.errors import UsageError, WriteError
from tm.names.edit import Draft, merged
from tm.names.name import Form, Name
from tm.names.register import read_register

SEEDS = Path(__file__).parent.parent.parent / "seeds" / "names.toml"
ODD = """# head
[[name]]
id = "a"  # id
gender = "f"  # gender
forms.ru = "А"  # ru
forms.en = [
  "A", # first
  { text = "B", base = "ru" },  # second
]

# of b
[[name]]
id = "b"
[name.forms]
ru = "Б"
[[name]]
id = "c"
forms = { ru = "В" }"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "names.toml"
    path.write_text(ODD, "utf-8")
    return path


def draft(path: Path) -> Draft[Name]:
    return Draft(path, "name", Name)


@given(many(names()), st.sampled_from([b"", b"# only a comment", SEEDS.read_bytes()]))
def test_adding_keeps_every_byte_and_reads_back(found: list[Name], old: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.toml"
        path.write_bytes(old)
        edited = draft(path)
        new = [name for name in found if name.id not in edited.entities]
        for name in new:
            edited.add(name)
        edited.save()
        assert path.read_bytes().startswith(old)
        assert list(read_register(path))[-len(new) or None :] == new or not new


@given(st.data())
def test_merging_reads_back_as_the_merged_names_and_keeps_all_other_lines(
    data: st.DataObject,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.toml"
        newline = data.draw(st.sampled_from(["\n", "\r\n"]))
        old = ODD.replace("\n", newline)
        path.write_bytes(old.encode())
        edited = draft(path)
        wanted = dict(edited.entities)
        proposed: Any = data.draw(names())
        name = data.draw(st.sampled_from(["a", "b", "c"]))
        proposed = Name(name, proposed.forms, kind=proposed.kind, gender=proposed.gender)
        wanted[name], said = merged(wanted[name], proposed)
        assert edited.merge(proposed) == said
        edited.save()
        assert read_register(path).by_id == wanted
        text = path.read_bytes().decode()
        for block in _blocks(old):
            if f'id = "{name}"' not in block:
                assert block.strip() in text
        for comment in ("# head", "# id", "# gender", "# ru", "# first", "# second", "# of b"):
            assert comment in text
        assert text.count("\r\n") in {0, text.count("\n")}


def _blocks(text: str) -> list[str]:
    return text.split("[[name]]")


def test_a_known_form_stays_and_a_new_one_is_admitted(register: Path) -> None:
    edited = draft(register)
    assert edited.merge(Name("a", {"ru": (Form("А"), Form("Ы"))})) == []
    assert edited.merge(Name("a", {"ru": (Form("Э", "forbidden"),)})) == []
    forms = edited.entities["a"].forms["ru"]
    assert [(form.text, form.status) for form in forms] == [
        ("А", ""),
        ("Ы", "admitted"),
        ("Э", "forbidden"),
    ]


def test_what_contradicts_is_told_and_left_out(register: Path) -> None:
    edited = draft(register)
    before = edited.entities["a"]
    said = edited.merge(Name("a", {"ru": (Form("А", "forbidden"),)}, gender={"ru": "m"}))
    assert said == [
        "a: gender in ru is “f”, proposed “m”",
        "a: ru “А”: status is “”, proposed “forbidden”",
    ]
    assert edited.entities["a"] == before
    assert not edited.save()


def test_a_taken_id_is_refused(register: Path) -> None:
    with pytest.raises(UsageError, match="the id “a” is taken"):
        draft(register).add(Name("a", {"ru": (Form("А"),)}))


def test_an_edit_of_somebody_else_is_not_overwritten(register: Path) -> None:
    edited = draft(register)
    edited.add(Name("d", {"ru": (Form("Д"),)}))
    register.write_text(ODD + "\n# mine\n", "utf-8")
    with pytest.raises(WriteError, match="has changed"):
        edited.save()


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_bytes(b"\xef\xbb\xbf" + ODD.encode())
    edited = draft(path)
    edited.merge(Name("b", {"be": (Form("Ў"),)}))
    edited.save()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# head\n")
    assert path.read_bytes().count(b"\xef\xbb\xbf") == 1


def test_an_inline_list_is_read_but_not_edited(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text('name = [{ id = "a", forms = { ru = "А" } }]\n', "utf-8")
    with pytest.raises(UsageError, match="inline list"):
        draft(path).merge(Name("a", {"be": (Form("А"),)}))
