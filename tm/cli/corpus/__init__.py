"""tm corpus: parallel corpora."""

from __future__ import annotations

import click

from tm.cli.lazy import LazyGroup

__all__ = ["COMMANDS", "command"]

COMMANDS: dict[str, str] = {
    "subwords": "Train a subword model, and report how it cuts each language.",
}
"""The verbs and their one-line help."""


@click.group("corpus", cls=LazyGroup, verbs=COMMANDS, package="tm.cli.corpus")
def command() -> None:
    """Make parallel corpora from translations."""
