"""tm terms list: the terms of the termbase."""

from __future__ import annotations

from pathlib import Path

import click

from tm.cli import options
from tm.cli.entries import Book, listing

__all__ = ["command"]


@click.command("list")
@click.option("--subject", help="Only terms of this subject.")
@click.option("--lang", "langs", multiple=True, metavar="LANG", help="Only these languages.")
@click.option("--base", "path", type=click.Path(path_type=Path), help="The file to read.")
@options.format_option("text", "json")
def command(subject: str | None, langs: tuple[str, ...], path: Path | None, style: str) -> None:
    """List the terms of the termbase, each by its preferred form."""
    from tm.lang import canonical

    book = Book.terms(path)
    chosen = [term for term in book.read().values() if subject in {None, term.subject}]
    listing(book, chosen, [canonical(lang) for lang in langs], style)
