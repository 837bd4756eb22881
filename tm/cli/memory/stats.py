"""tm memory stats: count what the memory holds."""

from __future__ import annotations

import click

from tm.cli import options
from tm.cli.memory.common import memory_option

__all__ = ["command"]


@click.command("stats")
@memory_option
@options.format_option("text", "json")
def command(path: str, style: str) -> None:
    """Count units, texts by language, pairs, states, and what is kept beside them."""
    import msgspec

    from tm.project import Project
    from tm.project.memory import open_memory

    with open_memory(Project.open(), path) as memory:
        stats, resources = memory.stats(), memory.resources()
    if style == "json":
        click.echo(options.as_json({**msgspec.structs.asdict(stats), "resources": resources}))
        return
    rows: list[list[object]] = [["units", "", stats.units], ["files", "", stats.files]]
    for name, counts in (
        ("texts", stats.texts),
        ("pairs", stats.pairs),
        ("states", stats.states),
        ("in the fuzzy index", stats.indexed),
        ("kept, bytes", resources),
    ):
        rows.extend([name, key, count] for key, count in counts.items())
    rows.append(["size, bytes", "", stats.size])
    click.echo(options.table(["what", "of", "n"], rows))
