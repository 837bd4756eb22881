"""The sheet on which a person judges doubtful groups, and its way back.

    Group … ─ sheet ─▶ TSV, or an HTML page that saves one ─ decisions ─▶ the groups accepted

A row has the numbers of the sentences of each text, counted from 1: “4”, “4-6”, or “before 7” where
a text has nothing there. Whoever splits or merges writes other numbers; rows that say `accept` stay
as they are when the texts are aligned again, all others are aligned anew around them.
"""

from __future__ import annotations

import itertools
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.align.groups import Group, Span
from tm.errors import Place, SyntaxProblemError
from tm.files import read_bytes
from tm.project.searching import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.project.aligning import Reading

__all__ = ["decisions", "html_sheet", "tsv_sheet"]

_ACCEPT = "accept"
_HEAD = ("decision", "confidence")
_CELL = re.compile(r"(\d+)(?:-(\d+))?|before (\d+)")
_BLANKS = re.compile(r"[\t\r\n]+")


def tsv_sheet(readings: Sequence[Reading], groups: Sequence[Group], below: float) -> bytes:
    """Return the groups less sure than `below`, and their neighbours, as a table."""
    langs = [reading.lang for reading in readings]
    rows = [[*_HEAD, *langs, *(f"{lang} text" for lang in langs)]]
    for at in _shown(groups, below):
        group = groups[at]
        texts = [
            _BLANKS.sub(" ", " | ".join(reading.plain[slice(*span)]))
            for reading, span in zip(readings, group.spans, strict=True)
        ]
        rows.append(["", f"{group.confidence:.2f}", *map(_cell, group.spans), *texts])
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def html_sheet(readings: Sequence[Reading], groups: Sequence[Group], below: float) -> bytes:
    """Return a page that shows them, lets them be accepted, split and merged, and saves the TSV."""
    shown = _shown(groups, below)
    data = {
        "langs": [reading.lang for reading in readings],
        "texts": [
            {n: reading.plain[n] for at in shown for n in range(*groups[at].spans[text])}
            for text, reading in enumerate(readings)
        ],
        "groups": [[round(groups[at].confidence, 2), groups[at].spans, at] for at in shown],
    }
    page = files("tm.project").joinpath("review.html").read_text("utf-8")
    safe = msgspec.json.encode(data).decode().replace("<", "\\u003c")
    return page.replace("{{data}}", safe).encode()


def _shown(groups: Sequence[Group], below: float) -> list[int]:
    """Return the doubtful groups and those beside them, which a merge or a split concerns too."""
    doubtful = [at for at, group in enumerate(groups) if group.confidence < below]
    near = {at + step for at in doubtful for step in (-1, 0, 1)}
    return sorted(near & set(range(len(groups))))


def _cell(span: Span) -> str:
    """Return a span as people count.

    >>> _cell(Span(3, 4)), _cell(Span(3, 6)), _cell(Span(6, 6))
    ('4', '4-6', 'before 7')
    """
    if not span.size:
        return f"before {span.first + 1}"
    return f"{span.last}" if span.size == 1 else f"{span.first + 1}-{span.last}"


# --- back ---------------------------------------------------------------------------------------


def decisions(path: str, readings: Sequence[Reading]) -> list[Group]:
    """Return the groups that a sheet accepts, in order.

    SyntaxProblemError with line and column where it does not fit the texts, or two groups cross.
    """
    rows = [line.split("\t") for line in lines_of(read_bytes(Path(path)), path)]
    langs = [reading.lang for reading in readings]
    if not rows or rows[0][: 2 + len(langs)] != [*_HEAD, *langs]:
        names = "\t".join([*_HEAD, *langs])
        raise SyntaxProblemError(
            "is no sheet of these languages",
            place=Place(path, 1, 1),
            hint=f"its first line begins with {names!r}; tm align --review writes one",
        )
    sizes = [len(reading.sentences) for reading in readings]
    accepted = [
        (_group(path, number, row, sizes), number)
        for number, row in enumerate(rows[1:], 2)
        if _accepts(path, number, row)
    ]
    accepted.sort(key=lambda one: (one[0].spans, one[1]))
    for (one, _), (other, number) in itertools.pairwise(accepted):
        if any(a.last > b.first for a, b in zip(one.spans, other.spans, strict=True)):
            raise SyntaxProblemError(
                "crosses another accepted row, or has a sentence of it",
                place=Place(path, number),
                hint="each sentence stands in one row, and the rows are in order in every text",
            )
    return [group for group, _ in accepted]


def _accepts(path: str, number: int, row: Sequence[str]) -> bool:
    word = row[0].strip().lower()
    if word not in {"", _ACCEPT}:
        raise SyntaxProblemError(
            f"“{row[0]}” is no decision",
            place=Place(path, number, 1),
            hint="write accept, or nothing",
        )
    return word == _ACCEPT


def _group(path: str, number: int, row: Sequence[str], sizes: Sequence[int]) -> Group:
    cells = row[2 : 2 + len(sizes)]
    spans: list[Span] = []
    for at, (cell, size) in enumerate(zip([*cells, *[""] * len(sizes)], sizes, strict=False)):
        span = _span(cell)
        if span is None or not 0 <= span.first <= span.last <= size:
            raise SyntaxProblemError(
                f"“{cell}” are no sentences of this text",
                place=Place(path, number, len("\t".join(row[: 2 + at])) + 2),
                hint=f"write 4, 4-6 or before 7; the text has {size} sentences",
            )
        spans.append(span)
    return Group(tuple(spans), 1.0)


def _span(cell: str) -> Span | None:
    """Return what a cell says, None where it is not written so.

    >>> _span("4"), _span("4-6"), _span("before 7"), _span("four")
    (Span(first=3, last=4), Span(first=3, last=6), Span(first=6, last=6), None)
    """
    match = _CELL.fullmatch(cell.strip())
    if match is None:
        return None
    first, last, before = match.groups()
    if before:
        return Span(int(before) - 1, int(before) - 1)
    return Span(int(first) - 1, int(last or first))
