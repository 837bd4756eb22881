"""tm terms export: all entries in another format."""

from __future__ import annotations

from tm.cli.entries import Book, export_command

__all__ = ["command"]

command = export_command(Book.terms, "base")
