"""tm memory delete: delete units."""

from __future__ import annotations

import click

from tm.cli.memory.common import memory_option

__all__ = ["command"]


@click.command("delete")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--file", "files", multiple=True, metavar="PATH", help="All that only it brought in.")
@memory_option
def command(ids: tuple[str, ...], files: tuple[str, ...], path: str) -> int:
    """Delete units by id, or what files brought in; exit 1 where there is nothing to delete."""
    from tm.errors import UsageError
    from tm.project import Project
    from tm.project.memory import forget, open_memory

    if not ids and not files:
        raise UsageError("nothing is named", hint="name ids as “tm memory search” shows them")
    wrong = [one for one in ids if not _is_id(one)]
    if wrong:
        raise UsageError(f"“{wrong[0]}” is no id", hint="an id has 16 hexadecimal digits")
    with open_memory(Project.open(), path) as memory:
        units = memory.delete(ids) if ids else 0
        texts = sum(forget(memory, file) for file in files)
    click.echo(f"{units} units, {texts} texts of files deleted", err=True)
    return 0 if units or texts else 1


def _is_id(text: str) -> bool:
    return len(text) == 16 and all(char in "0123456789abcdef" for char in text)  # noqa: PLR2004
