"""tm build: write the translated articles."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("build")
@options.documents
@options.to_languages
@click.option(
    "--keep",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="N",
    help="Write no article below N % translated.",
)
@options.include_fuzzy
def command(
    documents: tuple[str, ...], langs: tuple[str, ...], *, keep: float, include_fuzzy: bool
) -> None:
    """Write the translated articles.

    The result is build/<lang>/<doc>.<ext>. A sentence without a translation stays in the source
    language.
    """
    from tm.errors import UsageError
    from tm.project import Project
    from tm.project.work import build

    project = Project.open()
    for doc in project.documents(documents):
        targets = project.targets(langs, doc)
        if not targets:
            raise UsageError(f"{doc.name} has no catalog", hint="tm init --to be starts one")
        for lang in targets:
            path, percent = build(project, doc, lang, keep=keep, include_fuzzy=include_fuzzy)
            shown = project.shown(project.built(doc, lang))
            click.echo(
                f"{shown}: {percent:.0f} % translated{'' if path else ', not written'}", err=True
            )
