"""tm corpus subwords: train a subword model, or use one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from tm.cli import options
from tm.cli.memory.common import memory_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tm.corpus.subwords import Fertility, Subwords

__all__ = ["command"]


@click.command("subwords")
@click.argument("paths", nargs=-1, metavar="[FILE]...")
@memory_option
@options.to_languages
@click.option("-o", "--output", default="", metavar="FILE", help="Train a model into FILE.")
@click.option("--model", default="", metavar="FILE", help="Use a trained model.")
@click.option(
    "--size", type=click.IntRange(10), default=4000, show_default=True, help="Pieces of the model."
)
@click.option(
    "--type",
    "kind",
    type=click.Choice(["unigram", "bpe"]),
    default="unigram",
    show_default=True,
    help="Kind of model.",
)
@click.option("--encode", default="", metavar="FILE", help="Write this text in pieces to stdout.")
@options.format_option("text", "json")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    paths: tuple[str, ...],
    path: str,
    langs: tuple[str, ...],
    output: str,
    model: str,
    size: int,
    kind: Literal["unigram", "bpe"],
    encode: str,
    style: str,
) -> None:
    """Train a sentencepiece model on files or the memory, and report how it cuts them.

    FILE is a file of units, Moses (STEM.en,STEM.ru) or lines (in the first --to). With --model
    nothing is trained. Every model has pieces for ў і ё ’ « » —; nothing is normalised.
    """
    from pathlib import Path

    from tm.corpus.subwords import KEPT, load, train
    from tm.errors import UsageError
    from tm.files import read_bytes, write_bytes
    from tm.project import Project
    from tm.project.searching import lines_of
    from tm.project.subwords import texts_by_language

    if bool(output) == bool(model):
        raise UsageError("a model is trained or used", hint="give -o FILE or --model FILE")
    if encode:
        used = load(Path(model)) if model else None
        if used is None:
            raise UsageError("--encode needs a model", hint="give --model FILE")
        for line in lines_of(read_bytes(Path(encode)), encode):
            click.echo(" ".join(used.encode(line)))
        return
    texts = texts_by_language(Project.open(), paths, langs, path)
    if model:
        used = load(Path(model))
    else:
        used = train((text for each in texts.values() for text in each), size, kind)
        write_bytes(Path(output), used.data)
    rows = [used.fertility(lang, each) for lang, each in texts.items()]
    _show(used, rows, used.knows(KEPT), style)


def _show(used: Subwords, rows: Sequence[Fertility], known: Mapping[str, bool], style: str) -> None:
    if style == "json":
        shown = {"size": used.size, "languages": rows, "characters": known}
        click.echo(options.as_json(shown))
        return
    click.echo(
        options.table(
            ["language", "texts", "words", "pieces", "pieces a word", "whole words", "unknown"],
            [
                [
                    one.lang or "-",
                    one.texts,
                    one.words,
                    one.pieces,
                    f"{one.pieces_per_word:.2f}",
                    f"{100 * one.whole:.1f} %",
                    f"{100 * one.unknown:.2f} %",
                ]
                for one in rows
            ],
        )
    )
    missing = "".join(char for char, there in known.items() if not there)
    click.echo(f"{used.size} pieces; no piece for: {missing or 'none of ' + ''.join(known)}")
