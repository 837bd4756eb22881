"""tm names add: one more name."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from tm.cli.entries import Book, form_options, forms_of, gender_of
from tm.names.name import Kind

__all__ = ["command"]


@click.command("add")
@click.argument("name", metavar="ID")
@click.option("--kind", type=click.Choice(get_args(Kind)), default="other", show_default=True)
@click.option("--origin", default="", metavar="LANG", help="The language that the name is from.")
@click.option(
    "--gender",
    multiple=True,
    metavar="[LANG=]GENDER",
    help="m, f, n or pl; for one language or all. May be given again.",
)
@click.option("--note", default="", help="For people.")
@click.option("--source", default="", help="Where the forms were checked.")
@click.option("--register", "path", type=click.Path(path_type=Path), help="The file to change.")
@form_options
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    name: str,
    gender: tuple[str, ...],
    path: Path | None,
    en: str | None,
    ru: str | None,
    be: str | None,
    form: tuple[str, ...],
    admitted: tuple[str, ...],
    forbidden: tuple[str, ...],
    **values: Any,
) -> None:
    """Add a name at the end of the file, which is made where there is none."""
    book = Book.names(path)
    forms = forms_of({"en": en, "ru": ru, "be": be}, form, admitted, forbidden)
    entity = book.kind(name, forms, gender=gender_of(gender, forms), **values)
    draft = book.draft()
    draft.add(entity)
    draft.save()
    click.echo(f"{book.path}: {name} added", err=True)
