"""Real catalogs that the Django wheel brings."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def django_catalogs() -> list[tuple[Path, bytes]]:
    """Return path and bytes of the be, ru, uk and pl catalogs of the installed Django."""
    spec = find_spec("django")
    assert spec is not None
    assert spec.origin is not None
    found = Path(spec.origin).parent.rglob("locale/*/LC_MESSAGES/*.po")
    paths = [path for path in sorted(found) if path.parts[-3] in {"be", "ru", "uk", "pl"}]
    return [(path, path.read_bytes()) for path in paths]
