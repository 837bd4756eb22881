"""tm memory and tm pretranslate, from files to files."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tm.formats.po import PoFile
from tm.memory.similarity import similarity
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
SECOND = ROOT / "tests" / "memory" / "articles" / "minsk-week.md"
TABLE = """\
en\tru\tbe
The law was signed in Minsk.\tЗакон подписан в Минске.\tЗакон падпісаны ў Мінску.
The law was not signed in Minsk.\tЗакон не подписан в Минске.\tЗакон не падпісаны ў Мінску.
He got 10.1 % of the vote.\tОн получил 10,1 % голосов.\tЁн атрымаў 10,1 % галасоў.
She lives in Minsk.\tОна живёт в Минске.\tЯна жыве ў Мінску.
"""
CONFIG = """\
source = "en"
targets = ["ru", "be"]
documents = ["*.md"]
"""


@pytest.fixture
def table(here: Path) -> Path:
    path = here / "law.tsv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def project(here: Path) -> Path:
    """The project's article with its translations, and a second article with empty catalogs."""
    (here / "tm.toml").write_text(CONFIG)
    shutil.copy(ROOT / "seeds" / "belarus-2020.md", here)
    shutil.copy(SECOND, here)
    for lang in ("ru", "be"):
        (here / "locales" / lang).mkdir(parents=True)
        name = f"locales/{lang}/belarus-2020.po"
        text = (ROOT / name).read_text("utf-8").replace("seeds/belarus", "belarus")
        (here / name).write_text(text)
    return here


def search(good: Run, text: str, *more: str) -> list[dict[str, Any]]:
    found = good("memory", "search", text, "--format", "json", *more).json()
    return list(found["matches"])


def test_search_gives_what_the_contract_says(good: Run, table: Path) -> None:
    counts = good("memory", "import", table.name, "--format", "json").json()["files"]
    assert [(one["units"], one["new"], one["texts"], one["error"]) for one in counts] == [
        (4, 4, 12, "")
    ]
    (first, second) = search(good, "The law was signed in Brest.", "--to", "ru", "--min", "60")
    assert list(first)[:8] == [
        "id",
        "source",
        "target",
        "similarity",
        "score",
        "kind",
        "penalties",
        "origin",
    ]
    assert first["similarity"] == similarity(
        tokens("The law was signed in Brest."), tokens("The law was signed in Minsk.")
    )
    assert (first["target"], first["kind"]) == ("Закон подписан в Минске.", "fuzzy")
    assert first["score"] <= 84
    assert first["capped"] == "names: Minsk → Brest"
    assert first["origin"] == "law.tsv"
    assert second["source"] == "The law was not signed in Minsk."


def test_any_direction_batches_and_numbers(good: Run, table: Path) -> None:
    good("memory", "import", table.name)
    (found,) = search(good, "Он получил 80,1 % голосов.", "--from", "ru", "--to", "be")
    assert found["proposed"] == "Ён атрымаў 80,1 % галасоў."
    assert found["substituted"] == ["10,1 → 80,1"]
    queries = table.with_name("queries.txt")
    queries.write_text("She lives in Minsk.\nnothing like it here\n")
    rows = good(
        "memory", "search", "--batch", "queries.txt", "--to", "be", "--format", "jsonl"
    ).rows()
    assert [[one["kind"] for one in row["matches"]] for row in rows] == [["exact"], []]


def test_explained_text(good: Run, table: Path) -> None:
    good("memory", "import", table.name)
    text = good("memory", "search", "The law was signed in Minsk!", "--to", "be", "--explain").text
    assert "similarity 85.71 of words and marks" in text
    assert "similarity of characters, not used" in text
    assert "The law was signed in Minsk[.]" in text


def test_fragments_where_nothing_matches(good: Run, here: Path) -> None:
    rows = "en\tbe\nCentral Election Commission\tЦэнтральная выбарчая камісія\n"
    (here / "a.tsv").write_text(rows)
    good("memory", "import", "a.tsv")
    text = "She spent hours at the Central Election Commission, her team said."
    found = good("memory", "search", text, "--to", "be", "--format", "json").json()
    assert found["matches"] == []
    assert [(one["text"], one["target"]) for one in found["fragments"]] == [
        ("Central Election Commission", "Цэнтральная выбарчая камісія")
    ]


