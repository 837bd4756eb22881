"""Reads TMX 1.1 to 1.4b as a stream of units.

A plain `<tu>`, which is nearly every one, is taken apart by regular expressions over text that
expat has checked before; every other goes through a small tree. Both make the same unit (a property
test).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.parsers.expat import ErrorString, ExpatError

from tm.formats.tmx.build import (
    NO_FIELDS,
    Fields,
    Head,
    Home,
    Info,
    fields_of,
    info_of,
    unit_of,
    unit_of_element,
    variant_head,
    variant_of,
)
from tm.formats.tmx.names import property_name
from tm.formats.tmx.scan import Region, Scanner
from tm.formats.tmx.xml import StructureError, attributes, inner, tree, unescape
from tm.model import Document, Segment, State, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from tm.errors import SyntaxProblemError
    from tm.formats.base import Input
    from tm.model import Properties

__all__ = ["read"]

# What these patterns take, with _NAMED where there is a “&”, is well-formed: expat does not see it.
_SPACE = r"[ \t\n]*+"
_TEXT = "[^<]*+"
_ATTRIBUTE = r'[ \t\n]++{0}[A-Za-z_:][A-Za-z0-9_:.-]*+)="{0}[^"<\t\n]*+)"'
_ATTRIBUTES = rf"(?:{_ATTRIBUTE.format('(?:')})*+{_SPACE}"


def _info(group: str) -> str:
    """Return the pattern of a note or prop; `group` opens its parts: `(` to capture, else `(?:`.

    The parts are the tag, the attributes, the text and the end tag.
    """
    end = rf"</{group}note|prop){_SPACE}>{_SPACE}"
    return rf"<{group}note|prop){group}{_ATTRIBUTES})>{group}{_TEXT}){end}"


def _tuv(group: str) -> str:
    """Return the pattern of a tuv; its parts are the attributes, the notes and props, the text."""
    infos = rf"(?:{_info('(?:')})*+"
    end = rf"</seg{_SPACE}>{_SPACE}</tuv{_SPACE}>{_SPACE}"
    return rf"<tuv{group}{_ATTRIBUTES})>{_SPACE}{group}{infos})<seg>{group}{_TEXT}){end}"


_NAMED = re.compile("[^&]*+(?:&(?:amp|lt|gt|quot|apos);[^&]*+)*+")
_ATTRIBUTE_PATTERN = re.compile(_ATTRIBUTE.format("("))
_INFO_PATTERN = re.compile(_info("("))
_TUV_PATTERN = re.compile(_tuv("("))
_PLAIN_UNIT = re.compile(
    rf"{_SPACE}<tu({_ATTRIBUTES})>{_SPACE}((?:{_info('(?:')})*+)"
    rf"{_tuv('(')}(?:{_tuv('(')})?+((?:{_tuv('(?:')})*+)</tu{_SPACE}>"
)
_TAG_REST = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
_ANY_UNIT = re.compile(
    rf"{_SPACE}(<tu(?=[ \t\n/>]){_TAG_REST}(?:(?<=/)>|>.*?</tu{_SPACE}>))", re.DOTALL
)
_NO_TEXT = Segment()
_TRANSLATED = State.TRANSLATED
_BODY = re.compile(rf"<body{_TAG_REST}>")
_END = re.compile(rf"{_SPACE}(?:</body{_SPACE}>{_SPACE})?</tmx{_SPACE}>{_SPACE}")
_SOMETHING = re.compile(rf"{_SPACE}(<[^\s/>]*|[^<]{{1,40}}|)")


def read(source: Input) -> Document:
    """Return the document: its header now, its units as they are asked for.

    SyntaxProblemError and CharsetError have path, line and column and come after the units before.
    """
    scanner = Scanner(source)
    header = scanner.header
    fields = () if header is None else _header(header, scanner)
    notes = () if header is None else tuple(note.text or "" for note in header.iter("note"))
    home = Home.of(None if header is None else header.get("srclang"), source.source)
    return Document(
        name=source.path,
        source=home.srclang or home.given,
        units=_units(scanner, home),
        header=fields,
        notes=notes,
        encoding=scanner.encoding,
    )


def _header(header: Element, scanner: Scanner) -> Properties:
    """Return the attributes of the header, its props, and each `<ude>` as its XML."""
    fields = list(header.items())
    for child in header:
        if child.tag == "ude":
            fields.append(("ude", f"<ude{attributes(child.attrib)}>{inner(child)}</ude>"))
            continue
        try:
            tag, values, text = info_of(child, header)
        except StructureError as error:
            raise scanner.problem(str(error), scanner.body_line) from error
        if tag == "prop":
            lang = values.get("xml:lang") or values.get("lang")
            fields.append((property_name(values.get("type", ""), lang), text))
    return tuple(fields)


def _units(scanner: Scanner, home: Home) -> Iterator[Unit]:
    start: int | None = None
    for region in scanner.regions():
        body = _BODY.match(region.text) if start is None else None
        start = body.end() if body else 0
        scanner.check(region, 0, 0, start)
        yield from _units_of(region, start, scanner, home)


def _units_of(region: Region, start: int, scanner: Scanner, home: Home) -> Iterator[Unit]:
    """Yield the units of a region from `start` on; have checked what no plain unit has taken."""
    text, at, good = region.text, start, start
    while match := _plain(text, at) or _ANY_UNIT.match(text, at):
        try:
            if match.re is _PLAIN_UNIT:
                unit = _plain_unit(match, home)
            else:
                scanner.check(region, good, at, match.end())
                good = match.end()
                unit = unit_of_element(tree(match[1]), home)
        except (StructureError, ExpatError, RecursionError) as error:
            raise _problem(scanner, region, match, error) from error
        yield unit
        at = match.end()
    scanner.check(region, good, at, len(text))
    _check_rest(scanner, region, at)


def _plain(text: str, at: int) -> re.Match[str] | None:
    """Return the match of a plain unit."""
    match = _PLAIN_UNIT.match(text, at)
    if match and text.find("&", at, match.end()) >= 0:
        return match if _NAMED.fullmatch(text, at, match.end()) else None
    return match


def _check_rest(scanner: Scanner, region: Region, at: int) -> None:
    """Check that nothing but space, or the end of the file, is left behind the last unit."""
    text = region.text
    if _END.fullmatch(text, at) or not (found := _SOMETHING.match(text, at)) or not found[1]:
        return
    what = f"unexpected {found[1]}>" if found[1].startswith("<") else f"text “{found[1].strip()}”"
    line = region.line + text.count("\n", 0, found.start(1))
    raise scanner.problem(f"{what} in <body>", line, _column(text, found.start(1)))


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at)


def _plain_unit(match: re.Match[str], home: Home) -> Unit:
    values, infos, head, more, text, head_2, more_2, text_2, rest = match.groups()
    variants = [_variant(head, more, text)]
    if head_2:
        variants.append(_variant(head_2, more_2, text_2))
    if rest:
        variants += [_variant(*found) for found in _TUV_PATTERN.findall(rest)]
    fields = _fields(infos) if infos else NO_FIELDS
    return unit_of(_attributes(values), fields, tuple(variants), home)


def _variant(head: str, infos: str, text: str) -> Variant:
    segment = Segment((unescape(text) if "&" in text else text,)) if text else _NO_TEXT
    if infos:
        return variant_of(_head(head), _infos(infos), segment)
    lang, provenance, properties = _head(head)
    return Variant(lang, segment, _TRANSLATED, (), "", provenance, (), properties)


@lru_cache(maxsize=256)
def _head(text: str) -> Head:
    return variant_head(_attributes(text))


@lru_cache(maxsize=256)
def _fields(text: str) -> Fields:
    return fields_of(_infos(text))


def _infos(text: str) -> list[Info]:
    found = _INFO_PATTERN.findall(text)
    if any(tag != end for tag, _, _, end in found):
        raise StructureError(expat.errors.XML_ERROR_TAG_MISMATCH)
    return [(tag, _attributes(values), unescape(content)) for tag, values, content, _ in found]


def _attributes(text: str) -> dict[str, str]:
    pairs = _ATTRIBUTE_PATTERN.findall(text)
    values = dict(pairs)
    if len(values) != len(pairs):
        raise StructureError(expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE)
    if "&" in text:
        return {name: unescape(value) for name, value in pairs}
    return values


def _problem(
    scanner: Scanner, region: Region, match: re.Match[str], error: Exception
) -> SyntaxProblemError:
    """Return the error for a unit of a region."""
    message = str(error)
    if isinstance(error, ExpatError):
        message = ErrorString(error.code)
    elif isinstance(error, RecursionError):
        message = "elements are nested too deeply"
    text, at = region.text, region.text.index("<", match.start())
    line = region.line + text.count("\n", 0, at)
    return scanner.problem(f"{message}, in the <tu> here", line, _column(text, at))
