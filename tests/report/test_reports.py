"""Every report: read back by an independent reader, whatever is in the findings."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from tm.checks.base import RULES
from tm.cli import check as cli_check
from tm.model import Edit, Finding, Fix
from tm.report import REPORTS, Rendering

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MULTITOOL = Path(__file__).parents[2] / ".venv" / "sarif" / "node_modules"
LINE = 'msgstr "У Мiнску (中) — «Ўсё»"'

texts = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "a\nb", "]]>", "<b>", "::error::", "%0A", "\x00\x0b\x1b[31m", "\ufffe", "й", "|,:%"]
)
findings = st.builds(
    Finding,
    rule=st.sampled_from(sorted(RULES.names())),
    severity=st.sampled_from(["info", "warning", "error"]),
    message=texts,
    path=st.sampled_from(["a.po", "be/b c.po", "ў.tmx", "../out.po"]),
    line=st.integers(0, 3),
    column=st.integers(0, 50),
    unit=st.sampled_from(["", "2ae686e7a9776187"]),
    lang=st.sampled_from(["", "ru", "be-tarask"]),
    side=st.sampled_from(["", "target", "target[1]"]),
    text=texts,
    expected=texts,
    fix=st.none() | st.just(Fix(safe=True, edits=(Edit(0, 1, "і"),))),
)
many = st.lists(findings, max_size=5).map(lambda found: sorted(found, key=lambda f: f.path))


def lines(path: str) -> Sequence[str]:
    return [] if path.endswith(".tmx") else [LINE, "\t" + LINE * 9, ""]


def report(name: str, found: Sequence[Finding], *, color: bool = False) -> str:
    given = Rendering(4, 9, found, ["a.po", "clean.po"], lines, color)
    return "".join(REPORTS.get(name)(given))


def test_the_command_has_every_report() -> None:
    option = next(o for o in cli_check.command.params if o.name == "style")
    assert set(getattr(option.type, "choices", ())) == set(REPORTS.names())


@given(many)
def test_json_and_json_lines(found: list[Finding]) -> None:
    whole = json.loads(report("json", found))
    rows = [json.loads(row) for row in report("jsonl", found).split("\n")[:-1]]
    assert list(whole) == ["files", "units", "findings"]
    assert whole["findings"] == rows
    assert [row["message"] for row in rows] == [finding.message for finding in found]
    keys = "rule severity message path line column unit lang side span text expected fix"
    assert all(list(row) == keys.split() for row in rows)


@given(many)
def test_sarif_is_read_and_keeps_to_what_github_asks(found: list[Finding]) -> None:
    log = Sarif.model_validate_json(report("sarif", found))
    run = json.loads(report("sarif", found))["runs"][0]
    assert len(log.runs) == 1
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert all({"id", "shortDescription", "help", "helpUri"} <= rule.keys() for rule in rules)
    results = run["results"]
    assert len(results) == len(found)
    marks = [result["partialFingerprints"]["unitRule/v1"] for result in results]
    assert len(set(marks)) == len(marks)
    for result, finding in zip(results, found, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] == max(finding.line, 1)
        assert 1 <= region.get("startColumn", 1) <= region.get("endColumn", 1)
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w./%-]+|file:///[\w./%-]+", uri, re.ASCII)
        assert result["message"]["text"].startswith(
            finding.message[:1] if finding.message.isalnum() else ""
        )


def test_the_fingerprint_does_not_move_with_the_line() -> None:
    def marks(line: int) -> list[Any]:
        one = Finding(rule="gettext/syntax", severity="error", message="m", path="a", line=line)
        results = json.loads(report("sarif", [one, one]))["runs"][0]["results"]
        return [result["partialFingerprints"] for result in results]

    assert marks(1) == marks(90)
    assert marks(1)[0] != marks(1)[1]


@given(many)
def test_junit_is_xml_with_a_failure_a_finding(found: list[Finding]) -> None:
    root = etree.fromstring(report("junit", found).encode())
    assert len(root.findall(".//failure")) == len(found) == int(root.get("failures", ""))
    assert int(root.get("tests", "")) == len(root.findall(".//testcase"))
    clean = root.find("testsuite[@name='clean.po']")
    assert clean is not None
    assert (clean.get("tests"), clean.get("failures")) == ("1", "0")


@given(many)
def test_github_commands_are_one_line_each(found: list[Finding]) -> None:
    rows = report("github", found).split("\n")[:-1]
    assert len(rows) == len(found)
    for row, finding in zip(rows, found, strict=True):
        match = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)", row)
        assert match
        fields = dict(field.split("=", 1) for field in match[2].split(","))
        assert fields["title"] == finding.rule.replace(":", "%3A")
        assert "line" in fields or not finding.line


@given(many)
def test_gitlab_has_unique_fingerprints(found: list[Finding]) -> None:
    issues = json.loads(report("gitlab", found))
    assert len({issue["fingerprint"] for issue in issues}) == len(found)
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major"}


@given(many)
def test_html_shows_every_finding_as_text(found: list[Finding]) -> None:
    page = html.document_fromstring(report("html", found))
    assert len(page.findall(".//li")) == len(found)
    assert not page.findall(".//script")
    rules = [str(code.text) for code in page.findall(".//li/code")]
    assert rules == [finding.rule for finding in found]
    assert page.get("lang") == "en"


@given(many)
def test_lines_are_one_a_finding(found: list[Finding]) -> None:
    rows = report("line", found).split("\n")[:-1]
    assert [row.rpartition("[")[2] for row in rows] == [f"{finding.rule}]" for finding in found]
    assert "\x1b" not in "".join(rows)


def columns(text: str) -> int:
    """The columns of a terminal, counted anew."""
    wide = sum(unicodedata.east_asian_width(char) in {"W", "F"} for char in text)
    marks = sum(unicodedata.category(char) in {"Mn", "Me", "Cf"} for char in text)
    return len(text) + wide - marks


@pytest.mark.parametrize("text", ["Мiнску", "中", "«Ўсё»"])
def test_the_caret_is_under_the_place(text: str) -> None:
    column = LINE.index(text) + 1
    one = Finding(
        rule="gettext/syntax",
        severity="error",
        message="m",
        path="a.po",
        line=1,
        column=column,
        text=text,
        expected="Мінску",
    )
    _, shown, caret, hint = report("text", [one]).splitlines()
    before, _, after = shown.partition(" | ")
    assert after == LINE
    assert caret.index("^") == columns(f"{before} | {LINE[: column - 1]}")
    assert caret.count("^") == columns(text)
    assert hint.strip() == "expected: Мінску"


def test_colour_only_where_asked_for() -> None:
    one = Finding(rule="gettext/syntax", severity="error", message="m", path="a.po", line=1)
    plain, painted = report("text", [one]), report("text", [one], color=True)
    assert "\x1b[31merror" in painted
    assert re.sub("\x1b\\[\\d+m", "", painted) == plain


def test_multitool_has_nothing_to_say(tmp_path: Path, program: Callable[[str], str]) -> None:
    program("npm")
    if not MULTITOOL.is_dir():
        pytest.skip("the SARIF Multitool is not installed: scripts/sarif installs it by npm")
    one = Finding(
        rule="gettext/syntax",
        severity="error",
        message="No end.",
        path="be/a b.po",
        line=2,
        column=3,
    )
    path = tmp_path / "tm.sarif"
    path.write_text(report("sarif", [one, one]), encoding="utf-8")
    script = Path(__file__).parents[2] / "scripts" / "sarif"
    run = subprocess.run([script, path], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.splitlines()[-1] == "0 results"
