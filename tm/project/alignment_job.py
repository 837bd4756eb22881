"""One run of `tm align`: texts in, groups and doubts, files out."""

from __future__ import annotations

import os
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.align.vectors import read_vectors
from tm.errors import UsageError
from tm.files import read_bytes, write_bytes
from tm.lang import canonical
from tm.project.aligning import Reading, aligned, document_of, knowledge_of, read_text
from tm.project.doubts import doubts, sureness
from tm.project.exchange import STDIO, Options, output_format, write_output
from tm.project.review import decisions, html_sheet, tsv_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.align.groups import Group
    from tm.align.knowledge import Knowledge
    from tm.memory.sqlite import SqliteMemory
    from tm.project.layout import Project

__all__ = ["Job", "Result", "languages", "run", "write", "write_sheet"]

_TEXTS = (2, 3)


class Job(msgspec.Struct, frozen=True):
    """What to align: see the options of `tm align`."""

    paths: tuple[str, ...]
    langs: tuple[str, ...]
    lines: bool = False
    vectors: tuple[str, ...] = ()
    sheet: str = ""


class Result(msgspec.Struct, frozen=True):
    """The texts, their groups, what looks wrong, and `sureness` of the whole."""

    readings: list[Reading]
    groups: list[Group]
    doubts: list[str]
    sure: float


def languages(given: str) -> tuple[str, ...]:
    """Return the languages of “en,ru”; UsageError unless there are two or three different ones."""
    langs = tuple(canonical(lang) for lang in given.split(","))
    if len(langs) not in _TEXTS or len(set(langs)) < len(langs):
        raise UsageError(f"“{given}” are not two or three languages", hint="write --lang en,ru")
    return langs


def run(project: Project, memory: SqliteMemory | None, job: Job) -> Result:
    """Align two or three texts with what the memory knows."""
    if len(job.paths) != len(job.langs):
        raise UsageError(
            f"{len(job.paths)} texts, and {len(job.langs)} languages",
            hint="name a text for each language of --lang, in that order",
        )
    if job.vectors and len(job.vectors) != len(job.paths):
        raise UsageError("--vectors is given once for each text", hint="in the order of the texts")
    readings = [
        read_text(project, path, lang, lines=job.lines)
        for path, lang in zip(job.paths, job.langs, strict=True)
    ]
    known = {pair: knowledge_of(memory, *pair) for pair in combinations(job.langs, 2)}
    vectors = [
        read_vectors(read_bytes(Path(path)), path, len(reading.sentences))
        for path, reading in zip(job.vectors, readings, strict=False)
    ]
    groups = aligned(
        readings,
        lambda one, other: known[one, other],
        decisions(job.sheet, readings) if job.sheet else (),
        vectors=vectors,
        jobs=os.cpu_count() or 1,
    )
    return _result(readings, groups, [known[job.langs[0], lang] for lang in job.langs[1:]])


def _result(readings: list[Reading], groups: list[Group], known: Sequence[Knowledge]) -> Result:
    return Result(readings, groups, list(doubts(readings, groups, known)), sureness(groups))


# --- out ----------------------------------------------------------------------------------------


def write(result: Result, output: str, style: str, options: Options, *, below: float) -> None:
    """Write groups as units, or as numbers of sentences (“beads”, “ladder”)."""
    if style in {"beads", "ladder"}:
        row = _bead if style == "beads" else _rung
        _write(output, b"".join(row(result, group) for group in result.groups))
        return
    form = output_format(output, style)
    document = document_of(result.readings, result.groups, below, catalog=form.name in {"po", "mo"})
    langs = tuple(reading.lang for reading in result.readings)
    write_output(document, output, form, msgspec.structs.replace(options, languages=langs))


def write_sheet(result: Result, output: str, below: float) -> None:
    """Write the groups less sure than `below` for review: an HTML page or TSV."""
    make = html_sheet if output.endswith((".html", ".htm")) else tsv_sheet
    write_bytes(Path(output), make(result.readings, result.groups, below))


def _write(output: str, data: bytes) -> None:
    if output == STDIO:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_bytes(Path(output), data)


def _bead(result: Result, group: Group) -> bytes:
    """Return a group as a line of JSON."""
    numbers = [list(range(*span)) for span in group.spans]
    sure = round(group.confidence, 4)
    if len(numbers) == len(("source", "target")):
        row: dict[str, object] = {"source": numbers[0], "target": numbers[1], "confidence": sure}
    else:
        langs = [reading.lang for reading in result.readings]
        row = {"segments": dict(zip(langs, numbers, strict=True)), "confidence": sure}
    return msgspec.json.encode(row) + b"\n"


def _rung(_: Result, group: Group) -> bytes:
    """Return a group as other aligners write it: [0]:[0, 1]:cost; the cost is 1 - confidence."""
    numbers = ":".join(str(list(range(*span))) for span in group.spans)
    return f"{numbers}:{1 - group.confidence:.6f}\n".encode()
