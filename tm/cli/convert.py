"""tm convert: one format → another."""

from __future__ import annotations

import click

from tm.cli import options, progress

__all__ = ["command"]


@click.command("convert")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--from-format", default="", metavar="F", help="Format of IN, where its name does not tell."
)
@click.option(
    "--to-format", default="", metavar="F", help="Format of OUT, where its name does not tell."
)
@click.option("--from", "source_lang", metavar="LANG", help="Source language.")
@click.option("--to", "target_lang", metavar="LANG", help="Target language.")
@options.flavour
@options.allow_loss
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    source: str,
    target: str,
    from_format: str,
    to_format: str,
    source_lang: str | None,
    target_lang: str | None,
    flavour: str,
    allow_loss: bool,
) -> None:
    """Convert a file of units to another format.

    IN and OUT are files, “-” for standard input and output, or STEM.en,STEM.ru for Moses. A catalog
    converted to PO keeps its bytes. What OUT cannot hold is said, and needs --allow-loss.
    """
    from tm.project.exchange import Options, convert

    with progress.shown() as told:
        convert(
            source,
            target,
            Options(flavour=flavour, allow_loss=allow_loss, progress=told),
            formats=(from_format, to_format),
            pair=(source_lang, target_lang),
        )
