from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from tm.errors import InputError, WriteError
from tm.files import atomic_write, read_bytes, write_bytes


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.po"
    with atomic_write(path) as stream:
        stream.write(b"one")
        assert not path.exists()
    assert path.read_bytes() == b"one"
    assert names(path.parent) == ["x.po"]


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_bytes(tmp_path / "x.po", b"one")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "x.po").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "error", [ValueError("no"), KeyboardInterrupt(), OSError(errno.ENOSPC, "full")]
)
def test_an_exception_leaves_the_old_file(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b"old")
    expected = WriteError if isinstance(error, OSError) else type(error)

    def fail() -> None:
        with atomic_write(path) as stream:
            stream.write(b"new" * 100_000)
            raise error

    with pytest.raises(expected):
        fail()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["x.po"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o444])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_bytes(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_bytes() == b"new"


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "x.po", tmp_path / "x.po"
    real.write_bytes(b"old")
    link.symlink_to("real/x.po")
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert names(tmp_path) == ["real", "x.po"]


def test_a_second_writer_is_refused_and_the_first_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    with atomic_write(path) as stream:
        stream.write(b"first")
        with pytest.raises(WriteError, match="another writer is at work"), atomic_write(path):
            pytest.fail("the second writer got in")
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["x.po"]


def left_behind(path: Path) -> Path:
    """Return the temporary file of a writer that is in the middle of its work."""
    found: list[Path] = []
    with suppress(ValueError), atomic_write(path):
        found += [each for each in path.parent.iterdir() if each.name.endswith(".tm-new")]
        raise ValueError
    return found[0]


def test_what_a_crashed_writer_left_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    left_behind(path).write_bytes(b"half of a file that was longer")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["x.po"]


def test_a_link_planted_in_our_way_is_not_followed(tmp_path: Path) -> None:
    path, victim = tmp_path / "x.po", tmp_path / "victim"
    victim.write_bytes(b"precious")
    left_behind(path).symlink_to(victim)
    with pytest.raises(WriteError, match="cannot be written"):
        write_bytes(path, b"new")
    assert victim.read_bytes() == b"precious"
    assert not path.exists()


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("ў" * 126 + ".po")
    write_bytes(path, b"one")
    assert path.read_bytes() == b"one"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with atomic_write(path) as stream:
        stream.write(b"data")
    assert os.read(reader, 10) == b"data"
    os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_folder_or_a_path_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path, tmp_path / "file" / "x.po"):
        with pytest.raises(WriteError, match="cannot be written") as caught:
            write_bytes(path, b"new")
        assert caught.value.place is not None
        assert caught.value.hint


def test_trouble_with_another_file_keeps_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic_write(tmp_path / "x.po"):
        (tmp_path / "missing").read_bytes()
    assert names(tmp_path) == []


def test_equal_content_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    assert write_bytes(path, b"one")
    before = path.stat()
    assert not write_bytes(path, b"one", basis=b"something else")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_edit_by_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b"theirs")
    with pytest.raises(WriteError, match="has changed"):
        write_bytes(path, b"ours", basis=b"read")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["x.po"]
    assert write_bytes(path, b"ours", basis=b"theirs")
    path.unlink()
    with pytest.raises(WriteError, match="has changed"):
        write_bytes(path, b"more", basis=b"ours")


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file") as caught:
        read_bytes(tmp_path / "x.po")
    assert caught.value.place is not None
    assert caught.value.place.path.endswith("x.po")
    with pytest.raises(InputError, match="is a directory"):
        read_bytes(tmp_path)


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_bytes(Path("x.po"), b"one")
    assert names(tmp_path) == ["x.po"]
