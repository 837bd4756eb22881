"""Bytes to text and back: byte order marks, declared encodings, and errors that name the byte."""

from __future__ import annotations

import codecs
import re

from tm.errors import CharsetError, LossError, Place

__all__ = ["decode", "encode", "line_and_column"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CODECS = re.compile(
    r"utf-8|cp(125\d|866|874|932|949)|iso8859-\d+|koi8-[rtu]|mac-cyrillic|"
    r"gb2312|gbk|gb18030|big5(hkscs)?|shift_jis|euc_(jp|kr)"
)
# Labels that mean something wider on the web than in Python's codecs.
_LATIN = ("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1")
_WIDE = ("utf-16", "utf-16le", "utf-16be")  # not if the declaration was readable as ASCII
_ALIASES: dict[str, str] = {
    **dict.fromkeys(_LATIN, "cp1252"),
    **dict.fromkeys(_WIDE, "utf-8"),
}


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return the line and the column, both from 1, of an offset; \n, \r\n and \r end a line.

    >>> line_and_column("a\r\nbc", 4)
    (2, 2)
    """
    before = text[:offset]
    lines = before.count("\n") + before.count("\r") - before.count("\r\n")
    return lines + 1, offset - max(before.rfind("\n"), before.rfind("\r"))


def decode(data: bytes, declared: tuple[str, int] | None, path: str) -> tuple[str, bool, str]:
    """Return the text without its BOM, whether there was one, and the name of the encoding.

    A BOM wins over what the document declares; without both it is UTF-8. CharsetError names the
    first byte that does not fit, and where.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decoded(data, len(bom), name, path), True, name
    name = _codec(declared, data, path) if declared else "utf-8"
    return _decoded(data, 0, name, path), False, name


def _codec(declared: tuple[str, int], data: bytes, path: str) -> str:
    label, offset = declared
    label = label.strip().lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, UnicodeError, ValueError):
        name = ""
    if _TEXT_CODECS.fullmatch(name):
        return name
    place = Place(path, *line_and_column(data[:offset].decode("latin-1"), offset))
    raise CharsetError(
        f"declares the unknown encoding “{label}”", place=place, hint="save it as UTF-8"
    )


def _decoded(data: bytes, skip: int, name: str, path: str) -> str:
    body = data[skip:]
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        good = body[: error.start].decode(name, "replace")
        place = Place(path, *line_and_column(good, len(good)))
        message = (
            f"byte 0x{body[error.start]:02X} at offset {skip + error.start} is not {name.upper()}"
        )
        hint = (
            "save it as UTF-8"
            if name == "utf-8"
            else "correct the declared encoding or save it as UTF-8"
        )
        raise CharsetError(message, place=place, hint=hint) from error
    if text.encode(name, "replace") != body:
        raise CharsetError(
            f"its {name.upper()} cannot be written back byte for byte",
            place=Place(path),
            hint="save it as UTF-8",
        )
    return text


def encode(text: str, *, bom: bool, encoding: str, references: bool) -> bytes:
    """Return the bytes of a text.

    With `references` a character that the encoding lacks becomes `&#N;` (HTML); LossError without.
    """
    mark = next((mark for mark, name in _BOMS if name == encoding), b"") if bom else b""
    try:
        return mark + text.encode(encoding, "xmlcharrefreplace" if references else "strict")
    except UnicodeEncodeError as error:
        line, column = line_and_column(text, error.start)
        raise LossError(
            f"line {line}, column {column} of the built article: U+{ord(text[error.start]):04X} "
            f"cannot be written as {encoding.upper()}",
            hint="remove that character from the translation",
        ) from error
