"""The bytes of an XML file as text: XML 1.0, section 4.3.3 and appendix F."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING

from tm.errors import CharsetError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.formats.base import Input

__all__ = ["decoded", "detect_encoding"]

_CHUNK = 1 << 18
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PROBE = "<?xml"
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r")
_UTF_8 = frozenset({"utf-8", "utf-8-sig"})


def detect_encoding(head: bytes) -> str:
    """Return the codec of an XML file: its byte order mark, else its declaration, else UTF-8.

    LookupError when Python has no such text codec, UnicodeError when the declaration is not true.

    >>> detect_encoding(b'<?xml version="1.0" encoding="windows-1251"?>')
    'cp1251'
    """
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii") if declared else "utf-8"
    if _PROBE.encode(name) != _PROBE.encode("ascii"):
        raise UnicodeError(name)
    return codecs.lookup(name).name


def decoded(source: Input) -> tuple[str, Iterator[tuple[str, bool]]]:
    """Return the encoding of a file and its text in chunks; all line ends are line feeds.

    With each chunk comes whether it may have control characters, which XML does not allow.

    CharsetError, also while the text is read, with the place of the first wrong byte.
    """
    first = source.stream.read(_CHUNK)
    declared = _DECLARED.match(first)
    name = declared[1].decode("ascii") if declared else ""
    try:
        encoding = detect_encoding(first)
    except LookupError as error:
        raise CharsetError(
            f"the encoding “{name}” is unknown",
            place=Place(source.path, 1),
            hint="save it as UTF-8",
        ) from error
    except UnicodeError as error:
        raise CharsetError(
            f"the file says it is {name}, but it is not",
            place=Place(source.path, 1),
            hint='write encoding="UTF-8" if it is UTF-8',
        ) from error
    return encoding, _texts(source, first, encoding)


def _texts(source: Input, data: bytes, encoding: str) -> Iterator[tuple[str, bool]]:
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
    line, column = 1, 1
    while True:
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            if before := _before(error, encoding):
                yield before, True
            raise _wrong_byte(Place(source.path, line, column), error, encoding) from error
        if text:
            yield text, _has_controls(data if encoding in _UTF_8 else text.encode())
        if not data:
            return
        line, column = _after(text, line, column)
        data = source.stream.read(_CHUNK)


def _has_controls(data: bytes) -> bool:
    return len(data.translate(None, _CONTROLS)) != len(data)


def _before(error: UnicodeDecodeError, encoding: str) -> str:
    """Return the text in front of the first wrong byte."""
    text = error.object[: error.start].decode(encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _after(text: str, line: int, column: int) -> tuple[int, int]:
    lines = text.count("\n")
    return line + lines, len(text) - text.rfind("\n") if lines else column + len(text)


def _wrong_byte(start: Place, error: UnicodeDecodeError, encoding: str) -> CharsetError:
    """Return the error for a byte in a chunk that starts at a place."""
    good = error.object[: error.start].decode(encoding, "replace")
    good = good.replace("\r\n", "\n").replace("\r", "\n")
    line, column = _after(good, start.line, start.column)
    found = " ".join(f"{byte:02X}" for byte in error.object[error.start : error.end][:4])
    return CharsetError(
        f"the bytes {found} are not {encoding}",
        place=Place(start.path, line, column),
        hint="declare the file's real encoding or save it as UTF-8",
    )
