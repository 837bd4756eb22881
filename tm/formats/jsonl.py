"""JSONL: one `tm.model.Unit` a line, as msgspec writes it; all of a unit is kept.

UTF-8. Keys that Unit does not have are passed over, so that newer files can be read. Languages
become canonical, and an id that is not the unit's own is kept as the property `id`. There is no
line for the file: of a header, PO's usual fields are made anew by the PO writer, the inline markup
that X-Document-Format speaks of is codes, and other fields named X-… are counted as lost.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

import msgspec

from tm.errors import LanguageError, Place, SyntaxProblemError
from tm.formats.base import Format
from tm.formats.common import identity, lines
from tm.lang import canonical
from tm.model import Document, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.formats.base import Input, Output

__all__ = ["FORMAT", "read", "write"]

_REMADE = frozenset({"X-Source-Language", "X-Document-Format", "X-Generator"})
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
            unit = _canonical(decoder.decode(line))
        except msgspec.DecodeError as error:
            raise _broken(source.path, number, line, str(error)) from error
        except RecursionError as error:
            place = Place(source.path, number, 1)
            raise SyntaxProblemError("values are nested too deeply", place=place) from error
        except LanguageError as error:
            place = Place(source.path, number)
            raise LanguageError(error.message, place=place, hint=error.hint) from error
        yield unit


_tag = lru_cache(maxsize=1024)(canonical)


def _canonical(unit: Unit) -> Unit:
    """Return a unit with canonical languages and its own id; a foreign one becomes a property."""
    source = _tag(unit.source) if unit.source else ""
    variants = unit.variants
    if any(_tag(variant.lang) != variant.lang for variant in variants):
        variants = tuple(msgspec.structs.replace(v, lang=_tag(v.lang)) for v in variants)
    name = identity(source, unit.context, variants) if variants else unit.id
    if name == unit.id and source == unit.source and variants is unit.variants and not unit.members:
        return unit
    foreign = () if name == unit.id else (("id", unit.id),)
    return msgspec.structs.replace(
        unit,
        id=name,
        source=source,
        variants=variants,
        members=tuple(map(_canonical, unit.members)),
        properties=unit.properties + foreign,
    )


def _broken(path: str, number: int, line: str, message: str) -> SyntaxProblemError:
    found, lone = _BYTE.search(message), _LONE.search(line)
    column = len(line.encode()[: int(found[1])].decode(errors="replace")) + 1 if found else 1
    if lone and ("surrogate" in message or "truncated" in message):
        message, column = f"{lone[0]} is a lone surrogate, not a character", lone.start() + 1
    elif "truncated" in message:
        column = len(line) + 1
    return SyntaxProblemError(_BYTE.sub("", message), place=Place(path, number, column))


def write(document: Document, output: Output) -> None:
    """Write all units, all their languages.

    Lost: a lone surrogate, which UTF-8 cannot hold, and fields of the file's header that a writer
    of PO does not make anew.
    """
    if any(name.startswith("X-") and name not in _REMADE for name, _ in document.header):
        output.lose("the file's header", "the header")
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
