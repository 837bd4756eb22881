"""Annotations of errors in and out: WMT's TSV, JSONL, comments in PO; findings as drafts.

A comment is `# tm:mqm=TYPE/SEVERITY [START:END] text`, on the entry whose translation it is about.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from tm.errors import InputError, Place, did_you_mean
from tm.files import read_bytes
from tm.formats.po.marks import marks
from tm.project.checking import Checking, check
from tm.project.searching import lines_of
from tm.project.subjects import open_checked, paths_of
from tm.scores.mqm import Annotation, typology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tm.checks.base import Subject
    from tm.model import Finding
    from tm.project.layout import Project

__all__ = ["drafts", "encoded", "read_annotations"]

_COLUMNS = {
    "system": ("system",),
    "document": ("doc", "document"),
    "segment": ("globalsegid", "seg_id", "segment", "seg"),
    "rater": ("rater", "annotator"),
    "source": ("source",),
    "target": ("target", "translation"),
    "type": ("category", "type"),
    "severity": ("severity",),
}
_NEEDED = ("segment", "target", "type", "severity")
_SEVERITIES = ("neutral", "minor", "major", "critical")
_NONE = ("no-error", "no error", "none", "")
_SPAN = re.compile(r"</?v>")
_PLACE = re.compile(r"\[(\d+):(\d+)\]\s*")


def read_annotations(project: Project, paths: Sequence[str], lang: str = "") -> list[Annotation]:
    """Read annotations; InputError with the line of what is none."""
    return [one for path in paths for one in _read(project, path, lang)]


def _read(project: Project, path: str, lang: str) -> Iterator[Annotation]:
    match Path(path).suffix.lower():
        case ".tsv":
            yield from _table(path)
        case ".jsonl":
            yield from _lines(path)
        case ".po":
            yield from _comments(project, path, lang)
        case _:
            raise InputError(
                "is no file of annotations", place=Place(path), hint="give TSV, JSONL or PO"
            )


def _table(path: str) -> Iterator[Annotation]:
    names, *rows = _split(path)
    at = _columns([name.strip().lower() for name in names], path)
    for number, row in enumerate(rows, 2):
        if len(row) < len(names) and len(row) <= max(at.values()):
            raise InputError(
                f"has {len(row)} columns here, not {len(names)}",
                place=Place(path, number),
                hint="write every row with as many tabs as the first",
            )
        yield _row({name: row[column] for name, column in at.items()}, path, number)


def _split(path: str) -> list[list[str]]:
    return [line.split("\t") for line in lines_of(read_bytes(Path(path)), path)] or [[]]


def _columns(names: list[str], path: str) -> dict[str, int]:
    found = {
        field: names.index(next(name for name in options if name in names))
        for field, options in _COLUMNS.items()
        if any(name in names for name in options)
    }
    missing = [field for field in _NEEDED if field not in found]
    if missing:
        raise InputError(
            f"has no column “{_COLUMNS[missing[0]][0]}”",
            place=Place(path, 1),
            hint="give the names of the columns in the first line",
        )
    return found


def _row(row: dict[str, str], path: str, number: int) -> Annotation:
    none = row["type"].strip().lower() in _NONE or row["severity"].strip().lower() in _NONE
    kind, severity = ("", "none") if none else _known(row["type"], row["severity"], path, number)
    place: dict[str, Any] = {}
    for side in ("source", "target"):
        marks_ = [mark.start() for mark in _SPAN.finditer(row.get(side, ""))]
        if len(marks_) > 1:
            place = {"side": side, "span": (marks_[0], marks_[1] - len("<v>"))}
    texts = {side: _SPAN.sub("", row.get(side, "")) for side in ("source", "target")}
    plain = {name: row.get(name, "") for name in ("system", "document", "rater", "segment")}
    return _made(path, number, {**plain, **texts, **place, "type": kind, "severity": severity})


def _known(kind: str, severity: str, path: str, line: int) -> tuple[str, str]:
    """Return the type and the severity by our names; InputError with the closest."""
    known, level = typology().type_of(kind), severity.strip().lower()
    if known is None:
        raise InputError(
            f"“{kind}” is no type of error",
            place=Place(path, line),
            hint=did_you_mean(kind.lower(), typology().typology),
        )
    if level not in _SEVERITIES:
        raise InputError(
            f"“{severity}” is no severity",
            place=Place(path, line),
            hint=did_you_mean(level, _SEVERITIES),
        )
    return known, level


def _made(path: str, line: int, fields: dict[str, Any]) -> Annotation:
    try:
        return msgspec.convert(fields, Annotation)
    except msgspec.ValidationError as error:
        raise InputError(
            f"is no annotation: {error}", place=Place(path, line), hint="see `tm score --help`"
        ) from error


def _lines(path: str) -> Iterator[Annotation]:
    for number, line in enumerate(read_bytes(Path(path)).splitlines(), 1):
        try:
            fields = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise InputError(
                f"is no JSON: {error}", place=Place(path, number), hint="write an object a line"
            ) from error
        one = _made(path, number, cast("dict[str, Any]", fields))
        if one.severity != "none":
            kind, _ = _known(one.type, one.severity, path, number)
            one = msgspec.structs.replace(one, type=kind)
        yield one


def _comments(project: Project, path: str, lang: str) -> Iterator[Annotation]:
    """Yield the annotations of a catalog; a translation without any has no error."""
    checked = open_checked(project, path, target=lang or None)
    for subject in checked.subjects:
        if not subject.targets:
            continue
        line = checked.locate(subject, subject.targets[0], 0)[0]
        notes = [n.text for u in (subject.unit.members or (subject.unit,)) for n in u.notes]
        found = [mark for mark in marks(notes) if mark.key == "mqm"]
        base = {
            "segment": subject.unit.id,
            "document": path,
            "system": subject.lang,
            "source": subject.sources[0].text,
            "target": subject.targets[0].text,
        }
        if not found:
            yield _made(path, line, {**base, "type": "", "severity": "none"})
        for mark in found:
            head, _, severity = mark.value.rpartition("/")
            kind, level = _known(head, severity, path, line)
            place = _PLACE.match(mark.text)
            span = {"span": (int(place[1]), int(place[2]))} if place else {}
            comment = _PLACE.sub("", mark.text, count=1)
            yield _made(
                path, line, {**base, **span, "type": kind, "severity": level, "comment": comment}
            )


def drafts(project: Project, paths: Sequence[str], wanted: Checking) -> list[Annotation]:
    """Return what the checks find as annotations that a person is to confirm."""
    found = check(project, paths, wanted).findings
    texts: dict[tuple[str, str], Subject] = {}
    for path in paths_of(project, paths):
        checked = open_checked(project, path, source=wanted.source, target=wanted.target)
        texts.update({(path, one.unit.id): one for one in checked.subjects if one.targets})
    return [
        _draft(finding, texts[finding.path, finding.unit])
        for finding in found
        if (finding.path, finding.unit) in texts
    ]


def _draft(finding: Finding, subject: Subject) -> Annotation:
    known = typology()
    side = "source" if finding.side.startswith("source") else "target"
    return Annotation(
        finding.unit,
        known.findings.get(finding.rule.partition("/")[0], "other"),
        known.severities[finding.severity],
        subject.lang,
        finding.path,
        "tm",
        subject.sources[0].text,
        subject.targets[0].text,
        cast("Any", side),
        finding.span,
        f"{finding.rule}: {finding.message}",
        draft=True,
    )


def encoded(annotations: Iterable[Annotation]) -> bytes:
    """Return annotations as JSON Lines, which `read_annotations` reads."""
    return b"".join(msgspec.json.encode(one) + b"\n" for one in annotations)
