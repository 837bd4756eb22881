"""tm diff: what changed, word by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tm.cli import options

if TYPE_CHECKING:
    from tm.catalog.wording import Change
    from tm.formats.po import PoFile
    from tm.project import Project

__all__ = ["command"]

_COLOURS = {"-": "red", "+": "green"}
_MARKS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}


@click.command("diff")
@click.argument("paths", nargs=-1, metavar="[OLD NEW | PATH...]")
@click.option("--since", metavar="REV", help="Compare with this git revision.")
@click.option(
    "--until", metavar="REV", help="Compare this git revision, not the files as they are."
)
@options.format_option("text", "json")
def command(paths: tuple[str, ...], since: str | None, until: str | None, style: str) -> None:
    """Show what changed between two versions, word by word.

    Either two catalogs, or with --since the catalogs named (default: all of the project) against a
    git revision.
    """
    from tm.catalog.wording import changes
    from tm.errors import UsageError
    from tm.project import Project

    project = Project.open()
    if since is None and until is None:
        if len(paths) != 2:  # noqa: PLR2004  (old and new)
            raise UsageError(
                "name two catalogs", hint="tm diff OLD.po NEW.po, or tm diff --since HEAD~1"
            )
        files = [(_open(paths[0]), _open(paths[1]))]
    else:
        start = since or "HEAD"
        files = [
            (_open(path, start), _open(path, until, missing=not paths))
            for path in paths or _catalogs(project)
        ]
    found = [change for old, new in files for change in changes(old, new, project.config.source)]
    if style == "json":
        click.echo(
            options.as_json({"changes": found, "words": sum(change.words for change in found)})
        )
        return
    for change in found:
        click.echo(_shown(change))
    words = sum(change.words for change in found)
    click.echo(f"changed: {_count(len(found), 'unit')}, {_count(words, 'word')}", err=True)


def _catalogs(project: Project) -> list[str]:
    """Return the project's catalogs, present or not."""
    return [
        project.shown(project.po(doc, lang))
        for doc in project.documents()
        for lang in project.targets((), doc)
    ]


def _open(path: str, revision: str | None = None, *, missing: bool = False) -> PoFile:
    """Return a catalog as it is or was; an empty one where git had none, or it may be missing."""
    from tm.files import read_bytes
    from tm.formats.po import PoFile
    from tm.project.revisions import content_at

    if revision is None and missing and not Path(path).exists():
        return PoFile(path=path)
    if revision is None:
        return PoFile.parse(read_bytes(Path(path)), path)
    return PoFile.parse(content_at(revision, Path(path)), f"{revision}:{path}")


def _shown(change: Change) -> str:
    state = f" {change.before} → {change.after}" if change.before != change.after else ""
    words = _count(change.words, "word")
    head = f"{change.path}:{change.line}: {change.kind}{state}, {words}"
    return f"{head}\n  {change.msgid}\n  {_marked(change)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _marked(change: Change) -> str:
    pieces: list[str] = []
    for span in change.spans:
        before, after = _MARKS[span.kind]
        text = f"{before}{span.text}{after}"
        pieces.append(click.style(text, fg=_COLOURS[span.kind]) if span.kind in _COLOURS else text)
    return "".join(pieces)
