"""tm names transliterate: a text in another script."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["command"]


@click.command("transliterate")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("--from", "source", required=True, metavar="LANG", help="Language of the text.")
@click.option("--scheme", metavar="ID", help="A standard of `tm list schemes`, or a TOML file.")
@click.option("--reverse", is_flag=True, help="Read the standard backwards.")
@click.option("--to", "target", metavar="LANG", help="Propose renderings in this language instead.")
@click.option(
    "--kind",
    type=click.Choice(["person", "place"]),
    default="person",
    show_default=True,
    help="What the text names, for --to.",
)
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    texts: tuple[str, ...],
    source: str,
    scheme: str | None,
    reverse: bool,
    target: str | None,
    kind: str,
) -> None:
    """Write a text in another script.

    TEXT “-” reads lines from standard input. With --to, each line is a proposal and its reason.
    """
    from tm.errors import UsageError

    if (scheme is None) == (target is None):
        raise UsageError("give either --scheme or --to", hint="tm list schemes shows the standards")
    if reverse and scheme is None:
        raise UsageError("--reverse goes with --scheme")
    convert = (
        _transliterator(source, scheme, reverse=reverse)
        if scheme
        else _proposer(source, target or "", kind)
    )
    for text in _lines(texts):
        for line in convert(text):
            click.echo(line)


def _lines(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        if text == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin)
        else:
            yield text


def _transliterator(lang: str, name: str, *, reverse: bool) -> Callable[[str], list[str]]:
    from tm.errors import UsageError
    from tm.names.transliterate import find, read

    scheme = read(Path(name)) if name.endswith(".toml") else find(lang, name)
    if name.endswith(".toml") and scheme.lang != lang:
        raise UsageError(f"{name} is for {scheme.lang}", hint=f"--from {scheme.lang}")
    chosen = scheme.reversed() if reverse else scheme
    return lambda text: [chosen.apply(text)]


def _proposer(source: str, target: str, kind: str) -> Callable[[str], list[str]]:
    from tm.names.conversion import propose

    def convert(text: str) -> list[str]:
        found = propose(text, source, target, kind="place" if kind == "place" else "person")
        return [f"{proposal.text}\t{proposal.reason}" for proposal in found]

    return convert
