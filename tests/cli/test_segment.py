"""`tm segment`: what the contract says, and what the rules did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pieces = st.sampled_from(
    [
        "One two. ",
        "Прэзыдэнт А. Б. прыехаў. ",
        "**Bold.** ",
        "\n",
        "\r\n",
        "\r\n\r\n",
        "\n\n- x ",
        "🎉 ",
        "e\u0301! ",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(pieces).map("".join), st.booleans(), st.sampled_from(["-", "a.md", "a.txt"]))
def test_texts_are_slices(
    tm: Callable[..., Any],
    here: Path,
    text: str,
    bom: bool,  # noqa: FBT001
    name: str,
) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    (here / "a.md").write_bytes(data)
    (here / "a.txt").write_bytes(data)
    result = tm("segment", name, "--lang", "be", "--format", "jsonl", stdin=data)
    assert result.code == 0
    rows = result.rows()
    last = 0
    for row in rows:
        assert list(row) == ["id", "block", "text", "start", "end"]
        assert text[row["start"] : row["end"]] == row["text"] == row["text"].strip()
        assert row["start"] >= last
        last = row["end"]
    assert [row["block"] for row in rows] == sorted(row["block"] for row in rows)


def test_blocks_count_from_zero(good: Callable[..., Any]) -> None:
    rows = good(
        "segment", "-", "--lang", "en", "--format", "jsonl", stdin=b"A b. C d.\r\n\r\nE f.\n"
    ).rows()
    assert [(r["block"], r["text"], r["start"], r["end"]) for r in rows] == [
        (0, "A b.", 0, 4),
        (0, "C d.", 5, 9),
        (1, "E f.", 13, 17),
    ]
    assert all(len(r["id"]) == 16 for r in rows)


def test_text_has_a_sentence_a_line(good: Callable[..., Any]) -> None:
    result = good("segment", "-", "--lang", "en", stdin=b"A long\nline. Next.\n\n# no heading\n")
    assert result.lines == ["A long line.", "Next.", "# no heading"]


def test_from_format(good: Callable[..., Any], tm: Callable[..., Any]) -> None:
    markdown = ("segment", "-", "--lang", "en", "--from-format", "markdown")
    assert good(*markdown, stdin=b"# Heading\n").lines == ["Heading"]
    wrong = tm("segment", "-", "--lang", "en", "--from-format", "markdwn")
    assert wrong.code == 2
    assert "markdown" in wrong.log


def test_explain(good: Callable[..., Any]) -> None:
    text = "Г. Мінск. Так.".encode()
    shown = good("segment", "-", "--lang", "be", "--explain", stdin=text).text
    assert "no break" in shown
    assert "line " in shown
    command = ("segment", "-", "--lang", "be", "--explain", "--format", "jsonl")
    rows = good(*command, stdin=text).rows()
    assert {"offset", "is_break", "rule", "language_rule", "line"} <= rows[0]["decision"].keys()


SRX = """<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="yes" cascade="no"/>
<body><languagerules><languagerule languagerulename="x">
<rule break="yes"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules></body></srx>
"""


def test_own_rules(good: Callable[..., Any], here: Path) -> None:
    (here / "own.srx").write_text(SRX)
    command = ("segment", "-", "--lang", "en")
    assert good(*command, "--srx", "own.srx", stdin=b"a. B; c").lines == ["a. B;", "c"]
    (here / "tm.toml").write_text('segmentation.srx = "own.srx"\n')
    assert good(*command, stdin=b"a. B; c").lines == ["a. B;", "c"]


@pytest.mark.parametrize("text", ["<srx", "", "<a/>", "\0"])
def test_broken_rules(tm: Callable[..., Any], here: Path, text: str) -> None:
    (here / "own.srx").write_text(text)
    result = tm("segment", "-", "--lang", "en", "--srx", "own.srx", stdin=b"a")
    assert result.code == 2
    assert "own.srx" in result.log
    assert "Traceback" not in result.log


def test_json_is_utf_8(good: Callable[..., Any]) -> None:
    command = ("segment", "-", "--lang", "be", "--format", "jsonl")
    assert json.loads(good(*command, stdin="Ўсё.".encode()).data)["text"] == "Ўсё."
    assert "Ўсё".encode() in good(*command, stdin="Ўсё.".encode()).data
