"""What stands in a `<tu>` as a Unit.

TMX 1.4b specification, sections "tu", "tuv", "prop" and "note".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, cast
from xml.parsers.expat import ExpatError

import msgspec

from tm.formats.common import identity
from tm.formats.tmx.inline import segment_of
from tm.formats.tmx.names import (
    MEMOQ,
    OUR_UNIT_PROPS,
    OUR_VARIANT_PROPS,
    PROVENANCE,
    language,
    property_name,
)
from tm.formats.tmx.xml import StructureError, tree
from tm.lang import primary
from tm.model import Note, Previous, Provenance, Segment, State, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

__all__ = [
    "NO_FIELDS",
    "Fields",
    "Head",
    "Home",
    "Info",
    "fields_of",
    "info_of",
    "unit_of",
    "unit_of_element",
    "variant_head",
    "variant_of",
]

Info: TypeAlias = "tuple[str, Mapping[str, str], str]"
"""A note or prop: its tag, attributes and text."""

Head: TypeAlias = "tuple[str, Provenance | None, tuple[tuple[str, str], ...]]"
"""The attributes of a tuv: language, provenance, properties."""

_Kind = Literal["translator", "extracted", "other"]
_Found: TypeAlias = "dict[str, list[str]]"
_SPACE = " \t\n\r"
_STATES = frozenset(State)
_KINDS = frozenset({"translator", "extracted", "other"})
_ALL = "*all*"
_OF_UNIT = OUR_UNIT_PROPS | {"path"}
_OF_VARIANT = OUR_VARIANT_PROPS


class Home(msgspec.Struct, frozen=True):
    """What a file says of all its units: its source language, or the one the caller knows.

    `srclang` is canonical, and empty where the file says `*all*` or nothing.
    """

    srclang: str
    given: str = ""

    @classmethod
    def of(cls, srclang: str | None, given: str | None) -> Home:
        """Make one from the header's srclang and the caller's language."""
        return cls("" if srclang in {None, "", _ALL} else language(srclang or ""), given or "")

    def source(self, srclang: str | None, variants: Sequence[Variant]) -> str:
        """Return the source language of a unit with this srclang of its own.

        The header's language also matches a variant of the same primary language (en and en-US).
        """
        if srclang is not None and srclang != _ALL:
            return language(srclang)
        wanted = self.given if srclang == _ALL or not self.srclang else self.srclang
        languages = [variant.lang for variant in variants]
        if not languages or wanted in languages:
            return wanted
        near = (lang for lang in languages if primary(lang) == primary(wanted))
        return next(near, wanted or languages[0])


def unit_of_element(element: Element, home: Home) -> Unit:
    """Return the unit of a `<tu>`; StructureError for what TMX does not have there."""
    infos: list[Info] = []
    variants: list[Variant] = []
    _check_no_text(element)
    for child in element:
        if child.tag == "tuv":
            variants.append(_variant_of_element(child))
        else:
            infos.append(info_of(child, element))
    return unit_of(element.attrib, fields_of(infos), tuple(variants), home)


def _variant_of_element(tuv: Element) -> Variant:
    infos: list[Info] = []
    segment: Segment | None = None
    _check_no_text(tuv)
    for child in tuv:
        if child.tag != "seg":
            infos.append(info_of(child, tuv))
        elif segment is not None:
            raise StructureError("a second <seg> in one <tuv>")
        else:
            segment = segment_of(child)
    return variant_of(variant_head(tuv.attrib), infos, segment or Segment())


def info_of(child: Element, parent: Element) -> Info:
    """Return a note or prop; StructureError when it is neither or has elements inside."""
    if child.tag not in {"note", "prop"}:
        raise StructureError(f"unexpected <{child.tag}> in <{parent.tag}>")
    if len(child):
        raise StructureError(f"unexpected <{child[0].tag}> in <{child.tag}>")
    return child.tag, child.attrib, child.text or ""


def _check_no_text(element: Element) -> None:
    for text in (element.text, *(child.tail for child in element)):
        if text and (stray := text.strip(_SPACE)):
            raise StructureError(f"text outside <seg>, in <{element.tag}>: “{stray[:40]}”")


def variant_head(values: Mapping[str, str]) -> Head:
    """Return what the attributes of a `<tuv>` say; StructureError when there is no language."""
    lang = values.get("xml:lang") or values.get("lang")
    if not lang:
        raise StructureError("a <tuv> without xml:lang")
    made = {PROVENANCE[name]: value for name, value in values.items() if name in PROVENANCE}
    properties = tuple(
        (name, value)
        for name, value in values.items()
        if name not in PROVENANCE and name not in {"xml:lang", "lang"}
    )
    return language(lang), Provenance(**made) if made else None, properties


def variant_of(head: Head, infos: Iterable[Info], segment: Segment) -> Variant:
    """Return the variant of a `<tuv>`."""
    lang, provenance, properties = head
    if not infos:
        return Variant(lang, segment, State.TRANSLATED, (), "", provenance, (), properties)
    notes, found, more = _sorted_out(infos, _OF_VARIANT)
    state = found.get("x-state", [State.TRANSLATED])[0]
    if state not in _STATES:
        more.append(("x-state", state))
    return Variant(
        lang,
        segment,
        State(state) if state in _STATES else State.TRANSLATED,
        _forms(segment, found) if "x-plural-forms" in found else (),
        found.get("x-plural-forms", [""])[0],
        _with_dates(provenance, found),
        tuple(notes),
        (*properties, *more),
    )


class Fields(msgspec.Struct, frozen=True):
    """What the notes and props of a `<tu>` say, in the fields of Unit."""

    context: str | None = None
    locations: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    members: tuple[Unit, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


NO_FIELDS = Fields()


def fields_of(infos: Iterable[Info]) -> Fields:
    """Return the fields that the notes and props of a `<tu>` hold."""
    notes, found, more = _sorted_out(infos, _OF_UNIT)
    context = found["x-context"][0] if "x-context" in found else None
    members, unread = _members(found)
    more += unread
    if "path" in found:  # OmegaT
        context, more = _with_path(context, found["path"][0], more)
    return Fields(
        context,
        tuple(found.get("x-locations", ())),
        _notes(notes, found),
        tuple(found.get("x-flags", ())),
        _previous(found),
        "x-obsolete" in found,
        members,
        tuple(more),
    )


def unit_of(
    values: Mapping[str, str], fields: Fields, variants: tuple[Variant, ...], home: Home
) -> Unit:
    """Return the unit of a `<tu>`: its attributes, notes and props, and variants."""
    srclang, tuid = values.get("srclang"), values.get("tuid", "")
    if srclang is None and variants and variants[0].lang == home.srclang:
        source = home.srclang
    else:
        source = home.source(srclang, variants)
    name = identity(source, fields.context, variants, tuid)
    properties = tuple(values.items())
    if srclang is not None or tuid == name:
        fields_of_unit = {("srclang", srclang), ("tuid", name)}
        properties = tuple([pair for pair in properties if pair not in fields_of_unit])
    return Unit(
        name,
        variants,
        source,
        fields.context,
        fields.locations,
        fields.notes,
        fields.flags,
        fields.previous,
        fields.obsolete,
        fields.members,
        properties + fields.properties,
    )


def _sorted_out(
    infos: Iterable[Info], fields: Container[str]
) -> tuple[list[str], _Found, list[tuple[str, str]]]:
    """Return the notes, the props that are `fields` of ours, and the other props as properties."""
    notes: list[str] = []
    found: _Found = {}
    more: list[tuple[str, str]] = []
    for tag, values, text in infos:
        kind = values.get("type", "")
        if tag == "note":
            notes.append(text)
        elif kind in fields:
            found.setdefault(kind, []).append(text)
        elif kind in MEMOQ:
            more.append((MEMOQ[kind], _memoq_text(text)))
        else:
            lang = values.get("xml:lang") or values.get("lang")
            more.append((property_name(kind, lang), text))
    return notes, found, more


def _members(found: _Found) -> tuple[tuple[Unit, ...], list[tuple[str, str]]]:
    """Return the joined units, written as JSON; what is not one of ours stays a property."""
    texts = found.get("x-members", [])
    try:
        return tuple([msgspec.json.decode(text, type=Unit) for text in texts]), []
    except msgspec.DecodeError:
        return (), [("x-members", text) for text in texts]


def _memoq_text(text: str) -> str:
    """Return the text of memoQ's context, which is a `<seg>` written as text."""
    if not text.startswith("<seg>"):
        return text
    try:
        return segment_of(tree(text)).text
    except (ExpatError, StructureError):
        return text