def test_an_import_twice_changes_nothing_and_a_dry_run_neither(good: Run, table: Path) -> None:
    good("memory", "import", table.name)
    before = good("memory", "stats", "--format", "json").json()
    dry = good("memory", "import", table.name, "--dry-run", "--trust", "50").text
    good("memory", "import", table.name)
    after = good("memory", "stats", "--format", "json").json()
    assert "law.tsv" in dry
    assert {**before, "size": 0} == {**after, "size": 0}
    assert (after["units"], after["texts"]) == (4, {"en": 4, "ru": 4, "be": 4})


def test_a_bad_file_does_not_keep_the_others_out(tm: Run, table: Path) -> None:
    (table.parent / "bad.tmx").write_text("<tmx><body><tu></tmx>")
    result = tm("memory", "import", "bad.tmx", table.name, "missing.po")
    assert result.code == 2
    assert "bad.tmx:1" in result.log
    assert "missing.po" in result.log
    assert "Traceback" not in result.log
    assert tm("memory", "stats", "--format", "json").json()["units"] == 4


def test_export_brings_back_the_same_pairs(good: Run, table: Path) -> None:
    good("memory", "import", table.name)
    good("memory", "export", "-o", "all.tmx")
    good("memory", "import", "all.tmx", "--memory", "copy.sqlite")
    for lang in ("ru", "be"):
        rows = good("memory", "export", "--to", lang, "--to-format", "tsv").lines
        assert [row.split("\t")[:2] for row in rows] == [
            [line.split("\t")[0], line.split("\t")[{"ru": 1, "be": 2}[lang]]]
            for line in TABLE.splitlines()
        ]
    counts = good("memory", "stats", "--format", "json", "--memory", "copy.sqlite").json()
    assert counts["pairs"] == {"en-ru": 4, "en-be": 4}


def test_delete_by_id_and_by_file(good: Run, table: Path) -> None:
    good("memory", "import", table.name)
    (found,) = search(good, "She lives in Minsk.", "--to", "be")
    good("memory", "delete", found["id"])
    good("memory", "delete", found["id"], code=1)
    assert search(good, "She lives in Minsk.", "--to", "be") == []
    good("memory", "delete", "--file", table.name)
    assert good("memory", "stats", "--format", "json").json()["units"] == 0
    good("memory", "delete", "nonsense", code=2)


def test_rebuild_reads_the_files_again(good: Run, tm: Run, table: Path) -> None:
    good("memory", "import", table.name, "--trust", "90")
    before = search(good, "She lives in Minsk.", "--to", "be")
    table.write_text(TABLE.replace("Яна жыве", "Ана жыве"))
    good("memory", "rebuild", "--concordance")
    (found,) = search(good, "She lives in Minsk.", "--to", "be")
    assert found["target"] == "Ана жыве ў Мінску."
    assert found["score"] == before[0]["score"] == 90
    table.unlink()
    gone = tm("memory", "rebuild")
    assert gone.code == 2
    assert "law.tsv" in gone.log
    assert good("memory", "stats", "--format", "json").json()["units"] == 4
    good("memory", "check")


@pytest.mark.parametrize("indexed", [False, True])
def test_concordance_finds_all_forms(good: Run, table: Path, *, indexed: bool) -> None:
    good("memory", "import", table.name)
    if indexed:
        good("memory", "rebuild", "--concordance")
    found = good("memory", "concordance", "Мінск", "--lang", "be", "--format", "json").json()
    assert found["count"] == 3
    assert found["forms"] == {"Мінску": 3}
    line = found["lines"][0]
    assert line["text"][line["start"] : line["end"]] == "Мінску"
    assert set(line["others"]) == {"en", "ru"}
    assert good("memory", "concordance", "жыве", "--format", "json").json()["count"] == 1
    assert good("memory", "concordance", "живет", "--format", "json").json()["count"] == 1
    part = good("memory", "concordance", "адпіс", "--substring", "--format", "json").json()
    assert part["count"] == 2
    good("memory", "concordance", "адпіс", code=1)
    good("memory", "concordance", "Мінск", "--exact-form", code=1)


