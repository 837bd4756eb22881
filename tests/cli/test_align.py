"""tm align: from articles and their translations to units, sheets and warnings."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tm.catalog.joined import merge
from tm.project.exchange import open_input

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
EN = """\
The law was signed in Minsk in 2020.
Tikhanovskaya left Belarus for Lithuania.
Factories went on strike. Workers shouted at the president.
He spoke on television on Aug. 9.
"""
BE = """\
Закон падпісалі ў Мінску ў 2020 годзе.
Ціханоўская з’ехала з Беларусі ў Літву.
На заводах пачаліся страйкі, рабочыя крычалі на прэзідэнта.
Ён выступіў па тэлебачанні 9 жніўня.
"""


@pytest.fixture
def article(here: Path, good: Run) -> Path:
    """The project's article with its built translations."""
    for name in ("seeds", "locales"):
        shutil.copytree(ROOT / name, here / name)
    (here / "tm.toml").write_text(
        'source = "en"\ntargets = ["ru", "be"]\ndocuments = ["seeds/*.md"]\n'
    )
    (here / "seeds" / "README.md").unlink()
    good("build")
    return here


def units(path: str | Path, lang: str) -> dict[str, str]:
    with open_input(str(path)) as document:
        found: dict[str, str] = {}
        for unit in merge(document.units):
            one, other = unit.variant("en"), unit.variant(lang)
            if one and other and one.text:
                found[one.segment.plain] = other.segment.plain
        return found


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_the_article_gives_exactly_the_units_of_its_catalog(
    good: Run, article: Path, lang: str
) -> None:
    built = f"build/{lang}/belarus-2020.md"
    good("align", "seeds/belarus-2020.md", built, "--lang", f"en,{lang}", "-o", "out.po")
    assert units(article / "out.po", lang) == units(
        article / f"locales/{lang}/belarus-2020.po", lang
    )


def test_three_texts_give_units_in_three_languages(good: Run, article: Path) -> None:
    texts = ["seeds/belarus-2020.md", *(f"build/{lang}/belarus-2020.md" for lang in ("ru", "be"))]
    good("align", *texts, "--lang", "en,ru,be", "-o", "out.tmx")
    for lang in ("ru", "be"):
        assert units(article / "out.tmx", lang) == units(
            article / f"locales/{lang}/belarus-2020.po", lang
        )


@pytest.fixture
def sentences(here: Path) -> tuple[str, str]:
    (here / "en.txt").write_text(EN, "utf-8")
    (here / "be.txt").write_text(BE, "utf-8")
    return "en.txt", "be.txt"


def beads(text: str) -> list[tuple[list[int], list[int]]]:
    rows = [json.loads(line) for line in text.splitlines()]
    assert all(0 <= row["confidence"] <= 1 for row in rows)
    return [(row["source"], row["target"]) for row in rows]


def test_lines_are_sentences_and_beads_are_printed_in_order(
    good: Run, sentences: tuple[str, str]
) -> None:
    expected = [([n], [n]) for n in range(4)]
    found = good("align", *sentences, "--lang", "en,be", "--sentences", "--format", "jsonl").text
    assert beads(found) == expected
    ladder = good("align", *sentences, "--lang", "en,be", "--sentences", "--format", "ladder").lines
    assert all(re.fullmatch(r"\[\d+\]:\[\d+\]:0\.\d{6}", line) for line in ladder)
    three = good(
        "align", *sentences, "be.txt", "--lang", "en,be,ru", "--sentences", "--format", "jsonl"
    )
    assert [row["segments"] for row in three.rows()] == [
        {"en": [n], "be": [n], "ru": [n]} for n in range(4)
    ]


def test_several_sentences_with_one_translation_are_joined(
    good: Run, here: Path, sentences: tuple[str, str]
) -> None:
    good("align", *sentences, "--lang", "en,be", "-o", "out.po")
    joined = units(here / "out.po", "be")
    assert joined["Factories went on strike. Workers shouted at the president."].startswith(
        "На зав"
    )
    assert len(joined) == 4
    assert 'msgstr "{joined}"' in (here / "out.po").read_text("utf-8")


def test_a_sheet_is_judged_and_brought_back(
    good: Run, tm: Run, here: Path, sentences: tuple[str, str]
) -> None:
    given = (*sentences, "--lang", "en,be", "--sentences")
    good("align", *given, "-o", "a.jsonl", "--review", "sheet.tsv", "--below", "1")
    rows = (here / "sheet.tsv").read_text("utf-8").splitlines()
    assert len(rows) == 5
    cells = rows[2].split("\t")
    cells[0], cells[2], cells[3] = "accept", "2-3", "2-3"
    (here / "sheet.tsv").write_text("\n".join((rows[0], "\t".join(cells))) + "\n", "utf-8")
    found = good("align", *given, "--apply", "sheet.tsv", "--format", "jsonl").rows()
    assert ([1, 2], [1, 2], 1.0) in [(r["source"], r["target"], r["confidence"]) for r in found]
    good("align", *given, "-o", "a.jsonl", "--review", "sheet.html", "--below", "1")
    assert "http" not in (here / "sheet.html").read_text("utf-8")
    for wrong, message in (
        ("accept\t.5\t9\t1", "are no sentences"),
        ("yes\t.5\t1\t1", "no decision"),
    ):
        (here / "sheet.tsv").write_text(f"{rows[0]}\n{wrong}\n", "utf-8")
        result = tm("align", *given, "--apply", "sheet.tsv")
        assert (result.code, message in result.log) == (2, True)


