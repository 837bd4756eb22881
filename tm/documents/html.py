"""HTML: block elements delimit blocks, inline elements are codes.

Not translated: script, style, pre with code directly in it, textarea, comments, `translate="no"`,
svg, math. Blocks of their own: `<title>`, `<meta name=description>`, and the attributes alt, title,
placeholder and aria-label. White space in `<pre>` is kept; elsewhere a line break is a space.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from tm.documents.base import Article, Block, Replacement, edited, fold, soft_pieces
from tm.documents.html_build import build_edits, lang_edits
from tm.documents.html_inline import inline_html, skipped
from tm.documents.html_tokens import BLOCK_NAMES, Attribute, Token, attributes, partners, tokens
from tm.model import Segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["CONTEXT", "HTML", "fragment_blocks", "fragment_edits"]

CONTEXT = re.compile(r"<!--\s*+tm:context=([^\r\n]*?)\s*-->")
"""The comment that gives the block after it a context."""

_DECLARED = re.compile(
    rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|\A\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list item"),
    **dict.fromkeys(("td", "th"), "table cell"),
    **dict.fromkeys(("caption", "figcaption", "legend"), "caption"),
    "blockquote": "quote",
    "option": "option",
    "pre": "preformatted",
    "summary": "summary",
    "title": "title",
}
_ATTRIBUTES = {
    "alt": "alt text",
    "aria-label": "attribute: aria-label",
    "placeholder": "attribute: placeholder",
    "title": "attribute: title",
}


class _Reader:
    """Walks over the markup of one article or fragment."""

    def __init__(self, text: str, start: int, end: int, context: str | None) -> None:
        self.text = text
        self.tokens = list(tokens(text, start, end))
        self.partners = partners(self.tokens)
        self.skip = skipped(text, self.tokens)
        self.context = context
        self.found: list[Block] = []
        self.open: list[tuple[str, str]] = []
        self.counts: dict[str, int] = {}
        self.run = start
        self.comments: list[Token] = []
        self.end = end

    def read(self) -> list[Block]:
        """Return the blocks in file order."""
        index = 0
        while index < len(self.tokens):
            index = self._token(index) + 1
        self._flush(self.end, self.end)
        return sorted(self.found, key=lambda block: block.offsets[0])

    def _token(self, index: int) -> int:
        """Take a token; return the index of the last one that this dealt with."""
        token = self.tokens[index]
        last = self.skip.get(index)
        if last is None and token.kind == "open":
            last = self._untranslated(index)
        if token.kind in {"open", "void"} and index not in self.skip:
            self._attributes(token)
        if token.kind == "comment":
            self.comments.append(token)
        if token.kind == "opaque" or token.name in BLOCK_NAMES:
            self._flush(token.start, self.tokens[last].end if last is not None else token.end)
            if last is None:
                self._nest(token)
        return index if last is None else last

    def _untranslated(self, index: int) -> int | None:
        """Return the index of the closing tag of a textarea, or of a <pre> that holds a <code>."""
        name = self.tokens[index].name
        if name == "textarea" or (name == "pre" and self._holds_code(index)):
            return self.partners.get(index)
        return None

    def _holds_code(self, index: int) -> bool:
        following = self.tokens[index + 1 : index + 2]
        if not following or following[0].name != "code" or following[0].kind != "open":
            return False
        return not self.text[self.tokens[index].end : following[0].start].strip()

    def _nest(self, token: Token) -> None:
        """Keep account of the open block elements; a closing tag closes what is open inside."""
        if token.kind == "open":
            outer = self.open[-1][1] if self.open else "paragraph"
            self.open.append((token.name, _KINDS.get(token.name, outer)))
            self.counts[token.name] = self.counts.get(token.name, 0) + 1
        elif token.kind == "close" and self.counts.get(token.name):
            name = ""
            while name != token.name:
                name, _ = self.open.pop()
                self.counts[name] -= 1

    def _flush(self, end: int, following: int) -> None:
        """End the run of text and inline markup at `end`; the next one begins at `following`."""
        start, end = self._trimmed(self.run, end)
        comments, self.comments, self.run = self.comments, [], following
        before = [token for token in comments if token.end <= start]
        self._take_context(before)
        kind = self.open[-1][1] if self.open else "paragraph"
        kept = kind == "preformatted"
        pieces = [(start, end, "")] if kept else soft_pieces(self.text, start, end)
        logical, offsets = fold(self.text, pieces)
        segment = inline_html(logical) if kind != "title" else Segment.of(logical)
        if html.unescape(segment.plain).strip():
            self.found.append(Block(kind, segment, offsets, self.context))
            self.context = None
        self._take_context([token for token in comments if token.start >= end])

    def _take_context(self, comments: Sequence[Token]) -> None:
        for token in comments:
            match = CONTEXT.fullmatch(self.text, token.start, token.end)
            if match:
                self.context = match[1]

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a run without the comments and the white space at its ends."""
        text = self.text
        comments = {token.start: token.end for token in self.comments}
        ends = {token.end: token.start for token in self.comments}
        while start < end and (text[start].isspace() or start in comments):
            start = comments.get(start, start + 1)
        while end > start and (text[end - 1].isspace() or end in ends):
            end = ends.get(end, end - 1)
        return start, max(start, end)

    def _attributes(self, token: Token) -> None:
        """Add the attributes of a tag that are translated."""
        found = list(attributes(self.text, token))
        described = token.name == "meta" and any(
            each.name == "name"
            and self.text[each.start : each.end].strip().lower() == "description"
            for each in found
        )
        for each in found:
            kind = _ATTRIBUTES.get(each.name)
            if described and each.name == "content":
                kind = "meta: description"
            if kind:
                self._attribute(kind, each)

    def _attribute(self, kind: str, found: Attribute) -> None:
        logical, offsets = fold(self.text, soft_pieces(self.text, found.start, found.end))
        if html.unescape(logical).strip():
            self.found.append(Block(kind, Segment.of(logical), offsets, None))


def fragment_blocks(
    text: str, start: int, end: int, context: str | None
) -> tuple[list[Block], str | None]:
    """Return the blocks of [start, end) of a text, and the context for the block after them."""
    reader = _Reader(text, start, end, context)
    return reader.read(), reader.context


def fragment_edits(
    article: Article, changes: Mapping[int, Sequence[Replacement]]
) -> list[tuple[int, int, str]]:
    """Return the edits that put changes into HTML blocks of an article."""
    return build_edits(
        article.text, [(article.blocks[index], new) for index, new in changes.items()]
    )


class _Html:
    """The document kind "html"."""

    extensions = (".html", ".htm")

    def charset(self, data: bytes) -> tuple[str, int] | None:
        """Return what <meta charset> or an XML declaration says, and where."""
        match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
        group = match.lastindex if match else None
        if match is None or group is None:
            return None
        return match[group].decode("ascii", "replace"), match.start(group)

    def blocks(self, text: str, front_matter: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the blocks, attributes among them."""
        del front_matter
        return tuple(fragment_blocks(text, 0, len(text), None)[0])

    def inline(self, text: str) -> Segment:
        """Return the text with its tags as codes."""
        return inline_html(text)

    def build(
        self, article: Article, changes: Mapping[int, Sequence[Replacement]], lang: str | None
    ) -> str:
        """Insert the translations and set the document's language."""
        edits = fragment_edits(article, changes)
        return edited(article.text, [*edits, *lang_edits(article.text, lang)])


HTML = _Html()
