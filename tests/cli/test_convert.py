"""`tm convert` and `tm export`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tm.formats.po import PoFile
from tm.formats.po.marks import review_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tm.formats.po import Entry

PO = """\
# A title
msgid ""
msgstr ""
"Language: be\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Odd:    kept\\n"

#,   fuzzy
#|  msgid   "Old"
msgid   "A"
"b."
msgstr "Аб."

# a note
#. paragraph 1
#: a.md:1
msgctxt "river"
msgid "Bank"
msgstr "Бераг"

#~ msgid "gone"
#~ msgstr "няма"
"""


def content(data: bytes) -> list[tuple[Any, ...]]:
    return [
        (e.key, e.msgstr, e.fuzzy, e.obsolete, e.comments, e.extracted, e.references, e.previous)
        for e in PoFile.parse(data).entries
        if not e.is_header
    ]


@pytest.fixture
def po(here: Path) -> Path:
    path = here / "x.po"
    path.write_text(PO)
    return path


@pytest.mark.parametrize("text", [PO, PO.replace("\n", "\r\n"), "\ufeff" + PO, PO.rstrip("\n"), ""])
def test_po_to_po_keeps_the_bytes(good: Callable[..., Any], here: Path, text: str) -> None:
    data = text.encode()
    (here / "x.po").write_bytes(data)
    good("convert", "x.po", "y.po")
    assert (here / "y.po").read_bytes() == data
    assert good("convert", "x.po", "-", "--to-format", "po").data == data
    good("convert", "-", "z.po", "--from-format", "po", stdin=data)
    assert (here / "z.po").read_bytes() == data
    both = ("--from-format", "po", "--to-format", "po")
    assert good("convert", "-", "-", *both, stdin=data).data == data


@pytest.mark.parametrize("form", ["tmx", "jsonl"])
def test_to_a_full_format_and_back(good: Callable[..., Any], po: Path, form: str) -> None:
    loss = ("--allow-loss",) if form == "jsonl" else ()  # the header's X-Odd
    good("convert", "x.po", f"x.{form}", *loss)
    good("convert", f"x.{form}", "y.po")
    assert content((po.parent / "y.po").read_bytes()) == content(po.read_bytes())


def test_a_pipe_of_formats(good: Callable[..., Any], po: Path) -> None:
    tmx = good("convert", "x.po", "-", "--to-format", "tmx").data
    command = ("convert", "-", "-", "--from-format", "tmx", "--to-format", "po", "--to", "be")
    assert content(good(*command, stdin=tmx).data) == content(po.read_bytes())


def test_tsv_says_what_it_loses(
    tm: Callable[..., Any], good: Callable[..., Any], here: Path
) -> None:
    (here / "x.po").write_text(
        'msgid ""\nmsgstr "Language: be\\n"\n\nmsgid "A"\nmsgstr "А"\n\nmsgid "B\\tb"\nmsgstr "Б"\n'
    )
    (here / "x.tsv").write_text("precious\n")
    result = tm("convert", "x.po", "x.tsv")
    assert result.code == 2
    assert "--allow-loss" in result.log
    assert (here / "x.tsv").read_text() == "precious\n"
    assert {path.name for path in here.iterdir()} == {"x.po", "x.tsv"}
    good("convert", "x.po", "x.tsv", "--allow-loss")
    changed = tm("convert", "x.tsv", "y.po", "--from", "en", "--to", "be")
    assert (changed.code, "properties" in changed.log) == (2, True)  # the id of another text
    good("convert", "x.tsv", "y.po", "--from", "en", "--to", "be", "--allow-loss")
    back = {e.msgid: e.msgstr[0] for e in PoFile.parse((here / "y.po").read_bytes()).messages}
    assert back == {"A": "А", "B b": "Б"}


def test_tsv_and_back(good: Callable[..., Any], here: Path) -> None:
    text = 'msgid ""\nmsgstr "Language: be\\n"\n\nmsgid "A"\nmsgstr "А"\n'
    (here / "x.po").write_text(text)
    good("convert", "x.po", "x.tsv")
    good("convert", "x.tsv", "y.po")
    assert content((here / "y.po").read_bytes()) == content(text.encode())


def test_moses(good: Callable[..., Any], tm: Callable[..., Any], here: Path) -> None:
    text = 'msgid ""\nmsgstr "Language: be\\n"\n\nmsgid "A b"\nmsgstr "А б"\n'
    (here / "x.po").write_text(text)
    good("convert", "x.po", "out/x.en,out/x.be", "--allow-loss")
    assert (here / "out/x.en").read_text() == "A b\n"
    assert (here / "out/x.be").read_text() == "А б\n"
    good("convert", "out/x.en,out/x.be", "back.po")
    assert b"Language: be" in (here / "back.po").read_bytes()
    for wrong in ("x", "x.en", "-"):
        assert tm("convert", "x.po", wrong, "--to-format", "moses").code == 2


def test_moses_in_a_language_that_is_not_there(tm: Callable[..., Any], po: Path) -> None:
    result = tm("convert", "x.po", "p.en,p.fr", "--allow-loss")
    assert (result.code, "no text is in fr" in result.log) == (2, True)
    assert {path.name for path in po.parent.iterdir()} == {"x.po"}


@pytest.mark.parametrize("out", ["x.tsv", "x.en,x.be", "x.mo"])
def test_what_is_left_out_is_said(tm: Callable[..., Any], po: Path, out: str) -> None:
    assert po.exists()
    result = tm("convert", "x.po", out)
    assert (result.code, "an obsolete unit" in result.log) == (2, True)


def test_a_target_leaves_other_languages_out(good: Callable[..., Any], here: Path) -> None:
    tmx = (
        '<tmx version="1.4"><header srclang="en"/><body><tu>'
        '<tuv xml:lang="en"><seg>A</seg></tuv><tuv xml:lang="ru"><seg>Р</seg></tuv>'
        '<tuv xml:lang="be"><seg>Б</seg></tuv></tu></body></tmx>'
    )
    (here / "x.tmx").write_text(tmx)
    for lang, text in (("ru", "Р"), ("be", "Б")):
        good("convert", "x.tmx", f"{lang}.po", "--to", lang)
        file = PoFile.parse((here / f"{lang}.po").read_bytes())
        assert [e.msgstr for e in file.messages] == [(text,)]
        assert file.field("Language") == lang


def test_several_languages_need_a_choice(tm: Callable[..., Any], here: Path) -> None:
    (here / "x.tsv").write_text("en\tru\tbe\nA\tР\tБ\n")
    result = tm("convert", "x.tsv", "x.po")
    assert result.code == 2
    assert "--to" in result.log
    assert not (here / "x.po").exists()


@pytest.mark.parametrize("name", ["be.po", "be/x.po", "x.be.po", "locales/be/in/x.po"])
def test_the_path_tells_the_language(good: Callable[..., Any], here: Path, name: str) -> None:
    path = here / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('msgid "A"\nmsgstr "А"\n')
    rows = good("convert", name, "-", "--to-format", "jsonl").rows()
    assert [v["lang"] for v in rows[0]["variants"]] == ["en", "be"]


def test_no_language_is_an_error(tm: Callable[..., Any], here: Path) -> None:
    (here / "x.po").write_text('msgid "A"\nmsgstr "А"\n')
    result = tm("convert", "x.po", "x.tmx")
    assert result.code == 2
    assert "--to" in result.log
    assert tm("convert", "x.po", "x.jsonl", "--to", "be").code == 0


FAILURES = {
    "missing": ["convert", "no.po", "out.tmx"],
    "folder": ["convert", "folder", "out.tmx"],
    "folder.po": ["convert", "folder.po", "out.tmx"],
    "onto a folder": ["convert", "x.po", "folder.tmx"],
    "binary": ["convert", "binary.po", "out.tmx"],
    "binary tmx": ["convert", "binary.tmx", "out.po", "--to", "be"],
    "not UTF-8": ["convert", "cp1251.po", "out.tmx"],
    "unclosed": ["convert", "unclosed.po", "out.tmx"],
    "unclosed to po": ["convert", "unclosed.po", "out.po"],
    "cut tmx": ["convert", "cut.tmx", "out.po", "--to", "be"],
    "empty tmx": ["convert", "empty.tmx", "out.po", "--to", "be"],
    "unknown extension": ["convert", "x.po", "out.xyz"],
    "unknown format": ["convert", "x.po", "out.tmx", "--from-format", "pu"],
    "no such language": ["convert", "x.po", "out.tmx", "--to", "by"],
    "written only": ["convert", "x.mo", "out.po"],
    "stdin without format": ["convert", "-", "out.tmx"],
    "below a file": ["convert", "x.po", "x.po/out.tmx"],
}


@pytest.mark.parametrize("arguments", FAILURES.values(), ids=FAILURES)
def test_failures_write_nothing(tm: Callable[..., Any], po: Path, arguments: list[str]) -> None:
    folder = po.parent
    for name in ("folder", "folder.po", "folder.tmx"):
        (folder / name).mkdir()
    for name in ("binary.po", "binary.tmx", "x.mo"):
        (folder / name).write_bytes(bytes(range(256)) * 20)
    (folder / "cp1251.po").write_bytes('msgid "A"\nmsgstr "Так"\n'.encode("cp1251"))
    (folder / "unclosed.po").write_text('msgid "A\n')
    good_start = '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>A'
    (folder / "cut.tmx").write_text(good_start)
    (folder / "empty.tmx").write_text("")
    (folder / "out.tmx").write_text("precious")
    before = {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}
    result = tm(*arguments)
    assert result.code == 2
    assert result.data == b""
    assert result.log.startswith("tm: ")
    assert "Traceback" not in result.log
    assert len(result.log.splitlines()) == 1
    assert {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_rights(tm: Callable[..., Any], po: Path) -> None:
    po.chmod(0)
    assert tm("convert", "x.po", "y.tmx").code == 2


# --- export ---------------------------------------------------------------------------------------

SENTENCES = ("Minsk", "Minsk is a city.", "It is big.", "**People** live there.", "It has a river.")


def put(path: Path, texts: tuple[str, ...]) -> None:
    file = PoFile.parse(path.read_bytes())
    entries: list[Entry] = []
    for entry, text in zip(file.messages, texts, strict=True):
        fuzzy = text.startswith("?")
        reviewed = text.startswith("!")
        edited = entry.edit(msgstr=(text.lstrip("?!"),), flags=("fuzzy",) if fuzzy else ())
        if reviewed:
            edited = edited.edit(comments=(f"tm:reviewed={review_hash(edited)}",))
        entries.append(edited)
    file.entries = [file.entries[0], *entries]
    path.write_bytes(file.dump())


@pytest.fixture
def catalogs(good: Callable[..., Any], article: Path) -> Path:
    """Return the folder of catalogs in be, where two sentences are joined, and ru."""
    good("init", "a.md", "--to", "be", "--to", "ru")
    folder = article.parent / "locales"
    put(folder / "be/a.po", ("!Мінск", "Мінск — вялікі горад.", "{joined}", "?Людзі.", "Рака."))
    put(folder / "ru/a.po", ("Минск", "Это город.", "Он большой.", "**Люди**.", ""))
    return folder


def texts(rows: list[Any]) -> list[dict[str, str]]:
    def text(segment: Any) -> str:
        return "".join(p if isinstance(p, str) else p["data"] for p in segment.get("parts", []))

    return [{v["lang"]: text(v.get("segment", {})) for v in row["variants"]} for row in rows]


def test_export_has_one_unit_for_a_group(good: Callable[..., Any], catalogs: Path) -> None:
    assert catalogs.exists()
    rows = good("export", "a.md", "--to-format", "jsonl", "-o", "-").rows()
    assert texts(rows) == [
        {"en": "Minsk", "be": "Мінск", "ru": "Минск"},
        {
            "en": "Minsk is a city. It is big.",
            "be": "Мінск — вялікі горад.",
            "ru": "Это город. Он большой.",
        },
        {"en": "**People** live there.", "ru": "**Люди**."},
        {"en": "It has a river.", "be": "Рака."},
    ]
    fuzzy = good("export", "a.md", "--to-format", "jsonl", "-o", "-", "--include-fuzzy").rows()
    assert texts(fuzzy)[2]["be"] == "Людзі."
    reviewed = good("export", "a.md", "--to-format", "jsonl", "-o", "-", "--reviewed").rows()
    assert texts(reviewed) == [{"en": "Minsk", "be": "Мінск"}]
    only = good("export", "a.md", "--to-format", "jsonl", "-o", "-", "--to", "ru").rows()
    assert {lang for row in texts(only) for lang in row} == {"en", "ru"}


@pytest.mark.parametrize("form", ["tsv", "moses", "tmx"])
def test_no_format_shows_a_marker_as_text(
    good: Callable[..., Any], catalogs: Path, form: str
) -> None:
    languages = () if form != "moses" else ("--to", "be")
    good("export", "a.md", "--to-format", form, "--allow-loss", *languages)
    results = [catalogs / "a.tmx", *(catalogs.parent / "build").glob("a.*")]
    found = [path.read_text() for path in results if path.exists()]
    assert found
    for text in found:
        visible = [line for line in text.splitlines() if "<prop" not in line]
        assert not any("{joined" in line for line in visible)
        assert sum("Minsk is a city." in line for line in visible) <= 1


@pytest.mark.parametrize("form", ["tmx", "jsonl"])
def test_joined_sentences_come_back(good: Callable[..., Any], catalogs: Path, form: str) -> None:
    good("export", "a.md", "--to-format", form, "-o", f"x.{form}", "--include-fuzzy")
    for lang in ("be", "ru"):
        good("convert", f"x.{form}", f"{lang}.po", "--to", lang)
        path = catalogs.parent / f"{lang}.po"
        back = {e.key: e.msgstr for e in PoFile.parse(path.read_bytes()).messages}
        was = PoFile.parse((catalogs / lang / "a.po").read_bytes()).messages
        assert back == {e.key: e.msgstr for e in was}


def test_a_run_of_three_and_a_block_s_end(good: Callable[..., Any], catalogs: Path) -> None:
    put(catalogs / "be/a.po", ("А", "{joined-next}", "Усё.", "{joined}", "{joined}"))
    put(catalogs / "ru/a.po", ("", "", "", "", ""))
    rows = texts(good("export", "a.md", "--to-format", "jsonl", "-o", "-").rows())
    whole = "Minsk is a city. It is big. **People** live there."
    assert rows == [{"en": "Minsk", "be": "А"}, {"en": whole, "be": "Усё."}]


def test_a_fuzzy_marker_makes_a_fuzzy_group(good: Callable[..., Any], catalogs: Path) -> None:
    put(catalogs / "be/a.po", ("А", "Усё.", "?{joined}", "Б", "В"))
    put(catalogs / "ru/a.po", ("", "", "", "", ""))
    rows = texts(good("export", "a.md", "--to-format", "jsonl", "-o", "-").rows())
    assert [row["be"] for row in rows] == ["А", "Б", "В"]


def test_a_repeated_sentence_is_one_unit(good: Callable[..., Any], here: Path) -> None:
    (here / "a.md").write_text("One. Two.\n\nOne.\n\nTwo.\n")
    good("init", "a.md", "--to", "be")
    put(here / "locales/be/a.po", ("Раз.", "Два."))
    rows = texts(good("export", "a.md", "--to-format", "jsonl", "-o", "-").rows())
    assert [row["be"] for row in rows] == ["Раз.", "Два."]


def test_what_derives_from_the_article_is_no_loss(
    good: Callable[..., Any], tm: Callable[..., Any], catalogs: Path
) -> None:
    joined = tm("export", "a.md", "--to-format", "tsv", "-o", "-")
    assert (joined.code, "the sentences of a joined unit" in joined.log) == (2, True)
    for lang in ("be", "ru"):
        put(catalogs / lang / "a.po", ("А", "Б", "В", "Г", "Ґ"))
    good("export", "a.md", "--to-format", "tsv", "-o", "-")
    good("export", "a.md", "--to-format", "moses")
    both = tm("export", "a.md", "--to-format", "mo", "-o", "a.mo")
    assert (both.code, "--to" in both.log) == (2, True)
    good("export", "a.md", "--to-format", "mo", "-o", "a.mo", "--to", "be")


def test_export_needs_a_catalog(tm: Callable[..., Any], article: Path) -> None:
    assert article.exists()
    assert tm("export", "a.md").code == 2
    assert tm("export", "a.md", "--to", "be").code == 2
    assert not (article.parent / "locales").exists()


def test_a_configured_language_may_be_missing(good: Callable[..., Any], article: Path) -> None:
    (article.parent / "tm.toml").write_text('targets = ["be", "ru"]\ndocuments = ["a.md"]\n')
    good("init", "--to", "be")
    put(article.parent / "locales/be/a.po", ("А", "Б", "В", "Г", "Ґ"))
    good("export")
    assert 'xml:lang="be"' in (article.parent / "locales/a.tmx").read_text()


def test_export_is_the_same_twice(good: Callable[..., Any], catalogs: Path) -> None:
    good("export", "a.md")
    first = (catalogs / "a.tmx").read_bytes()
    good("export", "a.md")
    assert (catalogs / "a.tmx").read_bytes() == first
