"""A PO file as a whole: bytes in, the same bytes out, only edited entries rendered anew."""

from __future__ import annotations

import codecs
import re
from functools import cached_property
from typing import TYPE_CHECKING

from tm.errors import CharsetError, Place, SyntaxProblemError, WriteError
from tm.formats.po.directives import format_name
from tm.formats.po.entry import Entry, parse_header, render_header, unescape
from tm.formats.po.lexer import lex
from tm.formats.po.linebreak import text_width
from tm.formats.po.render import DEFAULT_WIDTH, NO_WRAP, render, string_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PoFile"]

_HEADER = re.compile(
    rb"""^[ \t]*msgid[ \t]*""\s*msgstr[ \t]*("[^\n]*(?:\n\s*"[^\n]*)*)""", re.MULTILINE
)
_CHARSET = re.compile(rb"""(?:"|\\n)Content-Type:[^"\\\n]*?charset=([^\\\s";]+)""", re.IGNORECASE)
_ASCII = bytes(range(0x20, 0x7F))
_NO_CHARSETS = frozenset({"unicode_escape", "raw_unicode_escape", "utf_7", "idna", "punycode"})
_LONG_STRING = re.compile(
    rf'^((?:\#~ ?)?)((?:msg[^"\n]*)?)"([^\n]{{{DEFAULT_WIDTH - 25},}})"\r?$', re.MULTILINE
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
    def parse(cls, data: bytes, path: str = "<bytes>", *, lenient: bool = False) -> PoFile:
        """Read a PO file.

        CharsetError when the bytes are not in the header's charset, SyntaxProblemError when the
        text is not PO; both with path:line:column. `lenient` reads a file whose header names no
        charset, or an unknown one, as msgfmt does: UTF-8 or else a byte a character.
        """
        file = cls(path=path)
        if data.startswith(codecs.BOM_UTF8):
            file.bom, data = codecs.BOM_UTF8, data[3:]
        _check_no_nul(data, path)
        file.encoding = _any_charset(data, path) if lenient else _charset(data, path)
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
            if not entry.line and len(pieces) > 1:
                pieces.append(self._space_after(pieces[-2] + pieces[-1]))
            pieces += self._text(entry)
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

    def _space_after(self, before: str) -> str:
        """Return what a new entry needs in front of it where the last entry of the file ended."""
        if before.endswith(("\n\n", "\n\r\n")):
            return ""
        return self.newline if before.endswith("\n") else self.newline * 2

    def _text(self, entry: Entry) -> tuple[str, str]:
        """Return the entry's text and the blank lines after it."""
        if entry.raw:
            return entry.raw, entry.gap
        text, gap = render(entry, self.width), entry.gap
        if self.newline != "\n":
            text = text.replace("\n", self.newline)
            gap = gap.replace("\r\n", "\n").replace("\n", self.newline)
        return text, gap

    @cached_property
    def width(self) -> int:
        """The page width: 79 columns, or NO_WRAP where a longer line could be wrapped."""
        for entry in self.entries:
            if "no-wrap" not in entry.flags:
                long = _LONG_STRING.finditer(entry.raw)
                if any(_could_be_wrapped(match, entry) for match in long):
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
        """Replace the header's fields; a missing header is added in front.

        The charset that they name becomes the file's.
        """
        self._set_header_text(render_header(fields))

    def set_field(self, name: str, value: str) -> None:
        """Set one header field in its place, or add it at the end; other lines stay as they are."""
        entry = self.header_entry
        lines = entry.msgstr[0].split("\n") if entry else [""]
        for index, line in enumerate(lines):
            key, colon, old = line.partition(":")
            if colon and key.lower() == name.lower():
                if old.strip() == value:
                    return
                lines[index] = f"{key}: {value}"
                break
        else:
            end = len(lines) - 1 if not lines[-1] else len(lines)
            lines[end:] = [f"{name}: {value}", ""]
        self._set_header_text("\n".join(lines))

    def _set_header_text(self, text: str) -> None:
        entry = self.header_entry
        if entry is None:
            self.entries.insert(0, Entry("", (text,)))
        else:
            self.entries[self.entries.index(entry)] = entry.edit(msgstr=(text,))
        named = re.search(r"charset=([^\s;]+)", self.field("Content-Type") or "")
        if named and named[1].upper() != "CHARSET":
            self.encoding = _known_charset(named[1]) or self.encoding

    @property
    def messages(self) -> list[Entry]:
        """The entries that are neither the header nor obsolete."""
        return [entry for entry in self.entries if not entry.obsolete and not entry.is_header]


def _could_be_wrapped(line: re.Match[str], entry: Entry) -> bool:
    """Whether msgcat, asked to wrap, would put a string that ends past the page on more lines."""
    prefix, keyword, inside = line.groups()
    if text_width(f'{prefix}{keyword}"{inside}"') <= DEFAULT_WIDTH:
        return False
    try:
        text = unescape(inside)
    except ValueError:  # the bytes of one character on two lines
        return False
    name = format_name(entry.flags)
    lines = string_lines(keyword.rstrip(), text, DEFAULT_WIDTH, prefix, name)
    return len(lines) > (1 if keyword else 2)


def _declared(data: bytes) -> re.Match[bytes] | None:
    """Return where the header names a charset, which is group 1."""
    header = _HEADER.search(data)
    match = _CHARSET.search(data, *header.span(1)) if header else None
    return None if match is None or match[1].upper() == b"CHARSET" else match


def _any_charset(data: bytes, path: str) -> str:
    """Return the charset that the header names, else UTF-8 or Latin-1, whichever the bytes are."""
    try:
        if _declared(data):
            return _charset(data, path)
    except CharsetError:
        pass
    try:
        data.decode()
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _charset(data: bytes, path: str) -> str:
    """Return the name of the charset that the header names, UTF-8 where it names none."""
    match = _declared(data)
    if match is None:
        return "utf-8"
    name = match[1].decode("utf-8", "replace")
    found = _known_charset(name)
    if found is None:
        raise CharsetError(
            f"the header names an unknown charset “{name[:40]}”",
            place=_place(data, match.start(1), "latin-1", path),
            hint="write charset=UTF-8 and save the file so",
        )
    return found


def _known_charset(name: str) -> str | None:
    """Return Python's name of a charset in which ASCII is as usual, else None."""
    try:
        found = codecs.lookup(name).name
        if found.replace("-", "_") in _NO_CHARSETS:
            return None
        usual = _ASCII.decode(found) == _ASCII.decode("ascii")
    except (LookupError, ValueError):
        return None
    return found if usual else None


def _place(data: bytes, offset: int, encoding: str, path: str) -> Place:
    """Return the line and column of a byte offset."""
    start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[start:offset].decode(encoding, "replace")) + 1
    return Place(path, data.count(b"\n", 0, offset) + 1, column)


def _check_no_nul(data: bytes, path: str) -> None:
    if b"\0" in data:
        raise SyntaxProblemError(
            "a NUL byte: this is no PO file, or one in UTF-16",
            place=_place(data, data.index(b"\0"), "latin-1", path),
            hint="save it as UTF-8",
        )


def _decode(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CharsetError(
            f"byte 0x{data[error.start]:02X} is not {encoding}",
            place=_place(data, error.start, encoding, path),
            hint="correct the charset in the header, or save the file in it",
        ) from error
    if encoding != "utf-8" and text.encode(encoding, "replace") != data:
        raise CharsetError(
            f"{encoding} does not give the same bytes back",
            place=Place(path),
            hint="convert the file to UTF-8",
        )
    return text
