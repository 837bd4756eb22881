"""Writing files so that nothing is ever lost: whole or not at all, one writer at a time."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tm.errors import InputError, Place, WriteError

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["atomic_write", "read_bytes", "unreadable", "write_bytes"]

_DEFAULT_MODE = 0o666


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; InputError, not a traceback, when that is impossible."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path | str, error: OSError) -> InputError:
    """Return the error for a file that the system does not let us read."""
    why = (error.strerror or str(error)).lower()
    return InputError(
        f"cannot be read: {why}", place=Place(str(path)), hint="check the path and its rights"
    )


@contextmanager
def atomic_write(path: Path) -> Generator[BinaryIO]:
    """Open a file for writing that replaces `path` only when the block ends without an error.

    The bytes go to a locked temporary file in the same folder, are synced and renamed; the mode and
    owner of an existing file are kept and a symbolic link is followed. What is no regular file (a
    pipe, /dev/null) is written to directly. WriteError when another writer is at work or the file
    cannot be written.
    """
    special = path.exists() and not path.is_file()
    foreign: OSError | None = None
    try:
        with path.open("wb") if special else _replacing(Path(os.path.realpath(path))) as stream:
            try:
                yield stream
            except OSError as error:  # with a name: the caller's own trouble with some other file
                foreign = error if error.filename is not None else None
                raise
    except OSError as error:
        if error is foreign:
            raise
        raise _unwritable(path, error) from error


@contextmanager
def _replacing(path: Path) -> Generator[BinaryIO]:
    temporary = path.with_name(f".{sha256(os.fsencode(path.name)).hexdigest()[:16]}.tm-new")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = _locked(temporary, path)
    with os.fdopen(handle, "wb") as stream:
        try:
            os.ftruncate(handle, 0)
            yield stream
            stream.flush()
            _keep_rights(handle, path)
            os.fsync(handle)
            temporary.replace(path)
            _sync_folder(path.parent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _unwritable(path: Path, error: OSError) -> WriteError:
    why = (error.strerror or str(error)).lower()
    return WriteError(
        f"cannot be written: {why}", place=Place(str(path)), hint="check the folder and its rights"
    )


def _locked(temporary: Path, path: Path) -> int:
    while True:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW  # a planted link is an error
        handle = os.open(temporary, flags, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise WriteError(
                "another writer is at work on this file",
                place=Place(str(path)),
                hint="wait until it has ended and run this again",
            ) from None
        if _is_at(handle, temporary):
            return handle
        os.close(handle)  # the other writer renamed it between our open and our lock: try again


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return path.lstat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def _keep_rights(handle: int, path: Path) -> None:
    """Give the new file the owner and mode of the old one, or the mode of any new file."""
    try:
        old = path.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(handle, _DEFAULT_MODE & ~mask)
        return
    with suppress(PermissionError):  # only root may give a file away
        os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, old.st_mode & 0o7777)


def write_bytes(path: Path, data: bytes, *, basis: bytes | None = None) -> bool:
    """Replace the content of a file, and tell whether it changed; an equal file is not touched.

    `basis` is what the caller read before it worked on it: WriteError when somebody else has
    changed the file since, so that their edits are not overwritten.
    """
    if _content(path) == data:
        return False
    with atomic_write(path) as stream:
        if basis is not None and _content(path) != basis:
            raise WriteError(
                "the file has changed while we worked on it",
                place=Place(str(path)),
                hint="run this again",
            )
        stream.write(data)
    return True


def _content(path: Path) -> bytes | None:
    return read_bytes(path) if path.is_file() else None
