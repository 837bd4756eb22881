"""Article + catalog → translated article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.catalog.joined import JOINED, JOINED_NEXT, is_marker
from tm.catalog.status import is_ready
from tm.documents import Article, Replacement
from tm.documents import build as build_document
from tm.formats.po.units import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    written = {entry.key: entry.msgstr[0] for entry in file.messages}
    replacements: dict[int, list[Replacement]] = {}
    for group in _groups(units, written):
        if not all(unit.key in translations for unit in group) or _dangling(group, written):
            continue
        for unit in group:
            text = written[unit.key]
            new = Replacement(unit.start, unit.end, "" if is_marker(text) else text)
            replacements.setdefault(unit.block, []).append(new)
    return build_document(article, replacements, lang=lang)


def _groups(units: Sequence[Sentence], written: Mapping[Key, str]) -> Iterator[list[Sentence]]:
    """Yield the sentences that one translation covers together, and the others alone.

    `written` are the msgstrs by key, fuzzy ones too: one in doubt makes its group so.
    """
    group: list[Sentence] = []
    for unit in units:
        if group:
            last = written.get(group[-1].key, "").strip()
            joins = last == JOINED_NEXT or written.get(unit.key, "").strip() == JOINED
            if not joins or group[-1].block != unit.block:
                yield group
                group = []
        group.append(unit)
    if group:
        yield group


def _dangling(group: Sequence[Sentence], written: Mapping[Key, str]) -> bool:
    """Whether no sentence of a group has the common translation."""
    return all(is_marker(written[unit.key]) for unit in group)
