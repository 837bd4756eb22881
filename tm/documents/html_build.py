"""Putting translations into HTML."""

from __future__ import annotations

import html.entities
import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tm.documents.assemble import one_line, parts
from tm.documents.base import edited
from tm.documents.html_inline import inline_html
from tm.documents.html_tokens import attributes, tokens
from tm.model import Segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tm.documents.base import Block, Replacement
    from tm.model import Code

__all__ = ["build_edits", "lang_edits"]

Edit = tuple[int, int, str]

_AMPERSAND = re.compile(r"&(?:(#[0-9]+;|#[xX][0-9A-Fa-f]+;)|([A-Za-z][A-Za-z0-9]*;))?")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ACTIVE = re.compile(r"[\s/\"']on[a-z]+\s*=|(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)


def build_edits(raw: str, changes: Sequence[tuple[Block, Sequence[Replacement]]]) -> list[Edit]:
    """Return the edits for changed blocks; those of attributes may be inside those of texts."""
    ordered = sorted(changes, key=lambda change: change[0].offsets[0])
    inner = [_attribute_edit(raw, *change) for change in ordered if _is_attribute(change[0])]
    found: list[Edit] = []
    position = 0
    for block, new in ordered:
        if _is_attribute(block):
            continue
        start, end = block.offsets[0], block.offsets[-1]
        while position < len(inner) and inner[position][0] < start:
            found.append(inner[position])
            position += 1
        own: list[Edit] = []
        while position < len(inner) and inner[position][0] < end:
            own.append(inner[position])
            position += 1
        found.append((start, end, _composed(raw, block, new, own)))
    return [*found, *inner[position:]]


def _is_attribute(block: Block) -> bool:
    kind = block.kind.removeprefix("HTML: ")
    return kind == "alt text" or kind.startswith(("attribute: ", "meta: "))


def _attribute_edit(raw: str, block: Block, changes: Sequence[Replacement]) -> Edit:
    """Return the edit of an attribute's value; quotes are added where there are none."""
    start, end = block.offsets[0], block.offsets[-1]
    changes = [msgspec.structs.replace(new, text=one_line(new.text)) for new in changes]
    logical = "".join(
        part if isinstance(part, str) else block.text[part[0] : part[1]]
        for part in parts(block, changes)
    )
    quote = _quote(raw, start)
    value = _ampersands(logical).replace(quote or '"', "&#39;" if quote == "'" else "&quot;")
    return (start, end, value) if quote else (start, end, f'"{value}"')


def _quote(raw: str, start: int) -> str:
    """Return the quote that the attribute value at `start` is in; "" for none."""
    before = raw[max(0, raw.rfind("=", 0, start)) : start].lstrip("=").strip()
    return before[:1]


def _ampersands(text: str) -> str:
    """Escape every & that does not begin a character reference."""

    def escaped(match: re.Match[str]) -> str:
        if match[1] or match[2] in html.entities.html5:
            return match[0]
        return "&amp;" + match[0][1:]

    return _AMPERSAND.sub(escaped, text)


def _composed(raw: str, block: Block, changes: Sequence[Replacement], inner: Sequence[Edit]) -> str:
    """Return the new raw text of a block; `inner` are the edits of attributes within it."""
    tags = _edited_tags(raw, block, inner)
    source = frozenset(code.data for code in block.segment.codes)
    names = _PHRASING.union(match[1].lower() for match in map(_NAME.match, source) if match)
    markup = _Markup(block, tags, source, names)
    changes = [msgspec.structs.replace(new, text=_markup(new, markup)) for new in changes]
    out: list[str] = []
    for part in parts(block, changes):
        if isinstance(part, str):
            out.append(part)
        else:
            out.append(_raw(raw, block.offsets[part[0]], block.offsets[part[1]], inner))
    new = "".join(out)
    return new if new.strip() else _raw(raw, block.offsets[0], block.offsets[-1], inner)


def _raw(raw: str, start: int, end: int, inner: Sequence[Edit]) -> str:
    """Return [start, end) of the raw text with the edits that are inside."""
    own = [
        (first - start, last - start, new)
        for first, last, new in inner
        if start <= first <= last <= end
    ]
    return edited(raw[start:end], own)


def _edited_tags(raw: str, block: Block, inner: Sequence[Edit]) -> dict[str, str]:
    """Return the new raw text for the codes of a block whose attributes are translated."""
    found: dict[str, str] = {}
    position = 0
    for part in block.segment.parts if inner else ():
        size = len(part if isinstance(part, str) else part.data)
        if not isinstance(part, str):
            start, end = block.offsets[position], block.offsets[position + size]
            new = _raw(raw, start, end, inner)
            if new != raw[start:end]:
                found[part.data] = new
        position += size
    return found


class _Markup(NamedTuple):
    """What may stand in a translation of a block.

    `tags` are the new texts of tags, `source` the codes of the block, `names` the allowed elements.
    """

    block: Block
    tags: Mapping[str, str]
    source: frozenset[str]
    names: frozenset[str]


def _markup(new: Replacement, may: _Markup) -> str:
    """Return a translation as HTML: what is no markup, or none that may be here, is escaped."""
    kind = may.block.kind.removeprefix("HTML: ")
    text = new.text.strip() if kind == "preformatted" else one_line(new.text)
    segment = Segment.of(text) if kind == "title" else inline_html(text)
    replaced = inline_html(may.block.text[new.start : new.end])
    loose = {code.data for code in replaced.codes if code.kind == "standalone"} & may.source
    out: list[str] = []
    for part in segment.parts:
        if isinstance(part, str):
            out.append(_ampersands(part).replace("<", "&lt;"))
        elif part.data in loose or _may_stand(part, may):
            out.append(may.tags.get(part.data, part.data))
        else:
            out.append(_ampersands(part.data).replace("<", "&lt;"))
    return "".join(out)


def _may_stand(code: Code, may: _Markup) -> bool:
    """Whether a code that the source does not have there is harmless: paired or complete.

    A tag that runs a script (onclick, javascript:) is not, unless it is the source's own.
    """
    if code.data not in may.source and _ACTIVE.search(html.unescape(code.data)):
        return False
    match = _NAME.match(code.data)
    if match is None or match[1].lower() not in may.names:
        return False
    if code.kind != "standalone":
        return True
    found = list(tokens(code.data))
    return found[0].kind == "void" or (len(found) > 1 and found[-1].kind == "close")


def lang_edits(text: str, lang: str | None) -> list[Edit]:
    """Return the edits that set lang, and xml:lang if it is there, of the <html> tag."""
    token = next((each for each in tokens(text) if each.name == "html"), None) if lang else None
    if token is None or token.kind != "open" or lang is None:
        return []
    found = {each.name: each for each in attributes(text, token)}
    edits: list[Edit] = []
    for name in ("lang", "xml:lang"):
        old = found.get(name)
        if old and text[old.start : old.end] != lang:
            edits.append((old.start, old.end, lang))
    if "lang" not in found:
        at = token.start + len("<html")
        edits.append((at, at, f' lang="{lang}"'))
    return edits