def test_the_second_article(good: Run, project: Path, program: Callable[[str], str]) -> None:
    good("memory", "import", "--format", "json")
    for lang in ("ru", "be"):
        good("init", "minsk-week.md", "--to", lang)
    known = good("memory", "analyze", "belarus-2020.md", "--format", "json").json()["languages"]
    assert [one["bands"]["101"]["segments"] for one in known] == [129, 129]
    (bands,) = good("memory", "analyze", "minsk-week.md", "--to", "be", "--format", "json").json()[
        "languages"
    ]
    counts = {name: band["segments"] for name, band in bands["bands"].items()}
    assert counts["100"] == 7
    assert sum(counts.values()) == bands["total"]["segments"] == 16
    results = good("pretranslate", "be", "minsk-week", "--format", "json").json()["catalogs"]
    (catalog,) = results
    assert len(catalog["filled"]) + catalog["untranslated"] == 16
    path = project / "locales" / "be" / "minsk-week.po"
    subprocess.run([program("msgfmt"), "-c", "-o", "/dev/null", str(path)], check=True)
    file = PoFile.parse(path.read_bytes(), str(path))
    filled = [entry for entry in file.messages if entry.msgstr[0]]
    assert all(entry.fuzzy and entry.previous for entry in filled)
    assert all("tm:origin=memory" in entry.comments[0] for entry in filled)
    numbers = next(entry for entry in filled if "460" in entry.msgid)
    assert "460" in numbers.msgstr[0]
    assert numbers.previous is not None
    assert "450" in numbers.previous.source
    again = path.read_bytes()
    good("pretranslate", "be", "minsk-week")
    assert path.read_bytes() == again


def test_confirmed_entries_lose_their_origin(good: Run, project: Path) -> None:
    good("memory", "import")
    good("init", "minsk-week.md", "--to", "be")
    good("pretranslate", "be", "minsk-week")
    path = project / "locales" / "be" / "minsk-week.po"
    file = PoFile.parse(path.read_bytes(), str(path))
    file.entries = [entry.edit(flags=(), previous=None) for entry in file.entries]
    path.write_bytes(file.dump())
    good("update", "minsk-week", "--to", "be")
    assert "tm:origin" not in path.read_text("utf-8")


def test_belarusian_by_way_of_russian(good: Run, here: Path) -> None:
    (here / "tm.toml").write_text(CONFIG)
    (here / "a.md").write_text("He left the town.\n")
    (here / "pair.tsv").write_text("ru\tbe\nОн уехал из города.\tЁн з’ехаў з горада.\n")
    good("memory", "import", "pair.tsv", "--from", "ru")
    for lang in ("ru", "be"):
        good("init", "a.md", "--to", lang)
    russian = here / "locales" / "ru" / "a.po"
    russian.write_text(
        russian.read_text("utf-8").replace(
            'town."\nmsgstr ""', 'town."\nmsgstr "Он уехал из города."'
        )
    )
    assert good("pretranslate", "be", "a").text.startswith("locales/be/a.po: 0 filled")
    good("pretranslate", "be", "a", "--via", "ru")
    text = (here / "locales" / "be" / "a.po").read_text("utf-8")
    assert 'msgstr "Ён з’ехаў з горада."' in text
    assert "via ru: Он уехал из города." in text
    assert "#, fuzzy" in text


def test_update_looks_new_sentences_up(good: Run, here: Path) -> None:
    (here / "tm.toml").write_text('source = "en"\ntargets = ["be"]\ndocuments = ["*.md"]\n')
    (here / "a.md").write_text("She lives in Minsk.\n")
    (here / "law.tsv").write_text(TABLE)
    good("init", "a.md", "--to", "be")
    good("memory", "import", "law.tsv")
    (here / "a.md").write_text("She lives in Minsk.\n\nThe law was signed in Minsk.\n")
    good("update", "--no-memory")
    path = here / "locales" / "be" / "a.po"
    without = path.read_text("utf-8")
    assert "Закон" not in without
    (here / "a.md").write_text("She lives in Minsk.\n\nHe got 10.1 % of the vote.\n")
    good("update")
    assert "Ён атрымаў 10,1 % галасоў." in path.read_text("utf-8")


def test_accepted_only_in_the_same_context(good: Run, here: Path) -> None:
    (here / "tm.toml").write_text('source = "en"\ntargets = ["be"]\ndocuments = ["*.md"]\n')
    (here / "a.md").write_text("She left.\n\nShe lives in Minsk.\n\nShe came.\n")
    good("init", "a.md", "--to", "be")
    path = here / "locales" / "be" / "a.po"
    empty = path.read_bytes()
    text = path.read_text("utf-8")
    for source, target in (("She left.", "Яна сышла."), ("She lives in Minsk.", "Яна ў Мінску.")):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    path.write_text(text)
    good("memory", "import")
    path.write_bytes(empty)
    result = good("pretranslate", "be", "a", "--accept", "--format", "json").json()
    filled = result["catalogs"][0]["filled"]
    assert [(one["kind"], one["accepted"]) for one in filled] == [("context", True)] * 2
    assert "fuzzy" not in path.read_text("utf-8")


