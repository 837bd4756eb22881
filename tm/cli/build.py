"""tm build: write the translated articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tm.cli import options

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["command"]


@click.command("build")
@options.documents
@options.to_languages
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to write; one document and language only. “-” is standard output.",
)
@click.option(
    "--keep",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="N",
    help="Write no article below N % translated, and remove an earlier one from build/.",
)
@options.include_fuzzy
def command(
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    *,
    output: str | None,
    keep: float,
    include_fuzzy: bool,
) -> None:
    """Write the translated articles.

    The result is build/<lang>/<doc>.<ext>. A sentence without a translation stays in the source
    language.
    """
    from pathlib import Path

    from tm.errors import UsageError
    from tm.project import Project
    from tm.project.work import build

    project = Project.open()
    docs = project.documents(documents)
    wanted = [(doc, lang) for doc in docs for lang in project.targets(langs, doc)]
    if output and len(wanted) != 1:
        raise UsageError("-o takes one document in one language", hint="name it, and --to LANG")
    for doc, lang in wanted:
        if output:
            project.check_output(doc, output)
        data, percent = build(project, doc, lang, include_fuzzy=include_fuzzy)
        if output == "-":
            if percent >= keep:
                options.write_stdout(data)
            continue
        path = Path(output) if output else project.built(doc, lang)
        done = _write(path, data if percent >= keep else None, removable=not output)
        click.echo(f"{project.shown(path)}: {percent:.0f} % translated{done}", err=True)


def _write(path: Path, data: bytes | None, *, removable: bool) -> str:
    """Write a file; without data remove it if it is ours to remove; say what was done."""
    from tm.files import write_bytes

    if data is not None:
        write_bytes(path, data)
        return ""
    removed = removable and path.exists()
    if removed:
        path.unlink()
    return ", removed" if removed else ", not written"
