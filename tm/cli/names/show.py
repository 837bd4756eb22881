"""tm names show: one name with all its forms."""

from __future__ import annotations

from pathlib import Path

import click

from tm.cli import options
from tm.cli.entries import Book, show

__all__ = ["command"]


@click.command("show")
@click.argument("name", metavar="ID")
@click.option("--register", "path", type=click.Path(path_type=Path), help="The file to read.")
@options.format_option("text", "json")
def command(name: str, path: Path | None, style: str) -> None:
    """Show a name with all its forms: status, and the case forms that are certain."""
    show(Book.names(path), name, style)
