"""Writing files so that nothing is ever lost: whole or not at all, one writer at a time."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tm.errors import InputError, Place, WriteError

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["atomic_write", "read_bytes", "write_bytes"]

_DEFAULT_MODE = 0o666


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; InputError, not a traceback, when that is impossible."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    why = (error.strerror or str(error)).lower()
    return InputError(
        f"cannot be read: {why}", place=Place(str(path)), hint="check the path and its rights"
    )


@contextmanager
def atomic_write(path: Path) -> Generator[BinaryIO]:
    """Open a file for writing that replaces `path` only when the block ends without an error.

    The bytes go to a locked temporary file in the same folder, are synced and renamed; the mode of
    an existing file is kept and a symbolic link is followed. WriteError when another writer is at
    work or the folder cannot be written.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f".{path.name}.tm-new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = _locked(temporary)
    except OSError as error:
        raise _unwritable(path, error) from error
    with os.fdopen(handle, "wb") as stream:
        try:
            os.ftruncate(handle, 0)
            yield stream
            stream.flush()
            os.fchmod(handle, _mode_for(path))
            os.fsync(handle)
            temporary.replace(path)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise _unwritable(path, error) from error
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _unwritable(path: Path, error: OSError) -> WriteError:
    why = (error.strerror or str(error)).lower()
    return WriteError(
        f"cannot be written: {why}", place=Place(str(path)), hint="check the folder and its rights"
    )


def _locked(temporary: Path) -> int:
    while True:
        handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise WriteError(
                "another writer is at work on this file",
                place=Place(str(temporary)),
                hint="wait until it has ended and run this again",
            ) from None
        if _is_at(handle, temporary):
            return handle
        os.close(handle)  # the other writer renamed it between our open and our lock: try again


def _is_at(handle: int, path: Path) -> bool:
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def _mode_for(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return _DEFAULT_MODE & ~mask


def write_bytes(path: Path, data: bytes, *, basis: bytes | None = None) -> bool:
    """Replace the content of a file, and tell whether it changed; an equal file is not touched.

    `basis` is what the caller read before it worked on it: WriteError when somebody else has
    changed the file since, so that their edits are not overwritten.
    """
    now = path.read_bytes() if path.exists() else None
    if now == data:
        return False
    if basis is not None and now != basis:
        raise WriteError(
            "the file has changed while we worked on it",
            place=Place(str(path)),
            hint="run this again",
        )
    with atomic_write(path) as stream:
        stream.write(data)
    return True
