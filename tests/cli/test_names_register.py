"""tm names and tm terms: list, show, add, confirm, import, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tm.cli.names import confirm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

    Run = Callable[..., Result]

MINSK = ["names", "add", "minsk", "--kind", "place", "--gender", "m", "--en", "Minsk"]
PROPOSED = """\
[[name]]
id = "minsk"
forms.be = ["Мінск", "Менск"]

[[name]]
id = "brest"
forms.be = "Брэст"

[[name]]
id = "hrodna"
forms.be = "Гродна"
"""


@pytest.fixture
def register(here: Path, good: Run) -> Path:
    good(*MINSK, "--ru", "Минск", "--be", "Мінск", "--forbidden", "be=Менск")
    return here / "seeds" / "names.toml"


def test_add_makes_the_file_and_adds_at_its_end(register: Path, good: Run) -> None:
    before = register.read_text("utf-8")
    assert before == (
        '[[name]]\nid = "minsk"\ngender = "m"\nkind = "place"\nforms.en = "Minsk"\n'
        'forms.ru = "Минск"\nforms.be = [\n  "Мінск",\n'
        '  { text = "Менск", status = "forbidden" },\n]\n'
    )
    good("names", "add", "brest", "--form", "be-tarask=Берасьце", "--gender", "be-tarask=n")
    after = register.read_text("utf-8")
    assert after == (
        before + '\n[[name]]\nid = "brest"\ngender = "n"\nforms.be-tarask = "Берасьце"\n'
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["minsk", "--ru", "Минск"], "the id “minsk” is taken"),
        (["a b", "--ru", "Минск"], "is not a word"),
        (["x"], "has no forms"),
        (["x", "--ru", "Минск", "--gender", "z"], "unknown gender “z”"),
        (["x", "--admitted", "Минск"], "“Минск” is not LANG=TEXT"),
        (["x", "--admitted", "by=Мінск"], "did you mean be?"),
    ],
)
def test_a_wrong_name_is_refused_and_nothing_written(
    register: Path, tm: Run, arguments: list[str], says: str
) -> None:
    before = register.read_bytes()
    result = tm("names", "add", *arguments)
    assert result.code == 2
    assert says in result.log
    assert register.read_bytes() == before


@pytest.mark.usefixtures("register")
def test_show_says_status_and_case_forms(good: Run, tm: Run) -> None:
    shown = good("names", "show", "minsk", "--format", "json").json()
    assert [(form["text"], form["status"]) for form in shown["forms"]["be"]] == [
        ("Мінск", "preferred"),
        ("Менск", "forbidden"),
    ]
    assert shown["forms"]["ru"][0]["cases"] == {
        "nom": "Минск",
        "gen": "Минска",
        "dat": "Минску",
        "acc": "Минск",
        "ins": "Минском",
        "loc": "Минске",
    }
    assert "ru  preferred  Минск\n    Минск, Минска" in good("names", "show", "minsk").text
    result = tm("names", "show", "minks")
    assert result.code == 2
    assert "did you mean minsk?" in result.log


@pytest.mark.usefixtures("register")
def test_list_chooses_kind_and_language(good: Run) -> None:
    assert good("names", "list", "--format", "json", "--lang", "be").json() == {
        "names": [{"id": "minsk", "be": "Мінск"}]
    }
    assert good("names", "list", "--kind", "person", "--format", "json").json() == {"names": []}
    assert good("names", "list").lines == ["id     en     ru     be", "minsk  Minsk  Минск  Мінск"]


def test_a_register_that_is_not_there_is_an_error(tm: Run) -> None:
    result = tm("names", "list", "--register", "no.toml")
    assert (result.code, "no.toml: cannot be read" in result.log) == (2, True)


def test_confirm_takes_all_and_lists_what_contradicts(here: Path, register: Path, tm: Run) -> None:
    (here / "proposed.toml").write_text(PROPOSED, "utf-8")
    before = register.read_text("utf-8")
    result = tm("names", "confirm", "proposed.toml")
    assert result.code == 0
    assert register.read_text("utf-8") == before + (
        '\n[[name]]\nid = "brest"\nforms.be = "Брэст"\n'
        '\n[[name]]\nid = "hrodna"\nforms.be = "Гродна"\n'
    )
    contrary = '[[name]]\nid = "minsk"\nkind = "org"\nforms.ru = "Менск"\n'
    result = tm("names", "confirm", stdin=contrary.encode())
    assert (result.code, result.text) == (1, "conflict: minsk: kind is “place”, proposed “org”\n")
    assert '{ text = "Менск", status = "admitted" },' in register.read_text("utf-8")


def test_confirm_takes_the_chosen(here: Path, register: Path, good: Run, tm: Run) -> None:
    (here / "proposed.toml").write_text(PROPOSED, "utf-8")
    good("names", "confirm", "proposed.toml", "--id", "hrodna")
    assert "Гродна" in register.read_text("utf-8")
    assert "Брэст" not in register.read_text("utf-8")
    result = tm("names", "confirm", "proposed.toml", "--id", "hrodno")
    assert (result.code, "did you mean hrodna?" in result.log) == (2, True)


def test_confirm_asks_on_a_terminal(
    here: Path, register: Path, good: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "proposed.toml").write_text(PROPOSED, "utf-8")
    answers = iter("nyq")
    monkeypatch.setattr(confirm, "is_terminal", lambda: True)
    monkeypatch.setattr(confirm, "ask", lambda _: next(answers))
    good("names", "confirm", "proposed.toml")
    assert "Брэст" in register.read_text("utf-8")
    assert "Гродна" not in register.read_text("utf-8")


def test_the_question_is_answered_by_one_letter(
    here: Path, good: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "proposed.toml").write_text(PROPOSED, "utf-8")
    monkeypatch.setattr(confirm, "is_terminal", lambda: True)
    good("names", "confirm", "proposed.toml", stdin=b"y\nn\ny\n")
    listed = good("names", "list", "--format", "json").json()["names"]
    assert [name["id"] for name in listed] == ["minsk", "hrodna"]


@pytest.mark.parametrize("version", ["2", "3"])
def test_export_and_import_give_the_same_register(
    here: Path, register: Path, good: Run, version: str
) -> None:
    good("names", "export", "-o", "names.tbx", "--tbx", version)
    good("names", "import", "names.tbx", "--register", "copy.toml")
    assert (here / "copy.toml").read_bytes() == register.read_bytes()
    assert "no change" in good("names", "import", "names.tbx").log


@pytest.mark.usefixtures("register")
def test_export_of_a_glossary_names_the_loss(here: Path, tm: Run, good: Run) -> None:
    result = tm("names", "export", "-o", "glossary.txt", "--to", "be")
    assert (result.code, "omegat cannot hold: gender, kind" in result.log) == (2, True)
    assert not (here / "glossary.txt").exists()
    good("names", "export", "-o", "glossary.txt", "--to", "be", "--allow-loss")
    assert (here / "glossary.txt").read_text("utf-8") == "Minsk\tМінск\tnever: Менск\n"
    assert good("names", "export", "--format", "tsv", "--allow-loss").lines == [
        "id\tstatus\ten\tru\tbe\tnote",
        "minsk\tpreferred\tMinsk\tМинск\tМінск\t",
        "minsk\tforbidden\t\t\tМенск\t",
    ]
    result = tm("names", "export", "-o", "names.doc")
    assert (result.code, "--format" in result.log) == (2, True)


def test_import_tells_what_it_left_out_and_what_contradicts(
    here: Path, register: Path, tm: Run
) -> None:
    text = (
        "<martif><termEntry><note>x</note></termEntry><termEntry id='minsk'>"
        "<langSet xml:lang='be'><tig><term>Менск</term>"
        "<termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote></tig></langSet>"
        "</termEntry></martif>"
    )
    (here / "foreign.tbx").write_text(text, "utf-8")
    before = register.read_bytes()
    result = tm("names", "import", "foreign.tbx")
    assert result.code == 1
    assert (
        result.text == "conflict: minsk: be “Менск”: status is “forbidden”, proposed “preferred”\n"
    )
    assert "left out: foreign.tbx:1: an entry without a term" in result.log
    assert register.read_bytes() == before


def test_terms_have_the_same_verbs(here: Path, good: Run) -> None:
    good(
        "terms",
        "add",
        "cc0",
        "--no-translate",
        "--case-sensitive",
        "--en",
        "CC0",
        "--subject",
        "law",
    )
    good("terms", "add", "strike", "--en", "strike", "--be", "забастоўка", "--gender", "be=f")
    assert good("terms", "list", "--subject", "law", "--format", "json").json() == {
        "terms": [{"id": "cc0", "en": "CC0"}]
    }
    shown = good("terms", "show", "cc0", "--format", "json").json()
    assert (shown["translate"], shown["case-sensitive"]) == (False, True)
    good("terms", "export", "-o", "t.tbx")
    good("terms", "import", "t.tbx", "--base", "copy.toml")
    assert (here / "copy.toml").read_bytes() == (here / "seeds" / "terms.toml").read_bytes()
