"""tm compile: catalogs → MO."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("compile")
@options.documents
@options.to_languages
@options.include_fuzzy
def command(documents: tuple[str, ...], langs: tuple[str, ...], *, include_fuzzy: bool) -> None:
    """Compile catalogs to MO.

    The result is build/<lang>/LC_MESSAGES/<doc>.mo.
    """
    from tm.project import Project
    from tm.project.work import compile_catalog

    project = Project.open()
    for doc in project.documents(documents):
        for lang in project.targets(langs, doc):
            path = compile_catalog(project, doc, lang, include_fuzzy=include_fuzzy)
            click.echo(f"{project.shown(path)}: written", err=True)
