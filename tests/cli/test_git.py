"""The merge driver and `tm diff --since`, driven by git itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tm.formats.po import PoFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTRY = '#: a.md\nmsgid "Sentence {0}."\nmsgstr "{1}"\n'
HEADER = (
    'msgid ""\nmsgstr ""\n"PO-Revision-Date: 2026-0{0}-01 10:00+0300\\n"\n'
    '"Language: be\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
)


def catalog(*translations: str, month: int = 1) -> str:
    entries = [ENTRY.format(n, text) for n, text in enumerate(translations)]
    return "\n".join([HEADER.format(month), *entries])


class Repository:
    """A git repository with a catalog be.po, and what two people do to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.po = folder / "be.po"
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.email", "a@example.org")
        self.git("config", "user.name", "A")

    def git(self, *arguments: str, code: int = 0) -> str:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        result = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == code, result.stdout + result.stderr
        return result.stdout + result.stderr

    def use_driver(self) -> None:
        program = f'"{sys.executable}" -c "from tm.cli import main; main()"'
        self.git("config", "merge.tm-po.driver", f"{program} merge-driver %O %A %B %P")
        (self.folder / ".gitattributes").write_text("*.po merge=tm-po\n")

    def commit(self, text: str) -> None:
        self.po.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def two_people(self, base: str, ours: str, theirs: str) -> None:
        self.commit(base)
        self.git("checkout", "-q", "-b", "theirs")
        self.commit(theirs)
        self.git("checkout", "-q", "main")
        self.commit(ours)


@pytest.fixture
def repository(here: Path, program: Callable[[str], str]) -> Repository:
    program("git")
    return Repository(here)


BASE = catalog("", "", "")
OURS = catalog("наш", "", "", month=2)
THEIRS = catalog("", "іх", "", month=3)


def test_plain_git_conflicts_on_neighbours(repository: Repository) -> None:
    repository.two_people(BASE, OURS, THEIRS)
    repository.git("merge", "theirs", code=1)


def test_neighbours_and_dates_merge(repository: Repository) -> None:
    repository.use_driver()
    repository.two_people(BASE, OURS, THEIRS)
    repository.git("merge", "-q", "-m", "m", "theirs")
    assert repository.po.read_text() == catalog("наш", "іх", "", month=3)
    assert repository.git("status", "--porcelain") == ""


def test_a_conflict_is_shown_and_valid(
    repository: Repository, program: Callable[[str], str]
) -> None:
    repository.use_driver()
    repository.two_people(BASE, OURS, catalog("іх", "", ""))
    said = repository.git("merge", "theirs", code=1)
    assert "be.po: both changed the translation of “Sentence 0.”" in said
    assert "UU be.po" in repository.git("status", "--porcelain")
    entry = PoFile.parse(repository.po.read_bytes()).messages[0]
    assert (entry.msgstr, entry.fuzzy) == (("наш",), True)
    assert entry.comments == ("tm:conflict theirs: іх",)
    msgfmt = [program("msgfmt"), "-c", "-o", os.devnull, str(repository.po)]
    assert b"fatal" not in subprocess.run(msgfmt, capture_output=True, check=False).stderr


def test_untouched_entries_keep_their_odd_bytes(repository: Repository) -> None:
    repository.use_driver()
    odd = '\n#,  fuzzy\n#:   x.md\nmsgid   "Odd"\n"ly."\nmsgstr "Дз"\n"іўна."\n'
    repository.two_people(BASE + odd, OURS + odd, THEIRS + odd)
    repository.git("merge", "-q", "-m", "m", "theirs")
    assert repository.po.read_text().endswith(odd)


def test_a_broken_catalog_is_left_to_git(repository: Repository) -> None:
    repository.use_driver()
    repository.two_people(BASE, OURS, BASE + '\nmsgid "x\n')
    assert "tm: be.po:" in repository.git("merge", "theirs", code=1)
    assert repository.po.read_text() == OURS


def test_a_catalog_added_by_both(repository: Repository) -> None:
    repository.use_driver()
    (repository.folder / "x").write_text("x")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "x")
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit(THEIRS)
    repository.git("checkout", "-q", "main")
    repository.commit(OURS)
    repository.git("merge", "-q", "-m", "m", "theirs")
    assert repository.po.read_text() == catalog("наш", "іх", "", month=3)


