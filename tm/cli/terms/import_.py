"""tm terms import: entries from another format."""

from __future__ import annotations

from tm.cli.entries import Book, import_command

__all__ = ["command"]

command = import_command(Book.terms, "base")
