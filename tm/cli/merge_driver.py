"""tm merge-driver: 3-way merge of catalogs for git."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("merge-driver")
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.argument("name", required=False)
def command(base: str, ours: str, theirs: str, name: str | None) -> int:
    """Merge two versions of a catalog for git.

    Set it up once: git config merge.tm-po.driver "tm merge-driver %O %A %B %P", and the line
    “*.po merge=tm-po” in .gitattributes. The result is written to OURS. Where both sides changed
    one translation it has ours, fuzzy, and theirs in a comment, and the exit code is 1.
    """
    from tm.catalog.merge import merge_files
    from tm.files import read_bytes, write_bytes
    from tm.formats.po import PoFile

    shown = name or ours
    data = read_bytes(Path(ours))
    mine = PoFile.parse(data, shown)
    other = PoFile.parse(read_bytes(Path(theirs)), shown)
    ancestor = PoFile.parse(read_bytes(Path(base)), shown)
    conflicts = merge_files(ancestor, mine, other)
    write_bytes(Path(ours), mine.dump(), basis=data)
    for entry in conflicts:
        click.echo(f"{shown}: both changed the translation of “{entry.msgid}”", err=True)
    return 1 if conflicts else 0
