"""Old PO + new template → new PO, as msgmerge does, with an eye for sentences.

A sentence that moved keeps its translation. A sentence that changed becomes fuzzy with its previous
msgid; its neighbours stay. A sentence that went becomes obsolete; one that comes back is revived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from rapidfuzz import fuzz, process

from tm.catalog.joined import JOINED, JOINED_NEXT
from tm.catalog.keys import Key, by_key
from tm.errors import PluralError
from tm.formats.po.entry import FUZZY, Entry, escape
from tm.formats.po.marks import Mark, marks, without
from tm.model import Previous
from tm.plurals import parse_plural_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tm.formats.po import PoFile

__all__ = ["CLOSE", "place", "retired", "update"]

CLOSE = 60.0
"""The least similarity of a changed sentence, 0-100: common characters over the mean length."""

_GONE = 5.0
_AT_PLACE = 10.0
"""What a vanished sentence, and one that stood at this place, is worth in points of similarity."""


def update(file: PoFile, template: Sequence[Entry], *, fuzzy: bool = True) -> None:
    """Bring `file` up to date with the template's entries (no header), in their order.

    Translator comments and translations are kept, extracted comments, references and format flags
    come from the template; entries that stay as they are keep their bytes. Unused translations
    follow as obsolete. Without `fuzzy` no translation is guessed. SyntaxProblemError where two
    entries have one key.
    """
    old = by_key(file)
    header = [entry for entry in file.entries if entry.is_header]
    guesses = _Guesses(file, template, old)
    entries: list[Entry] = []
    for index, new in enumerate(template):
        known = old.get(new.key)
        close = guesses.find(index) if known is None and fuzzy else None
        if known is not None:
            entries.append(_refreshed(known, new, file))
        else:
            entries.append(_fuzzy(close, new, file) if close else _fresh(new, file))
    _doubt_parted(entries, [entry.key for entry in file.messages], old)
    wanted = {entry.key for entry in template} | guesses.used
    left = [entry for key, entry in old.items() if key not in wanted and _worth_keeping(entry)]
    place(file, [*header, *entries, *map(retired, left)])


def _doubt_parted(entries: list[Entry], before: Sequence[Key], old: Mapping[Key, Entry]) -> None:
    """Make fuzzy, in place, the sentences of a joined group that no longer stand together.

    `before` are the old live keys in order. A neighbour that merely changed is still the neighbour:
    it is fuzzy itself.
    """
    for marker, step in ((JOINED, -1), (JOINED_NEXT, 1)):
        neighbours = _neighbours(before, step)
        now = _neighbours([entry.key for entry in entries], step)
        index = {entry.key: at for at, entry in enumerate(entries)}
        for at, entry in enumerate(entries):
            if entry.key not in neighbours or entry.msgstr[0].strip() != marker:
                continue
            was, is_now = neighbours[entry.key], now[entry.key]
            if was == is_now or (was not in index and is_now is not None and is_now not in old):
                continue
            entries[at] = entry.with_flag(FUZZY, present=True)
            if was in index and any(entries[index[was]].msgstr):
                entries[index[was]] = entries[index[was]].with_flag(FUZZY, present=True)


def _neighbours(keys: Sequence[Key], step: int) -> dict[Key, Key | None]:
    """Return for every key the one before it (step -1) or after it (step 1), None at the end."""
    shifted = [None, *keys[:-1]] if step < 0 else [*keys[1:], None]
    return dict(zip(keys, shifted, strict=False))


def _worth_keeping(entry: Entry) -> bool:
    """Whether an unused entry stays: with a translation, or with what a person asked or noted."""
    if any(entry.msgstr):
        return True
    return bool(entry.comments if entry.obsolete else marks(entry.comments))


class _Guesses:
    """Finds the old entry that a new sentence was made from."""

    def __init__(self, file: PoFile, template: Sequence[Entry], old: Mapping[Key, Entry]) -> None:
        self.template = template
        self.used: set[Key] = set()
        self.translated = {key: entry for key, entry in old.items() if any(entry.msgstr)}
        self.texts = {key: entry.msgid for key, entry in self.translated.items()}
        self.gone = self.translated.keys() - {entry.key for entry in template}
        live = [entry.key for entry in file.messages]
        self.after = dict(zip([None, *live], live, strict=False))
        self.before = dict(zip(live, [None, *live], strict=False))

    def find(self, index: int) -> Entry | None:
        """Return the best old entry for the template's entry of that index, or None.

        The most similar one; of two about alike the one that vanished, and that from this place.
        """
        text = self.template[index].msgid
        found = process.extract(
            text, self.texts, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=len(self.texts)
        )
        if not found:
            return None
        at_place = self._at_place(index)

        def worth(match: tuple[str, float, Key]) -> float:
            _, score, key = match
            if key not in self.gone:
                return score
            return score + (_AT_PLACE if key in at_place else _GONE)

        key = max(found, key=worth)[2]
        self.used.add(key)
        self.gone.discard(key)
        return self.translated[key]

    def _at_place(self, index: int) -> set[Key | None]:
        """Return the old entries after the same predecessor and before the same successor."""
        previous = self.template[index - 1].key if index else None
        following = self.template[index + 1].key if index + 1 < len(self.template) else None
        return {self.after.get(previous), self.before.get(following) if following else None}


def _flags(known: Entry, new: Entry, *, fuzzy: bool) -> tuple[str, ...]:
    """Return the template's flags, those of ours that no extractor sets, and fuzzy."""
    own = [flag for flag in known.flags if flag != FUZZY and not flag.endswith("-format")]
    marked = [FUZZY, *new.flags, *own] if fuzzy else [*new.flags, *own]
    flags = tuple(dict.fromkeys(marked))
    return known.flags if set(flags) == set(known.flags) else flags


