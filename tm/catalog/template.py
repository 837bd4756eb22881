"""Article → sentences → the entries of a POT file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.documents import Article, sentences
from tm.formats.po.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tm.config import Documents

    Breaks = Callable[[str], list[int]]

__all__ = ["DOCUMENT_FORMAT", "Sentence", "cut", "template_entries"]

DOCUMENT_FORMAT = "X-Document-Format"
"""The header field that says which inline markup the strings hold: text, markdown or html."""

_ONCE = ("front matter: ", "meta: ")
"""Beginnings of the kinds that need no number."""


class Sentence(msgspec.Struct, frozen=True):
    """One unit of an article and its place.

    `block` indexes `Article.blocks`; `start` and `end` are offsets in that block's text; `number`
    of `total` counts from 1 within the block; `section` counts the blocks of its kind since the
    last heading, from 1; `line` is the line of the file, from 1.
    """

    text: str
    context: str | None
    block: int
    start: int
    end: int
    kind: str
    number: int
    total: int
    section: int
    line: int

    @property
    def key(self) -> tuple[str | None, str]:
        """The key of the entry that holds the sentence: (msgctxt, msgid)."""
        return self.context, self.text

    @property
    def place(self) -> str:
        """Where it stands, in words for a translator."""
        alone = self.kind.endswith(("heading", "title")) or self.kind.startswith(_ONCE)
        where = self.kind if alone else f"{self.kind} {self.section}"
        return where if self.total == 1 else f"{where}, sentence {self.number} of {self.total}"


def cut(article: Article, breaks: Breaks, unit: str) -> list[Sentence]:
    """Return the units of an article in order; `unit` is "sentence" or "paragraph".

    `breaks` gives the sentence ends within a plain text.
    """
    result: list[Sentence] = []
    counts: dict[str, int] = {}
    line, at = 1, 0
    for index, block in enumerate(article.blocks):
        if block.kind.endswith("heading"):
            counts.clear()
        counts[block.kind] = counts.get(block.kind, 0) + 1
        spans = sentences(block, breaks) if unit == "sentence" else [(0, len(block.text))]
        for number, (start, end) in enumerate(spans, start=1):
            raw = block.offsets[start]
            line += _lines_between(article.text, at, raw)
            at = raw
            result.append(
                Sentence(
                    text=block.text[start:end],
                    context=block.context,
                    block=index,
                    start=start,
                    end=end,
                    kind=block.kind,
                    number=number,
                    total=len(spans),
                    section=counts[block.kind],
                    line=line,
                )
            )
    return result


def _lines_between(text: str, start: int, end: int) -> int:
    """Return how many line ends lie between two offsets; negative when `end` comes first."""
    return text.count("\n", start, end) if start <= end else -text.count("\n", end, start)


def template_entries(units: Sequence[Sentence], path: str, options: Documents) -> list[Entry]:
    """Return the POT entries of an article's units: equal ones become one with all places."""
    groups: dict[tuple[str | None, str], list[Sentence]] = {}
    for unit in units:
        groups.setdefault(unit.key, []).append(unit)
    return [
        Entry(
            msgid=text,
            msgctxt=context,
            extracted=tuple(unit.place for unit in members),
            references=tuple(_references(members, path, options.references)),
        )
        for (context, text), members in groups.items()
    ]


def _references(members: Iterable[Sentence], path: str, style: str) -> Iterable[str]:
    if style == "none":
        return ()
    shown = f"\u2068{path}\u2069" if " " in path else path
    if style == "file":
        return (shown,)
    return dict.fromkeys(f"{shown}:{unit.line}" for unit in members)
