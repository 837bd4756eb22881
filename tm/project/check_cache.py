"""What checks found before, for files that have not changed since.

One file of the project, `.tm/cache/checks`; without a configuration nothing is kept unless a folder
is named. It holds the results of the groups of files last checked, by a key over what the files
hold, the rules, the configuration, the register and the termbase.
"""

from __future__ import annotations

import os
from functools import cache as once
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

import tm
from tm.checks.base import RULES
from tm.checks.spelling.dictionaries import system_dictionaries
from tm.errors import WriteError
from tm.files import read_bytes, write_bytes
from tm.project.stores import register_path, terms_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tm.project.check_runs import Checking
    from tm.project.layout import Project

__all__ = ["Cache", "signature"]

T = TypeVar("T")


class Cache:
    """Results by key; those not asked for are forgotten when it is saved."""

    def __init__(self, project: Project, folder: str, salt: bytes) -> None:
        self.path = _place(project, folder)
        self._salt = salt
        self._old = _read(self.path)
        self._new: dict[str, bytes] = {}
        self._digests: dict[str, bytes] = {}

    def key(self, paths: Iterable[str], scope: str = "") -> str:
        """Return the key of some files together; "" where nothing is kept."""
        if self.path is None:
            return ""
        whole = sha256(self._salt + scope.encode())
        for path in paths:
            if path not in self._digests:
                self._digests[path] = sha256(read_bytes(Path(path))).digest()
            whole.update(os.fsencode(path) + b"\0" + self._digests[path])
        return whole.hexdigest()

    def get(self, key: str, kind: type[T]) -> T | None:
        """Return the result of a key, None where there is none."""
        packed = self._old.get(key)
        if packed is None:
            return None
        self._new[key] = packed
        return msgspec.msgpack.decode(packed, type=kind)

    def put(self, key: str, result: object) -> None:
        """Keep a result."""
        if key and key not in self._new:
            self._new[key] = msgspec.msgpack.encode(result)

    def save(self) -> None:
        """Write what was asked for in this run; a folder that cannot be written is no error."""
        if self.path is None or self._new.keys() == self._old.keys():
            return
        try:
            write_bytes(self.path, msgspec.msgpack.encode(self._new))
        except WriteError:
            return


def _place(project: Project, folder: str) -> Path | None:
    if folder:
        return Path(folder) / "checks"
    return project.root / ".tm" / "cache" / "checks" if project.config_path else None


def _read(path: Path | None) -> dict[str, bytes]:
    if path is None or not path.is_file():
        return {}
    try:
        return msgspec.msgpack.decode(read_bytes(path), type=dict[str, bytes])
    except msgspec.DecodeError:  # of another version, or cut: as if it were not there
        return {}


def signature(project: Project, wanted: Checking) -> bytes:
    """Return a digest of all that decides what is found, but for the files themselves."""
    asked = msgspec.structs.replace(wanted, jobs=1, cache="", since="", baseline="")
    whole = sha256(_program() + msgspec.json.encode((project.config, asked)))
    stores = [register_path(project, wanted.register), terms_path(project, wanted.terms)]
    for path in (*stores, *_spelling(project)):
        whole.update(read_bytes(path) if path and path.is_file() else b"-")
    return whole.digest()


def _spelling(project: Project) -> list[Path]:
    """Return the files that spelling is checked with: the dictionaries that may be used."""
    spelling = project.config.checks.spelling
    if not spelling.enabled:
        return []
    own = [project.root / f"{each}.dic" for each in spelling.dictionaries.values() if each]
    own += [project.root / spelling.words] if spelling.words else []
    langs = project.config.targets or ("be", "ru")
    return own + [path.with_suffix(".dic") for lang in langs for path in system_dictionaries(lang)]


@once
def _program() -> bytes:
    """Return a digest of this program's files and of the plugins: the version of every rule."""
    folder = Path(tm.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file())
    states = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    plugins = [
        (point.value, point.dist.version if point.dist else "")
        for point in entry_points(group=RULES.group)
    ]
    return sha256(repr((tm.__version__, states, plugins)).encode()).digest()
