"""For users of polib: their objects ↔ ours."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import polib

from tm.formats.po.entry import Entry, parse_header
from tm.formats.po.file import PoFile
from tm.model import Previous

if TYPE_CHECKING:
    from tm.model import Properties

__all__ = ["from_polib", "to_mo", "to_polib"]


def to_polib(file: PoFile) -> polib.POFile:
    """Return the same catalog as a polib.POFile; polib keeps neither layout nor bytes."""
    result = polib.POFile(wrapwidth=file.width or 0)
    header = file.header_entry
    if header is not None:
        result.header = "\n".join(header.comments)
        result.metadata = dict(parse_header(header.msgstr[0]))
        result.metadata_is_fuzzy = header.fuzzy
    for entry in file.entries:
        if not entry.is_header:
            result.append(_polib_entry(entry))
    return result


def _polib_entry(entry: Entry) -> polib.POEntry:
    old = entry.previous or Previous(source="")
    return polib.POEntry(
        msgid=entry.msgid,
        msgstr="" if entry.msgid_plural is not None else entry.msgstr[0],
        msgid_plural=entry.msgid_plural or "",
        msgstr_plural=dict(enumerate(entry.msgstr)) if entry.msgid_plural is not None else {},
        msgctxt=entry.msgctxt,
        tcomment="\n".join(entry.comments),
        comment="\n".join(entry.extracted),
        occurrences=[_occurrence(reference) for reference in entry.references],
        flags=list(entry.flags),
        obsolete=entry.obsolete,
        previous_msgid=old.source or None,
        previous_msgctxt=old.context,
        previous_msgid_plural=old.plural,
        linenum=entry.line,
    )


def _occurrence(reference: str) -> tuple[str, str]:
    path, colon, line = reference.rpartition(":")
    return (path, line) if colon and line.isdigit() else (reference, "")


def from_polib(catalog: polib.POFile) -> PoFile:
    """Return a polib catalog as a PoFile whose entries are all rendered anew when dumped."""
    file = PoFile([_entry(entry) for entry in catalog])
    fields: Properties = tuple((name, value) for name, value in catalog.metadata.items())
    comments = tuple(catalog.header.split("\n")) if catalog.header else ()
    if fields or comments:
        file.set_header(fields)
        header = file.entries[0].edit(comments=comments)
        file.entries[0] = header.with_flag("fuzzy", present=bool(catalog.metadata_is_fuzzy))
    if file.entries:
        file.entries[-1] = file.entries[-1].edit(gap="")
    return file


def _entry(entry: polib.POEntry) -> Entry:
    plural = entry.msgid_plural or None
    forms = [text for _, text in sorted(entry.msgstr_plural.items(), key=lambda item: int(item[0]))]
    previous = None
    if entry.previous_msgid or entry.previous_msgctxt or entry.previous_msgid_plural:
        previous = Previous(
            entry.previous_msgid or "",
            entry.previous_msgctxt or None,
            entry.previous_msgid_plural or None,
        )
    return Entry(
        msgid=entry.msgid,
        msgstr=tuple(forms or [""]) if plural else (entry.msgstr,),
        msgctxt=entry.msgctxt,
        msgid_plural=plural,
        comments=tuple(entry.tcomment.split("\n")) if entry.tcomment else (),
        extracted=tuple(entry.comment.split("\n")) if entry.comment else (),
        references=tuple(f"{path}:{line}" if line else path for path, line in entry.occurrences),
        flags=tuple(entry.flags),
        previous=previous,
        obsolete=bool(entry.obsolete),
    )


def to_mo(file: PoFile, *, include_fuzzy: bool = False) -> bytes:
    """Return the compiled catalog, in UTF-8: translated entries, fuzzy ones only on request.

    As with msgfmt, POT-Creation-Date is left out: the same texts give the same bytes. msgfmt keeps
    C's `%<PRIuMAX>` in tables that depend on the system; here it stays as it is written.
    """
    header = file.header_entry
    texts = {b"": _mo_header(header.msgstr[0] if header else "").encode()}
    for entry in file.messages:
        if entry.translated and (include_fuzzy or not entry.fuzzy):
            texts.setdefault(_mo_key(entry), "\0".join(entry.msgstr).encode())
    return _mo_bytes(sorted(texts.items()))


def _mo_header(text: str) -> str:
    text = re.sub(r"(?m)^POT-Creation-Date:.*\n?", "", text)
    if "charset=" not in text:
        return "Content-Type: text/plain; charset=UTF-8\n" + text
    return re.sub(r"charset=(?!(?i:utf-8)\b)[^\s;]+", "charset=UTF-8", text)


def _mo_key(entry: Entry) -> bytes:
    context = "" if entry.msgctxt is None else entry.msgctxt + "\4"
    plural = "" if entry.msgid_plural is None else "\0" + entry.msgid_plural
    return f"{context}{entry.msgid}{plural}".encode()


def _mo_bytes(texts: list[tuple[bytes, bytes]]) -> bytes:
    """Return the little-endian MO file of sorted texts, without a hash table (which is optional).

    Magic number, revision, number of texts, where the two tables and the hash table are; then the
    tables (length and offset of every text), then the texts, each ended by NUL.
    """
    count, head = len(texts), 28
    start = head + 16 * count
    tables: list[int] = []
    for texts_of_side in zip(*texts, strict=True):
        for text in texts_of_side:
            tables += (len(text), start)
            start += len(text) + 1
    numbers = [0x950412DE, 0, count, head, head + 8 * count, 0, start, *tables]
    body = b"".join(text + b"\0" for side in zip(*texts, strict=True) for text in side)
    return struct.pack(f"<{len(numbers)}I", *numbers) + body
