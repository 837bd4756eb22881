"""Inline codes: the content of a `<seg>` as a Segment, and back.

TMX 1.4b specification, section "Content markup". bpt, ept and ph are the usual elements of the
three kinds of Code; it, hi and ut are named in `Code.element`. `<hi>` has text inside: it becomes
an open and a close code without data. A code with sub-flows (`<sub>`) has the text of all of it as
`data` and the exact XML in the property `content`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from xml.parsers.expat import ExpatError

from tm.formats.tmx.xml import StructureError, attributes, escape, inner, tree
from tm.model import Code, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

__all__ = ["segment_of", "segment_xml"]

_Kind = Literal["open", "close", "standalone"]
_KINDS: dict[str, _Kind] = {"bpt": "open", "ept": "close", "ph": "standalone", "ut": "standalone"}
_USUAL = {"open": "bpt", "close": "ept", "standalone": "ph"}
_POSITIONS: dict[str, _Kind] = {"begin": "open", "end": "close"}
_POSITION_OF = {kind: position for position, kind in _POSITIONS.items()}
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_KEPT = frozenset({"x", "type", "assoc", "pos"})
_CONTENT = "content"
LOST_ATTRIBUTE = "an attribute of an inline code"


def segment_of(seg: Element) -> Segment:
    """Return the content of a `<seg>`; StructureError for other than TMX's inline elements."""
    return Segment(tuple(part for part in _parts(seg) if part != ""))


def _parts(element: Element) -> Iterator[str | Code]:
    yield element.text or ""
    for child in element:
        if child.tag == "hi":
            yield from _highlight(child)
        else:
            yield _code(child)
        yield child.tail or ""


def _highlight(hi: Element) -> Iterator[str | Code]:
    name, properties = _identity(hi, "x")
    yield Code("open", "", name, "hi", properties)
    yield from _parts(hi)
    yield Code("close", "", name, "hi")


def _code(element: Element) -> Code:
    tag = element.tag
    if tag not in _CODES:
        raise StructureError(f"<{tag}> inside <seg>")
    name, properties = _identity(element, "i" if tag in {"bpt", "ept"} else "x")
    kind = _KINDS.get(tag, "standalone")
    if tag == "it" and element.get("pos") in _POSITIONS:
        kind = _POSITIONS[element.attrib["pos"]]
        properties = tuple(pair for pair in properties if pair[0] != "pos")
    if len(element):
        _check_flows(element)
        properties += ((_CONTENT, inner(element)),)
    usual = "" if tag == _USUAL[kind] else tag
    return Code(kind, "".join(element.itertext()), name, usual, properties)


def _identity(element: Element, attribute: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    name = element.get(attribute, "")
    taken = attribute if name or attribute == "i" else ""
    return name, tuple(pair for pair in element.items() if pair[0] != taken)


def _check_flows(code: Element) -> None:
    for child in code:
        if child.tag != "sub":
            raise StructureError(f"<{child.tag}> inside <{code.tag}>")
        segment_of(child)


def segment_xml(segment: Segment, lose: Callable[[str], None]) -> str:
    """Return the content of a `<seg>`; `lose` is told what TMX cannot hold.

    An open or close code without its partner in the segment becomes `<it>`, as TMX wants it.
    """
    parts = segment.parts
    if len(parts) == 1 and isinstance(parts[0], str):
        return escape(parts[0])
    paired = _paired(parts)
    return "".join(
        escape(part) if isinstance(part, str) else _code_xml(part, lose, paired=at in paired)
        for at, part in enumerate(parts)
    )


def _paired(parts: tuple[str | Code, ...]) -> frozenset[int]:
    """Return the positions of the open and close codes that have each other, hi properly nested."""
    waiting: dict[str, list[int]] = {}
    found: set[int] = set()
    for at, part in enumerate(parts):
        if isinstance(part, str) or part.kind == "standalone" or part.element == "it":
            continue
        key = "<hi>" if _is_highlight(part) else part.id
        opened = waiting.setdefault(key, [])
        if part.kind == "open" and key:
            opened.append(at)
        elif opened:
            found |= {opened.pop(), at}
    return frozenset(found)


def _is_highlight(code: Code) -> bool:
    return code.element == "hi" and not code.data


def _code_xml(code: Code, lose: Callable[[str], None], *, paired: bool) -> str:
    if _is_highlight(code) and paired:
        values = _attributes(code, "x", lose)
        return f"<hi{values}>" if code.kind == "open" else "</hi>"
    tag = _tag(code, paired=paired)
    position = _POSITION_OF.get(code.kind) if tag == "it" else None
    values = f' pos="{position}"' if position else ""
    values += _attributes(code, "i" if tag in {"bpt", "ept"} else "x", lose)
    return f"<{tag}{values}>{_content(code)}</{tag}>"


def _tag(code: Code, *, paired: bool) -> str:
    if code.kind == "standalone":
        return code.element if code.element in {"it", "ut"} else "ph"
    return _USUAL[code.kind] if paired else "it"


def _attributes(code: Code, identity: str, lose: Callable[[str], None]) -> str:
    values = {identity: code.id} if code.id or identity == "i" else {}
    for name, value in code.properties:
        if name in _KEPT and name not in values:
            values[name] = value
        elif name != _CONTENT:
            lose(LOST_ATTRIBUTE)
    return attributes(values)


def _content(code: Code) -> str:
    """Return the exact XML of a code with sub-flows when it still says what `data` says."""
    xml = dict(code.properties).get(_CONTENT)
    if xml is None:
        return escape(code.data)
    try:
        element = tree(f"<ph>{xml}</ph>")
        _check_flows(element)
    except (ExpatError, StructureError):
        return escape(code.data)
    same = "".join(element.itertext()) == code.data and inner(element) == xml
    return xml if same else escape(code.data)
