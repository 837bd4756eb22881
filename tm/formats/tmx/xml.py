"""The little XML that TMX needs: small trees, escapes, and what XML cannot hold.

Extensible Markup Language (XML) 1.0, sections 2.2 (characters), 2.11 (line ends), 4.4 (references).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ILLEGAL", "StructureError", "attributes", "escape", "inner", "tree", "unescape"]

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML 1.0 document can hold, not even as a reference."""

_REFERENCE = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|[^;]*);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)
_SPECIAL = re.compile(r"[&<>\r]")


class StructureError(ValueError):
    """Well-formed XML that is not TMX; the message says what is where it may not be."""


def tree(text: str) -> Element:
    """Return the root of a well-formed text; names keep their prefix, comments are left out.

    Raises xml.parsers.expat.ExpatError; a reference to an entity is one, there are no declarations.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.Parse(text, True)
    return builder.close()


def escape(text: str) -> str:
    r"""Return text for an element; a carriage return survives as a reference.

    >>> escape("a < b\r")
    'a &lt; b&#13;'
    """
    return text.translate(_TEXT) if _SPECIAL.search(text) else text


def attributes(values: Mapping[str, str]) -> str:
    """Return attributes with a space before each, in the order of the mapping.

    >>> attributes({"tuid": "1", "srclang": "be"})
    ' tuid="1" srclang="be"'
    """
    return "".join(f' {name}="{value.translate(_VALUE)}"' for name, value in values.items())


def unescape(text: str) -> str:
    """Resolve character references and the five names XML has; StructureError for another name.

    >>> unescape("&#1118; &amp; &quot;")
    'ў & "'
    """
    return _REFERENCE.sub(_resolve, text) if "&" in text else text


def _resolve(match: re.Match[str]) -> str:
    name = match[1]
    if name.startswith("#"):
        return chr(int("0" + name[1:], 16 if name[1] == "x" else 10))
    if name not in _NAMED:
        raise StructureError(f"the entity “{name}” is not declared")
    return _NAMED[name]


def inner(element: Element) -> str:
    """Return the content of an element as XML, always spelt the same way."""
    parts = [escape(element.text or "")]
    for child in element:
        parts.append(f"<{child.tag}{attributes(child.attrib)}>{inner(child)}</{child.tag}>")
        parts.append(escape(child.tail or ""))
    return "".join(parts)
