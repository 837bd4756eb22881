"""tm memory export: write the memory, or a part of it, to a file."""

from __future__ import annotations

import click

from tm.cli import options, progress
from tm.cli.memory.common import memory_option

__all__ = ["command"]


@click.command("export")
@click.option("-o", "--output", default="-", metavar="PATH", help="Where to write; “-” is stdout.")
@click.option("--to-format", default="", metavar="F", help="tmx, tsv, jsonl, po or moses.")
@click.option("--from", "source", metavar="LANG", help="Only units with this source language.")
@options.to_languages
@click.option("--file", metavar="PATH", help="Only what this file brought in.")
@click.option("--document", metavar="NAME", help="Only units of this document.")
@click.option("--since", metavar="DATE", help="Only translations of this day or later: 2026-01-31.")
@click.option("--reviewed", is_flag=True, help="Only reviewed translations.")
@memory_option
@options.flavour
@options.allow_loss
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    output: str,
    to_format: str,
    source: str | None,
    langs: tuple[str, ...],
    file: str | None,
    document: str | None,
    since: str | None,
    reviewed: bool,
    path: str,
    flavour: str,
    allow_loss: bool,
) -> None:
    """Write the memory, or a part of it, to a file."""
    from tm.project import Project
    from tm.project.exchange import Options
    from tm.project.memory import Selection, export, open_memory

    with open_memory(Project.open(), path) as memory, progress.shown() as told:
        chosen = Selection(source, langs, file, document, since, reviewed)
        how = Options(flavour=flavour, allow_loss=allow_loss, progress=told)
        export(memory, output, to_format, chosen, how)
    if output != "-":
        click.echo(f"{output}: written", err=True)
