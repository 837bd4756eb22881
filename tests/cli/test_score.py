"""tm score and tm corpus subwords, from files to what is printed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
HEAD = 'msgid ""\nmsgstr "Language: be\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
DRAFT = HEAD + (
    'msgid "She left Minsk."\nmsgstr "Яна пакінула Менск."\n\n'
    '#, fuzzy\nmsgid "He stayed."\nmsgstr "Ён астаўся."\n'
)
FINAL = HEAD + (
    'msgid "He stayed."\nmsgstr "Ён застаўся."\n\nmsgid "She left Minsk."\n'
    'msgstr "Яна пакінула Мінск."\n\nmsgid "Why?"\nmsgstr "Чаму?"\n'
)


@pytest.fixture
def catalogs(here: Path) -> tuple[str, str]:
    (here / "draft.po").write_text(DRAFT, "utf-8")
    (here / "final.po").write_text(FINAL, "utf-8")
    return "draft.po", "final.po"


@pytest.fixture
def project(here: Path) -> Path:
    for name in ("seeds", "locales"):
        shutil.copytree(ROOT / name, here / name)
    shutil.copy(ROOT / "pyproject.toml", here)
    return here


def test_catalogs_are_joined_by_their_units(good: Run, catalogs: tuple[str, str]) -> None:
    (one,) = good("score", *catalogs, "--metrics", "ter", "--format", "json").json()["scores"]
    assert (one["n"], one["value"]) == (1, pytest.approx(100 / 3))
    fuzzy = good(
        "score", *catalogs, "--metrics", "hter", "--include-fuzzy", "--by", "segment",
        "--format", "json",
    ).json()  # fmt: skip
    assert [row["scores"]["hter"] for row in fuzzy["segments"]] == [
        pytest.approx(50),
        pytest.approx(100 / 3),
    ]
    assert "2 of 3 segments" in good("score", *catalogs, "--include-fuzzy").log


def test_tmx_and_columns_are_scored_by_language(good: Run, here: Path) -> None:
    table = "en\tru\tbe\nHe left.\tОн уехал.\tЁн з’ехаў.\nYes.\tДа.\tТак.\n"
    (here / "a.tsv").write_text(table, "utf-8")
    good("convert", "a.tsv", "a.tmx")
    for rest in (("a.tsv:ru", "a.tsv:be"), ("a.tmx", "a.tmx", "--to", "be")):
        (one,) = good("score", *rest, "--metrics", "chrf", "--format", "json").json()["scores"]
        assert one["n"] == 2
        assert (one["value"] == 100) == ("--to" in rest)


def test_documents_have_their_own_scores(good: Run, project: Path) -> None:
    assert project.is_dir()
    po = "locales/be/belarus-2020.po"
    made = good("score", po, "--metrics", "names", "--by", "document", "--format", "json").json()
    assert [(one["document"], one["value"]) for one in made["documents"]] == [
        ("seeds/belarus-2020.md", 100.0)
    ]


def test_systems_are_compared_with_the_first(good: Run, here: Path) -> None:
    right = [f"Яна сказала {number} слоў пра Мінск і ўлады." for number in range(60)]
    (here / "ref.txt").write_text("".join(f"{line}\n" for line in right), "utf-8")
    (here / "one.txt").write_text("".join(f"{line[3:]}\n" for line in right), "utf-8")
    (here / "two.txt").write_text("".join(f"{line[20:]}\n" for line in right), "utf-8")
    made = good(
        "score", "one.txt", "ref.txt", "--compare", "two.txt", "ref.txt", "--metrics", "chrf++",
        "--trials", "200", "--bootstrap", "200", "--format", "json",
    ).json()  # fmt: skip
    found = {one["system"]: one for one in made["comparisons"]}
    assert found["two.txt"]["delta"] < 0 < found["ref.txt"]["delta"]
    assert (found["two.txt"]["better"], found["ref.txt"]["better"]) == (False, True)
    assert all(one["p_ar"] < 0.05 for one in found.values())


def test_a_bound_decides_the_exit_code(tm: Run, catalogs: tuple[str, str]) -> None:
    def code(bound: str) -> int:
        return int(tm("score", *catalogs, "--metrics", "ter", "--fail-under", bound).code)

    assert [code("ter=40"), code("ter=30"), code("chrf=10"), code("chrf=99")] == [0, 1, 0, 1]


def test_the_history_has_a_line_a_metric_and_moment(
    good: Run, here: Path, catalogs: tuple[str, str]
) -> None:
    for _ in range(2):
        good("score", *catalogs, "--metrics", "chrf,ter", "--history", "scores.jsonl")
    lines = [json.loads(line) for line in (here / "scores.jsonl").read_text().splitlines()]
    assert [line["metric"] for line in lines] == ["chrf", "ter"] * 2
    assert {line["date"] for line in lines} == {"2025-10-09T08:53:20+00:00"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("draft.po",), "there is no reference"),
        (("draft.po", "nowhere.po"), "nowhere.po"),
        (("draft.po", "lines.txt"), "has 2 segments"),
        (("lines.txt", "empty.txt"), "is empty"),
        (("lines.txt", "latin.txt"), "is not UTF-8"),
        (("table.tsv:be", "table.tsv:uk"), "has no column “uk”"),
        (("table.tsv:be", "table.tsv:ru"), "has 1 columns here"),
        (("draft.po", "final.po", "--metrics", "bleau"), "unknown metric “bleau”"),
        (("draft.po", "final.po", "--fail-under", "ter=x"), "is no bound"),
        (("draft.po", "final.po", "--metrics", "spbleu"), "needs a sentencepiece model"),
        (("draft.po", "--metrics", "names"), "there is no register"),
        (("lines.txt", "--metrics", "names", "--register", "names.toml"), "names needs sources"),
        (("draft.po", "other.po"), "has no unit of"),
        (("fuzzy.po", "final.po"), "has no finished translation"),
        (("draft.po", "--estimate"), "no memory"),
        (("draft.po", "final.po", "--history", "bad.jsonl"), "is no line of a history"),
    ],
)
def test_what_cannot_be_scored_is_told(
    tm: Run, here: Path, catalogs: tuple[str, str], arguments: tuple[str, ...], message: str
) -> None:
    assert catalogs
    (here / "lines.txt").write_text("адзін\nдва\n", "utf-8")
    (here / "empty.txt").write_bytes(b"")
    (here / "latin.txt").write_bytes(b"\xe9\n\xe9\n")
    (here / "table.tsv").write_text("en\tbe\tru\nYes.\tТак.\tДа.\nNo.\n", "utf-8")
    other = FINAL.replace("Minsk", "Brest").replace("He st", "It st").replace("Why", "Who")
    (here / "other.po").write_text(other, "utf-8")
    (here / "fuzzy.po").write_text(DRAFT.replace('msgid "She', '#, fuzzy\nmsgid "She'), "utf-8")
    (here / "bad.jsonl").write_text("no\n")
    shutil.copy(ROOT / "seeds" / "names.toml", here)
    result = tm("score", *arguments)
    assert result.code == 2
    assert message in result.log
    assert result.data == b""


def test_segments_are_ranked_with_the_agreement_that_was_measured(good: Run, project: Path) -> None:
    good("memory", "import")
    po = project / "locales/ru/belarus-2020.po"
    text = po.read_text("utf-8")
    po.write_text(text.replace("Беларусь после выборов", "Belarus после выборов"), "utf-8")
    made = good("score", "--estimate", str(po), "--limit", "10", "--format", "json").json()
    assert len(made["segments"]) == 10
    doubts = [one["estimate"]["doubt"] for one in made["segments"]]
    assert doubts == sorted(doubts, reverse=True)
    assert any("Belarus" in one["target"] for one in made["segments"])
    assert made["measured"]["news"]["spearman"] > 0
    shown = good("score", "--estimate", str(po)).text
    assert "Agreement with people" in shown
    assert "%" not in shown.splitlines()[-1]


def test_subwords_are_trained_used_and_scored_with(good: Run, project: Path) -> None:
    pos = [f"locales/{lang}/belarus-2020.po" for lang in ("ru", "be")]
    made = good("corpus", "subwords", *pos, "-o", "m.model", "--size", "400", "--format", "json")
    report = made.json()
    assert report["size"] == 400
    assert [one["lang"] for one in report["languages"]] == ["be", "en", "ru"]
    assert all(report["characters"].values())
    (project / "x.txt").write_text("Ціханоўская з’ехала ў Літву\n", "utf-8")
    line = good("corpus", "subwords", "--model", "m.model", "--encode", "x.txt").text
    assert line.replace(" ", "").replace("▁", " ").strip() == "Ціханоўская з’ехала ў Літву"
    (one,) = good(
        "score", pos[0], pos[0], "--metrics", "spbleu", "--model", "m.model", "--format", "json"
    ).json()["scores"]
    assert one["value"] == pytest.approx(100)
    assert "|tok:none|spm:" in one["signature"]
    good("memory", "import")
    again = good("corpus", "subwords", "--model", "m.model", "--format", "json").json()
    assert {one["lang"]: one["texts"] for one in again["languages"]} == {
        one["lang"]: one["texts"] for one in report["languages"]
    }
