"""3-way merge of catalogs entry by entry, so that git need not merge them line by line.

Two people who edit different entries never conflict, and header dates never do. Where both changed one
translation differently the result stays valid PO: ours, fuzzy, with theirs in a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tm.catalog.update import place
from tm.formats.po.entry import FUZZY, Entry, parse_header, render_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.formats.po import PoFile

__all__ = ["merge_files"]

T = TypeVar("T")
Key = tuple[str | None, str]


def merge_files(base: PoFile, ours: PoFile, theirs: PoFile) -> list[Entry]:
    """Merge `theirs` into `ours` (changed in place) and return the entries that conflict.

    `base` is the common ancestor; an empty file where there is none.
    """
    old, mine, other = (_by_key(file) for file in (base, ours, theirs))
    conflicts: list[Entry] = []
    merged: dict[Key, Entry] = {}
    for key in _order(ours, theirs):
        if key == _HEADER:
            entry = _merge_header(old.get(key), mine.get(key), other.get(key))
        else:
            entry = _merge_entry(old.get(key), mine.get(key), other.get(key), conflicts)
        if entry is not None:
            merged[key] = entry
    place(ours, list(merged.values()))
    return conflicts


_HEADER: Key = (None, "")


def _by_key(file: PoFile) -> dict[Key, Entry]:
    return {entry.key: entry for entry in file.entries}


def _order(ours: PoFile, theirs: PoFile) -> list[Key]:
    """Return all keys in our order; an entry only they have stands after its neighbour there."""
    order = [entry.key for entry in ours.entries]
    known = set(order)
    after: dict[Key | None, list[Key]] = {}
    previous: Key | None = None
    for entry in theirs.entries:
        if entry.key not in known:
            after.setdefault(previous, []).append(entry.key)
        else:
            previous = entry.key
    result = list(after.get(None, []))
    for key in order:
        result += [key, *after.get(key, [])]
    return result


def _same(one: Entry | None, two: Entry | None) -> bool:
    """Whether two versions say the same, wherever they stand and however they are laid out."""
    if one is None or two is None:
        return one is two
    return all(getattr(one, name) == getattr(two, name) for name in _FIELDS)


_FIELDS = "msgid_plural msgstr comments extracted references flags previous obsolete".split()


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
    start = base or Entry(ours.msgid, msgstr=("",) * len(ours.msgstr), msgctxt=ours.msgctxt)
    changes: dict[str, object] = {}
    for name in ("msgid_plural", "extracted", "references", "previous", "obsolete"):
        changes[name] = _pick(getattr(start, name), getattr(ours, name), getattr(theirs, name))
    changes["comments"] = _union(start.comments, ours.comments, theirs.comments)
    flags = _union(start.flags, ours.flags, theirs.flags)
    translation = _pick(start.msgstr, ours.msgstr, theirs.msgstr)
    if ours.msgstr != theirs.msgstr and start.msgstr not in {ours.msgstr, theirs.msgstr}:
        changes["comments"] = (
            *_union(start.comments, ours.comments, theirs.comments),
            *_theirs(theirs),
        )
        conflicts.append(ours.edit(**changes).with_flag(FUZZY, present=True))
        return conflicts[-1]
    chosen = theirs if translation == theirs.msgstr and translation != ours.msgstr else ours
    merged = ours.edit(**changes, flags=flags, msgstr=translation)
    if ours.msgstr != theirs.msgstr:  # fuzzy belongs to the translation that was taken
        merged = merged.with_flag(FUZZY, present=chosen.fuzzy)
    return merged


def _theirs(entry: Entry) -> list[str]:
    return [
        f"tm:conflict theirs: {text}" for form in entry.msgstr for text in form.split("\n") if text
    ]


def _pick(base: T, ours: T, theirs: T) -> T:
    """Return the side that changed; ours where both did."""
    return theirs if ours == base else ours


def _union(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Return ours less what they removed and with what they added."""
    kept = [item for item in ours if item in theirs or item not in base]
    return tuple(dict.fromkeys([*kept, *(item for item in theirs if item not in base)]))


_DATES = ("POT-Creation-Date", "PO-Revision-Date")
_OF_LAST_EDITOR = ("Last-Translator", "X-Generator")


def _merge_header(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry | None:
    """Merge headers field by field: the later date, the later editor, otherwise the side that changed."""
    if ours is None or theirs is None:
        return ours or theirs
    old = dict(parse_header(base.msgstr[0])) if base else {}
    mine, other = dict(parse_header(ours.msgstr[0])), dict(parse_header(theirs.msgstr[0]))
    fields: dict[str, str] = {}
    for name in dict.fromkeys([*mine, *other]):
        value = _pick(old.get(name), mine.get(name), other.get(name))
        if name in _DATES:
            value = max(mine.get(name, ""), other.get(name, ""))
        elif name in _OF_LAST_EDITOR and other.get(_DATES[1], "") > mine.get(_DATES[1], ""):
            value = other.get(name, mine.get(name))
        if value is not None:
            fields[name] = value
    return ours.edit(
        msgstr=(render_header(fields.items()),),
        comments=_union(base.comments if base else (), ours.comments, theirs.comments),
        flags=_union(base.flags if base else (), ours.flags, theirs.flags),
    )
