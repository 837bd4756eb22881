"""Article + catalog → translated article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.catalog.joined import JOINED, is_marker
from tm.catalog.status import is_ready
from tm.documents import Article, Replacement
from tm.documents import build as build_document
from tm.formats.po.units import state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.catalog.keys import Key
    from tm.catalog.template import Sentence
    from tm.formats.po import Entry, PoFile

__all__ = ["build_article", "ready_entries"]


def ready_entries(file: PoFile, *, include_fuzzy: bool = False) -> dict[Key, Entry]:
    """Return the translated entries by key, fuzzy ones only on request; white space is no text."""
    return {
        entry.key: entry
        for entry in file.messages
        if all(text.strip() for text in entry.msgstr)
        and is_ready(state_of(entry), include_fuzzy=include_fuzzy)
    }


def build_article(
    article: Article,
    units: Sequence[Sentence],
    file: PoFile,
    lang: str,
    *,
    include_fuzzy: bool = False,
) -> bytes:
    """Return the bytes of the article in `lang` (BCP 47).

    A sentence without a usable translation stays in the source language; a joined one goes where
    its translation is, unless that is missing.
    """
    translations = ready_entries(file, include_fuzzy=include_fuzzy)
    texts = [
        translations[unit.key].msgstr[0] if unit.key in translations else None for unit in units
    ]
    replacements: dict[int, list[Replacement]] = {}
    for index, (unit, text) in enumerate(zip(units, texts, strict=True)):
        if text is None:
            continue
        marker = is_marker(text)
        if not marker or _covered(units, texts, index):
            new = Replacement(unit.start, unit.end, "" if marker else text)
            replacements.setdefault(unit.block, []).append(new)
    return build_document(article, replacements, lang=lang)


def _covered(units: Sequence[Sentence], texts: Sequence[str | None], index: int) -> bool:
    """Whether a joined sentence's neighbour in the same block has the common translation."""
    step = -1 if (texts[index] or "").strip() == JOINED else 1
    at = index + step
    while 0 <= at < len(units) and units[at].block == units[index].block:
        text = texts[at]
        if text is None or not is_marker(text):
            return text is not None
        at += step
    return False
