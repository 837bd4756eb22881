"""Article + catalog → translated article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.catalog.joined import JOINED, JOINED_NEXT
from tm.documents import Article, Replacement
from tm.documents import build as build_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.catalog.template import Sentence
    from tm.formats.po import Entry, PoFile

__all__ = ["build_article", "usable"]


def usable(file: PoFile, *, include_fuzzy: bool = False) -> dict[tuple[str | None, str], Entry]:
    """Return the translated entries by key, fuzzy ones only on request."""
    return {
        entry.key: entry
        for entry in file.messages
        if entry.translated and (include_fuzzy or not entry.fuzzy)
    }


def build_article(
    article: Article,
    units: Sequence[Sentence],
    file: PoFile,
    lang: str,
    *,
    include_fuzzy: bool = False,
) -> bytes:
    """Return the article in `lang` (gettext or BCP 47 as the document wants it): bytes of the file.

    A sentence without a usable translation stays in the source language; a joined one goes where its
    translation is, unless that is missing.
    """
    translations = usable(file, include_fuzzy=include_fuzzy)
    texts = [
        translations[unit.key].msgstr[0] if unit.key in translations else None for unit in units
    ]
    replacements: dict[int, list[Replacement]] = {}
    for index, (unit, text) in enumerate(zip(units, texts, strict=True)):
        if text is None:
            continue
        if text.strip() in {JOINED, JOINED_NEXT}:
            if not _covered(units, texts, index):
                continue
            text = ""  # noqa: PLW2901  (the sentence is in its neighbour's translation)
        replacements.setdefault(unit.block, []).append(Replacement(unit.start, unit.end, text))
    return build_document(article, replacements, lang=lang)


def _covered(units: Sequence[Sentence], texts: Sequence[str | None], index: int) -> bool:
    """Whether a joined sentence's neighbour in the same block has the common translation."""
    step = -1 if (texts[index] or "").strip() == JOINED else 1
    at = index + step
    while 0 <= at < len(units) and units[at].block == units[index].block:
        text = (texts[at] or "").strip()
        if text not in {JOINED, JOINED_NEXT}:
            return bool(text)
        at += step
    return False
