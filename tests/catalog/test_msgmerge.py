"""`update` beside `msgmerge` on real catalogs."""

from __future__ import annotations

import random
import subprocess
import tarfile
from typing import TYPE_CHECKING

import pytest

from tm.catalog.update import update
from tm.errors import TmError
from tm.formats.po import Entry, PoFile
from tm.formats.po.entry import FUZZY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CATALOGS = 24
LARGEST = 60_000
Key = tuple[str | None, str]


def catalogs(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield some of the catalogs, the same in every run."""
    with tarfile.open(archive) as tar:
        files = sorted(m.name for m in tar.getmembers() if m.isfile() and m.size < LARGEST)
        draw = random.Random(1)  # noqa: S311  (no secret)
        for name in draw.sample(files, min(len(files), 3 * CATALOGS)):
            stream = tar.extractfile(name)
            if stream is not None and name.endswith(".po"):
                yield name, stream.read()


def new_template(file: PoFile, seed: int) -> PoFile:
    """Return a POT made of a catalog: some messages moved, some deleted, some edited."""
    draw = random.Random(seed)  # noqa: S311  (no secret)
    entries: list[Entry] = []
    for entry in file.messages:
        if draw.random() < 0.08:
            continue
        msgid = entry.msgid
        if draw.random() < 0.12 and len(msgid) > 12:
            at = draw.randrange(len(msgid) - 5)
            msgid = msgid[:at] + " new" + msgid[at + 3 :]
        count = 2 if entry.msgid_plural is not None else 1
        new = Entry(msgid, ("",) * count, entry.msgctxt, entry.msgid_plural)
        entries.append(new.edit(flags=tuple(f for f in entry.flags if f.endswith("c-format"))))
    for _ in range(len(entries) // 10):
        a, b = draw.randrange(len(entries)), draw.randrange(len(entries))
        entries[a], entries[b] = entries[b], entries[a]
    template = PoFile({entry.key: entry for entry in entries}.values())
    template.set_header([("Content-Type", "text/plain; charset=UTF-8")])
    return template


def by_gettext(old: bytes, template: bytes, folder: Path) -> PoFile | None:
    (folder / "old.po").write_bytes(old)
    (folder / "new.pot").write_bytes(template)
    arguments = ["msgmerge", "--quiet", "--previous", "-o", "-", "old.po", "new.pot"]
    result = subprocess.run(arguments, cwd=folder, capture_output=True, check=False)
    return PoFile.parse(result.stdout) if result.returncode == 0 else None


def exact(file: PoFile) -> dict[Key, tuple[str, ...]]:
    return {e.key: e.msgstr for e in file.messages if not e.fuzzy and any(e.msgstr)}


def fuzzies(file: PoFile) -> dict[Key, tuple[str, ...]]:
    return {e.key: e.msgstr for e in file.messages if FUZZY in e.flags}


@pytest.fixture(scope="module")
def compared(
    data: Callable[[str], Path],
    program: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> list[tuple[str, PoFile, PoFile]]:
    """Return (name, ours, msgmerge's) for catalogs that gettext accepts."""
    program("msgmerge")
    folder = tmp_path_factory.mktemp("msgmerge")
    result: list[tuple[str, PoFile, PoFile]] = []
    for name, old in catalogs(data("po/catalogs.tar.xz")):
        try:
            ours = PoFile.parse(old, name)
        except TmError:
            continue
        if ours.encoding != "utf-8" or len(ours.messages) < 20:
            continue
        template = new_template(ours, len(result))
        theirs = by_gettext(old, template.dump(), folder)
        if theirs is not None:
            update(ours, template.messages)
            result.append((name, PoFile.parse(ours.dump(), name), theirs))
        if len(result) == CATALOGS:
            break
    return result


def test_there_is_something_to_compare(compared: list[tuple[str, PoFile, PoFile]]) -> None:
    assert len(compared) >= CATALOGS // 2


def test_the_same_live_messages_in_the_same_order(
    compared: list[tuple[str, PoFile, PoFile]],
) -> None:
    for name, ours, theirs in compared:
        assert [e.key for e in ours.messages] == [e.key for e in theirs.messages], name


def test_the_same_exact_translations(compared: list[tuple[str, PoFile, PoFile]]) -> None:
    for name, ours, theirs in compared:
        assert exact(ours) == exact(theirs), name


def test_the_same_obsolete_translations(compared: list[tuple[str, PoFile, PoFile]]) -> None:
    """What no message uses; a guess that only one of the two makes is live there."""
    for name, ours, theirs in compared:
        one, two = (
            {e.key for e in f.entries if e.obsolete and any(e.msgstr)} for f in (ours, theirs)
        )
        guessed = {
            (e.previous.context, e.previous.source)
            for f in (ours, theirs)
            for e in f.messages
            if e.previous
        }
        assert one - guessed == two - guessed, name


def test_most_guesses_agree(compared: list[tuple[str, PoFile, PoFile]]) -> None:
    ours, theirs, same, only_theirs = 0, 0, 0, 0
    for _, mine, other in compared:
        one, two = fuzzies(mine), fuzzies(other)
        ours += len(one)
        theirs += len(two)
        same += sum(one.get(key) == text for key, text in two.items())
        only_theirs += len(two.keys() - one.keys())
    figures = f"{ours} ours, {theirs} of msgmerge, {same} equal, {only_theirs} only theirs"
    assert same / theirs >= 0.95, figures
    assert only_theirs / theirs <= 0.02, figures
