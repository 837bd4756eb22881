"""tm align: an article and its translations → aligned units."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from tm.cli import options
from tm.cli.memory.common import memory_option

if TYPE_CHECKING:
    from tm.memory.sqlite import SqliteMemory

__all__ = ["command"]


@click.command("align")
@click.argument("texts", nargs=-1, metavar="[SOURCE TARGET [TARGET2]]")
@click.option("--lang", required=True, metavar="EN,RU", help="Languages of the texts, in order.")
@click.option(
    "-o", "output", default="-", metavar="OUT", help="Where to write; default: standard output."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["tmx", "po", "tsv", "jsonl", "ladder"]),
    help="Format of OUT, where its name does not tell.",
)
@click.option("--sentences", "lines", is_flag=True, help="Each line of a text is a sentence.")
@memory_option
@click.option(
    "--vectors",
    multiple=True,
    metavar="FILE",
    help="Sentence vectors of a text, .npy or raw 32-bit floats; once for each text, in order.",
)
@click.option("--learn", metavar="FILE", help="Learn from PO, TMX or TSV, and align nothing.")
@click.option("--apply", "sheet", default="", metavar="SHEET", help="Keep what a sheet accepts.")
@click.option("--review", metavar="FILE", help="Write doubtful groups to FILE, .tsv or .html.")
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Groups less sure than this are doubtful: their translations need review.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 1),
    help="Exit with 1 where a smaller share of sentences may be expected to be right.",
)
@options.flavour
@options.allow_loss
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    texts: tuple[str, ...],
    lang: str,
    output: str,
    style: str | None,
    lines: bool,
    path: str,
    vectors: tuple[str, ...],
    learn: str | None,
    sheet: str,
    review: str | None,
    below: float,
    fail_under: float | None,
    flavour: str,
    allow_loss: bool,
) -> int:
    """Align an article with its translations.

    The texts are plain text, Markdown or HTML. TMX, PO, TSV and JSONL get units; with --sentences,
    JSONL gets the numbers of the sentences that go together. What the memory knows of the languages
    helps.
    """
    from tm.project import Project
    from tm.project.alignment_job import Job, languages, run, write, write_sheet
    from tm.project.exchange import Options
    from tm.project.memory import memory_path, open_memory

    project, langs = Project.open(), languages(lang)
    there = bool(path or learn) or memory_path(project).is_file()
    with open_memory(project, path, write=True) if there else nullcontext() as memory:
        if learn and memory:
            return _learn(memory, learn, langs)
        result = run(project, memory, Job(texts, langs, lines, vectors, sheet))
    write(
        result,
        output,
        _style(style, output, lines=lines),
        Options(flavour=flavour, allow_loss=allow_loss, include_fuzzy=True),
        below=below,
    )
    if review:
        write_sheet(result, review, below)
    for doubt in result.doubts:
        click.echo(f"tm: warning: {doubt}", err=True)
    click.echo(f"{100 * result.sure:.1f} % of the sentences may be expected to be right", err=True)
    return int(fail_under is not None and result.sure < fail_under)


def _learn(memory: SqliteMemory, path: str, langs: tuple[str, ...]) -> int:
    """Learn from a file for every pair of the languages that it has."""
    from itertools import combinations

    from tm.project.aligning import learn

    for one, other in combinations(langs, 2):
        count = learn(memory, path, one, other)
        click.echo(f"{path}: learnt from {count} pairs {one}-{other}", err=True)
    return 0


def _style(style: str | None, output: str, *, lines: bool) -> str:
    """Return the format to write; "" where the name tells."""
    if style == "jsonl" or (style is None and output.endswith(".jsonl")):
        return "beads" if lines else "jsonl"
    return style or ("beads" if output == "-" else "")
