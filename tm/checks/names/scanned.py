"""What detection says of unregistered names, as problems: for the rules on consistency."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, cast

from tm.checks.base import Problem
from tm.names.detect.scripts import mixed
from tm.names.scan import Row, Text, scan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tm.checks.base import Context, File, Side, Subject
    from tm.names.scan import Report

__all__ = ["problems"]


class _Scanned(NamedTuple):
    """The texts that were read, by the number that stands for their path, and the reports."""

    files: Sequence[File]
    texts: list[tuple[Subject, Side]]
    reports: list[Report]


def problems(files: Sequence[File], context: Context, kinds: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every place of the rarer forms of the reports of some kinds."""
    scanned = _scanned(files, context)
    for report in scanned.reports:
        if report.kind not in kinds:
            continue
        usual, *rare = report.forms
        for form in rare or [usual]:
            for place in form.locations:
                subject, side = scanned.texts[int(place.path)]
                span = place.start, place.start + len(form.text)
                if side in subject.sides and not _told(report, side, span, scanned, context):
                    yield Problem(subject, side, span, _message(report, form.text, form.count))


def _told(
    report: Report, side: Side, span: tuple[int, int], scanned: _Scanned, context: Context
) -> bool:
    """Whether other rules tell of a word: of mixed letters, and of registered names.

    A slip in a translation of a registered name is told by the rule on missing names.
    """
    if mixed(side.plain[slice(*span)]) or _registered(side, span[0], context):
        return True
    first = report.forms[0].locations[0]
    usual = scanned.texts[int(first.path)][1]
    return side.name != "source" and _registered(usual, first.start, context)


def _registered(side: Side, start: int, context: Context) -> bool:
    return any(m.start <= start < m.end for m in context.names(side))


def _message(report: Report, text: str, count: int) -> str:
    usual = report.forms[0]
    if text == usual.text:
        return f"“{text}”: {report.explanation.rpartition(': ')[2]}"
    return f"“{text}” {count}× beside “{usual.text}” {usual.count}×: one name, two spellings?"


def _scanned(files: Sequence[File], context: Context) -> _Scanned:
    """Return what detection says of all files; looked for once for all rules."""
    cache = cast("dict[str, _Scanned]", context.share("scanned names", dict))
    if "last" not in cache or cache["last"].files is not files:
        texts: list[tuple[Subject, Side]] = []
        subjects = [subject for file in files for subject in file.subjects]
        rows = [_row(list(group), texts) for _, group in groupby(subjects, key=_unit)]
        reports = scan(rows)
        cache["last"] = _Scanned(files, texts, reports)
    return cache["last"]


def _unit(subject: Subject) -> tuple[str, int]:
    return subject.path, subject.index


def _row(group: list[Subject], texts: list[tuple[Subject, Side]]) -> Row:
    """Return the row of a unit; the path of each text is its number in `texts`."""
    sides = [(group[0], side) for side in group[0].sources]
    sides += [(subject, side) for subject in group for side in subject.targets]
    row = Row(
        group[0].path,
        tuple(
            Text(str(number), 0, side.lang, side.plain)
            for number, (_, side) in enumerate(sides, start=len(texts))
        ),
    )
    texts += sides
    return row
