"""TBX written: version 2 (martif, for OmegaT and Weblate) and 3 (ISO 30042:2019, style DCA).

Without a DOCTYPE: a reader that wants the DTD would have to find it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from lxml import etree

from tm.names.exchange.convention import entity_elements, form_elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as XmlElement  # pyright: ignore[reportPrivateUsage]

    from tm.config import Policy
    from tm.names.exchange.convention import Element
    from tm.names.name import Entity, Form

__all__ = ["VERSIONS", "Version", "status_of", "write"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONSTRAINTS = "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs"


class Version(msgspec.Struct, frozen=True):
    """What differs between the versions of TBX: the root with its attributes, and four elements."""

    root: str
    attributes: dict[str, str]
    header: str
    entry: str
    lang: str
    term: str
    namespace: str | None = None


VERSIONS = {
    2: Version("martif", {"type": "TBX-Basic"}, "martifHeader", "termEntry", "langSet", "tig"),
    3: Version(
        "tbx",
        {"type": "TBX-Basic", "style": "dca"},
        "tbxHeader",
        "conceptEntry",
        "langSec",
        "termSec",
        "urn:iso:std:iso:30042:ed-2",
    ),
}
"""The names by version: ISO 30042:2008 and ISO 30042:2019."""


def write(
    entities: Iterable[Entity], policies: Mapping[str, Policy], source: str, version: int
) -> bytes:
    """Return entities as TBX; nothing is lost.

    Args:
        entities: What to write.
        policies: The house policy by language; it decides the status of a form that has none.
        source: The language of the file, for definitions and notes.
        version: 2 or 3.
    """
    names = VERSIONS[version]
    prefix = f"{{{names.namespace}}}" if names.namespace else ""
    root = etree.Element(
        prefix + names.root,
        names.attributes,
        nsmap={None: names.namespace} if names.namespace else None,
    )
    root.set(_LANG, source)
    header = _add(root, names.header)
    described = _add(header, "fileDesc")
    _add(_add(described, "titleStmt"), "title").text = "Names and terms"
    _add(_add(described, "sourceDesc"), "p").text = "Written by tm"
    if names.namespace is None:
        _add(_add(header, "encodingDesc"), "p", type="XCSURI").text = _CONSTRAINTS
    body = _add(_add(root, "text"), "body")
    for entity in entities:
        _write_entity(body, entity, policies, names)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add(parent: XmlElement, tag: str, **attributes: str) -> XmlElement:
    """Add an element in the namespace of its parent."""
    namespace = etree.QName(parent).namespace
    return etree.SubElement(parent, f"{{{namespace}}}{tag}" if namespace else tag, attributes)


def _write_entity(
    body: XmlElement, entity: Entity, policies: Mapping[str, Policy], names: Version
) -> None:
    entry = _add(body, names.entry, id=entity.id)
    _write_elements(entry, entity_elements(entity))
    for lang, forms in entity.forms.items():
        section = _add(entry, names.lang)
        section.set(_LANG, lang)
        for form in forms:
            group = _add(section, names.term)
            _add(group, "term").text = form.text
            status = status_of(entity, lang, form, policies.get(lang))
            _write_elements(group, form_elements(entity, lang, form, status))


def _write_elements(parent: XmlElement, elements: list[Element]) -> None:
    for element in elements:
        attributes = {"type": element.type} if element.type else {}
        _add(parent, element.tag, **attributes).text = element.text


def status_of(entity: Entity, lang: str, form: Form, policy: Policy | None) -> str:
    """Return the status of a form: its own, or what the house policy makes of it."""
    if form.status:
        return form.status
    return "preferred" if form == entity.preferred(lang, policy) else "admitted"