def _plural_count(file: PoFile) -> int:
    try:
        return parse_plural_forms(file.field("Plural-Forms") or "").nplurals
    except PluralError:  # as gettext: without a usable header there are two
        return 2


def _forms(old: Entry, new: Entry, file: PoFile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the translation with as many forms as the new entry needs, and the comments.

    A form that the new entry has no place for goes into a comment.
    """
    if (old.msgid_plural is None) == (new.msgid_plural is None):
        return old.msgstr, old.comments
    if new.msgid_plural is not None:
        return old.msgstr[:1] * _plural_count(file), old.comments
    rest = [
        str(Mark("form", str(n), escape(text))) for n, text in enumerate(old.msgstr) if n and text
    ]
    return old.msgstr[:1], (*old.comments, *(form for form in rest if form not in old.comments))


def _previous(entry: Entry) -> Previous:
    """Return the source that the entry's translation was made for."""
    if entry.fuzzy and entry.previous is not None:
        return entry.previous
    return Previous(entry.msgid, entry.msgctxt, entry.msgid_plural)


def _refreshed(known: Entry, new: Entry, file: PoFile) -> Entry:
    becomes_fuzzy = known.msgid_plural != new.msgid_plural and any(known.msgstr)
    msgstr, comments = _forms(known, new, file)
    if not known.fuzzy:  # a translator has confirmed what the memory had proposed
        comments = without(comments, "origin")
    return known.edit(
        msgid_plural=new.msgid_plural,
        msgstr=msgstr,
        comments=comments,
        extracted=new.extracted,
        references=new.references,
        flags=_flags(known, new, fuzzy=known.fuzzy or becomes_fuzzy),
        previous=_previous(known) if becomes_fuzzy else known.previous,
        obsolete=False,
    )


def _fuzzy(close: Entry, new: Entry, file: PoFile) -> Entry:
    msgstr, comments = _forms(close, new, file)
    return new.edit(
        msgstr=msgstr,
        comments=without(without(comments, "reviewed"), "origin"),
        flags=_flags(close, new, fuzzy=True),
        previous=_previous(close),
    )


def _fresh(new: Entry, file: PoFile) -> Entry:
    count = 1 if new.msgid_plural is None else _plural_count(file)
    return new.edit(msgstr=("",) * count)


def retired(entry: Entry) -> Entry:
    """Return the entry as an obsolete one."""
    return entry if entry.obsolete else entry.edit(obsolete=True, extracted=(), references=())


def place(file: PoFile, entries: Sequence[Entry]) -> None:
    """Make these the file's entries, a blank line between them and none after the last."""
    if list(entries) == file.entries:
        return
    last = len(entries) - 1
    file.entries = [_followed(entry, file, index == last) for index, entry in enumerate(entries)]


def _followed(entry: Entry, file: PoFile, is_last: bool) -> Entry:  # noqa: FBT001
    """Return the entry with an end of line, and at least one blank line where something follows."""
    raw = entry.raw
    if is_last and not file.tail:
        return msgspec.structs.replace(entry, gap="")
    if raw and not raw.endswith("\n"):
        raw += file.newline
    gap = entry.gap if raw and entry.gap else file.newline
    return msgspec.structs.replace(entry, raw=raw, gap=gap)
