"""3-way merge of catalogs entry by entry, so that git need not merge them line by line.

Two people who edit different entries never conflict, and header dates never do. Where both changed
one translation differently the result stays valid PO: ours, fuzzy, with theirs in a comment.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, TypeVar

import msgspec

from tm.catalog.keys import Key, by_key
from tm.catalog.update import place
from tm.formats.po.entry import FUZZY, Entry, escape, parse_header, render_header
from tm.formats.po.marks import Mark

if TYPE_CHECKING:
    from tm.formats.po import PoFile

__all__ = ["merge_files"]

T = TypeVar("T")

_FIELDS = (
    "msgid_plural",
    "msgstr",
    "comments",
    "extracted",
    "references",
    "flags",
    "previous",
    "obsolete",
)


def merge_files(base: PoFile, ours: PoFile, theirs: PoFile) -> list[Entry]:
    """Merge `theirs` into `ours` (changed in place) and return the entries that conflict.

    `base` is the common ancestor; an empty file where there is none. SyntaxProblemError where two
    entries of a file have one key.
    """
    old, mine, other = by_key(base), by_key(ours), by_key(theirs)
    conflicts: list[Entry] = []
    merged: list[Entry] = []
    header = _merge_header(base.header_entry, ours.header_entry, theirs.header_entry)
    if header is not None:
        merged.append(header)
    for key in _order(list(old), list(mine), list(other)):
        entry = _merge_entry(old.get(key), mine.get(key), other.get(key), conflicts)
        if entry is not None:
            merged.append(entry)
    ours.head = _pick(base.head, ours.head, theirs.head)
    ours.tail = _pick(base.tail, ours.tail, theirs.tail)
    if ours.newline != theirs.newline:
        merged = [_in_lines_of(ours, entry) for entry in merged]
    place(ours, merged)
    return conflicts


def _in_lines_of(file: PoFile, entry: Entry) -> Entry:
    """Return the entry to be rendered anew when its lines end otherwise than the file's."""
    alien = "\n" in entry.raw and ("\r\n" in entry.raw) != (file.newline == "\r\n")
    return msgspec.structs.replace(entry, raw="") if alien else entry


def _order(base: list[Key], ours: list[Key], theirs: list[Key]) -> list[Key]:
    """Return all keys in the order of the side that changed it, ours where both did.

    A key that only the other side has stands after its neighbour there.
    """
    main, side = (theirs, ours) if ours == base else (ours, theirs)
    known = set(main)
    after: dict[Key | None, list[Key]] = {}
    previous: Key | None = None
    for key in side:
        if key in known:
            previous = key
        else:
            after.setdefault(previous, []).append(key)
    result = list(after.get(None, []))
    for key in main:
        result += [key, *after.get(key, [])]
    return result


def _same(one: Entry | None, two: Entry | None) -> bool:
    """Whether two versions say the same, wherever they stand and however they are laid out."""
    if one is None or two is None:
        return one is two
    return all(getattr(one, name) == getattr(two, name) for name in _FIELDS)


def _merge_entry(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, conflicts: list[Entry]
) -> Entry | None:
    if _same(base, theirs) or _same(ours, theirs):
        return ours
    if _same(base, ours):
        return theirs
    if ours is None or theirs is None:
        return ours or theirs  # one side removed what the other changed: the change is kept
    return _merge_fields(base, ours, theirs, conflicts)


