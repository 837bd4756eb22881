"""Writes TMX 1.4b as a stream: one line an element, indented by two, so that diffs are small.

TMX 1.4b specification. There is no DOCTYPE line: the specification asks for none, and programs that
resolve it fail where there is no file of that name. Plural forms: TMX has none, so `<seg>` is
form 0 and the props `x-plural-1`, `x-plural-2` ... of the `<tuv>` are the others, as a seg's XML.
Joined units are one prop `x-members` each, as JSON.
"""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

import msgspec

from tm import __version__
from tm.clock import timestamp
from tm.formats.tmx.inline import segment_xml
from tm.formats.tmx.names import (
    HEADER_ATTRIBUTES,
    MAX_FORMS,
    PROVENANCE,
    TU_ATTRIBUTES,
    TUV_ATTRIBUTES,
    fits,
    prop_type,
)
from tm.formats.tmx.xml import ILLEGAL, attributes, escape, inner, tree
from tm.model import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tm.formats.base import Output
    from tm.model import Document, Previous, Properties, Provenance, Unit, Variant

__all__ = ["write"]

_ALL = "*all*"
_DEFAULTS = {
    "segtype": "sentence",
    "o-tmf": "tm",
    "adminlang": "en",
    "datatype": "plaintext",
}
_OURS = frozenset({"creationtool", "creationtoolversion", "srclang"})
_LINE = re.compile(r":\d+(?::\d+)?$")


def write(document: Document, output: Output) -> None:
    """Write all units; flavour `generic` (or empty) or `omegat`.

    Lost: characters XML cannot hold, attributes of codes that TMX does not have, units without any
    language. Output.languages keeps only these variants.
    """
    stream = output.stream
    stream.write(_head(document, output).encode())
    source = _source(document, output)
    for before, unit, after in _neighbours(document.units):
        variants = [
            variant
            for variant in unit.variants
            if not output.languages or variant.lang in output.languages
        ]
        if not unit.variants:
            output.lose("a unit without any language", unit.id)
        if variants:
            props = _omegat(document, before, unit, after) if output.flavour == "omegat" else ()
            text = _unit(unit, variants, source, props, output)
            stream.write(_legal(text, unit.id, output).encode())
    stream.write(b"  </body>\n</tmx>\n")
    output.settle()


def _source(document: Document, output: Output) -> str:
    return document.source or (output.languages[0] if output.languages else "") or _ALL


def _legal(text: str, unit: str, output: Output) -> str:
    """Return the text without what XML cannot hold, each counted as lost."""
    for char in ILLEGAL.findall(text):
        output.lose(f"a character XML cannot hold (U+{ord(char):04X})", unit)
    return ILLEGAL.sub("", text)


def _neighbours(units: Iterable[Unit]) -> Iterator[tuple[Unit | None, Unit, Unit | None]]:
    before: Unit | None = None
    unit: Unit | None = None
    for after in units:
        if unit is not None:
            yield before, unit, after
        before, unit = unit, after
    if unit is not None:
        yield before, unit, None


def _head(document: Document, output: Output) -> str:
    given = {
        name: value
        for name, value in document.header
        if name in HEADER_ATTRIBUTES and name not in _OURS and fits(name, value)
    }
    if "creationdate" not in given and (now := timestamp()):
        given["creationdate"] = time.strftime("%Y%m%dT%H%M%SZ", now)
    values = {"creationtool": "tm", "creationtoolversion": __version__}
    values |= _DEFAULTS | {"srclang": _source(document, output)} | given
    more = [_note(text, 4) for text in document.notes]
    more += [
        _header_field(name, value)
        for name, value in document.header
        if name not in HEADER_ATTRIBUTES
    ]
    end = f">\n{''.join(more)}  </header>\n" if more else "/>\n"
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f"  <header{attributes(values)}{end}  <body>\n"
    )
    return _legal(text, "the header", output)


def _header_field(name: str, value: str) -> str:
    if name == "ude":
        try:
            element = tree(value)
        except ExpatError:
            return _prop(name, value, 4)
        if element.tag == "ude":
            return f"    <ude{attributes(element.attrib)}>{inner(element)}</ude>\n"
    return _property(name, value, 4)


def _unit(
    unit: Unit, variants: Iterable[Variant], source: str, props: Properties, output: Output
) -> str:
    def lose(what: str) -> None:
        output.lose(what, unit.id)

    values, more = _split(unit.properties, TU_ATTRIBUTES - {"srclang"}, own_id=unit.id)
    values = {"tuid": unit.id} | values
    if _needs_srclang(unit, source):
        values["srclang"] = unit.source or _ALL
    taken = {name for name, _ in more}
    lines = [f"    <tu{attributes(values)}>\n"]
    lines += [_note(note.text, 6) for note in unit.notes]
    lines += [_prop(name, value, 6) for name, value in _fields(unit)]
    lines += [_prop(name, value, 6) for name, value in props if name == "path" or name not in taken]
    lines += [_property(name, value, 6) for name, value in more]
    lines += [_variant(variant, lose) for variant in variants]
    lines.append("    </tu>\n")
    return "".join(lines)


