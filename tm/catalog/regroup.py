"""Sentence units ↔ paragraph units: an existing catalog follows when the article is cut otherwise.

Nothing is lost: the entries of the other cut become obsolete, and where nobody has edited what was
made of them they come back as they were. A paragraph of partly translated sentences is fuzzy, the
rest in the source language. A paragraph whose translation has another number of sentences goes into
the first sentence's entry, the others are `{joined}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.catalog.joined import JOINED, is_marker
from tm.catalog.keys import Key, by_key
from tm.catalog.update import retired
from tm.formats.po.entry import FUZZY, Entry
from tm.formats.po.marks import Mark, is_reviewed, marks, review_hash, without
from tm.model import Previous

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tm.catalog.template import Sentence
    from tm.formats.po import PoFile

    Split = Callable[[str], list[str]]

__all__ = ["regroup"]

_REVIEWED = "reviewed"


def regroup(
    file: PoFile,
    sentences: Sequence[Sentence],
    paragraphs: Sequence[Sentence],
    unit: str,
    split: Split,
) -> None:
    """Put into `file` the entries that its translations give for the units now wanted.

    `sentences` and `paragraphs` are both cuts of the same article, `unit` is the wanted one,
    `split` cuts a translation into sentences. What was regrouped stands in the article's order.
    """
    known = by_key(file)
    units = sentences if unit == "sentence" else paragraphs
    wanted = {each.key: at for at, each in reversed(list(enumerate(units)))}
    made: dict[Key, Entry] = {}
    spent: set[Key] = set()
    for paragraph, members in _groups(sentences, paragraphs):
        whole = known.get(paragraph.key)
        parts = [known.get(member.key) for member in members]
        other = parts if unit == "paragraph" else [whole]
        used = [e.key for e in other if e is not None and not e.obsolete and e.key not in wanted]
        if not used:
            continue
        spent.update(used)
        if unit == "paragraph":
            new = [_joined(paragraph.key, members, parts, whole)]
        elif whole is not None:
            new = _split(whole, members, parts, split)
        else:
            new = []
        for entry in new:
            if _is_news(entry, known, made):
                made[entry.key] = entry
    kept = [made.pop(entry.key, entry) for entry in file.entries]
    kept = [retired(e) if not e.is_header and e.key in spent else e for e in kept]
    file.entries = [*kept, *made.values()]
    if spent:
        file.entries.sort(key=lambda e: -1 if e.is_header else wanted.get(e.key, len(units)))


def _groups(
    sentences: Iterable[Sentence], paragraphs: Iterable[Sentence]
) -> Iterator[tuple[Sentence, list[Sentence]]]:
    """Yield the paragraphs that are not one sentence, with their sentences."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    for paragraph in paragraphs:
        members = by_block.get(paragraph.block, [])
        if members and members[0].key != paragraph.key:
            yield paragraph, members


def _is_news(entry: Entry, known: dict[Key, Entry], made: dict[Key, Entry]) -> bool:
    """Whether nothing alive is in the place of a made entry."""
    old = known.get(entry.key)
    return (old is None or old.obsolete) and entry.key not in made


# --- sentences → paragraph ------------------------------------------------------------------------


def _joined(
    key: Key,
    members: Sequence[Sentence],
    parts: Sequence[Entry | None],
    old: Entry | None,
) -> Entry:
    """Return the entry of a paragraph made of its sentences; `old` is what they were made of."""
    found = [entry for entry in parts if entry is not None]
    if not any(entry.translated for entry in found):
        return Entry(key[1], msgctxt=key[0], comments=_comments(found))
    partial = len(found) < len(parts) or any(e.fuzzy or not e.translated for e in found)
    texts = [_text(entry, member) for entry, member in zip(parts, members, strict=True)]
    text = " ".join(filter(None, texts))
    if old is not None and _alike(old.msgstr[0], text):
        text = old.msgstr[0]
    entry = Entry(
        msgid=key[1],
        msgstr=(text,),
        msgctxt=key[0],
        comments=_comments(found),
        flags=(FUZZY,) if partial else (),
        previous=_previous(key, members, parts) if partial else None,
    )
    if not partial and all(is_reviewed(part) for part in found):
        return _reviewed(entry, found[0])
    return entry


