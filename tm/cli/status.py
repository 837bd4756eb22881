"""tm status: count what is translated."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("status")
@options.documents
@options.to_languages
@options.format_option("text", "json")
@click.option(
    "--queries", "show_queries", is_flag=True, help="List the translators' questions instead."
)
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Exit 1 below N % translated."
)
def command(
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    style: str,
    *,
    show_queries: bool,
    fail_under: float | None,
) -> int:
    """Count what is translated.

    Words are those of the source. A question is a translator comment “# tm:query …”.
    """
    from tm.project import Project
    from tm.project.work import queries, status

    project = Project.open()
    docs = project.documents(documents)
    if show_queries:
        found = queries(project, docs, list(langs))
        if style == "json":
            click.echo(options.as_json({"queries": found}))
            return 0
        for query in found:
            click.echo(f"{query.path}:{query.line}: {query.text} [{query.msgid}]")
        return 0
    counts = status(project, docs, list(langs))
    if style == "json":
        click.echo(options.as_json({"documents": counts}))
    else:
        head = [
            "document",
            "lang",
            "segments",
            "translated",
            "needs review",
            "untranslated",
            "words",
            "queries",
        ]
        rows = [
            [
                c.document,
                c.lang,
                c.segments,
                c.translated,
                c.needs_review,
                c.untranslated,
                c.words,
                c.queries,
            ]
            for c in counts
        ]
        click.echo(options.table(head, rows))
    return 1 if fail_under is not None and any(c.percent < fail_under for c in counts) else 0
