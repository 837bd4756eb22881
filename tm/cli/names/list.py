"""tm names list: the names of the register."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from tm.cli import options
from tm.cli.entries import Book, listing
from tm.names.name import Kind

__all__ = ["command"]


@click.command("list")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="Only names of this kind.")
@click.option("--lang", "langs", multiple=True, metavar="LANG", help="Only these languages.")
@click.option("--register", "path", type=click.Path(path_type=Path), help="The file to read.")
@options.format_option("text", "json")
def command(kind: str | None, langs: tuple[str, ...], path: Path | None, style: str) -> None:
    """List the names of the register, each by its preferred form."""
    from tm.lang import canonical

    book = Book.names(path)
    chosen = [name for name in book.read().values() if kind in {None, name.kind}]
    listing(book, chosen, [canonical(lang) for lang in langs], style)
