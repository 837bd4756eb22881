"""tm update: bring catalogs up to date with their articles."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("update")
@options.documents
@options.to_languages
@click.option("--no-fuzzy", is_flag=True, help="Guess no translation for a changed sentence.")
@click.option("--no-memory", is_flag=True, help="Do not look new sentences up in the memory.")
def command(
    documents: tuple[str, ...], langs: tuple[str, ...], *, no_fuzzy: bool, no_memory: bool
) -> None:
    """Bring catalogs up to date with their articles.

    A sentence that moved keeps its translation, one that changed becomes fuzzy with its previous
    text, one that went becomes obsolete. Entries that stay keep their bytes. The template is
    written too. Where the project has a memory, new sentences are filled from it, fuzzy.
    """
    from contextlib import nullcontext

    from tm.project import Project
    from tm.project.memory import memory_path, open_memory
    from tm.project.pretranslating import from_memory
    from tm.project.work import update

    project = Project.open()
    there = memory_path(project).is_file() and not no_memory and not no_fuzzy
    with open_memory(project) if there else nullcontext() as memory:
        for doc in project.documents(documents):
            targets = project.targets(langs, doc)
            improve = from_memory(project, memory, doc) if memory else None
            for lang, changed in update(project, doc, targets, fuzzy=not no_fuzzy, improve=improve):
                path = project.shown(project.po(doc, lang))
                click.echo(f"{path}: {'updated' if changed else 'unchanged'}", err=True)
