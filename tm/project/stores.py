"""The register of names and the termbase that a command works with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tm.names.register import Register, read_register
from tm.terms.base import Termbase, read_terms

if TYPE_CHECKING:
    from tm.project.layout import Project

__all__ = ["register_of", "register_path", "terms_of", "terms_path"]


def register_path(project: Project, given: str = "") -> Path | None:
    """Return where the register is: as named, else as configured; None where that is not there."""
    path = Path(given) if given else project.root / project.config.names.register
    return path if given or path.is_file() else None


def terms_path(project: Project, given: str = "") -> Path | None:
    """Return where the termbase is: as named, else as configured; None where that is not there."""
    path = Path(given) if given else project.root / project.config.terms.base
    return path if given or path.is_file() else None


def register_of(project: Project, given: str = "") -> Register | None:
    """Return the register of `register_path`, None where there is none."""
    path = register_path(project, given)
    return read_register(path) if path else None


def terms_of(project: Project, given: str = "") -> Termbase | None:
    """Return the termbase of `terms_path`, None where there is none."""
    path = terms_path(project, given)
    return read_terms(path) if path else None
