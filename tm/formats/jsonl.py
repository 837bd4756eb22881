"""JSONL: one `tm.model.Unit` a line, as msgspec writes it; nothing is lost.

UTF-8. Keys that Unit does not have are passed over, so that newer files can be read.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

import msgspec

from tm.errors import Place, SyntaxProblemError
from tm.formats.base import Format
from tm.formats.common import lines
from tm.model import Document, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.formats.base import Input, Output

__all__ = ["FORMAT", "read", "write"]

_BYTE = re.compile(r" \(byte (\d+)\)")
_LONE = re.compile(r"\\u[dD](?:[c-fC-F]|[89abAB])[0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:id|variants|source)"\s*:')


def read(source: Input) -> Document:
    """Return the document; its source language is the first unit's.

    SyntaxProblemError with path, line and column and what msgspec said; CharsetError likewise.
    """
    units = _units(source)
    first = list(islice(units, 1))
    lang = first[0].source if first else source.source or ""
    return Document(source.path, lang, chain(first, units))


def _units(source: Input) -> Iterator[Unit]:
    decoder = msgspec.json.Decoder(Unit)
    for number, line in lines(source.stream, source.path):
        if not line.strip():
            continue
        try:
            unit = decoder.decode(line)
        except msgspec.DecodeError as error:
            raise _broken(source.path, number, line, str(error)) from error
        yield unit


def _broken(path: str, number: int, line: str, message: str) -> SyntaxProblemError:
    found, lone = _BYTE.search(message), _LONE.search(line)
    column = len(line.encode()[: int(found[1])].decode(errors="replace")) + 1 if found else 1
    if lone and ("surrogate" in message or "truncated" in message):
        message, column = f"{lone[0]} is a lone surrogate, not a character", lone.start() + 1
    elif "truncated" in message:
        column = len(line) + 1
    return SyntaxProblemError(_BYTE.sub("", message), place=Place(path, number, column))


def write(document: Document, output: Output) -> None:
    """Write all units, all their languages. Lost: a lone surrogate, which UTF-8 cannot hold."""
    encoder = msgspec.json.Encoder()
    for unit in document.units:
        try:
            data = encoder.encode(unit)
        except UnicodeEncodeError:
            data = encoder.encode(_without_surrogates(msgspec.to_builtins(unit), unit.id, output))
        output.stream.write(data + b"\n")
    output.settle()


def _without_surrogates(value: object, unit: str, output: Output) -> object:
    """Return built-in values without lone surrogates, each counted as lost."""
    if isinstance(value, str):
        for char in _SURROGATE.findall(value):
            output.lose(f"a lone surrogate in a text (U+{ord(char):04X})", unit)
        return _SURROGATE.sub("", value)
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        return {name: _without_surrogates(field, unit, output) for name, field in fields.items()}
    if isinstance(value, (list, tuple)):
        items = cast("list[object]", value)
        return [_without_surrogates(item, unit, output) for item in items]
    return value


def _sniff(head: bytes) -> bool:
    return _START.match(head) is not None


FORMAT = Format("jsonl", (".jsonl",), _sniff, read, write)
