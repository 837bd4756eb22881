"""tm names matrix: count every form of every name, by language."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("matrix")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--from", "source", metavar="LANG", help="Source language.")
@click.option("--to", "target", metavar="LANG", help="Target language.")
@click.option("--no-register", is_flag=True, help="Find the names instead of using the register.")
@options.format_option("text", "json")
def command(
    *,
    paths: tuple[str, ...],
    source: str | None,
    target: str | None,
    no_register: bool,
    style: str,
) -> None:
    """Count every form of every name, by language.

    PATHS are articles, PO, TMX or TSV files; none means the project's articles and catalogs. Forms
    of the register are counted with all their cases, found ones as they are written.
    """
    from tm.names.matrix import detected, registered
    from tm.project import Project
    from tm.project.mentions import read_rows
    from tm.project.stores import register_of

    project = Project.open()
    register = None if no_register else register_of(project)
    rows = read_rows(project, paths, source=source, target=target)
    entries = detected(rows) if register is None else registered(rows, register)
    if style == "json":
        click.echo(options.as_json({"names": entries}))
        return
    langs = list(dict.fromkeys(lang for entry in entries for lang in entry.forms))
    cells = [
        [
            entry.entity,
            *(
                ", ".join(f"{form.text} {form.count}×" for form in entry.forms.get(lang, ()))
                for lang in langs
            ),
        ]
        for entry in entries
    ]
    click.echo(options.table(["name", *langs], cells))