def test_vectors_take_part(good: Run, here: Path, sentences: tuple[str, str]) -> None:
    source, _ = sentences
    draw = np.random.default_rng(1)
    vectors = draw.normal(size=(4, 16)).astype(np.float32)
    np.save(here / "en.npy", vectors)
    np.save(here / "be.npy", vectors[[0, 1, 2, 3]])
    (here / "no.txt").write_text(re.sub(r"\w", "ж", BE), "utf-8")
    found = good(
        "align", source, "no.txt", "--lang", "en,be", "--sentences", "--vectors", "en.npy",
        "--vectors", "be.npy", "--format", "jsonl",
    ).text  # fmt: skip
    assert beads(found) == [([n], [n]) for n in range(4)]


def test_what_is_learnt_is_kept_in_the_memory_and_helps(good: Run, article: Path) -> None:
    po = "locales/be/belarus-2020.po"
    good("align", "--learn", po, "--memory", "m.sqlite", "--lang", "en,be")
    kept = good("memory", "stats", "--memory", "m.sqlite", "--format", "json").json()
    assert {"alignment/en/be", "calibration/en/be"} <= set(kept["resources"])
    assert kept["units"] == 0
    texts = units(article / po, "be")
    (article / "a.txt").write_text("".join(f"{line}\n" for line in texts), "utf-8")
    (article / "b.txt").write_text("".join(f"{line}\n" for line in texts.values()), "utf-8")

    def sure(*more: str) -> float:
        rows = good("align", "a.txt", "b.txt", "--lang", "en,be", "--sentences", *more).rows()
        return float(sum(row["confidence"] for row in rows) / len(rows))

    assert sure("--memory", "m.sqlite") >= sure() - 0.01


BAD = {
    "empty": ("", "there is no sentence"),
    "other language": (EN * 3, "is not be"),
    "longer": (BE * 12, "times as long"),
    "boilerplate": ("Падпішыцеся на нас!\n" * 8 + BE, "stands 8 times"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_looks_wrong_is_told_with_evidence(
    tm: Run, here: Path, sentences: tuple[str, str], name: str
) -> None:
    text, message = BAD[name]
    (here / "bad.txt").write_text(text, "utf-8")
    given = ("align", sentences[0], "bad.txt", "--lang", "en,be", "-o", "out.tmx")
    result = tm(*given)
    assert result.code == 0
    assert message in result.log
    assert tm(*given, "--fail-under", "0.9").code == 1


def test_another_text_is_told(tm: Run, article: Path) -> None:
    texts = units("locales/be/belarus-2020.po", "be")
    for name, lines in (("a.txt", [*texts][:30]), ("b.txt", [*texts.values()][70:100])):
        (article / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    result = tm("align", "a.txt", "b.txt", "--lang", "en,be", "--sentences", "-o", "out.tmx")
    assert "may not be translations of each other" in result.log


def test_moved_passages_are_told(tm: Run, article: Path) -> None:
    path = article / "build/be/belarus-2020.md"
    blocks = path.read_text("utf-8").split("\n\n")
    half = len(blocks) // 2
    path.write_text("\n\n".join((*blocks[half:], *blocks[:half])), "utf-8")
    result = tm("align", "seeds/belarus-2020.md", str(path), "--lang", "en,be", "-o", "out.tmx")
    assert "may have been moved" in result.log


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("en.txt", "be.txt", "--lang", "en"), "are not two or three languages"),
        (("en.txt", "--lang", "en,be"), "1 texts, and 2 languages"),
        (("en.txt", "nowhere.txt", "--lang", "en,be"), "nowhere.txt"),
        (("en.txt", "be.txt", "--lang", "en,be", "-o", "out.xyz"), "out.xyz"),
        (("en.txt", "be.txt", "--lang", "en,be", "--vectors", "en.txt"), "once for each text"),
    ],
)
def test_usage(
    tm: Run, here: Path, sentences: tuple[str, str], arguments: tuple[str, ...], message: str
) -> None:
    assert all((here / name).is_file() for name in sentences)
    result = tm("align", *arguments)
    assert result.code == 2
    assert message in result.log
    assert not (here / "out.xyz").exists()
