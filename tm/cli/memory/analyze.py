"""tm memory analyze: count words by how well the memory knows them."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from tm.cli import options
from tm.cli.memory.common import memory_option

if TYPE_CHECKING:
    from tm.memory.leverage import Leverage

__all__ = ["command"]

_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


@click.command("analyze")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.to_languages
@click.option(
    "--weight",
    "weights",
    multiple=True,
    metavar="BAND=N",
    help="What a word of a band counts, as in 75-84=0.6; may be given again.",
)
@memory_option
@options.format_option("text", "json")
def command(
    paths: tuple[str, ...],
    langs: tuple[str, ...],
    weights: tuple[str, ...],
    path: str,
    style: str,
) -> None:
    """Count segments and words by how well the memory knows them.

    PATHS are articles or files of units; none means the project's articles. Without --to the target
    languages are those of the project, else those that the files name. A segment that was there
    before is a repetition. Where there is no memory, all else is new.
    """
    from tm.memory.leverage import WEIGHTS, leverage
    from tm.memory.score import Knowledge
    from tm.project import Project
    from tm.project.leverage import sentences_of, targets_of
    from tm.project.memory import memory_path, open_memory
    from tm.project.stores import register_of

    project = Project.open()
    there = bool(path) or memory_path(project).is_file()
    weight = {**WEIGHTS, **_weights(weights)}
    targets, counted = targets_of(project, paths, langs), list(sentences_of(project, paths))
    known = Knowledge(register_of(project))
    with open_memory(project, path) if there else nullcontext() as memory:
        results = [leverage(memory, counted, lang, known, weight) for lang in targets]
    if style == "json":
        click.echo(options.as_json({"languages": results}))
    else:
        click.echo("\n\n".join(_shown(one) for one in results))


def _weights(given: tuple[str, ...]) -> dict[str, float]:
    """Return the weights that options name; UsageError for what is none."""
    from tm.errors import UsageError, did_you_mean
    from tm.memory.leverage import BANDS

    found: dict[str, float] = {}
    for one in given:
        name, _, value = one.partition("=")
        if name not in BANDS:
            raise UsageError(f"there is no band “{name}”", hint=did_you_mean(name, BANDS))
        if not _NUMBER.fullmatch(value):
            raise UsageError(f"“{value}” is no weight", hint=f"write {name}=0.5")
        found[name] = float(value)
    return found


def _shown(one: Leverage) -> str:
    head = [f"band ({one.target})", "segments", "words", "characters", "% of words"]
    whole = max(one.total.words, 1)
    rows: list[list[object]] = [
        [name, band.segments, band.words, band.characters, round(100 * band.words / whole, 1)]
        for name, band in [*one.bands.items(), ("total", one.total)]
    ]
    lines = [options.table(head, rows), f"weighted words: {one.weighted}"]
    if one.internal.segments:
        lines.append(
            f"of 50-74 and new: {one.internal.segments} segments, {one.internal.words} words like "
            "an earlier one"
        )
    return "\n".join(lines)
