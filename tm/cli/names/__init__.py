"""tm names: the register of names, their forms, and what differs from it."""

from __future__ import annotations

import click

from tm.cli.lazy import LazyGroup

__all__ = ["COMMANDS", "command"]

COMMANDS: dict[str, str] = {
    "add": "Add a name to the register.",
    "check": "Check names: the rules of the family names.",
    "confirm": "Take proposed names into the register.",
    "export": "Write the register in another format.",
    "import": "Read names from another format into the register.",
    "list": "List the names of the register.",
    "matrix": "Count every form of every name, by language.",
    "rename": "Change a name in all its forms over the project.",
    "scan": "Find names that are rendered in more than one way.",
    "show": "Show a name with all its forms.",
    "transliterate": "Write a text in another script.",
}
"""The verbs and their one-line help."""


@click.group("names", cls=LazyGroup, verbs=COMMANDS, package="tm.cli.names")
def command() -> None:
    """Keep names consistent: one register, every variant, every case form."""
