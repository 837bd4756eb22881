"""tm check: what is reported, hidden, fixed and remembered."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tm.project.subjects import open_checked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: news 1\\n"
"PO-Revision-Date: 2026-11-01 12:00+0300\\n"
"Last-Translator: A. B. <a@example.org>\\n"
"Language-Team: ru <ru@example.org>\\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
ENTRIES = """
#: one
msgid   "To Belarus."
msgstr  "В Белоруссию."

#: two
msgid   "Two of Minsk."
msgstr  "Двое из  «Минска»."
"""
CONFIG = """\
[names.policy.ru]
words = { "Белоруссия" = "Беларусь" }
"""
RULE = "names/house-style"


@pytest.fixture
def po(here: Path) -> Path:
    """Return ru/news.po with one word that the house style avoids."""
    (here / "tm.toml").write_text(CONFIG, encoding="utf-8")
    path = here / "ru" / "news.po"
    path.parent.mkdir()
    path.write_text(HEADER + ENTRIES, encoding="utf-8")
    return path


def found(result: Result) -> list[dict[str, Any]]:
    return list(result.json()["findings"])


def rules(result: Result) -> list[str]:
    return [finding["rule"] for finding in found(result)]


def check(tm: Callable[..., Result], *options: str) -> Result:
    return tm("check", "ru/news.po", "--select", "names,suppressions", "--format", "json", *options)


def comment(po: Path, text: str) -> None:
    """Put a translator comment on the first entry."""
    old = po.read_text(encoding="utf-8")
    po.write_text(old.replace("#: one", f"# {text}\n#: one"), encoding="utf-8")


# --- severities -----------------------------------------------------------------------------------


def test_the_exit_code_is_that_of_the_worst_finding(tm: Callable[..., Result], po: Path) -> None:
    del po
    assert check(tm).code == 1
    assert check(tm, "--exit-zero").code == 0
    assert check(tm, "--fail-on", "never").code == 0


@pytest.mark.parametrize(
    ("table", "severity"),
    [
        ('[checks]\nseverity = { "names" = "warning" }', "warning"),
        ('[checks]\nseverity = { "names" = "info", "names/house-style" = "warning" }', "warning"),
        ('[checks.per-language.ru]\nseverity = { "names" = "info" }', "info"),
        ('[checks.per-language.be]\nseverity = { "names" = "info" }', "error"),
        ('[checks.per-path."ru/*.po"]\nseverity = { "names/house-style" = "info" }', "info"),
        ('[checks.per-path."be/*.po"]\nignore = ["names"]', "error"),
    ],
)
def test_severities_by_rule_language_and_path(
    tm: Callable[..., Result], po: Path, table: str, severity: str
) -> None:
    (po.parent.parent / "tm.toml").write_text(f"{CONFIG}\n{table}\n", encoding="utf-8")
    assert [f["severity"] for f in found(check(tm))] == [severity]
    assert check(tm).code == int(severity == "error")


@pytest.mark.parametrize(
    "table",
    [
        '[checks.per-language.ru]\nignore = ["names"]',
        '[checks.per-path."**/news.po"]\nignore = ["names/house-style"]',
        '[checks]\nignore = ["names"]',
    ],
)
def test_rules_left_out_by_language_and_path(
    tm: Callable[..., Result], po: Path, table: str
) -> None:
    (po.parent.parent / "tm.toml").write_text(f"{CONFIG}\n{table}\n", encoding="utf-8")
    result = check(tm)
    assert (result.code, found(result)) == (0, [])


def test_rules_below_the_level_run_when_asked_for(tm: Callable[..., Result], po: Path) -> None:
    table = '\n[checks]\nseverity = { "names/house-style" = "info" }\n'
    (po.parent.parent / "tm.toml").write_text(CONFIG + table, encoding="utf-8")
    default = tm("check", "ru/news.po", "--format", "json")
    assert RULE not in rules(default)
    assert RULE in rules(tm("check", "ru/news.po", "--format", "json", "--level", "info"))
    assert RULE in rules(check(tm))


def test_a_name_of_no_rule_is_an_error(tm: Callable[..., Result], po: Path) -> None:
    table = '\n[checks.per-language.ru]\nignore = ["nams"]\n'
    (po.parent.parent / "tm.toml").write_text(CONFIG + table, encoding="utf-8")
    result = check(tm)
    assert result.code == 2
    assert "there is no check “nams” (did you mean names" in result.log


# --- suppressions ---------------------------------------------------------------------------------


def test_a_comment_suppresses_a_finding(tm: Callable[..., Result], po: Path) -> None:
    comment(po, f"tm:ignore={RULE} until=2999-01-01 a quotation")
    assert found(check(tm)) == []


def test_a_family_may_be_suppressed(tm: Callable[..., Result], po: Path) -> None:
    comment(po, "tm:ignore=names a quotation")
    assert found(check(tm)) == []


def test_a_suppression_in_the_configuration(tm: Callable[..., Result], po: Path) -> None:
    unit = found(check(tm))[0]["unit"]
    entry = f'\n[[checks.suppress]]\nrule = "{RULE}"\nunit = "{unit}"\nreason = "a quotation"\n'
    (po.parent.parent / "tm.toml").write_text(CONFIG + entry, encoding="utf-8")
    assert found(check(tm)) == []


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        (f"tm:ignore={RULE} until=2020-09-01 later", ["suppressions/expired", RULE]),
        ("tm:ignore=names/missing no such thing here", ["suppressions/unused", RULE]),
        (f"tm:ignore={RULE}", ["suppressions/invalid"]),
        (f"tm:ignore={RULE} until=soon a quotation", ["suppressions/invalid"]),
        ("tm:ignore=names/nothing why", ["suppressions/invalid", RULE]),
        ("tm:ignore why", ["suppressions/invalid", RULE]),
    ],
)
def test_a_bad_suppression_is_a_finding(
    tm: Callable[..., Result], po: Path, mark: str, told: list[str]
) -> None:
    comment(po, mark)
    assert sorted(rules(check(tm))) == sorted(told)


def test_a_suppression_of_a_rule_that_did_not_run_is_not_judged(
    tm: Callable[..., Result], po: Path
) -> None:
    comment(po, "tm:ignore=terms/missing it is an idiom")
    assert rules(check(tm)) == [RULE]


def test_a_suppression_ends_after_its_day(tm: Callable[..., Result], po: Path) -> None:
    today = dt.datetime.now(tz=dt.UTC).date()
    comment(po, f"tm:ignore={RULE} until={today} a quotation")
    assert found(check(tm)) == []


# --- baseline, revision ---------------------------------------------------------------------------


def test_a_baseline_hides_what_was_there(tm: Callable[..., Result], po: Path) -> None:
    assert check(tm, "--baseline", "known.json", "--update-baseline").code == 0
    assert found(check(tm, "--baseline", "known.json")) == []
    text = po.read_text(encoding="utf-8")
    more = '\nmsgid "Three"\nmsgstr "Три Белоруссии"\n'
    po.write_text(text.replace("#: one", "# a line more\n#: one") + more, encoding="utf-8")
    result = check(tm, "--baseline", "known.json")
    assert [(f["rule"], f["text"]) for f in found(result)] == [(RULE, "Белоруссии")]


def test_a_baseline_that_is_none(tm: Callable[..., Result], po: Path) -> None:
    (po.parent.parent / "known.json").write_text("[]")
    result = check(tm, "--baseline", "known.json")
    assert result.code == 2
    assert "known.json: is no baseline" in result.log
    assert check(tm, "--update-baseline").code == 2


def test_only_units_that_changed_since_a_revision(tm: Callable[..., Result], po: Path) -> None:
    def git(*arguments: str) -> None:
        setting = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *setting, *arguments], check=True, cwd=po.parent.parent)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Start")
    assert found(check(tm, "--since", "HEAD")) == []
    text = po.read_text(encoding="utf-8")
    po.write_text(text.replace("«Минска»", "«Белоруссии»"), encoding="utf-8")
    assert [f["text"] for f in found(check(tm, "--since", "HEAD"))] == ["Белоруссии"]
    assert len(found(check(tm))) == 2
    assert check(tm, "--since", "nowhere").code == 2


# --- fixes ----------------------------------------------------------------------------------------


def test_fixes_change_nothing_else(tm: Callable[..., Result], po: Path) -> None:
    before = po.read_text(encoding="utf-8")
    result = check(tm, "--fix")
    assert (result.code, found(result)) == (0, [])
    after = po.read_text(encoding="utf-8")
    mended = 'msgid "To Belarus."\nmsgstr "В Беларусь."'
    assert after == before.replace('msgid   "To Belarus."\nmsgstr  "В Белоруссию."', mended)
    assert "1 fixes made: names/house-style 1" in result.log
    assert "0 fixes made" in check(tm, "--fix").log
    assert po.read_text(encoding="utf-8") == after


def test_diff_writes_nothing(tm: Callable[..., Result], po: Path) -> None:
    before = po.read_bytes()
    result = tm("check", "ru/news.po", "--select", "names", "--diff")
    assert result.code == 1
    assert '+msgstr "В Беларусь."\n' in result.text
    assert po.read_bytes() == before


def test_a_suppressed_finding_is_not_fixed(tm: Callable[..., Result], po: Path) -> None:
    comment(po, f"tm:ignore={RULE} a quotation")
    before = po.read_bytes()
    check(tm, "--fix")
    assert po.read_bytes() == before


# --- counts, explanations -------------------------------------------------------------------------


def test_statistics_count_by_rule(tm: Callable[..., Result], po: Path) -> None:
    del po
    result = check(tm, "--statistics")
    assert result.json()["rules"] == [{"rule": RULE, "severity": "error", "findings": 1}]
    text = tm("check", "ru/news.po", "--select", "names", "--statistics")
    assert text.lines[1].split() == [RULE, "error", "1"]


def test_explain_a_rule_and_a_family(tm: Callable[..., Result], here: Path) -> None:
    del here
    one = tm("explain", RULE)
    assert one.lines[0] == "names/house-style (error, unit)"
    family = json.loads(tm("explain", "names", "--format", "json").data)["rules"]
    assert RULE in [rule["id"] for rule in family]
    assert tm("explain", "names/nothing").code == 2


# --- cache, processes -----------------------------------------------------------------------------


def test_the_second_run_takes_what_has_not_changed_from_the_cache(
    tm: Callable[..., Result], po: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(tm)
    assert (po.parent.parent / ".tm" / "cache" / "checks").is_file()
    opened: list[str] = []

    def watched(*arguments: Any, **named: Any) -> Any:
        opened.append(arguments[1])
        return open_checked(*arguments, **named)

    monkeypatch.setattr("tm.project.check_runs.open_checked", watched)
    assert (check(tm).data, opened) == (first.data, [])
    po.write_text(po.read_text(encoding="utf-8") + "\n# end\n", encoding="utf-8")
    assert check(tm).data == first.data
    assert set(opened) == {"ru/news.po"}


def test_the_configuration_and_the_register_are_part_of_the_key(
    tm: Callable[..., Result], po: Path
) -> None:
    root = po.parent.parent
    assert len(found(check(tm))) == 1
    (root / "tm.toml").write_text('[checks]\nlevel = "info"\n', encoding="utf-8")
    assert found(check(tm)) == []


def test_nothing_is_written_without_a_configuration(tm: Callable[..., Result], po: Path) -> None:
    root = po.parent.parent
    (root / "tm.toml").unlink()
    check(tm)
    assert not (root / ".tm").exists()
    check(tm, "--cache", "kept")
    assert (root / "kept" / "checks").is_file()


def test_a_broken_cache_is_as_none(tm: Callable[..., Result], po: Path) -> None:
    first = check(tm)
    (po.parent.parent / ".tm" / "cache" / "checks").write_bytes(b"\x00not msgpack")
    assert check(tm).data == first.data


def test_processes_find_the_same(tm: Callable[..., Result], po: Path) -> None:
    filler = "".join(
        f'\nmsgctxt "{n}"\nmsgid "In Belarus {n}"\nmsgstr "В Белоруссии {n}"\n' for n in range(4000)
    )
    po.write_text(HEADER + filler, encoding="utf-8")
    for name in ("a", "b", "c"):
        (po.parent / f"{name}.po").write_text(HEADER + filler, encoding="utf-8")
    one, two = (
        tm("check", "ru", "--select", "names/house-style", "--format", "json", "--jobs", jobs)
        for jobs in ("1", "2")
    )
    assert one.data == two.data
    assert len(found(one)) == 16000
