"""tm update: bring catalogs up to date with their articles."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("update")
@options.documents
@options.to_languages
@click.option("--no-fuzzy", is_flag=True, help="Guess no translation for a changed sentence.")
def command(documents: tuple[str, ...], langs: tuple[str, ...], *, no_fuzzy: bool) -> None:
    """Bring catalogs up to date with their articles.

    A sentence that moved keeps its translation, one that changed becomes fuzzy with its previous
    text, one that went becomes obsolete. Entries that stay keep their bytes. The template is
    written too.
    """
    from tm.project import Project
    from tm.project.work import update

    project = Project.open()
    for doc in project.documents(documents):
        targets = project.targets(langs, doc)
        for lang, changed in update(project, doc, targets, fuzzy=not no_fuzzy):
            path = project.shown(project.po(doc, lang))
            click.echo(f"{path}: {'updated' if changed else 'unchanged'}", err=True)
