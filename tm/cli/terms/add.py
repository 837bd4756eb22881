"""tm terms add: one more term."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from tm.cli.entries import Book, form_options, forms_of, gender_of
from tm.terms.base import PartOfSpeech

__all__ = ["command"]


@click.command("add")
@click.argument("name", metavar="ID")
@click.option("--pos", type=click.Choice(get_args(PartOfSpeech)), default="noun", show_default=True)
@click.option("--definition", default="", help="What it is.")
@click.option("--subject", default="", help="The field it belongs to.")
@click.option("--translate/--no-translate", default=True, help="Whether it is translated at all.")
@click.option("--case-sensitive", is_flag=True, help="Capitals count.")
@click.option(
    "--gender",
    multiple=True,
    metavar="[LANG=]GENDER",
    help="m, f, n or pl; for one language or all. May be given again.",
)
@click.option("--note", default="", help="For people.")
@click.option("--source", default="", help="Where the forms were checked.")
@click.option("--base", "path", type=click.Path(path_type=Path), help="The file to change.")
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
    """Add a term at the end of the file, which is made where there is none."""
    book = Book.terms(path)
    forms = forms_of({"en": en, "ru": ru, "be": be}, form, admitted, forbidden)
    entity = book.kind(name, forms, gender=gender_of(gender, forms), **values)
    draft = book.draft()
    draft.add(entity)
    draft.save()
    click.echo(f"{book.path}: {name} added", err=True)
