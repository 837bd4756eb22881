"""tm terms: the termbase of the project."""

from __future__ import annotations

import click

from tm.cli.lazy import LazyGroup

__all__ = ["COMMANDS", "command"]

COMMANDS: dict[str, str] = {
    "extract": "Find candidates for the termbase in translations.",
    "add": "Add a term to the termbase.",
    "export": "Write the termbase in another format.",
    "import": "Read terms from another format into the termbase.",
    "list": "List the terms of the termbase.",
    "show": "Show a term with all its forms.",
}
"""The verbs and their one-line help."""


@click.group("terms", cls=LazyGroup, verbs=COMMANDS, package="tm.cli.terms")
def command() -> None:
    """Keep terms: concepts with their preferred, admitted and forbidden words."""
