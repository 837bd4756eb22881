"""What detection reads: texts in rows. The texts of a row say the same in several languages."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Row", "Text"]


class Text(NamedTuple):
    """A text in one language and where it stands; `line` is that of its first character, or 0."""

    path: str
    line: int
    lang: str
    text: str


class Row(NamedTuple):
    """A unit: its texts, one a language, and the document that it belongs to."""

    document: str
    texts: tuple[Text, ...]
