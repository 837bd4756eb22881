"""tm names rename: change a name in all its forms over the project."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, cast

import click

from tm.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.names.name import Gender, Kind
    from tm.project.renaming import Renamed

__all__ = ["command"]


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--lang", required=True, metavar="LANG", help="The language of both names.")
@click.option(
    "--kind",
    type=click.Choice(["person", "place", "org", "product", "other"]),
    help="What it is; the register's, else by the number of words.",
)
@click.option(
    "--gender", type=click.Choice(["m", "f", "n", "pl"]), help="Its gender; the register's."
)
@click.option(
    "--diff", "only_diff", is_flag=True, help="Write nothing, show the changes as a diff."
)
@options.format_option("text", "json")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    old: str,
    new: str,
    lang: str,
    kind: str | None,
    gender: str | None,
    only_diff: bool,
    style: str,
) -> int:
    """Change a name in all its case forms, in articles, catalogs and the register.

    OLD and NEW are in the nominative. What is not certain is listed and left as it is; the exit
    code is 1 then. The TMX of a document is written anew by tm export.
    """
    from tm.project import Project
    from tm.project.renaming import Rename, rename, write

    wanted = Rename(old, new, lang, cast("Kind | None", kind), cast("Gender", gender or ""))
    found = rename(Project.open(), wanted)
    places = [place for one in found for place in one.places]
    if not only_diff:
        write(found)
    if style == "json":
        click.echo(options.as_json({"places": places}))
    elif only_diff:
        click.echo("".join(line for one in found for line in _diff(one)), nl=False)
    for place in places if style == "text" else []:
        head = f"{place.path}:{place.line}:{place.column}: {place.old}"
        if place.doubt:
            click.echo(f"{head}: left as it is: {place.doubt}", err=only_diff)
        elif not only_diff:
            click.echo(f"{head} → {place.new}")
    doubts = sum(bool(place.doubt) for place in places)
    click.echo(f"{len(places) - doubts} changed, {doubts} left as they are", err=True)
    return int(doubts > 0)


def _diff(one: Renamed) -> Iterator[str]:
    path = one.places[0].path
    before, after = (
        data.decode("utf-8", "replace").splitlines(keepends=True)
        for data in (one.before, one.after)
    )
    yield from unified_diff(before, after, path, path)
