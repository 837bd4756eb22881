"""Inline HTML as codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.documents.html_tokens import BLOCK_NAMES, Token, attributes, partners, tokens
from tm.documents.pairs import Mark, segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.model import Segment

__all__ = ["inline_html", "skipped"]

_CODE = frozenset(("code", "samp"))
_FOREIGN = frozenset(("math", "svg"))


def skipped(text: str, found: Sequence[Token]) -> dict[int, int]:
    """Return the elements that are not translated: index of the opening tag -> of the closing one.

    These are `translate="no"`, code and samp without block elements in them, svg and math.
    """
    blocks = [0]
    for token in found:
        blocks.append(blocks[-1] + (token.name in BLOCK_NAMES))
    result: dict[int, int] = {}
    for first, last in partners(found).items():
        token = found[first]
        inline = blocks[first] == blocks[last]
        if token.name in _FOREIGN or (
            (inline or token.name in BLOCK_NAMES) and (token.name in _CODE or _no(text, token))
        ):
            result[first] = last
    return result


def _no(text: str, token: Token) -> bool:
    """Whether a tag says translate="no"."""
    if "translate" not in text[token.start : token.end].lower():
        return False
    return any(
        name == "translate" and text[start:end].strip().lower() == "no"
        for name, start, end, _ in attributes(text, token)
    )


def inline_html(text: str) -> Segment:
    """Return a text with its tags as codes; entities are text.

    An element that is not translated is one standalone code; so are void elements, comments and
    tags without a partner. Markup that does not end is text.
    """
    found = [token for token in tokens(text) if token.kind != "opaque" or token.name]
    skip = skipped(text, found)
    marks: list[Mark] = []
    index = 0
    while index < len(found):
        token = found[index]
        last = skip.get(index, index)
        end = found[last].end
        pair = last == index and token.kind in {"open", "close"}
        if pair and token.kind == "open":
            marks.append(Mark(token.start, end, "open", token.name))
        elif pair:
            marks.append(Mark(token.start, end, "close", token.name))
        else:
            marks.append(Mark(token.start, end, "standalone"))
        index = last + 1
    return segment_of(text, marks)
