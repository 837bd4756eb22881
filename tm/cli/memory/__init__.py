"""tm memory: the translation memory."""

from __future__ import annotations

import click

from tm.cli.lazy import LazyGroup

__all__ = ["COMMANDS", "command"]

COMMANDS: dict[str, str] = {
    "analyze": "Count words by how well the memory knows them.",
    "check": "Check that a memory is sound.",
    "concordance": "Find words in their context, in all their forms.",
    "delete": "Delete units.",
    "export": "Write the memory, or a part of it, to a file.",
    "import": "Bring translations into the memory.",
    "rebuild": "Make the memory anew from the files it came from.",
    "search": "Find translations of similar texts.",
    "stats": "Count what the memory holds.",
}
"""The verbs and their one-line help."""


@click.group("memory", cls=LazyGroup, verbs=COMMANDS, package="tm.cli.memory")
def command() -> None:
    """Keep translations and find them again.

    Every text above a threshold is found, whatever else there is.
    """