# --- diff -----------------------------------------------------------------------------------------


def changes(result: Any) -> list[tuple[str, str, int]]:
    return [(c["kind"], c["msgid"], c["words"]) for c in result.json()["changes"]]


def test_diff_since_and_until(repository: Repository, good: Callable[..., Any]) -> None:
    repository.commit(BASE)
    repository.commit(OURS)
    repository.po.write_text(catalog("наш", "ты і я", ""))
    json = ("--format", "json", "be.po")
    assert changes(good("diff", "--since", "HEAD~1", "--until", "HEAD", *json)) == [
        ("target", "Sentence 0.", 1)
    ]
    assert changes(good("diff", "--since", "HEAD", *json)) == [("target", "Sentence 1.", 3)]
    assert good("diff", "--since", "HEAD~1", *json).json()["words"] == 4
    assert changes(good("diff", "--until", "HEAD", *json)) == []


def test_diff_of_the_whole_project(
    repository: Repository, good: Callable[..., Any], tm: Callable[..., Any]
) -> None:
    (repository.folder / "tm.toml").write_text('targets = ["be"]\ndocuments = ["a.md"]\n')
    (repository.folder / "a.md").write_text("One is here. Two is there.\n")
    repository.commit(BASE)
    good("init")
    result = good("diff", "--since", "HEAD", "--format", "json")
    assert [c["kind"] for c in result.json()["changes"]] == ["added", "added"]
    unknown = tm("diff", "--since", "nosuch")
    assert unknown.code == 2
    assert "nosuch" in unknown.log
    assert tm("diff", "--since", "--help").code == 2


def test_diff_where_a_catalog_is_not_there_yet(
    repository: Repository, good: Callable[..., Any], tm: Callable[..., Any]
) -> None:
    (repository.folder / "tm.toml").write_text('targets = ["be", "ru"]\ndocuments = ["a.md"]\n')
    (repository.folder / "a.md").write_text("One is here.\n")
    good("init", "--to", "ru")
    repository.commit(BASE)
    json = ("diff", "--since", "HEAD", "--format", "json")
    assert changes(good(*json)) == []
    shutil.rmtree(repository.folder / "locales")
    assert changes(good(*json)) == [("removed", "One is here.", 3)]
    assert tm("diff", "--since", "HEAD", "locales/ru/a.po").code == 2
    good("init")
    assert changes(good(*json)) == [("added", "One is here.", 3)]


def test_diff_below_the_top_of_the_repository(
    repository: Repository, good: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(BASE)
    (repository.folder / "in").mkdir()
    monkeypatch.chdir(repository.folder / "in")
    repository.po.write_text(OURS)
    assert len(changes(good("diff", "--since", "HEAD", "--format", "json", "../be.po"))) == 1


def test_diff_outside_of_a_repository(
    tm: Callable[..., Any], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    (here / "a.po").write_text(BASE)
    assert tm("diff", "--since", "HEAD", "a.po").code == 2


def test_diff_of_two_files(good: Callable[..., Any], here: Path) -> None:
    old = 'msgid "She came to Minsk."\nmsgstr "Яна прыехала ў Мінск."\n'
    new = (
        '#, fuzzy\n#| msgid "She came to Minsk."\nmsgid "She came to Minsk on Monday."\n'
        'msgstr "Яна прыехала ў Мінск."\n\nmsgid "New here."\nmsgstr ""\n'
    )
    (here / "1.po").write_text(old + '\nmsgid "Went."\nmsgstr "x"\n\nmsgid "S"\nmsgstr "s"\n')
    (here / "2.po").write_text(new + '\n#, fuzzy\nmsgid "S"\nmsgstr "s"\n')
    assert changes(good("diff", "1.po", "2.po", "--format", "json")) == [
        ("source", "She came to Minsk on Monday.", 2),
        ("added", "New here.", 2),
        ("state", "S", 0),
        ("removed", "Went.", 1),
    ]
    shown = good("diff", "1.po", "2.po")
    assert "She came to Minsk{+ on Monday+}." in shown.text
    assert "2.po:1: source translated → needs-review, 2 words" in shown.lines[0]
    assert "\x1b" not in shown.text
    assert "changed: 4 units, 5 words" in shown.log
    assert good("diff", "1.po", "1.po").data == b""
