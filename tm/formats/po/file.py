"""A PO file as a whole: bytes in, the same bytes out, only edited entries rendered anew."""

from __future__ import annotations

import codecs
import re
from functools import cached_property
from typing import TYPE_CHECKING

from tm.errors import CharsetError, Place, SyntaxProblemError, WriteError
from tm.formats.po.entry import Entry, parse_header, render_header
from tm.formats.po.lexer import lex
from tm.formats.po.linebreak import text_width
from tm.formats.po.render import DEFAULT_WIDTH, NO_WRAP, render

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PoFile"]

_CHARSET = re.compile(
    rb'msgid\s+""\s+(?:msgstr\s+)?(?:"[^\n]*"\s+)*?"Content-Type:[^"\n]*?charset=([^\\\s";]+)'
)
_LONG_STRING = re.compile(
    rf'^(?:\#~ ?)?(?:msg[^"\n]*)?"[^\n]{{{DEFAULT_WIDTH - 25},}}"\r?$', re.MULTILINE
)


class PoFile:
    """The entries of a PO or POT file in file order; change `entries` and `dump` it.

    `head` and `tail` are text before and after all entries, `encoding` the header's charset (UTF-8
    where it names none), `newline` the line end of the file, `path` is for messages.
    """

    def __init__(self, entries: Iterable[Entry] = (), path: str = "<new>") -> None:
        self.entries = list(entries)
        self.path = path
        self.head = ""
        self.tail = ""
        self.encoding = "utf-8"
        self.newline = "\n"
        self.bom = b""

    @classmethod
    def parse(cls, data: bytes, path: str = "<bytes>") -> PoFile:
        """Read a PO file.

        CharsetError when the bytes are not in the header's charset, SyntaxProblemError when the
        text is not PO; both with path:line:column.
        """
        file = cls(path=path)
        if data.startswith(codecs.BOM_UTF8):
            file.bom, data = codecs.BOM_UTF8, data[3:]
        file.encoding = _charset(data, path)
        text = _decode(data, file.encoding, path)
        if "\r\n" in text and text.count("\r\n") * 2 > text.count("\n"):
            file.newline = "\r\n"
        file.entries, file.head, file.tail = lex(text, path)
        return file

    def dump(self) -> bytes:
        """Return the file's bytes; entries that nobody edited are as they were.

        WriteError when an edited entry has a character that the file's charset lacks.
        """
        pieces = [self.head]
        for entry in self.entries:
            pieces.append(entry.raw or self._rendered(entry))
            pieces.append(entry.gap)
        pieces.append(self.tail)
        try:
            return self.bom + "".join(pieces).encode(self.encoding)
        except UnicodeEncodeError as error:
            char = error.object[error.start]
            raise WriteError(
                f"“{char}” (U+{ord(char):04X}) cannot be written in {self.encoding}",
                place=Place(self.path),
                hint="convert the file to UTF-8 first, as msgconv --to-code=UTF-8 does",
            ) from error

    def _rendered(self, entry: Entry) -> str:
        text = render(entry, self.width)
        return text if self.newline == "\n" else text.replace("\n", self.newline)

    @cached_property
    def width(self) -> int:
        """The page width: 79 columns, or NO_WRAP where a longer line could be wrapped."""
        for entry in self.entries:
            long = [m.group().rstrip("\r") for m in _LONG_STRING.finditer(entry.raw)]
            long = [line for line in long if text_width(line) > DEFAULT_WIDTH]
            if long and not set(long) <= set(render(entry, DEFAULT_WIDTH).split("\n")):
                return NO_WRAP
        return DEFAULT_WIDTH

    # --- the header -----------------------------------------------------------------------------

    @property
    def header(self) -> tuple[tuple[str, str], ...]:
        """The header's fields in order, () where there is no header."""
        entry = self.header_entry
        return parse_header(entry.msgstr[0]) if entry else ()

    @property
    def header_entry(self) -> Entry | None:
        """The header, wherever it stands, or None."""
        return next((entry for entry in self.entries if entry.is_header), None)

    def field(self, name: str) -> str | None:
        """Return a header field's value, or None; names are compared without regard to case."""
        return next((value for key, value in self.header if key.lower() == name.lower()), None)

    def set_header(self, fields: Iterable[tuple[str, str]]) -> None:
        """Replace the header's fields; a missing header is added in front."""
        msgstr = (render_header(fields),)
        entry = self.header_entry
        if entry is None:
            self.entries.insert(0, Entry("", msgstr))
        else:
            self.entries[self.entries.index(entry)] = entry.edit(msgstr=msgstr)

    def set_field(self, name: str, value: str) -> None:
        """Set one header field in place, or add it at the end."""
        fields = list(self.header)
        for index, (key, _) in enumerate(fields):
            if key.lower() == name.lower():
                fields[index] = (key, value)
                break
        else:
            fields.append((name, value))
        self.set_header(fields)

    @property
    def messages(self) -> list[Entry]:
        """The entries that are neither the header nor obsolete."""
        return [entry for entry in self.entries if not entry.obsolete and not entry.is_header]


def _charset(data: bytes, path: str) -> str:
    match = _CHARSET.search(data[: 1 << 20])
    name = match[1].decode("ascii", "replace") if match else "utf-8"
    if name.upper() == "CHARSET":
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise CharsetError(
            f"the header names an unknown charset “{name}”",
            place=Place(path, data.count(b"\n", 0, match.start(1)) + 1 if match else 0),
            hint="write charset=UTF-8 and save the file so",
        ) from error


def _decode(data: bytes, encoding: str, path: str) -> str:
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise SyntaxProblemError(
            "a NUL byte: this is no PO file, or one in UTF-16",
            place=Place(path, line),
            hint="save it as UTF-8",
        )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode(encoding, "replace")) + 1
        raise CharsetError(
            f"byte 0x{data[error.start]:02X} is not {encoding}",
            place=Place(path, data.count(b"\n", 0, error.start) + 1, column),
            hint="correct the charset in the header, or save the file in it",
        ) from error
    if encoding != "utf-8" and text.encode(encoding) != data:
        raise CharsetError(
            f"{encoding} does not give the same bytes back",
            place=Place(path),
            hint="convert the file to UTF-8",
        )
    return text