@pytest.mark.parametrize("command", ["search", "stats", "check", "export", "rebuild"])
def test_files_that_are_no_memory(tm: Run, here: Path, command: str) -> None:
    text = ("x", "--to", "ru") if command == "search" else ()
    missing = tm("memory", command, *text)
    assert missing.code == 2
    assert "there is no memory here" in missing.log
    (here / "text.sqlite").write_text("no memory at all, but a text that is long enough" * 50)
    with sqlite3.connect(here / "other.sqlite") as other:
        other.execute("CREATE TABLE a (b)")
    other.close()
    tm("memory", "import", "--memory", "new.sqlite", str(_table(here)))
    with sqlite3.connect(here / "new.sqlite") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    for name, told in (
        ("text", "is no memory"),
        ("other", "is no memory"),
        ("new", "was written by a newer tm"),
    ):
        result = tm("memory", command, *text, "--memory", f"{name}.sqlite")
        assert result.code == 2, result.log
        assert told in result.log
        assert "Traceback" not in result.log


def _table(here: Path) -> Path:
    path = here / "law.tsv"
    path.write_text(TABLE)
    return path


def test_a_damaged_file_is_told(tm: Run, table: Path) -> None:
    tm("memory", "import", table.name)
    path = table.parent / ".tm" / "memory.sqlite"
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\xff" * (len(data) - 4096 * 2)
    path.write_bytes(bytes(data))
    for arguments in (("search", "The law", "--to", "ru"), ("check",), ("stats",)):
        result = tm("memory", *arguments)
        assert result.code in {1, 2}, result.log
        assert "damaged" in result.text + result.log
        assert "Traceback" not in result.log


def test_a_full_disk_loses_nothing(tm: Run, table: Path) -> None:
    tm("memory", "import", table.name)
    more = table.with_name("more.tsv")
    more.write_text("en\tru\n" + "".join(f"Sentence {n}.\tФраза {n}.\n" for n in range(20_000)))
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (table.parent / ".tm" / "memory.sqlite").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, old[1]))
    try:
        result = tm("memory", "import", more.name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert result.code == 2
    assert "cannot be written" in result.log
    assert tm("memory", "check").code == 0
    assert tm("memory", "import", more.name).code == 0
    assert tm("memory", "stats", "--format", "json").json()["units"] == 20_004


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("search",), "give a text"),
        (("search", "x"), "the target language is not known"),
        (("search", "x", "--to", "xx-yy-zz-1"), "xx-yy-zz-1"),
        (("delete",), "nothing is named"),
        (("analyze", "--to", "ru", "--weight", "90=1", "a.md"), "there is no band"),
        (("rebuild", "--index", "--index-threshold", "0.6"), "--index keeps the threshold"),
    ],
)
def test_wrong_arguments(tm: Run, here: Path, arguments: tuple[str, ...], told: str) -> None:
    (here / "a.md").write_text("One.\n")
    tm("memory", "import", str(_table(here)))
    result = tm("memory", *arguments)
    assert result.code == 2
    assert told in result.log


def test_regional_varieties_are_kept_under_their_language(good: Run, here: Path) -> None:
    (here / "a.tmx").write_text(
        '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" '
        'o-tmf="x" adminlang="en" srclang="en-US" datatype="plaintext"/><body><tu>'
        '<tuv xml:lang="en-US"><seg>The law</seg></tuv><tuv xml:lang="ru-RU"><seg>Закон</seg></tuv>'
        '<tuv xml:lang="be-BY"><seg>Закон</seg></tuv></tu></body></tmx>'
    )
    good("memory", "import", "a.tmx")
    assert good("memory", "stats", "--format", "json").json()["pairs"] == {"en-ru": 1, "en-be": 1}
    assert [one["kind"] for one in search(good, "The law", "--to", "ru")] == ["exact"]
    known = good("memory", "analyze", "a.tmx", "--to", "ru", "--format", "json").json()
    assert known["languages"][0]["bands"]["100"]["segments"] == 1
