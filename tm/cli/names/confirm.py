"""tm names confirm: proposed names into the register."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tm.cli.entries import Book, ask, is_terminal, take

__all__ = ["command"]


@click.command("confirm")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--id", "ids", multiple=True, metavar="ID", help="Take this one; may be repeated.")
@click.option("--yes", is_flag=True, help="Take all without asking.")
@click.option("--register", "path", type=click.Path(path_type=Path), help="The file to change.")
def command(file: Path | None, ids: tuple[str, ...], path: Path | None, *, yes: bool) -> int:
    """Take proposed names into the register.

    FILE holds [[name]] tables, as tm names scan --propose writes them; without it they come from
    standard input. On a terminal every name is asked for. New forms of a known name are admitted;
    what contradicts is listed, and the exit code is 1 then.
    """
    from tm.files import read_bytes
    from tm.names.entities import Entities, decode

    book = Book.names(path)
    data = read_bytes(file) if file else sys.stdin.buffer.read()
    shown = str(file or "-")
    proposed: Entities[Any] = Entities(decode(data, shown, book.table, book.kind), shown)
    if ids:
        return take(book, [proposed.get(name) for name in ids])
    if file and is_terminal() and not yes:
        return take(book, _asked(proposed))
    return take(book, proposed)


def _asked(proposed: Any) -> list[Any]:
    """Return the names that somebody says yes to, up to the first q."""
    from tm.names.edit import toml

    chosen: list[Any] = []
    for name in proposed:
        click.echo(toml(name, "name"), err=True)
        answer = ask("take it?")
        if answer == "q":
            break
        if answer == "y":
            chosen.append(name)
    return chosen
