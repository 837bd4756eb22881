"""Old PO + new template → new PO, as msgmerge does, with an eye for sentences.

A sentence that moved keeps its translation. A sentence that changed becomes fuzzy with its previous
msgid; its neighbours stay. A sentence that went becomes obsolete; one that comes back is revived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from rapidfuzz import fuzz, process

from tm.formats.po.entry import FUZZY, Entry
from tm.formats.po.marks import without
from tm.model import Previous
from tm.plurals import parse_plural_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.formats.po import PoFile

__all__ = ["CLOSE", "place", "update"]

CLOSE = 60.0
"""The least similarity of a changed sentence, 0-100: twice the common characters over the lengths."""

Key = tuple[str | None, str]


def update(file: PoFile, template: Sequence[Entry], *, fuzzy: bool = True) -> None:
    """Bring `file` up to date with the template's entries (no header), in their order.

    Translator comments and translations are kept, extracted comments, references and format flags
    come from the template; entries that stay as they are keep their bytes. Unused translations follow
    as obsolete. Without `fuzzy` no translation is guessed.
    """
    old = _by_key(file)
    header = [entry for entry in file.entries if entry.is_header]
    wanted = {entry.key for entry in template}
    guesses = _Guesses(file, template, old, wanted) if fuzzy else None
    entries: list[Entry] = []
    for index, new in enumerate(template):
        known = old.get(new.key)
        if known is not None:
            entries.append(_refreshed(known, new, file))
        else:
            close = guesses.find(index) if guesses else None
            entries.append(_fuzzy(close, new, file) if close else _fresh(new, file))
    used = guesses.used if guesses else set[Key]()
    obsolete = [
        _obsolete(entry) for key, entry in old.items() if key not in wanted and key not in used
    ]
    place(file, [*header, *entries, *(entry for entry in obsolete if any(entry.msgstr))])


def _by_key(file: PoFile) -> dict[Key, Entry]:
    """Return the entries by key; a live one is preferred to an obsolete one."""
    old: dict[Key, Entry] = {}
    for entry in file.entries:
        if not entry.is_header and (entry.key not in old or old[entry.key].obsolete):
            old[entry.key] = entry
    return old


class _Guesses:
    """Finds the old entry that a new sentence was made from."""

    def __init__(
        self, file: PoFile, template: Sequence[Entry], old: dict[Key, Entry], wanted: set[Key]
    ) -> None:
        self.template = template
        self.used: set[Key] = set()
        self.translated = {k: e for k, e in old.items() if any(e.msgstr)}
        self.texts = {key: entry.msgid for key, entry in self.translated.items()}
        self.gone = {key: text for key, text in self.texts.items() if key not in wanted}
        live = [entry.key for entry in file.messages]
        self.after = dict(zip([None, *live], live, strict=False))
        self.before = dict(zip(live, [None, *live], strict=False))

    def find(self, index: int) -> Entry | None:
        """Return the best old entry for the template's entry of that index, or None."""
        new = self.template[index]
        at_place = self._at_place(index)
        if at_place and fuzz.ratio(new.msgid, at_place.msgid) >= CLOSE:
            return self._take(at_place)
        return self._closest(new, self.gone) or self._closest(new, self.texts)

    def _at_place(self, index: int) -> Entry | None:
        """Return the vanished entry that stood after the same predecessor or before the same successor."""
        previous = self.template[index - 1].key if index else None
        following = self.template[index + 1].key if index + 1 < len(self.template) else None
        for key in (self.after.get(previous), self.before.get(following) if following else None):
            if key in self.gone:
                return self.translated[key]
        return None

    def _closest(self, new: Entry, texts: dict[Key, str]) -> Entry | None:
        match = process.extractOne(new.msgid, texts, scorer=fuzz.ratio, score_cutoff=CLOSE)
        return self._take(self.translated[match[2]]) if match else None

    def _take(self, entry: Entry) -> Entry:
        self.used.add(entry.key)
        self.gone.pop(entry.key, None)
        return entry


def _flags(known: Entry, new: Entry, *, fuzzy: bool) -> tuple[str, ...]:
    """Return the template's flags, those of ours that no extractor sets, and fuzzy."""
    own = [flag for flag in known.flags if flag != FUZZY and not flag.endswith("-format")]
    return tuple(dict.fromkeys([*([FUZZY] if fuzzy else []), *new.flags, *own]))


def _forms(msgstr: tuple[str, ...], new: Entry, file: PoFile) -> tuple[str, ...]:
    """Return a translation with as many forms as the new entry needs."""
    count = _plural_count(file) if new.msgid_plural is not None else 1
    return (*msgstr, *[msgstr[-1] if msgstr else ""] * count)[:count]


def _plural_count(file: PoFile) -> int:
    header = file.field("Plural-Forms")
    return parse_plural_forms(header).nplurals if header else 2


def _refreshed(known: Entry, new: Entry, file: PoFile) -> Entry:
    changed_plural = known.msgid_plural != new.msgid_plural
    fuzzy = (known.fuzzy or changed_plural) and any(known.msgstr)
    return known.edit(
        msgid_plural=new.msgid_plural,
        msgstr=_forms(known.msgstr, new, file) if changed_plural else known.msgstr,
        extracted=new.extracted,
        references=new.references,
        flags=_flags(known, new, fuzzy=fuzzy),
        obsolete=False,
    )


def _fuzzy(close: Entry, new: Entry, file: PoFile) -> Entry:
    return new.edit(
        msgstr=_forms(close.msgstr, new, file),
        comments=without(close.comments, "reviewed"),
        flags=_flags(close, new, fuzzy=True),
        previous=Previous(close.msgid, close.msgctxt, close.msgid_plural),
        gap="\n",
    )


def _fresh(new: Entry, file: PoFile) -> Entry:
    return new.edit(msgstr=_forms(("",), new, file))


def _obsolete(entry: Entry) -> Entry:
    return entry if entry.obsolete else entry.edit(obsolete=True, extracted=(), references=())


def place(file: PoFile, entries: list[Entry]) -> None:
    """Make these the file's entries; one blank line between them, the last as it was in the file."""
    if entries == file.entries:
        return
    spaced = [_followed(entry, file.newline) for entry in entries[:-1]]
    last = [msgspec.structs.replace(entry, gap="") for entry in entries[-1:]]
    file.entries = [*spaced, *last]


def _followed(entry: Entry, newline: str) -> Entry:
    """Return the entry with an end of line and at least one blank line after it."""
    if entry.raw and not entry.raw.endswith("\n"):
        entry = msgspec.structs.replace(entry, raw=entry.raw + newline)
    return entry if entry.gap else msgspec.structs.replace(entry, gap=newline)
