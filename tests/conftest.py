"""What every test may use: the data sets, and the programs we compare with."""

from __future__ import annotations

import os
import shutil
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "dev", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session")
def data() -> Callable[[str], Path]:
    """Return a data set by name; where TM_DATA is set a missing one fails, otherwise it skips."""

    def find(name: str) -> Path:
        path = Path(os.environ.get("TM_DATA", ROOT / ".." / "shared" / "data")) / name
        if not path.exists():
            if "TM_DATA" in os.environ:
                pytest.fail(f"TM_DATA has no {name}")
            pytest.skip(f"no data set {name}: set TM_DATA to the folder that holds it")
        return path

    return find


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return the path of a program we compare with; skip loudly where it is not installed."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed: scripts/gettext installs it where possible")
        return path

    return find


@pytest.fixture(scope="session")
def catalogs(
    data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Path, bytes]]:
    """Return path and bytes of every catalog of the data set, 577 in be, be@latin and ru."""
    folder = tmp_path_factory.mktemp("catalogs")
    with tarfile.open(data("po/catalogs.tar.xz")) as archive:
        archive.extractall(folder, filter="data")
    return [(path, path.read_bytes()) for path in sorted(folder.rglob("*.po"))]
