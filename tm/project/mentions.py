"""The texts of a project's files as the detection of names reads them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tm.names.detect.texts import Row, Text
from tm.project.subjects import open_checked, paths_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import File, Side, Subject
    from tm.project.layout import Project

__all__ = ["read_rows"]


def read_rows(
    project: Project,
    paths: Sequence[str],
    *,
    source: str | None = None,
    target: str | None = None,
) -> list[Row]:
    """Return the units of files, none for the project's articles and catalogs.

    Fuzzy, obsolete and empty translations are left out. Errors are those of reading.
    """
    return [
        row
        for path in paths_of(project, paths)
        for row in _rows(open_checked(project, path, source=source, target=target))
    ]


def _rows(checked: File) -> Iterator[Row]:
    """Yield a row a unit: its subjects are one a target language."""
    for _, subjects in groupby(checked.subjects, key=lambda subject: subject.index):
        group = list(subjects)
        sides = [(group[0], side) for side in group[0].sources]
        sides += [(subject, side) for subject in group for side in subject.targets]
        texts = tuple(_text(checked, subject, side) for subject, side in sides)
        yield Row(_document(checked, group[0]), texts)


def _document(checked: File, subject: Subject) -> str:
    """Return the document that a unit names, in a TSV its `doc`, else the file."""
    if checked.path.lower().endswith(".tsv") and subject.unit.locations:
        return subject.unit.locations[0].partition(":")[0]
    return checked.path


def _text(checked: File, subject: Subject, side: Side) -> Text:
    line, _ = checked.locate(subject, side, 0)
    return Text(checked.path, line, side.lang, side.plain)