def _merge_fields(base: Entry | None, ours: Entry, theirs: Entry, conflicts: list[Entry]) -> Entry:
    start = base or Entry(ours.msgid, ("",) * len(ours.msgstr), msgid_plural=ours.msgid_plural)
    old, mine, other = _texts(start), _texts(ours), _texts(theirs)
    both_changed = old not in {mine, other} and mine != other
    conflict = both_changed and any(ours.msgstr) and any(theirs.msgstr)
    taken = theirs if old == mine or (both_changed and not any(ours.msgstr)) else ours
    flags = _pick_many(start.flags, ours.flags, theirs.flags)
    comments = _pick_many(start.comments, ours.comments, theirs.comments)
    merged = ours.edit(
        msgid_plural=taken.msgid_plural,
        msgstr=taken.msgstr,
        comments=(*comments, *_their_version(theirs)) if conflict else comments,
        extracted=_pick(start.extracted, ours.extracted, theirs.extracted),
        references=_pick(start.references, ours.references, theirs.references),
        flags=flags,
        previous=_pick(start.previous, ours.previous, theirs.previous),
        obsolete=_pick(start.obsolete, ours.obsolete, theirs.obsolete),
    )
    if conflict:
        merged = merged.with_flag(FUZZY, present=True)
        conflicts.append(merged)
    elif mine != other:  # fuzzy and the previous source belong to the translation that was taken
        merged = merged.with_flag(FUZZY, present=taken.fuzzy).edit(previous=taken.previous)
    elif not merged.fuzzy and FUZZY in ours.flags + theirs.flags:
        merged = merged.edit(previous=None)
    return merged


def _texts(entry: Entry) -> tuple[str | None, tuple[str, ...]]:
    """Return what belongs together: the forms and the plural they are for."""
    return entry.msgid_plural, entry.msgstr


def _their_version(entry: Entry) -> list[str]:
    """Return their translation as comments, one a form, escaped as in a PO string."""
    return [
        str(Mark("conflict", str(number) if entry.msgid_plural else "", "theirs: " + escape(form)))
        for number, form in enumerate(entry.msgstr)
        if form
    ]


def _pick(base: T, ours: T, theirs: T) -> T:
    """Return the side that changed; ours where both did."""
    return theirs if ours == base else ours


def _pick_many(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the side that changed; where both did, ours less theirs removed plus theirs added."""
    if base in {ours, theirs} or ours == theirs:
        return _pick(base, ours, theirs)
    kept = [item for item in ours if item in theirs or item not in base]
    return (*kept, *(item for item in theirs if item not in base and item not in kept))


# --- the header ---------------------------------------------------------------------------------

_Field = tuple[str, str, int]
"""A field's name, the text of a line that has none, and how many of the same precede."""

_REVISED: _Field = ("PO-Revision-Date", "", 0)
_DATES: tuple[_Field, ...] = (("POT-Creation-Date", "", 0), _REVISED)
_OF_LAST_EDITOR: tuple[_Field, ...] = (("Last-Translator", "", 0), ("X-Generator", "", 0))


def _merge_header(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry | None:
    """Merge headers field by field: the side that changed, of two dates the later one."""
    if ours is None or theirs is None or _same(base, theirs) or _same(ours, theirs):
        return ours or theirs
    if _same(base, ours):
        return theirs
    old, mine, other = _fields_of(base), _fields_of(ours), _fields_of(theirs)
    later = max(mine, other, key=lambda fields: _as_time(fields.get(_REVISED)))
    fields: dict[_Field, str] = {}
    for key in dict.fromkeys([*mine, *other]):
        versions = old.get(key), mine.get(key), other.get(key)
        value = _pick(*versions)
        if versions[0] not in versions[1:]:
            if key in _DATES:
                value = max(mine.get(key), other.get(key), key=_as_time)
            elif key in _OF_LAST_EDITOR:
                value = later.get(key)
        if value is not None:
            fields[key] = value
    return ours.edit(
        msgstr=(render_header((key[0], value) for key, value in fields.items()),),
        comments=_pick_many(base.comments if base else (), ours.comments, theirs.comments),
        flags=_pick_many(base.flags if base else (), ours.flags, theirs.flags),
    )


def _fields_of(entry: Entry | None) -> dict[_Field, str]:
    """Return a header's fields; a line without a colon is a field of its own."""
    fields: dict[_Field, str] = {}
    for name, value in parse_header(entry.msgstr[0]) if entry else ():
        text = "" if name else value
        number = next(n for n in count() if (name, text, n) not in fields)
        fields[name, text, number] = value
    return fields


def _as_time(value: str | None) -> tuple[bool, datetime]:
    """Return what dates are compared by; none and a placeholder (YEAR-MO-DA …) come first."""
    try:
        time = datetime.fromisoformat(value or "")
    except ValueError:
        return value is not None, datetime.min.replace(tzinfo=UTC)
    return True, time if time.tzinfo else time.replace(tzinfo=UTC)
