"""tm extract: article → POT."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("extract")
@options.documents
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to write; one document only. “-” is standard output.",
)
def command(documents: tuple[str, ...], output: str | None) -> None:
    """Write the template (POT) of every article.

    The template is locales/<doc>.pot. Its date changes only when a unit changes.
    """
    from pathlib import Path

    from tm.errors import UsageError
    from tm.project import Project
    from tm.project.work import extract, template

    project = Project.open()
    docs = project.documents(documents)
    if output and len(docs) != 1:
        raise UsageError("-o takes one document", hint="name the one to extract")
    if output:
        project.check_output(docs[0], output, template=True)
    if output == "-":
        options.write_stdout(template(project, docs[0]).dump())
        return
    for doc in docs:
        path = Path(output) if output else project.pot(doc)
        changed = extract(project, doc, Path(output) if output else None)
        click.echo(f"{project.shown(path)}: {'written' if changed else 'unchanged'}", err=True)
