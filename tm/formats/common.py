"""What the line formats share: lines of UTF-8, text that fits on one line, and ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from tm.errors import CharsetError, Place
from tm.model import unit_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.formats.base import Output
    from tm.model import Variant

__all__ = ["identity", "lines", "one_line"]

_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMES = {"\t": "a tab", "\n": "a line break", "\r": "a carriage return"}


def lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines of a UTF-8 file, numbered from 1, without their ends.

    Only `\n` and `\r\n` end a line, never U+2028, U+0085 or a form feed. A byte order mark is left
    out. CharsetError, with path, line and column, for other bytes than UTF-8.
    """
    for number, line in enumerate(stream, 1):
        data = line.removeprefix(_BOM) if number == 1 else line
        data = data.removesuffix(b"\n").removesuffix(b"\r") if data.endswith(b"\n") else data
        try:
            yield number, data.decode()
        except UnicodeDecodeError as error:
            column = len(data[: error.start].decode(errors="replace")) + 1
            found = " ".join(f"{byte:02X}" for byte in data[error.start : error.end])
            raise CharsetError(
                f"the bytes {found} are not utf-8",
                place=Place(path, number, column),
                hint="save it as UTF-8",
            ) from error


def one_line(text: str, forbidden: re.Pattern[str], unit: str, output: Output) -> str:
    """Return text for one line: a space for each forbidden character, which is counted as lost."""
    for char in forbidden.findall(text):
        output.lose(f"{_NAMES[char]} in a text", unit)
    for char in _SURROGATE.findall(text):
        output.lose(f"a lone surrogate in a text (U+{ord(char):04X})", unit)
    return _SURROGATE.sub("", forbidden.sub(" ", text))


def identity(source: str, context: str | None, variants: Sequence[Variant], other: str = "") -> str:
    """Return the id of a unit: of its source text, else of its first text, else of something else.

    So units without a source text do not all have one id.
    """
    for variant in variants:
        if variant.lang == source:
            return unit_id(source, context, _text(variant))
    if variants:
        return unit_id(variants[0].lang, context, variants[0].text)
    return unit_id(source, context, other)


def _text(variant: Variant) -> str:
    """Return `variant.text`, at once where there are no codes: this is for every unit of a file."""
    parts = variant.segment.parts
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else variant.text
