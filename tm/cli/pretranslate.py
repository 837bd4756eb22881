"""tm pretranslate: fill untranslated entries from the memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from tm.cli import options
from tm.cli.memory.common import memory_option

if TYPE_CHECKING:
    from tm.project.pretranslating import Pretranslated

__all__ = ["command"]


@click.command("pretranslate")
@click.argument("lang")
@options.documents
@click.option(
    "--min",
    "minimum",
    type=click.FloatRange(30, 100),
    default=75.0,
    show_default=True,
    help="Least similarity and score.",
)
@click.option(
    "--via",
    metavar="LANG",
    help="Where nothing matches the source, look up the translation into this language.",
)
@click.option(
    "--accept", is_flag=True, help="Take exact matches in the same context as translated."
)
@click.option("--dry-run", is_flag=True, help="Say what would be filled, and write nothing.")
@memory_option
@options.format_option("text", "json")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    lang: str,
    documents: tuple[str, ...],
    minimum: float,
    via: str | None,
    accept: bool,
    dry_run: bool,
    path: str,
    style: str,
) -> None:
    """Fill untranslated entries from the memory.

    LANG is the language of the catalogs. Every proposal is fuzzy until a translator confirms it,
    with the text it was made for as its previous msgid, and a comment “# tm:origin” says where it
    is from. DOCUMENTS may be PO files.
    """
    from tm.lang import canonical
    from tm.project import Project
    from tm.project.memory import open_memory
    from tm.project.pretranslating import PretranslateOptions, pretranslate_catalogs

    project = Project.open()
    how = PretranslateOptions(
        minimum,
        canonical(via) if via else "",
        project.config.memory.auto_accept if accept else None,
        dry_run,
    )
    with open_memory(project, path) as memory:
        results = pretranslate_catalogs(project, memory, canonical(lang), documents, how)
    if style == "json":
        click.echo(options.as_json({"catalogs": results}))
    else:
        for one in results:
            click.echo(_shown(one))


def _shown(one: Pretranslated) -> str:
    from tm.memory.leverage import band_of

    bands = Counter(
        f"via {filled.via}" if filled.via else band_of(filled.score, filled.kind)
        for filled in one.filled
    )
    told = ", ".join(f"{n} × {band}" for band, n in sorted(bands.items(), reverse=True))
    accepted = sum(filled.accepted for filled in one.filled)
    more = f", {accepted} accepted" if accepted else ""
    return f"{one.path}: {len(one.filled)} filled ({told or '-'}){more}, {one.untranslated} left"
