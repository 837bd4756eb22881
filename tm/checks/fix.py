"""Fixes: the edits of findings made in the entries of a PO file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tm.model import unit_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.checks.base import File
    from tm.formats.po import Entry
    from tm.model import Edit, Finding

__all__ = ["applicable", "apply", "edited"]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made; they must not overlap.

    >>> from tm.model import Edit
    >>> edited("a  b ,c", [Edit(1, 3, " "), Edit(4, 5, "")])
    'a b,c'
    """
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def applicable(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings whose fixes may be made now: on translations, and apart on each side.

    The first of those that overlap goes first; the others may be found again after it. `unsafe`
    lets fixes that may be wrong be made too.
    """
    taken: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    chosen: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or not fix.edits or not (fix.safe or unsafe) or finding.side[:1] != "t":
            continue
        spans = taken.setdefault((finding.unit, finding.lang, finding.side), [])
        if all(_apart(edit, span) for edit in fix.edits for span in spans):
            spans += [(edit.start, edit.end) for edit in fix.edits]
            chosen.append(finding)
    return chosen


def _apart(edit: Edit, span: tuple[int, int]) -> bool:
    """Whether an edit neither overlaps nor touches a span."""
    return edit.end < span[0] or span[1] < edit.start


def apply(file: File, findings: Sequence[Finding]) -> Counter[str]:
    """Make the fixes of findings, chosen by `applicable`, in the catalog of a file.

    Returns how many fixes of each rule were made; a fix whose text is no longer there is not.
    """
    made: Counter[str] = Counter()
    if file.catalog is None:
        return made
    holders = _holders(file)
    wanted: dict[int, list[Finding]] = {}
    for finding in findings:
        entry = holders.get((finding.unit, finding.side))
        if entry is not None:
            wanted.setdefault(id(entry), []).append(finding)
    entries = file.catalog.entries
    for at, entry in enumerate(entries):
        if id(entry) in wanted:
            forms = [
                _mended(entry, form, wanted[id(entry)], made) for form in range(len(entry.msgstr))
            ]
            entries[at] = entry.edit(msgstr=tuple(forms))
    return made


def _holders(file: File) -> dict[tuple[str, str], Entry]:
    """Return the entry that holds each side of each unit; the header is the unit ""."""
    found: dict[tuple[str, str], Entry] = {}
    catalog, entry_of = file.catalog, file.entry_of
    for entry in catalog.entries if catalog else ():
        if not entry.obsolete:
            unit = "" if entry.is_header else unit_id(file.source, entry.msgctxt, entry.msgid)
            plural = entry.msgid_plural is not None
            for form in range(len(entry.msgstr)):
                found.setdefault((unit, f"target[{form}]" if plural else "target"), entry)
    for subject in file.subjects if entry_of else ():
        for side in subject.targets:
            holder = entry_of(subject, side) if entry_of else None
            if holder is not None:
                found[subject.unit.id, side.name] = holder
    return found


def _mended(entry: Entry, form: int, findings: Sequence[Finding], made: Counter[str]) -> str:
    """Return a form of an entry with fixes made where it says what the findings saw."""
    name = f"target[{form}]" if entry.msgid_plural is not None else "target"
    text = entry.msgstr[form]
    edits: list[Edit] = []
    for finding in findings:
        if finding.side == name and finding.fix and text[slice(*finding.span)] == finding.text:
            edits += finding.fix.edits
            made[finding.rule] += 1
    return edited(text, edits)