def _with_path(
    context: str | None, path: str, more: list[tuple[str, str]]
) -> tuple[str, list[tuple[str, str]]]:
    """Take OmegaT's path for the context; it is a property where there is another context."""
    if context is None or context == path:
        return path, more
    return context, [*more, ("path", path)]


def _notes(texts: list[str], found: _Found) -> tuple[Note, ...]:
    kinds = found["x-note-kinds"][0].split() if "x-note-kinds" in found else ()
    if len(kinds) != len(texts) or not _KINDS.issuperset(kinds):
        return tuple([Note(text) for text in texts])
    return tuple(Note(text, cast("_Kind", kind)) for text, kind in zip(texts, kinds, strict=True))


def _previous(found: _Found) -> Previous | None:
    if "x-previous-source" not in found:
        return None
    context = found.get("x-previous-context", [None])[0]
    return Previous(
        found["x-previous-source"][0], context, found.get("x-previous-plural", [None])[0]
    )


def _with_dates(provenance: Provenance | None, found: _Found) -> Provenance | None:
    """Add the times that are not in the form of a TMX attribute."""
    dates = {name: found[f"x-{name}"][0] for name in ("created", "changed") if f"x-{name}" in found}
    return msgspec.structs.replace(provenance or Provenance(), **dates) if dates else provenance


def _forms(segment: Segment, found: _Found) -> tuple[Segment, ...]:
    """Return the plural forms: the segment, then the props `x-plural-1`, `x-plural-2`, ..."""
    forms = [segment]
    while (kind := f"x-plural-{len(forms)}") in found:
        forms.append(_form(found[kind][0]))
    return tuple(forms)


def _form(xml: str) -> Segment:
    try:
        return segment_of(tree(f"<seg>{xml}</seg>"))
    except (ExpatError, StructureError):  # written by another tool: it is text
        return Segment.of(xml)