def _needs_srclang(unit: Unit, source: str) -> bool:
    """Whether the reader would not find the unit's source language from the header's."""
    if source == _ALL:
        return not unit.variants or unit.variants[0].lang != unit.source
    return unit.source != source or unit.variant(unit.source) is None


def _split(
    properties: Properties, names: frozenset[str], own_id: str = ""
) -> tuple[dict[str, str], Properties]:
    """Return the properties that can be attributes (they come first in a file) and the rest."""
    values: dict[str, str] = {}
    for at, (name, value) in enumerate(properties):
        if (
            name not in names
            or name in values
            or not fits(name, value)
            or (name, value) == ("tuid", own_id)
        ):
            return values, properties[at:]
        values[name] = value
    return values, ()


def _fields(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield the props for what TMX has no word for."""
    if unit.context is not None:
        yield "x-context", unit.context
    yield from (("x-locations", location) for location in unit.locations)
    yield from (("x-flags", flag) for flag in unit.flags)
    if any(note.kind != "other" for note in unit.notes):
        yield "x-note-kinds", " ".join(note.kind for note in unit.notes)
    if unit.previous is not None:
        yield from _previous(unit.previous)
    if unit.obsolete:
        yield "x-obsolete", "yes"
    yield from (("x-members", _json(member)) for member in unit.members)


def _json(unit: Unit) -> str:
    """Return a unit as JSON; a lone surrogate stays one, so that it is counted as any other."""
    return json.dumps(msgspec.to_builtins(unit), ensure_ascii=False, separators=(",", ":"))


def _previous(previous: Previous) -> Iterator[tuple[str, str]]:
    yield "x-previous-source", previous.source
    if previous.context is not None:
        yield "x-previous-context", previous.context
    if previous.plural is not None:
        yield "x-previous-plural", previous.plural


def _variant(variant: Variant, lose: Callable[[str], None]) -> str:
    dates = _dates(variant.provenance)
    own, more = _split(variant.properties, TUV_ATTRIBUTES - frozenset(PROVENANCE))
    values = {"xml:lang": variant.lang} | _provenance(variant.provenance) | own
    lines = [f"      <tuv{attributes(values)}>\n"]
    lines += [_note(note, 8) for note in variant.notes]
    if variant.state != State.TRANSLATED:
        lines.append(_prop("x-state", variant.state, 8))
    lines += [_prop(f"x-{name}", value, 8) for name, value in dates]
    lines += [_prop(name, value, 8) for name, value in _plurals(variant, lose)]
    lines += [_property(name, value, 8) for name, value in more]
    lines.append(f"        <seg>{segment_xml(variant.segment, lose)}</seg>\n      </tuv>\n")
    return "".join(lines)


def _plurals(variant: Variant, lose: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    if not variant.forms:
        return
    yield "x-plural-forms", variant.plural_forms
    for at, form in enumerate(variant.forms[1:MAX_FORMS], 1):
        yield f"x-plural-{at}", segment_xml(form, lose)


def _provenance(provenance: Provenance | None) -> dict[str, str]:
    if provenance is None:
        return {}
    values = {name: getattr(provenance, field) for name, field in PROVENANCE.items()}
    kept = {name: value for name, value in values.items() if value and fits(name, value)}
    return kept or ({} if _dates(provenance) else {"creationid": ""})


def _dates(provenance: Provenance | None) -> list[tuple[str, str]]:
    """Return the times that do not have the form of a TMX attribute."""
    if provenance is None:
        return []
    times = (
        ("created", "creationdate", provenance.created),
        ("changed", "changedate", provenance.changed),
    )
    return [(field, value) for field, name, value in times if value and not fits(name, value)]


def _note(text: str, indent: int) -> str:
    return f"{' ' * indent}<note>{escape(text)}</note>\n"


def _prop(kind: str, text: str, indent: int, lang: str | None = None) -> str:
    values = {"type": kind, "xml:lang": lang} if lang else {"type": kind}
    return f"{' ' * indent}<prop{attributes(values)}>{escape(text)}</prop>\n"


def _property(name: str, value: str, indent: int) -> str:
    kind, lang = prop_type(name)
    return _prop(kind, value, indent, lang)


def _omegat(document: Document, before: Unit | None, unit: Unit, after: Unit | None) -> Properties:
    """Return the props by which OmegaT tells equal sentences apart, where there is a context.

    Without a context a unit is OmegaT's default translation of its source and has none of them.
    """
    if unit.context is None:
        return ()
    file = _LINE.sub("", unit.locations[0]) if unit.locations else document.name
    around = (("prev", before), ("next", after))
    texts = [
        (name, source.text)
        for name, other in around
        if other and (source := other.variant(other.source))
    ]
    return (("file", file), ("path", unit.context), *texts)
