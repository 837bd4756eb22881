"""Real catalogs: the data set of Debian sources, and those that the Django wheel brings."""

from __future__ import annotations

import tarfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def catalogs(
    data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Path, bytes]]:
    """Return path and bytes of every catalog of the data set, 577 in be, be@latin and ru."""
    folder = tmp_path_factory.mktemp("catalogs")
    with tarfile.open(data("po/catalogs.tar.xz")) as archive:
        archive.extractall(folder, filter="data")
    return [(path, path.read_bytes()) for path in sorted(folder.rglob("*.po"))]


@pytest.fixture(scope="session")
def django_catalogs() -> list[tuple[Path, bytes]]:
    """Return path and bytes of the be, ru, uk and pl catalogs of the installed Django."""
    spec = find_spec("django")
    assert spec is not None
    assert spec.origin is not None
    found = Path(spec.origin).parent.rglob("locale/*/LC_MESSAGES/*.po")
    paths = [path for path in sorted(found) if path.parts[-3] in {"be", "ru", "uk", "pl"}]
    return [(path, path.read_bytes()) for path in paths]