def _comments(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the comments of all entries, each once, without the marks of a review."""
    return without(dict.fromkeys(c for entry in entries for c in entry.comments), _REVIEWED)


def _text(entry: Entry | None, member: Sentence) -> str:
    """Return what a sentence contributes: its translation, nothing when joined, else the source."""
    if entry is None or not entry.translated:
        return member.text
    return "" if is_marker(entry.msgstr[0]) else entry.msgstr[0]


def _previous(
    key: Key, members: Sequence[Sentence], parts: Sequence[Entry | None]
) -> Previous | None:
    """Return the paragraph with the sentences that its fuzzy translations were made for."""
    texts = [
        e.previous.source if e is not None and e.fuzzy and e.previous else member.text
        for e, member in zip(parts, members, strict=True)
    ]
    if texts == [member.text for member in members]:
        return None
    return Previous(" ".join(texts), key[0])


def _alike(one: str, two: str) -> bool:
    """Whether two texts differ in white space only."""
    return one.split() == two.split()


def _reviewed(entry: Entry, by: Entry) -> Entry:
    """Return the entry reviewed like another one."""
    text = next(mark.text for mark in marks(by.comments) if mark.key == _REVIEWED)
    mark = Mark(_REVIEWED, review_hash(entry), text)
    return entry.edit(comments=(*without(entry.comments, _REVIEWED), str(mark)))


# --- paragraph → sentences ------------------------------------------------------------------------


def _split(
    whole: Entry, members: Sequence[Sentence], parts: Sequence[Entry | None], split: Split
) -> list[Entry]:
    """Return the sentences' entries: as they were before they were joined, or cut anew."""
    before = _joined(whole.key, members, parts, None)
    if any(parts) and _alike(before.msgstr[0], whole.msgstr[0]):
        return _restored(whole, members, parts, was_fuzzy=before.fuzzy)
    if not whole.translated:
        pieces = [""] * len(members)
    else:
        pieces = split(whole.msgstr[0])
        if len(pieces) != len(members):
            pieces = [whole.msgstr[0], *[JOINED] * (len(members) - 1)]
    flags = (FUZZY,) if whole.fuzzy else ()
    entries = [
        Entry(msgid=member.text, msgctxt=member.context, msgstr=(piece,), flags=flags)
        for member, piece in zip(members, pieces, strict=True)
    ]
    entries[0] = entries[0].edit(comments=without(whole.comments, _REVIEWED))
    return [_reviewed(entry, whole) for entry in entries] if is_reviewed(whole) else entries


def _restored(
    whole: Entry, members: Sequence[Sentence], parts: Sequence[Entry | None], *, was_fuzzy: bool
) -> list[Entry]:
    """Return the entries that a paragraph was made from, with what was done to it since."""
    confirmed = was_fuzzy and not whole.fuzzy
    doubted = whole.fuzzy and not was_fuzzy
    own = [
        entry or Entry(member.text, msgctxt=member.context)
        for entry, member in zip(parts, members, strict=True)
    ]
    result: list[Entry] = []
    for entry in own:
        marked = [c for c in entry.comments if c in whole.comments or not without([c], _REVIEWED)]
        changed = entry.edit(comments=tuple(marked), obsolete=False)
        if confirmed:
            text = entry.msgstr if entry.translated else (entry.msgid,)
            changed = changed.edit(msgstr=text, flags=(), previous=None)
        elif doubted:
            changed = changed.with_flag(FUZZY, present=True)
        if is_reviewed(whole) and not is_reviewed(changed):
            changed = _reviewed(changed, whole)
        result.append(changed)
    seen = {comment for entry in own for comment in entry.comments}
    news = [c for c in without(whole.comments, _REVIEWED) if c not in seen]
    result[0] = result[0].edit(comments=(*result[0].comments, *news))
    return result
