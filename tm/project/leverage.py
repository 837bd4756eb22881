"""The segments of articles and files that are to be translated, for the analysis of leverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.documents import inline
from tm.memory.leverage import Sentence
from tm.model import Variant
from tm.project.exchange import general, open_input
from tm.project.work import read_article, units_of
from tm.segment.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.project.layout import Doc, Project

__all__ = ["of_article", "sentences_of", "targets_of"]

_UNITS = (".po", ".pot", ".tmx", ".tsv", ".jsonl")


def sentences_of(project: Project, paths: Sequence[str]) -> Iterator[Sentence]:
    """Yield the segments of articles and of files of units; none means the project's articles."""
    for path in paths or [doc.path for doc in project.documents()]:
        if path.endswith(_UNITS):
            yield from _of_units(path, project.config.source)
        else:
            for doc in project.documents([path]):
                yield from of_article(project, doc)


def targets_of(project: Project, paths: Sequence[str], langs: Sequence[str]) -> list[str]:
    """Return the languages wanted, else the project's, else those that files of units name.

    UsageError when there is none.
    """
    named = list[str]()
    if not langs and not project.config.targets:
        for path in (path for path in paths if path.endswith(_UNITS)):
            with open_input(path, source=project.config.source) as document:
                named += document.targets
    return project.targets(langs or named)


def of_article(project: Project, doc: Doc) -> Iterator[Sentence]:
    """Yield the sentences of an article, with what is around them."""
    units = units_of(project, doc, read_article(project, doc))
    segments = [inline(unit.text, doc.kind) for unit in units]
    plain = ["", *(segment.plain for segment in segments), ""]
    for at, (unit, segment) in enumerate(zip(units, segments, strict=True)):
        variant = Variant(project.config.source, segment)
        yield Sentence(variant, count_words(segment.plain), plain[at], plain[at + 2], unit.context)


def _of_units(path: str, source: str) -> Iterator[Sentence]:
    with open_input(path, source=source, target="und") as document:
        for unit in document.units:
            named = general(unit, [source])
            variant = named.variant(named.source)
            if variant is not None and not unit.obsolete:
                words = count_words(variant.segment.plain)
                yield Sentence(variant, words, context=unit.context)
