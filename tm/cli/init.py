"""tm init: start the catalogs of a language."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("init")
@options.documents
@options.to_languages
def command(documents: tuple[str, ...], langs: tuple[str, ...]) -> None:
    """Start the catalogs of a language.

    Writes locales/<doc>.pot and, for every target language, locales/<lang>/<doc>.po; a catalog that
    exists is left alone.
    """
    from tm.project import Project
    from tm.project.work import init

    project = Project.open()
    targets = project.targets(langs)
    for doc in project.documents(documents):
        for lang, made in init(project, doc, targets):
            what = "written" if made else "exists; tm update brings it up to date"
            click.echo(f"{project.shown(project.po(doc, lang))}: {what}", err=True)
