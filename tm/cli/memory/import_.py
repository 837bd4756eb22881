"""tm memory import: bring translations into the memory."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from tm.cli import options, progress
from tm.cli.memory.common import memory_option, pair_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.project.memory import Imported

__all__ = ["command"]


@click.command("import")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@pair_options
@click.option("--from-format", "form", default="", metavar="F", help="Format of the files.")
@click.option("--document", default="", help="Name of the document; its units are in its order.")
@click.option("--author", default="", help="Who translated it, where the file does not say.")
@click.option("--licence", default="", help="Licence of the texts.")
@click.option(
    "--trust",
    type=click.IntRange(0, 100),
    default=100,
    show_default=True,
    help="Each point less takes a point off matches.",
)
@click.option("--include-fuzzy", is_flag=True, help="Take fuzzy translations too.")
@click.option("--no-obsolete", is_flag=True, help="Leave obsolete entries out.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@memory_option
@options.format_option("text", "json")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    files: tuple[str, ...],
    source: str | None,
    target: str | None,
    form: str,
    document: str,
    author: str,
    licence: str,
    trust: int,
    include_fuzzy: bool,
    no_obsolete: bool,
    dry_run: bool,
    path: str,
    style: str,
) -> int:
    """Bring translations into the memory; it is made where there is none.

    FILES are TMX, PO, TSV, JSONL or STEM.en,STEM.ru; none means the project's documents. A file
    that was imported before is brought up to date; an import that was broken off goes on.
    """
    from tm.project import Project
    from tm.project.memory import Importer, ImportOptions, base_of, open_memory, trial

    project = Project.open()
    how = ImportOptions(
        source, target, form, document, author, licence, trust, include_fuzzy, not no_obsolete
    )
    with (
        open_memory(project, path, write=True) as memory,
        progress.shown() as told,
        trial(memory) if dry_run else nullcontext(memory) as used,
    ):
        importer = Importer(used, base_of(memory.path), told)
        if files:
            results = importer.files(files, how)
        else:
            results = importer.documents(project, project.documents(), how)
    if style == "json":
        click.echo(options.as_json({"files": results}))
    else:
        click.echo(_shown(results))
    for one in results:
        if one.error:
            click.echo(f"tm: {one.error}", err=True)
    return 2 if any(one.error for one in results) else 0


def _shown(results: Sequence[Imported]) -> str:
    head = ["file", "units", "new", "known", "texts", "left out"]
    rows: list[list[object]] = [
        [one.file, one.units, one.new, one.known, one.texts, sum(one.skipped.values())]
        for one in results
    ]
    lines = [options.table(head, rows)]
    for one in results:
        lines += [f"{one.file}: {n} left out: {why}" for why, n in one.skipped.items()]
        lines += [f"{one.file}: went on after {one.resumed} units"] if one.resumed else []
    return "\n".join(lines)
