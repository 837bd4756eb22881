"""tm check and tm names check: inputs, output, exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

    Run = Callable[..., Result]

REGISTER = """\
[[name]]
id = "minsk"
kind = "place"
gender = "m"
forms.en = "Minsk"
forms.be = ["Мінск", { text = "Менск", status = "forbidden" }]
"""
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: be\\n"\n'
TMX = """\
<tmx version="1.4"><header srclang="en" segtype="sentence" adminlang="en" datatype="xml"
 creationtool="a" creationtoolversion="1" o-tmf="a"/><body>
<tu><tuv xml:lang="en"><seg>I am in Minsk.</seg></tuv>
<tuv xml:lang="be"><seg>Я ў Менску.</seg></tuv></tu></body></tmx>
"""
KEYS = {
    *("rule", "severity", "message", "path", "line", "column", "unit", "lang", "side", "span"),
    *("text", "expected", "fix"),
}


def catalog(*texts: str) -> str:
    entries = "".join(
        f'\nmsgid "I am in Minsk{"!" * number}"\nmsgstr "{text}"\n'
        for number, text in enumerate(texts, start=1)
    )
    return HEAD + entries


@pytest.fixture
def register(here: Path) -> Path:
    (here / "seeds").mkdir()
    path = here / "seeds" / "names.toml"
    path.write_text(REGISTER, "utf-8")
    return path


@pytest.fixture
def po(here: Path, register: Path) -> Path:
    """Return a catalog whose second translation has a forbidden form, at line 11."""
    assert register.exists()
    path = here / "be" / "a.po"
    path.parent.mkdir()
    path.write_text(catalog("Я ў Мінску!", "Я ў Менску!!"), "utf-8")
    return path


@pytest.mark.usefixtures("po")
def test_json_has_counts_and_findings_of_the_agreed_shape(here: Path, tm: Run) -> None:
    result = tm("check", "be/a.po", "--format", "json")
    report = result.json()
    assert result.code == 1
    assert {key: report[key] for key in ("files", "units")} == {"files": 1, "units": 2}
    (found,) = report["findings"]
    assert set(found) >= KEYS
    assert (found["rule"], found["severity"]) == ("names/forbidden", "error")
    assert (found["path"], found["line"], found["column"]) == ("be/a.po", 10, 13)
    row = (here / "be" / "a.po").read_text("utf-8").split("\n")[9]
    assert row[12:].startswith("Менску")
    assert (found["lang"], found["side"], found["text"]) == ("be", "target", "Менску")
    start, end = found["span"]
    assert "Я ў Менску!!"[start:end] == "Менску"
    assert found["expected"] == "Мінску"
    assert set(found["fix"]) == {"safe", "edits"}
    for edit in found["fix"]["edits"]:
        assert edit == {"start": start, "end": end, "text": "Мінску"}
    assert tm("check", "be/a.po", "--format", "jsonl").rows() == report["findings"]


@pytest.mark.usefixtures("po")
def test_text_shows_the_line_with_a_caret_and_counts_on_stderr(tm: Run) -> None:
    result = tm("check", "be/a.po")
    head, shown, caret, hint = result.lines
    assert head.startswith("be/a.po:10:13: error: ")
    assert head.endswith(" [names/forbidden]")
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "Менску"
    assert hint.split() == ["expected:", "Мінску", "(--fix)"]
    assert result.log == "1 file, 2 units, 1 finding\n"
    assert tm("check", "be/a.po", "--format", "line").lines == [head]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("name", "text", "arguments"),
    [
        ("a.be.po", catalog("Я ў Менску."), []),
        ("a.tmx", TMX, []),
        ("a.tsv", "en\tbe\nI am in Minsk.\tЯ ў Менску.\n", []),
        ("be.po", catalog("Я ў Менску.").replace('"Language: be\\n"\n', ""), ["--to", "be"]),
    ],
)
def test_every_kind_of_file_gives_the_finding(
    here: Path, tm: Run, name: str, text: str, arguments: list[str]
) -> None:
    (here / name).write_text(text, "utf-8")
    result = tm("check", name, *arguments, "--format", "json")
    assert [(f["rule"], f["text"], f["path"]) for f in result.json()["findings"]] == [
        ("names/forbidden", "Менску", name)
    ]
    assert result.code == 1


@pytest.mark.usefixtures("register")
def test_an_article_is_checked_as_it_is_written(here: Path, tm: Run) -> None:
    (here / "a.md").write_text("# Mіnsk\n\nI am in **Mіnsk**.\n", "utf-8")
    found = tm("check", "a.md", "--select", "script/look-alike", "--format", "jsonl").rows()
    assert [(f["line"], f["column"], f["side"]) for f in found] == [
        (1, 3, "source"),
        (3, 11, "source"),
    ]


@pytest.mark.usefixtures("po")
def test_a_folder_is_its_catalogs_and_a_broken_one_is_a_finding(here: Path, tm: Run) -> None:
    (here / "be" / "b.po").write_text(HEAD + '\nmsgid "a\nmsgstr "b"\n', "utf-8")
    (here / "be" / "c.po").write_bytes(catalog("Я ў Мінску").encode() + b"\n# \xff\n")
    (here / "be" / "d.po").write_text(catalog("Я ў Менску!"), "utf-8")
    (here / "be" / "readme").write_text("no catalog", "utf-8")
    result = tm("check", "be", "--format", "json")
    report = result.json()
    assert (result.code, report["files"]) == (1, 4)
    found: list[Any] = report["findings"]
    assert sorted((f["path"], f["rule"]) for f in found) == [
        ("be/a.po", "names/forbidden"),
        ("be/b.po", "gettext/syntax"),
        ("be/c.po", "gettext/syntax"),
        ("be/d.po", "names/forbidden"),
    ]
    broken = next(f for f in found if f["path"] == "be/b.po")
    assert (broken["line"], broken["severity"]) == (6, "error")


@pytest.mark.usefixtures("po")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 1),
        (["--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
        (["--ignore", "names"], 0),
        (["--ignore", "names/forbidden"], 0),
        (["--select", "terms"], 0),
        (["--select", "terms,names/forbidden"], 1),
        (["--select", "names", "--ignore", "names/forbidden"], 0),
        (["--no-register", "--select", "names/forbidden"], 0),
        (["--register", "seeds/names.toml"], 1),
    ],
)
def test_the_exit_code_goes_by_what_is_wanted(tm: Run, arguments: list[str], code: int) -> None:
    result = tm("check", "be/a.po", *arguments)
    assert result.code == code, result.log
    assert bool(result.lines) == (code == 1 or "never" in arguments)


@pytest.mark.usefixtures("po")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["be/a.po", "--select", "names/forbiden"], "did you mean names/forbidden"),
        (["be/a.po", "--ignore", "nmaes"], "did you mean names"),
        (["be/none.po"], "be/none.po"),
        (["be/a.po", "--register", "none.toml"], "none.toml"),
        (["be/a.po", "--terms", "none.toml"], "none.toml"),
        (["be/a.po", "--fail-on", "eror"], "eror"),
        (["seeds/names.toml"], "seeds/names.toml"),
    ],
)
def test_what_is_not_there_is_exit_code_2(tm: Run, arguments: list[str], says: str) -> None:
    result = tm("check", *arguments)
    assert (result.code, result.data) == (2, b"")
    assert says in result.log
    assert "Traceback" not in result.log


def test_a_broken_register_is_exit_code_2_with_its_line(po: Path, register: Path, tm: Run) -> None:
    register.write_text(REGISTER.replace('"forbidden"', '"forbiden"'), "utf-8")
    result = tm("check", str(po))
    assert result.code == 2
    assert "names.toml:6" in result.log
    assert tm("check", str(po), "--no-register").code == 0


@pytest.mark.usefixtures("po")
def test_names_check_is_check_of_the_family(here: Path, tm: Run) -> None:
    (here / "seeds" / "terms.toml").write_text(
        '[[term]]\nid = "am"\nforms.en = "am"\nforms.be = "ёсць"\n', "utf-8"
    )
    both = tm("check", "be/a.po", "--format", "jsonl").rows()
    assert {f["rule"].split("/")[0] for f in both} == {"names", "terms"}
    names = tm("names", "check", "be/a.po", "--format", "jsonl")
    assert names.rows() == [f for f in both if f["rule"].startswith("names/")]
    assert names.code == 1
    assert tm("names", "check", "be/a.po", "--no-register").code == 0


def test_without_paths_the_project_is_checked(
    here: Path, register: Path, good: Run, tm: Run
) -> None:
    assert register.exists()
    (here / "tm.toml").write_text('targets = ["be"]\ndocuments = ["a.md"]\n', "utf-8")
    (here / "a.md").write_text("I am in Minsk.\n", "utf-8")
    good("init", "a.md", "--to", "be")
    path = here / "locales" / "be" / "a.po"
    path.write_text(
        path.read_text("utf-8").replace('Minsk."\nmsgstr ""', 'Minsk."\nmsgstr "Менск."')
    )
    result = tm("check", "--format", "json")
    assert result.code == 1
    assert [(f["path"], f["rule"]) for f in result.json()["findings"]] == [
        ("locales/be/a.po", "names/forbidden")
    ]
    assert result.json()["files"] >= 2
