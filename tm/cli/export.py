"""tm export: a document's units over all languages."""

from __future__ import annotations

import click

from tm.cli import options, progress

__all__ = ["command"]


@click.command("export")
@options.documents
@options.to_languages
@click.option(
    "--to-format", default="tmx", show_default=True, metavar="F", help="tmx, tsv, jsonl or moses."
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="Where to write; one document only. “-” is standard output.",
)
@options.flavour
@click.option("--reviewed", is_flag=True, help="Only reviewed translations.")
@options.include_fuzzy
@options.allow_loss
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    to_format: str,
    output: str | None,
    flavour: str,
    reviewed: bool,
    include_fuzzy: bool,
    allow_loss: bool,
) -> None:
    """Write a document's units over all languages.

    TMX goes to locales/<doc>.tmx, other formats to build/<doc>.<format>. Sentences that one
    translation covers are one unit. Untranslated and fuzzy translations are left out.
    """
    from tm.errors import UsageError
    from tm.formats import FORMATS
    from tm.project import Project
    from tm.project.exchange import Options, export
    from tm.project.work import present

    project = Project.open()
    docs = project.documents(documents)
    if output and len(docs) != 1:
        raise UsageError("-o takes one document", hint="name the one to export")
    if output:
        project.check_output(docs[0], output)
    form = FORMATS.get(to_format)
    for doc in docs:
        targets = present(project, doc, langs)
        languages = (project.config.source, *targets)
        path = output or project.exported(doc, form.name, languages)
        with progress.shown() as told:
            how = Options(
                languages,
                flavour,
                allow_loss=allow_loss,
                include_fuzzy=include_fuzzy,
                reviewed_only=reviewed,
                progress=told,
            )
            export(project, doc, path, form, how)
        if path != "-":
            click.echo(f"{path}: written", err=True)
