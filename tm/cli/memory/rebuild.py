"""tm memory rebuild: make the memory anew."""

from __future__ import annotations

import click

from tm.cli.memory.common import memory_option

__all__ = ["command"]


@click.command("rebuild")
@click.option("--index", "only_index", is_flag=True, help="Only the index; the texts stay.")
@click.option("--concordance", is_flag=True, help="Make the index of words of “concordance” too.")
@click.option(
    "--index-threshold",
    "threshold",
    type=click.FloatRange(0.3, 1),
    metavar="T",
    help="Least similarity, 0.3-1, that the index answers.",
)
@memory_option
def command(*, only_index: bool, concordance: bool, threshold: float | None, path: str) -> None:
    """Make the memory anew from the files it came from.

    Nothing changes when one of them is gone. What no file brought in stays.
    """
    from tm.errors import UsageError
    from tm.memory.concordance import Concordance
    from tm.project import Project
    from tm.project.memory import open_memory, rebuild

    if only_index and threshold is not None:
        raise UsageError("--index keeps the threshold", hint="leave --index out")
    project = Project.open()
    if not only_index:
        for one in rebuild(project, path, threshold=threshold):
            click.echo(f"{one.file}: {one.units} units", err=True)
    with open_memory(project, path) as memory:
        if only_index:
            memory.reindex()
        if concordance:
            Concordance(memory).make_index()
        click.echo(f"{memory.stats().units} units", err=True)
