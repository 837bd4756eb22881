"""Fixes on real catalogs: nothing else changes, a second time nothing at all, msgfmt agrees."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.checks.fix import applicable, edited
from tm.formats.po import PoFile
from tm.model import Edit, Finding, Fix
from tm.project import Project
from tm.project.check_runs import Checking
from tm.project.fixing import Fixed, fixes

if TYPE_CHECKING:
    from pathlib import Path

STEP = 8
"""Every so many catalogs one is fixed."""
LARGE = 300_000


@pytest.fixture(scope="module")
def fixed(
    catalogs: list[tuple[Path, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> list[Fixed]:
    """Return some catalogs with all safe fixes made, each rule being asked."""
    project = Project.open(tmp_path_factory.mktemp("no project"))
    paths = [str(path) for path, data in catalogs[::STEP] if len(data) < LARGE]
    return list(fixes(project, paths, Checking(level="info")))


def errors(data: bytes, folder: Path) -> int:
    """Return how many errors msgfmt has with a catalog."""
    path = folder / "a.po"
    path.write_bytes(data)
    command = ["msgfmt", "-c", "-o", "/dev/null", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return len(run.stderr.splitlines()) if run.returncode else 0


def test_some_catalogs_are_mended_by_several_rules(fixed: list[Fixed]) -> None:
    assert len(fixed) > 10
    assert len({rule for each in fixed for rule in each.made}) > 5


def test_other_entries_keep_their_bytes(fixed: list[Fixed]) -> None:
    for each in fixed:
        before, after = (PoFile.parse(data, each.path) for data in (each.before, each.after))
        assert len(before.entries) == len(after.entries)
        for old, new in zip(before.entries, after.entries, strict=True):
            same = old.msgstr == new.msgstr
            assert (old.raw == new.raw) == same
            assert (old.msgid, old.msgctxt, old.flags, old.comments) == (
                new.msgid,
                new.msgctxt,
                new.flags,
                new.comments,
            )
        changed = sum(
            old.raw != new.raw for old, new in zip(before.entries, after.entries, strict=True)
        )
        assert 0 < changed <= each.made.total()


def test_a_second_time_nothing_changes(fixed: list[Fixed], tmp_path: Path) -> None:
    project = Project.open(tmp_path)
    for each in fixed:
        language = each.path.rpartition("/")[0].rpartition("/")[2]
        path = tmp_path / language / "again.po"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(each.after)
        assert [f.diff() for f in fixes(project, [str(path)], Checking(level="info"))] == []


def test_msgfmt_has_no_new_error(fixed: list[Fixed], tmp_path: Path) -> None:
    for each in fixed:
        assert errors(each.after, tmp_path) <= errors(each.before, tmp_path)


@given(st.text(max_size=20), st.data())
def test_edits_that_are_applied_are_apart(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    edits = [
        Edit(min(a, b), max(a, b), "•")
        for a, b in data.draw(st.lists(st.tuples(place, place), max_size=5))
    ]
    findings = [
        Finding(
            rule="a/b",
            severity="error",
            message="",
            path="a",
            side="target",
            fix=Fix(safe=True, edits=(edit,)),
        )
        for edit in edits
    ]
    chosen = [f.fix.edits[0] for f in applicable(findings, unsafe=False) if f.fix]
    assert chosen[:1] == edits[:1]
    kept = set(range(len(text)))
    for edit in chosen:
        gone = set(range(edit.start, edit.end))
        assert gone <= kept
        kept -= gone
    expected = "".join(text[at] for at in sorted(kept))
    if "•" not in text:
        assert edited(text, chosen).replace("•", "") == expected
        assert edited(text, chosen).count("•") == len(chosen)
