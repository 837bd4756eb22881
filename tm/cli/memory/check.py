"""tm memory check: check that a memory is sound."""

from __future__ import annotations

import click

from tm.cli.memory.common import memory_option

__all__ = ["command"]


@click.command("check")
@memory_option
def command(path: str) -> int:
    """Check that a memory is sound: the file, the index, texts that must find themselves."""
    from tm.project import Project
    from tm.project.memory import open_memory

    with open_memory(Project.open(), path) as memory:
        problems = memory.check()
        for problem in problems:
            click.echo(f"{memory.path}: {problem}")
        if problems:
            click.echo("“tm memory rebuild” makes the memory anew", err=True)
    return 1 if problems else 0
