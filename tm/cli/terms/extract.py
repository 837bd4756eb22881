"""tm terms extract: candidates for the termbase, from translations."""

from __future__ import annotations

import click

from tm.cli import options
from tm.cli.memory.common import memory_option, pair_of, pair_options

__all__ = ["command"]


@click.command("extract")
@click.argument("paths", nargs=-1, metavar="[FILE]...")
@pair_options
@memory_option
@click.option(
    "--min",
    "least",
    type=click.IntRange(2),
    default=3,
    show_default=True,
    help="In how many texts a candidate stands at least.",
)
@click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, help="How many; 0: all."
)
@options.format_option("text", "json")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    paths: tuple[str, ...],
    source: str | None,
    target: str | None,
    path: str,
    least: int,
    limit: int,
    style: str,
) -> None:
    """Find candidates for the termbase in translations.

    FILE is PO, TMX, TSV or JSONL; without one the memory is read. A candidate has its translations
    with counts, by the words that translate each other, and examples. A + marks what the termbase
    has already.
    """
    from tm.project import Project
    from tm.project.extracting import extract

    project = Project.open()
    pair = pair_of(project, source, target)
    found = extract(project, paths, pair, memory=path, least=least)
    shown = found[:limit] if limit else found
    if style == "json":
        click.echo(options.as_json({"candidates": shown}))
        return
    rows = [
        [
            "+" if one.known else "",
            one.candidate.text,
            one.candidate.count,
            ", ".join(f"{each.text} {each.count}" for each in one.candidate.translations),
            one.examples[0][0],
        ]
        for one in shown
    ]
    click.echo(options.table(["", "term", "texts", "translations", "example"], rows))
