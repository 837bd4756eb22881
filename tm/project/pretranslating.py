"""Catalogs filled from the memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.catalog.joined import is_marker
from tm.catalog.pretranslate import Filled, Pretranslator, pretranslate
from tm.catalog.template import DOCUMENT_FORMAT
from tm.documents import KINDS, inline
from tm.files import write_bytes
from tm.formats.po.units import state_of
from tm.model import Segment, Variant
from tm.project.leverage import of_article
from tm.project.memory import knowledge_of
from tm.project.work import catalog_of, open_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tm.catalog.pretranslate import Around
    from tm.formats.po import PoFile
    from tm.memory.sqlite import SqliteMemory
    from tm.project.layout import Doc, Project
    from tm.project.work import Improve

    Key = tuple[str | None, str]

__all__ = [
    "PretranslateOptions",
    "Pretranslated",
    "from_memory",
    "pretranslate_catalogs",
    "translator_of",
]


class PretranslateOptions(msgspec.Struct, frozen=True):
    """See the options of `tm pretranslate`; `accept` is a score, None accepts nothing."""

    minimum: float = 75.0
    via: str = ""
    accept: float | None = None
    dry_run: bool = False


class Pretranslated(msgspec.Struct):
    """What was filled in one catalog, and how many entries are still untranslated."""

    path: str
    filled: list[Filled]
    untranslated: int


def pretranslate_catalogs(
    project: Project,
    memory: SqliteMemory,
    lang: str,
    names: Sequence[str],
    options: PretranslateOptions,
) -> list[Pretranslated]:
    """Fill the catalogs of documents, or PO files named by path, in one language."""
    return [
        _filled(project, memory, lang, path, file, data, doc, options)
        for path, file, data, doc in _catalogs(project, lang, names)
    ]


def _catalogs(
    project: Project, lang: str, names: Sequence[str]
) -> Iterator[tuple[Path, PoFile, bytes, Doc | None]]:
    for name in (name for name in names if name.endswith(".po")):
        yield Path(name), *open_catalog(Path(name)), None
    articles = [name for name in names if not name.endswith(".po")]
    for doc in project.documents(articles) if articles or not names else []:
        yield project.po(doc, lang), *catalog_of(project, doc, lang), doc


def _filled(  # noqa: PLR0913, PLR0917
    project: Project,
    memory: SqliteMemory,
    lang: str,
    path: Path,
    file: PoFile,
    data: bytes,
    doc: Doc | None,
    options: PretranslateOptions,
) -> Pretranslated:
    others = _translations(project, doc, options.via) if options.via and doc else {}
    translator = translator_of(project, memory, file, lang, options, others)
    told = pretranslate(file, translator, _around(project, doc) if doc else {})
    if not options.dry_run:
        write_bytes(path, file.dump(), basis=data)
    left = sum(not any(entry.msgstr) for entry in file.messages)
    return Pretranslated(project.shown(path), told, left)


def from_memory(project: Project, memory: SqliteMemory, doc: Doc) -> Improve:
    """Return what fills the new entries of a document's catalogs when it is updated."""

    def improve(file: PoFile, lang: str, known: set[Key]) -> None:
        new = {entry.key for entry in file.messages} - known
        if new:
            translator = translator_of(project, memory, file, lang, PretranslateOptions(), {})
            pretranslate(file, translator, _around(project, doc), new)

    return improve


def translator_of(  # noqa: PLR0913, PLR0917
    project: Project,
    memory: SqliteMemory,
    file: PoFile,
    lang: str,
    options: PretranslateOptions,
    others: Mapping[Key, str],
) -> Pretranslator:
    """Return what looks up the entries of a catalog."""
    source, kind = project.config.source, file.field(DOCUMENT_FORMAT) or ""

    def parse(text: str, of: str) -> Variant:
        segment = inline(text, kind) if kind in KINDS.names() else Segment.of(text)
        return Variant(of, segment)

    via = options.via
    return Pretranslator(
        memory,
        (source, lang),
        knowledge_of(project, memory, source, lang),
        parse,
        minimum=options.minimum,
        accept=options.accept,
        via=via,
        via_knowledge=knowledge_of(project, memory, via, lang) if via else None,
        others=others,
    )


def _translations(project: Project, doc: Doc, lang: str) -> dict[Key, str]:
    """Return the finished translations of a document by their keys."""
    file = catalog_of(project, doc, lang)[0]
    return {
        entry.key: entry.msgstr[0]
        for entry in file.messages
        if state_of(entry).done and not is_marker(entry.msgstr[0])
    }


def _around(project: Project, doc: Doc) -> dict[Key, Around]:
    """Return what is around each sentence of a document, at the first of its places."""
    found: dict[Key, Around] = {}
    for one in of_article(project, doc):
        found.setdefault((one.context, one.variant.text), (one.before, one.after))
    return found
