"""tm align, from files to files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tm.formats.po import PoFile

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
ENGLISH = """\
Minsk is the capital of Belarus.
It has 2 million people.
The river Svislach flows through it.
In 1067 it was mentioned for the first time.
Olga lives in Minsk.
"""
RUSSIAN = """\
Минск — столица Беларуси. В нём 2 миллиона жителей.
Через город течёт река Свислочь.
В 1067 году он был впервые упомянут.
Это все знают.
Ольга живёт в Минске.
"""
BELARUSIAN = """\
Мінск — сталіца Беларусі.
У ім 2 мільёны жыхароў.
Праз горад цячэ рака Свіслач.
У 1067 годзе ён быў упершыню ўзгаданы.
Гэта ўсе ведаюць.
Вольга жыве ў Мінску.
"""


@pytest.fixture
def texts(here: Path) -> Path:
    for name, text in (("a.en.txt", ENGLISH), ("a.ru.txt", RUSSIAN), ("a.be.txt", BELARUSIAN)):
        (here / name).write_text(text)
    return here


@pytest.fixture
def project(here: Path) -> Path:
    for name in ("seeds", "locales"):
        shutil.copytree(ROOT / name, here / name)
    shutil.copy(ROOT / "pyproject.toml", here)
    return here


def document(data: Callable[[str], Path], here: Path, pair: str = "en-ru") -> dict[str, Any]:
    """Write the longest document of a set as a.txt and b.txt; return it."""
    lines = (data("alignment") / f"ntrex-hard-{pair}.jsonl").read_text("utf-8").splitlines()
    found: dict[str, Any] = max(map(json.loads, lines), key=lambda one: len(one["source"]))
    write(here / "a.txt", found["source"])
    write(here / "b.txt", found["target"])
    return found


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n")


def test_rows_are_as_the_contract_says(good: Run, texts: Path) -> None:
    assert texts.is_dir()
    rows = good(
        "align", "a.en.txt", "a.ru.txt", "--lang", "en,ru", "--sentences", "--format", "jsonl"
    ).rows()
    assert [(row["source"], row["target"]) for row in rows] == [
        ([0, 1], [0]),
        ([2], [1]),
        ([3], [2]),
        ([], [3]),
        ([4], [4]),
    ]
    assert all(list(row) == ["source", "target", "confidence"] for row in rows)
    assert all(0 <= row["confidence"] <= 1 for row in rows)


def test_three_texts_agree(good: Run, texts: Path) -> None:
    assert texts.is_dir()
    names = ("a.en.txt", "a.ru.txt", "a.be.txt")
    rows = good("align", *names, "--lang", "en,ru,be", "--sentences", "--format", "jsonl").rows()
    assert [row["segments"] for row in rows] == [
        {"en": [0, 1], "ru": [0], "be": [0, 1]},
        {"en": [2], "ru": [1], "be": [2]},
        {"en": [3], "ru": [2], "be": [3]},
        {"en": [], "ru": [3], "be": [4]},
        {"en": [4], "ru": [4], "be": [5]},
    ]


def test_the_ladder(good: Run, texts: Path) -> None:
    assert texts.is_dir()
    lines = good(
        "align", "a.en.txt", "a.ru.txt", "--lang", "en,ru", "--sentences", "--format", "ladder"
    ).lines
    assert [line.rsplit(":", 1)[0] for line in lines] == [
        "[0, 1]:[0]",
        "[2]:[1]",
        "[3]:[2]",
        "[]:[3]",
        "[4]:[4]",
    ]


def test_units_in_every_format(good: Run, texts: Path) -> None:
    for name in ("out.tmx", "out.po", "out.tsv"):
        good("align", "a.en.txt", "a.ru.txt", "--lang", "en,ru", "--sentences", "-o", name)
    file = PoFile.parse((texts / "out.po").read_bytes(), "out.po")
    assert [entry.msgstr[0] for entry in file.messages] == [
        RUSSIAN.splitlines()[0],
        "{joined}",
        *(RUSSIAN.splitlines()[n] for n in (1, 2, 4)),
    ]
    table = (texts / "out.tsv").read_text().splitlines()
    assert "Minsk is the capital of Belarus. It has 2 million people.\t" in table[1]
    assert len(table) == 5
    good("memory", "import", "out.tmx")
    assert good("memory", "stats", "--format", "json").json()["pairs"] == {"en-ru": 4}


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_a_built_article_gives_back_its_catalog(good: Run, project: Path, lang: str) -> None:
    good("build", "--to", lang)
    name = "belarus-2020"
    good(
        "align", f"seeds/{name}.md", f"build/{lang}/{name}.md", "--lang", f"en,{lang}", "-o", "a.po"
    )
    ours, theirs = (
        {entry.msgid: entry.msgstr for entry in PoFile.parse(path.read_bytes(), str(path)).messages}
        for path in (project / "a.po", project / "locales" / lang / f"{name}.po")
    )
    assert ours == theirs


def test_all_three_articles_give_back_their_units(good: Run, project: Path) -> None:
    good("build")
    names = [f"{folder}/belarus-2020.md" for folder in ("seeds", "build/ru", "build/be")]
    good("align", *names, "--lang", "en,ru,be", "-o", "a.tsv")
    good("export", "--to-format", "tsv", "-o", "b.tsv")
    ours, theirs = (
        {tuple(line.split("\t")[row.index(lang)] for lang in ("en", "ru", "be")) for line in lines}
        for lines, row in (
            (text[1:], text[0].split("\t"))
            for text in ((project / n).read_text("utf-8").splitlines() for n in ("a.tsv", "b.tsv"))
        )
    )
    assert ours == theirs


def test_a_sheet_that_is_accepted_changes_nothing(
    good: Run, here: Path, data: Callable[[str], Path]
) -> None:
    document(data, here)
    run = ("align", "a.txt", "b.txt", "--lang", "en,ru", "--sentences", "--format", "jsonl")
    before = good(*run, "--review", "s.tsv", "--below", "1").rows()
    sheet = (here / "s.tsv").read_text().splitlines()
    assert len(sheet) == len(before) + 1
    write(here / "s.tsv", [sheet[0], *("accept" + line for line in sheet[1:])])
    after = good(*run, "--apply", "s.tsv").rows()
    assert [(row["source"], row["target"]) for row in after] == [
        (row["source"], row["target"]) for row in before
    ]
    assert {row["confidence"] for row in after} == {1.0}


def test_a_reviewer_splits_and_the_rest_follows(good: Run, texts: Path) -> None:
    run = ("align", "a.en.txt", "a.ru.txt", "--lang", "en,ru", "--sentences", "--format", "jsonl")
    head = "decision\tconfidence\ten\tru\n"
    (texts / "s.tsv").write_text(head + "accept\t\t1\tbefore 1\naccept\t\t2-3\t1-2\n")
    rows = good(*run, "--apply", "s.tsv").rows()
    assert [(row["source"], row["target"]) for row in rows] == [
        ([0], []),
        ([1, 2], [0, 1]),
        ([3], [2]),
        ([], [3]),
        ([4], [4]),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("accept\t\t1\t9\n", "s.tsv:2:11: “9” are no sentences of this text"),
        ("accept\t\tone\t1\n", "s.tsv:2:9: “one” are no sentences of this text"),
        ("perhaps\t\t1\t1\n", "s.tsv:2:1: “perhaps” is no decision"),
        ("accept\t\t1\t2\naccept\t\t2\t1\n", "s.tsv:3: crosses another accepted row"),
        ("accept\n", "s.tsv:2:8: “” are no sentences"),
    ],
)
def test_sheets_that_do_not_fit(tm: Run, texts: Path, rows: str, said: str) -> None:
    (texts / "s.tsv").write_text("decision\tconfidence\ten\tru\n" + rows)
    result = tm(
        "align", "a.en.txt", "a.ru.txt", "--lang", "en,ru", "--sentences", "--apply", "s.tsv"
    )
    assert (result.code, result.data) == (2, b"")
    assert said in result.log


def test_the_page_for_review_holds_the_texts_as_data(good: Run, texts: Path) -> None:
    (texts / "a.en.txt").write_text("</script><b>One.</b>\n")
    (texts / "a.ru.txt").write_text("Один.\n")
    good(
        *("align", "a.en.txt", "a.ru.txt", "--lang", "en,ru", "--sentences"),
        *("--review", "s.html", "--below", "1"),
    )
    page = (texts / "s.html").read_text()
    inside = page.split('type="application/json">')[1].split("</script>")[0]
    held = json.loads(inside)
    assert held["texts"][0] == {"0": "</script><b>One.</b>"}
    assert held["langs"] == ["en", "ru"]


def test_what_is_learnt_is_kept_and_helps(
    good: Run, here: Path, data: Callable[[str], Path]
) -> None:
    document(data, here)
    lines = (data("alignment") / "ntrex-medium-en-ru.jsonl").read_text("utf-8").splitlines()
    rows = [
        f"{one['source'][a[0]]}\t{one['target'][b[0]]}"
        for one in map(json.loads, lines)
        for a, b in one["beads"]
        if len(a) == len(b) == 1
    ]
    write(here / "more.tsv", ["en\tru", *rows[:600]])
    run = ("align", "a.txt", "b.txt", "--lang", "en,ru", "--sentences", "--memory", "m.sqlite")
    good("align", "--learn", "more.tsv", "--lang", "en,ru", "--memory", "m.sqlite")
    stats = good("memory", "stats", "--memory", "m.sqlite", "--format", "json").json()
    assert set(stats["resources"]) == {"alignment/en/ru", "calibration/en/ru"}
    assert stats["units"] == 0
    with_memory = [row["confidence"] for row in good(*run).rows()]
    without = [row["confidence"] for row in good(*run[:-2]).rows()]
    assert np.mean(with_memory) > np.mean(without)
    turned = ("align", "b.txt", "a.txt", "--lang", "ru,en", *run[5:])
    assert np.mean([row["confidence"] for row in good(*turned).rows()]) > np.mean(without)


def test_the_memory_teaches_what_it_holds(good: Run, project: Path) -> None:
    good("memory", "import")
    good("build", "--to", "be")
    good(
        "align",
        "seeds/belarus-2020.md",
        "build/be/belarus-2020.md",
        "--lang",
        "en,be",
        "-o",
        "a.po",
    )
    kept = good("memory", "stats", "--format", "json").json()["resources"]
    assert set(kept) == {"alignment/en/be", "calibration/en/be"}
    assert (project / "a.po").is_file()


def test_vectors_from_files(tm: Run, texts: Path) -> None:
    vectors = np.eye(6, dtype=np.float32)
    np.save(texts / "en.npy", vectors[[0, 1, 2, 3, 4]])
    (texts / "ru.bin").write_bytes(vectors[[0, 2, 3, 5, 4]].tobytes())
    run = ("align", "a.en.txt", "a.ru.txt", "--lang", "en,ru", "--sentences")
    rows = tm(*run, "--vectors", "en.npy", "--vectors", "ru.bin").rows()
    assert ([2], [1]) in [(row["source"], row["target"]) for row in rows]
    (texts / "ru.bin").write_bytes(b"\0" * 10)
    wrong = tm(*run, "--vectors", "en.npy", "--vectors", "ru.bin")
    assert (wrong.code, wrong.data) == (2, b"")
    assert "ru.bin: are no vectors of 5 sentences" in wrong.log


# --- bad input ----------------------------------------------------------------------------------


def told(tm: Run, langs: str = "en,ru", *more: str) -> str:
    result = tm("align", "a.txt", "b.txt", "--lang", langs, "--sentences", *more)
    assert result.code == (1 if more else 0), result.log
    return str(result.log)


def test_a_right_text_gives_no_warning(tm: Run, here: Path, data: Callable[[str], Path]) -> None:
    document(data, here)
    assert "warning" not in told(tm)


def test_another_text(tm: Run, here: Path, data: Callable[[str], Path]) -> None:
    lines = (data("alignment") / "ntrex-hard-en-ru.jsonl").read_text("utf-8").splitlines()
    other = sorted(map(json.loads, lines), key=lambda one: len(one["source"]))[-2]
    document(data, here)
    write(here / "b.txt", other["target"])
    assert "may not be translations of each other" in told(tm, "en,ru", "--fail-under", "0.5")


def test_the_wrong_language(tm: Run, here: Path, data: Callable[[str], Path]) -> None:
    found = document(data, here)
    assert "b.txt: may not be be: it has" in told(tm, "en,be")
    write(here / "b.txt", found["source"])
    assert "b.txt: is not ru: 100 % of its letters" in told(tm)


def test_an_empty_side(tm: Run, here: Path, data: Callable[[str], Path]) -> None:
    found = document(data, here)
    (here / "b.txt").write_text("")
    result = tm("align", "a.txt", "b.txt", "--lang", "en,ru", "--sentences")
    assert "b.txt: there is no sentence" in result.log
    assert [row["source"] for row in result.rows()] == [[n] for n in range(len(found["source"]))]


def test_boilerplate(tm: Run, here: Path, data: Callable[[str], Path]) -> None:
    found = document(data, here)
    write(here / "a.txt", [line for one in found["source"] for line in (one, "Share this")])
    write(here / "b.txt", [line for one in found["target"] for line in (one, "Поделиться")])
    assert "“Share this” stands" in told(tm)


def test_a_tenth_of_the_text(tm: Run, here: Path, data: Callable[[str], Path]) -> None:
    found = document(data, here)
    write(here / "b.txt", found["target"][: len(found["target"]) // 10])
    log = told(tm)
    assert "times as long as the other text" in log
    assert "of the sentences go with nothing" in log


def test_swapped_paragraphs(tm: Run, here: Path, data: Callable[[str], Path]) -> None:
    target = document(data, here)["target"]
    third = len(target) // 3
    write(here / "b.txt", target[:third] + target[2 * third :] + target[third : 2 * third])
    assert "they may have been moved" in told(tm)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.en.txt", "--lang", "en,ru"), "1 texts, and 2 languages"),
        (("a.en.txt", "a.ru.txt", "--lang", "en"), "are not two or three languages"),
        (("a.en.txt", "a.ru.txt", "--lang", "en,en"), "are not two or three languages"),
        (("a.en.txt", "no.txt", "--lang", "en,ru"), "no.txt: cannot be read"),
        (("a.en.txt", "a.ru.txt", "--lang", "en,ru", "-o", "x.abc"), "is no known format"),
        (("a.en.txt", "a.ru.txt", "--lang", "en,ru", "--vectors", "x"), "once for each text"),
        (
            ("a.en.txt", "a.ru.txt", "a.be.txt", "--lang", "en,ru,be", "-o", "x.po"),
            "a catalog has one target language",
        ),
    ],
)
def test_wrong_arguments(tm: Run, texts: Path, arguments: tuple[str, ...], said: str) -> None:
    result = tm("align", *arguments)
    assert (result.code, result.data) == (2, b"")
    assert said in result.log
    assert not (texts / "x.po").exists()
