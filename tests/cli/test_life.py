"""extract, init, update, build, compile, status: the life of a catalog."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tm.documents import parse
from tm.formats.po import PoFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def files_of(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def entries(path: Path) -> dict[str, str]:
    return {e.msgid: e.msgstr[0] for e in PoFile.parse(path.read_bytes()).messages}


# --- the template ---------------------------------------------------------------------------------


def template(good: Callable[..., Any], here: Path, text: str, config: str = "") -> PoFile:
    (here / "a.md").write_text(text)
    if config:
        (here / "tm.toml").write_text(config)
    return PoFile.parse(good("extract", "a.md", "-o", "-").data)


def test_places_count_from_the_last_heading(good: Callable[..., Any], here: Path) -> None:
    text = "---\ntitle: T\n---\n# H\n\nA b. C d.\n\n- i\n- j\n\n## G\n\nE.\n\n| x |\n|---|\n| y |\n"
    found = {e.msgid: e.extracted[0] for e in template(good, here, text).messages}
    assert found == {
        "T": "front matter: title",
        "H": "heading",
        "A b.": "paragraph 1, sentence 1 of 2",
        "C d.": "paragraph 1, sentence 2 of 2",
        "i": "list item 1",
        "j": "list item 2",
        "G": "heading",
        "E.": "paragraph 1",
        "x": "table cell 1",
        "y": "table cell 2",
    }


def test_equal_sentences_are_one_entry_with_all_places(
    good: Callable[..., Any], here: Path
) -> None:
    file = template(good, here, "Same.\n\nOther.\n\nSame.\n", 'documents.references = "line"\n')
    assert [(e.msgid, e.extracted, e.references) for e in file.messages] == [
        ("Same.", ("paragraph 1", "paragraph 3"), ("a.md:1", "a.md:5")),
        ("Other.", ("paragraph 2",), ("a.md:3",)),
    ]


@pytest.mark.parametrize(
    ("style", "shown"), [("file", ("a.md",)), ("line", ("a.md:3",)), ("none", ())]
)
def test_references(
    good: Callable[..., Any], here: Path, style: str, shown: tuple[str, ...]
) -> None:
    file = template(good, here, "One.\n\nTwo.\n", f'documents.references = "{style}"\n')
    assert file.messages[1].references == shown


def test_a_path_with_a_space_is_one_reference(good: Callable[..., Any], here: Path) -> None:
    (here / "my trip.md").write_text("One.\n")
    good("init", "my trip.md", "--to", "be")
    entry = PoFile.parse((here / "locales/be/my trip.po").read_bytes()).messages[0]
    assert entry.references == ("\u2068my trip.md\u2069",)


def test_a_context_is_the_msgctxt(good: Callable[..., Any], here: Path) -> None:
    text = "Bank.\n\n<!-- tm:context=river -->\n\nBank. Far.\n\nBank.\n"
    file = template(good, here, text)
    assert [e.key for e in file.messages] == [
        (None, "Bank."),
        ("river", "Bank."),
        ("river", "Far."),
    ]


def test_an_inserted_line_touches_no_entry(good: Callable[..., Any], here: Path) -> None:
    before = template(good, here, "# A\n\nOne. Two.\n\n# B\n\nThree.\n")
    after = template(good, here, "\n\n# A\n\nOne.\nTwo.\n\n\n# B\n\nThree.\n")
    assert [e.raw for e in before.messages] == [e.raw for e in after.messages]


def test_an_inserted_paragraph_touches_its_section_only(
    good: Callable[..., Any], here: Path
) -> None:
    text = "# A\n\nOne.\n\nTwo.\n\n# B\n\nThree.\n"
    before = {e.msgid: e.raw.strip() for e in template(good, here, text).messages}
    after = template(good, here, text.replace("Two", "New.\n\nTwo")).messages
    changed = {e.msgid for e in after if e.raw.strip() != before.get(e.msgid)}
    assert changed == {"New.", "Two."}


def test_the_date_changes_with_the_units_only(
    good: Callable[..., Any], article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, pot in (((), "locales/a.pot"), (("-o", "x.pot"), "x.pot")):
        path = article.parent / pot
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
        good("extract", "a.md", *arguments)
        first = path.read_bytes()
        assert b"POT-Creation-Date: 2025-10-09 08:53+0000" in first
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
        assert "unchanged" in good("extract", "a.md", *arguments).log
        assert path.read_bytes() == first
        text = article.read_text()
        article.write_text(text + "\nMore.\n")
        good("extract", "a.md", *arguments)
        assert b"2026-02-02" in path.read_bytes()
        article.write_text(text)


def test_gettext_reads_template_and_catalog(
    good: Callable[..., Any], article: Path, program: Callable[[str], str]
) -> None:
    good("init", "a.md", "--to", "be", "--to", "ru", "--to", "be-tarask")
    root = article.parent / "locales"
    for path in (root / "a.pot", root / "be/a.po", root / "ru/a.po", root / "be@tarask/a.po"):
        subprocess.run([program("msgfmt"), "-c", "-o", "/dev/null", path], check=True)
        same = subprocess.run([program("msgcat"), path], check=True, capture_output=True).stdout
        assert same == path.read_bytes()


def test_an_empty_article(good: Callable[..., Any], here: Path) -> None:
    assert not template(good, here, "").messages
    good("init", "a.md", "--to", "be")
    good("update", "a.md", "--to", "be")
    good("build", "a.md", "--to", "be")
    assert (here / "build/be/a.md").read_text() == ""
    assert "100" not in good("status", "a.md", "--to", "be").text


# --- without and with configuration ---------------------------------------------------------------


def test_without_configuration(good: Callable[..., Any], article: Path) -> None:
    folder = article.parent
    good("extract", "a.md", "-o", "-")
    good("segment", "a.md", "--lang", "en")
    assert files_of(folder) == {"a.md"}
    good("init", "a.md", "--to", "be")
    assert files_of(folder) == {"a.md", "locales/a.pot", "locales/be/a.po"}
    good("status", "a.md", "--to", "be")
    good("update", "a.md", "--to", "be")
    good("update", "a.md")
    assert files_of(folder) == {"a.md", "locales/a.pot", "locales/be/a.po"}
    good("build", "a.md", "--to", "be")
    assert (folder / "build/be/a.md").read_bytes() == article.read_bytes()


def test_an_article_of_another_folder(
    good: Callable[..., Any], here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "b.md"
    other.write_text("One.\n")
    good("init", str(other), "--to", "be")
    assert files_of(here) == {"locales/b.pot", "locales/be/b.po"}
    assert files_of(other.parent) == {"b.md"}


def test_a_project_in_a_folder_above(
    good: Callable[..., Any], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "tm.toml").write_text('targets = ["be"]\ndocuments = ["guide/**/*.md"]\n')
    (here / "guide/in").mkdir(parents=True)
    (here / "guide/in/a.md").write_text("One.\n")
    monkeypatch.chdir(here / "guide/in")
    good("init", "a.md")
    good("build", "in/a")
    assert {"locales/in/a.pot", "locales/be/in/a.po", "build/be/in/a.md"} <= files_of(here)


def test_our_own_results_are_no_documents(good: Callable[..., Any], here: Path) -> None:
    (here / "tm.toml").write_text('targets = ["be"]\ndocuments = ["**/*.md"]\n')
    (here / "a.md").write_text("One.\n")
    good("init")
    good("build")
    assert [row["document"] for row in good("status", "--format", "json").json()["documents"]] == [
        "a"
    ]


def test_nothing_is_overwritten_by_init(
    good: Callable[..., Any], article: Path, translate: Callable[..., None]
) -> None:
    good("init", "a.md", "--to", "be")
    path = article.parent / "locales/be/a.po"
    translate(path, {"Minsk": "Мінск"})
    assert "exists" in good("init", "a.md", "--to", "be").log
    assert entries(path)["Minsk"] == "Мінск"


# --- update ---------------------------------------------------------------------------------------


def test_update_keeps_the_bytes_when_nothing_changed(
    good: Callable[..., Any], article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good("init", "a.md", "--to", "be")
    path = article.parent / "locales/be/a.po"
    before = path.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    assert "unchanged" in good("update", "a.md", "--to", "be").log
    assert path.read_bytes() == before
    article.write_text(article.read_text() + "\nMore here.\n")
    good("update", "a.md")
    assert b"POT-Creation-Date: 2026-02-02" in path.read_bytes()
    assert b"PO-Revision-Date: 2025-10-09" in path.read_bytes()


def test_update_gives_a_catalog_without_header_one(
    good: Callable[..., Any], article: Path, program: Callable[[str], str]
) -> None:
    path = article.parent / "locales/be/a.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Minsk"\nmsgstr "Мінск"\n')
    good("update", "a.md")
    subprocess.run([program("msgfmt"), "-c", "-o", "/dev/null", path], check=True)
    assert entries(path)["Minsk"] == "Мінск"


def test_switching_the_unit_in_the_configuration(
    good: Callable[..., Any], article: Path, translate: Callable[..., None]
) -> None:
    folder = article.parent
    good("init", "a.md", "--to", "be")
    path = folder / "locales/be/a.po"
    translate(path, {"Minsk is a city.": "Мінск — горад.", "It is big.": "{joined}"})
    before = PoFile.parse(path.read_bytes()).messages
    (folder / "tm.toml").write_text('[documents]\nunit = "paragraph"\n')
    good("update", "a.md")
    whole = "Minsk is a city. It is big. **People** live there."
    assert entries(path)[whole] == "Мінск — горад. **People** live there."
    (folder / "tm.toml").write_text('[documents]\nunit = "sentence"\n')
    good("update", "a.md")
    after = PoFile.parse(path.read_bytes()).messages
    assert [(e.key, e.msgstr, e.fuzzy) for e in after] == [
        (e.key, e.msgstr, e.fuzzy) for e in before
    ]


# --- build ----------------------------------------------------------------------------------------


@pytest.fixture
def catalog(good: Callable[..., Any], article: Path) -> Path:
    good("init", "a.md", "--to", "be")
    return article.parent / "locales/be/a.po"


def built(good: Callable[..., Any], *options: str) -> str:
    return str(good("build", "a.md", "--to", "be", "-o", "-", *options).text)


def test_the_untranslated_and_the_fuzzy_stay_in_the_source_language(
    good: Callable[..., Any], catalog: Path, translate: Callable[..., None]
) -> None:
    translate(catalog, {"Minsk": "Мінск", "It has a river.": "Ёсць рака.", "It is big.": "  "})
    file = PoFile.parse(catalog.read_bytes())
    file.entries[-1] = file.entries[-1].with_flag("fuzzy", present=True)
    catalog.write_bytes(file.dump())
    text = built(good)
    assert text.startswith("# Мінск\n\nMinsk is a city. It is big. **People**")
    assert text.endswith("\n\nIt has a river.\n")
    assert built(good, "--include-fuzzy").endswith("\n\nЁсць рака.\n")


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (("Усё разам.", "{joined}", "{joined}"), "Усё разам."),
        (("Раз.", "{joined-next}", "Усё."), "Раз. Усё."),
        (("{joined-next}", "{joined-next}", "Усё."), "Усё."),
        (("Раз.", " {joined} ", "Тры."), "Раз. Тры."),
        (("", "{joined}", "Тры."), "Minsk is a city. It is big. Тры."),
        (("Раз.", "{joined-next}", ""), "Раз. It is big. **People** live there."),
        (("{joined}", "Два.", "Тры."), "Minsk is a city. Два. Тры."),
        (("Раз.", "Два.", "{joined-next}"), "Раз. Два. **People** live there."),
    ],
)
def test_joined_sentences(
    good: Callable[..., Any],
    catalog: Path,
    translate: Callable[..., None],
    texts: tuple[str, str, str],
    line: str,
) -> None:
    sentences = ("Minsk is a city.", "It is big.", "**People** live there.")
    translate(catalog, dict(zip(sentences, texts, strict=True)))
    assert built(good).splitlines()[2] == line


def test_keep_removes_an_article_that_is_not_ready(
    good: Callable[..., Any], catalog: Path, translate: Callable[..., None]
) -> None:
    result = catalog.parents[2] / "build/be/a.md"
    assert "not written" in good("build", "a.md", "--keep", "1").log
    assert not result.exists()
    translate(catalog, {"Minsk": "Мінск"})
    good("build", "a.md", "--keep", "20")
    assert result.exists()
    assert "removed" in good("build", "a.md", "--keep", "21").log
    assert not result.exists()
    assert built(good, "--keep", "21") == ""


def test_html_gets_the_language(good: Callable[..., Any], here: Path) -> None:
    (here / "a.html").write_text('<html lang="en"><body><p>One.</p></body></html>\n')
    good("init", "a.html", "--to", "be-tarask")
    good("build", "a.html", "--to", "be-tarask", "-o", "out.html")
    assert '<html lang="be-tarask">' in (here / "out.html").read_text()


def test_o_takes_one_result(tm: Callable[..., Any], article: Path) -> None:
    assert article.exists()
    assert tm("build", "a.md", "--to", "be", "--to", "ru", "-o", "x").code == 2


def test_compile(
    good: Callable[..., Any],
    catalog: Path,
    translate: Callable[..., None],
    program: Callable[[str], str],
) -> None:
    translate(catalog, {"Minsk": "Мінск"})
    good("compile", "a.md")
    mo = catalog.parents[2] / "build/be/LC_MESSAGES/a.mo"
    back = subprocess.run([program("msgunfmt"), mo], check=True, capture_output=True).stdout
    assert entries_of(back) == {"Minsk": "Мінск"}


def entries_of(data: bytes) -> dict[str, str]:
    return {e.msgid: e.msgstr[0] for e in PoFile.parse(data).messages}


# --- status ---------------------------------------------------------------------------------------


def test_status_is_what_the_contract_says(
    good: Callable[..., Any], catalog: Path, translate: Callable[..., None]
) -> None:
    translate(catalog, {"Minsk": "Мінск", "It is big.": "{joined}", "It has a river.": "Рака."})
    file = PoFile.parse(catalog.read_bytes())
    file.entries[-1] = file.entries[-1].with_flag("fuzzy", present=True)
    file.entries[1] = file.entries[1].edit(comments=("tm:query Which Minsk?",))
    catalog.write_bytes(file.dump())
    assert good("status", "a.md", "--format", "json").json() == {
        "documents": [
            {
                "document": "a",
                "lang": "be",
                "segments": 5,
                "translated": 2,
                "needs-review": 1,
                "untranslated": 2,
                "words": 15,
                "queries": 1,
            }
        ]
    }
    assert good("status", "a.md").lines[1].split() == ["a", "be", "5", "2", "1", "2", "15", "1"]
    query = good("status", "a.md", "--queries")
    assert query.text == "locales/be/a.po:17: Which Minsk? [Minsk]\n"
    listed = good("status", "a.md", "--queries", "--format", "json").json()["queries"]
    assert [(q["path"], q["text"], q["msgid"]) for q in listed] == [
        ("locales/be/a.po", "Which Minsk?", "Minsk")
    ]


def test_words_are_those_one_reads(good: Callable[..., Any], here: Path) -> None:
    (here / "a.md").write_text("See [the *old* town](https://example.org/a/b), 80.1 % of it.\n")
    rows = good("status", "a.md", "--to", "be", "--format", "json").json()["documents"]
    assert rows[0]["words"] == 7


def test_fail_under(
    good: Callable[..., Any], catalog: Path, translate: Callable[..., None]
) -> None:
    translate(catalog, {"Minsk": "Мінск"})
    good("status", "a.md", "--fail-under", "20")
    good("status", "a.md", "--fail-under", "20.1", code=1)


def test_a_missing_catalog_is_untranslated(tm: Callable[..., Any], article: Path) -> None:
    assert article.exists()
    result = tm("status", "a.md", "--to", "be", "--format", "json", "--fail-under", "1")
    assert result.code == 1
    assert result.json()["documents"][0]["untranslated"] == 5
    nothing = tm("status", "a.md", "--fail-under", "1")
    assert nothing.code == 2
    assert "--to be" in nothing.log


def test_no_queries_is_no_line(good: Callable[..., Any], catalog: Path) -> None:
    assert catalog.exists()
    assert good("status", "a.md", "--queries").data == b""


# --- gettext's own tools on our files -------------------------------------------------------------


def test_a_translator_s_round_with_gettext_s_tools(
    good: Callable[..., Any], catalog: Path, program: Callable[[str], str]
) -> None:
    if shutil.which("msgattrib") is None:
        pytest.skip("msgattrib is not installed")
    text = catalog.read_text().replace('msgid "Minsk"\nmsgstr ""', 'msgid "Minsk"\nmsgstr "Мінск"')
    catalog.write_text(text)
    done = subprocess.run(
        [program("msgattrib"), "--translated", catalog], check=True, capture_output=True
    ).stdout
    assert entries_of(done) == {"Minsk": "Мінск"}
    article = catalog.parents[2] / "a.md"
    article.write_text(article.read_text().replace("# Minsk", "# Minsk and Brest"))
    good("update", "a.md")
    fuzzy = subprocess.run(
        [program("msgattrib"), "--only-fuzzy", catalog], check=True, capture_output=True
    ).stdout
    assert b'#| msgid "Minsk"' not in fuzzy  # too short to be alike
    assert b'#~ msgid "Minsk"' in catalog.read_bytes()


# --- two articles with one name -------------------------------------------------------------------


def test_an_unlisted_article_does_not_take_a_listed_one_s_name(
    tm: Callable[..., Any], good: Callable[..., Any], here: Path
) -> None:
    (here / "tm.toml").write_text('documents = ["docs/*.md"]\n')
    for folder, text in (("docs", "One.\n"), ("drafts", "Other.\n")):
        (here / folder).mkdir()
        (here / folder / "a.md").write_text(text)
    good("init", "--to", "be")
    (here / "link.md").symlink_to("docs/a.md")
    good("update", "link.md", "--to", "be")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    for command in ("extract", "init", "update", "build", "export", "status"):
        result = tm(command, "drafts/a.md", *(() if command == "extract" else ("--to", "be")))
        assert result.code == 2
        assert "two documents are called “a”: docs/a.md and drafts/a.md" in result.log
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_a_listed_article_may_be_a_link(good: Callable[..., Any], here: Path) -> None:
    (here / "tm.toml").write_text('documents = ["docs/*.md"]\n')
    (here / "docs").mkdir()
    (here / "source.md").write_text("One.\n")
    (here / "docs/a.md").symlink_to("../source.md")
    good("init", "docs/a.md", "--to", "be")
    assert (here / "locales/be/a.po").exists()


@pytest.mark.parametrize("style", ["file", "line"])
def test_an_article_s_catalogs_are_not_another_s(
    tm: Callable[..., Any], good: Callable[..., Any], here: Path, style: str
) -> None:
    (here / "tm.toml").write_text(f'documents.references = "{style}"\n')
    for folder in ("my x", "y"):
        (here / folder).mkdir()
        (here / folder / "index.md").write_text(f"In {folder}.\n")
    good("init", "my x/index.md", "--to", "be")
    with (here / "locales/be/index.po").open("a") as file:
        file.write(f'\n#: {"x" * 5000}\nmsgid "x"\nmsgstr ""\n')
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    for command in ("extract", "init", "update", "build", "compile", "export", "status"):
        result = tm(command, "y/index.md", *(() if command == "extract" else ("--to", "be")))
        assert result.code == 2, command
        assert "is the catalog of my x/index.md, not of y/index.md" in result.log
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before
    (here / "my x/index.md").rename(here / "y/index.md")  # an article that moves takes it along
    good("update", "y/index.md", "--to", "be")
    assert entries(here / "locales/be/index.po") == {"In my x.": ""}


# --- named outputs --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "extract", "export"])
@pytest.mark.parametrize(
    "output", ["docs/a.md", "link.md", "locales/a.pot", "locales/ru/a.po", "locales/be/a.po"]
)
def test_an_output_is_no_source_of_the_document(
    tm: Callable[..., Any], good: Callable[..., Any], here: Path, command: str, output: str
) -> None:
    (here / "tm.toml").write_text('documents = ["docs/*.md"]\n')
    (here / "docs").mkdir()
    (here / "docs/a.md").write_text("One.\n")
    (here / "link.md").symlink_to("docs/a.md")
    good("init", "--to", "ru", "--to", "be")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    target = () if command == "extract" else ("--to", "ru")
    result = tm(command, "docs/a.md", *target, "-o", output)
    itself = command == "extract" and output == "locales/a.pot"
    assert result.code == (0 if itself else 2)
    assert itself or "is a source of the document" in result.log
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_a_moses_output_is_no_source(
    tm: Callable[..., Any], good: Callable[..., Any], here: Path
) -> None:
    (here / "a.txt").write_text("One.\n")
    good("init", "a.txt", "--to", "ru")
    result = tm("export", "a.txt", "--to", "ru", "--to-format", "moses", "-o", "a.en,a.txt")
    assert result.code == 2
    assert (here / "a.txt").read_text() == "One.\n"


def test_keep_removes_no_named_file(good: Callable[..., Any], article: Path) -> None:
    good("init", "a.md", "--to", "be")
    kept = article.parent / "mine.md"
    kept.write_text("Mine.\n")
    log = good("build", "a.md", "--to", "be", "--keep", "50", "-o", "mine.md").log
    assert "not written" in log
    assert kept.read_text() == "Mine.\n"


@pytest.mark.parametrize("command", ["init", "update", "build", "export"])
def test_an_article_is_parsed_once(
    good: Callable[..., Any],
    article: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    languages = ("--to", "be") if command == "build" else ("--to", "be", "--to", "ru")
    if command != "init":
        good("init", "a.md", *languages)
    parsed: list[str] = []

    def counted(data: bytes, kind: str, **options: Any) -> Any:
        parsed.append(kind)
        return parse(data, kind, **options)

    monkeypatch.setattr("tm.project.work.parse", counted)
    good(command, "a.md", *languages)
    assert parsed == ["markdown"]
    assert (article.parent / "locales/be/a.po").exists()
