"""The way in and out: bytes to an `Article`, and an `Article` with translations to bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.documents.base import KINDS, Article, Block, Replacement
from tm.documents.charset import decode, encode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tm.model import Segment

__all__ = ["build", "inline", "kind_of", "parse"]

_EXTENSIONS = {
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".txt": "text",
}


def kind_of(path: str) -> str | None:
    """Return the document kind of a path by its extension, or None.

    >>> kind_of("seeds/Minsk.MD"), kind_of("ru.po")
    ('markdown', None)
    """
    lower = path.lower()
    for extension, name in _EXTENSIONS.items():
        if lower.endswith(extension):
            return name
    plugins = (name for name in KINDS.names() if name not in _EXTENSIONS.values())
    return next((name for name in plugins if lower.endswith(KINDS.get(name).extensions)), None)


def parse(
    data: bytes,
    kind: str,
    *,
    front_matter: tuple[str, ...] = ("title", "description", "summary"),
    path: str = "<stdin>",
) -> Article:
    """Return the article of a file's bytes.

    `front_matter` names the keys of a YAML front matter whose values are translated; `path` is what
    errors call the file. CharsetError when the bytes are not text in their encoding,
    UnknownNameError for an unknown kind.
    """
    reader = KINDS.get(kind)
    text, bom, encoding = decode(data, reader.charset(data), path)
    return Article(kind, text, reader.blocks(text, front_matter), bom, encoding)


def inline(text: str, kind: str) -> Segment:
    """Return a msgid or msgstr with its inline markup as codes; its `text` is `text`, always.

    >>> inline("A **b**", "markdown").plain
    'A b'
    """
    return KINDS.get(kind).inline(text)


def build(
    article: Article, replacements: Mapping[int, Sequence[Replacement]], *, lang: str | None
) -> bytes:
    """Return the article's bytes with the replacements, by block index, put in.

    Everything else stays byte for byte, and so does what is replaced by itself. `lang` becomes the
    language of an HTML document; None leaves it. ValueError when replacements overlap or lie
    outside of their block, LossError when the encoding cannot hold a translation.
    """
    changes: dict[int, Sequence[Replacement]] = {}
    for index in sorted(replacements):
        wanted = _changes(index, article.blocks, replacements[index])
        if wanted:
            changes[index] = wanted
    text = KINDS.get(article.kind).build(article, changes, lang)
    return encode(
        text, bom=article.bom, encoding=article.encoding, references=article.kind == "html"
    )


def _changes(
    index: int, blocks: Sequence[Block], replacements: Sequence[Replacement]
) -> list[Replacement]:
    """Check and sort the replacements of a block; leave out those that change nothing."""
    if not 0 <= index < len(blocks):
        raise ValueError(f"there is no block {index}: the article has {len(blocks)}")
    text = blocks[index].text
    ordered = sorted(replacements, key=lambda new: (new.start, new.end))
    position = 0
    changed: list[Replacement] = []
    for new in ordered:
        if not position <= new.start <= new.end <= len(text):
            raise ValueError(
                f"block {index}: the replacement of {new.start}-{new.end} overlaps another "
                f"or leaves 0-{len(text)}"
            )
        position = new.end
        if new.text != text[new.start : new.end]:
            stripped = new.text if new.text.strip() else ""
            changed.append(msgspec.structs.replace(new, text=stripped))
    return changed
