"""The register: every name with its forms, as `seeds/names.toml` holds it.

    Register ─ names ─▶ Name ─ forms["be"] ─▶ Form

`docs/names.md` describes the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.names.entities import Entities, read_entities
from tm.names.name import Name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["TABLE", "Register", "read_register"]

TABLE = "name"
"""The TOML table of one name."""


class Register(Entities[Name], frozen=True):
    """The names by their ids, in the order of the file."""

    @classmethod
    def of(cls, names: Iterable[Name], path: str = "") -> Register:
        """Make a register; of two names with one id the last stays."""
        return cls({name.id: name for name in names}, path)

    @property
    def names(self) -> tuple[Name, ...]:
        """All names, in the order of the file."""
        return tuple(self.by_id.values())


def read_register(path: Path) -> Register:
    """Read a register; SyntaxProblemError with the line for any mistake in it."""
    return Register(read_entities(path, TABLE, Name), str(path))
