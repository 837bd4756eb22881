"""The texts of files as checks and searches see them: articles, catalogs, TMX, TSV, JSONL."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tm.catalog.joined import is_marker, merge
from tm.catalog.template import DOCUMENT_FORMAT
from tm.checks.base import File, Side, Subject
from tm.documents import KINDS, inline, kind_of
from tm.documents.charset import line_and_column
from tm.errors import InputError, Place, UsageError
from tm.files import read_bytes
from tm.formats import EXTENSIONS
from tm.formats.po import PoFile
from tm.formats.po.locate import locate
from tm.formats.po.units import entry_unit, languages_of
from tm.model import Segment, Unit, Variant, unit_id
from tm.project.exchange import coded, open_input
from tm.project.layout import Doc, target_of
from tm.project.work import read_article, units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tm.formats.po import Entry
    from tm.project.layout import Project

__all__ = ["open_checked", "paths_of"]

Where = tuple[int, int]
_MAYBE_MARKUP = re.compile(r"[<@/]|\]\(|www")
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>|\]\([^()\s]*\)|https?://[^\s<>«»]+|www\.[^\s<>«»]+|[\w.+-]+@[\w-]+\.[\w.-]+"
)


def paths_of(project: Project, given: Sequence[str]) -> list[str]:
    """Return the files to look at: those given, the catalogs of folders given, else the project's.

    The project's are its articles and all catalogs that exist. InputError for a path that is not
    there or of no known kind.
    """
    if not given:
        return list(_project_paths(project))
    found: dict[str, None] = {}
    for path in given:
        folder = Path(path)
        if folder.is_dir():
            catalogs = [str(each) for each in sorted(folder.rglob("*.po")) if each.is_file()]
            if not catalogs:
                raise InputError(
                    "has no catalogs", place=Place(path), hint="name files, or a folder with PO"
                )
            found.update(dict.fromkeys(catalogs))
        elif not folder.is_file():
            raise InputError("does not exist", place=Place(path), hint="check the path")
        else:
            found[path] = None
    return list({os.path.realpath(path): path for path in reversed(found)}.values())[::-1]


def _project_paths(project: Project) -> Iterator[str]:
    for doc in project.documents():
        yield project.shown(project.root / doc.path)
        for lang in project.targets((), doc):
            if project.po(doc, lang).exists():
                yield project.shown(project.po(doc, lang))


def open_checked(
    project: Project,
    path: str,
    *,
    source: str | None = None,
    target: str | None = None,
    data: bytes | None = None,
) -> File:
    """Read a file; SyntaxProblemError or CharsetError where it cannot be read.

    `data` is what a PO file holds instead of what is on disk.
    """
    suffix = Path(path).suffix.lower()
    if suffix in {".po", ".pot"}:
        data = read_bytes(Path(path)) if data is None else data
        return _catalog(PoFile.parse(data, path, lenient=True), path, source, target)
    if kind_of(path) is not None and suffix not in EXTENSIONS:
        return _article(project, path, source)
    return _units(path, source, target)


# --- articles -----------------------------------------------------------------------------------


def _article(project: Project, path: str, source: str | None) -> File:
    """Return the sentences of an article; every one has a source and no target."""
    doc = _doc(project, Path(path))
    article = read_article(project, doc)
    lang = source or project.config.source
    sentences = units_of(project, doc, article)
    subjects: list[Subject] = []
    for index, sentence in enumerate(sentences):
        segment = inline(sentence.text, doc.kind)
        unit = Unit(
            unit_id(lang, sentence.context, sentence.text),
            (Variant(lang, segment),),
            lang,
            sentence.context,
        )
        side = side_of(lang, "source", segment)
        subjects.append(Subject(path, unit, index, (side,), authored=True, markup=doc.kind))

    def where(subject: Subject, side: Side, offset: int) -> Where:
        del side
        sentence = sentences[subject.index]
        block = article.blocks[sentence.block]
        at = block.offsets[min(sentence.start + offset, len(block.offsets) - 1)]
        return line_and_column(article.text, at)

    return File(path, subjects, where, lang)


def _doc(project: Project, path: Path) -> Doc:
    """Return the project's document of a path, or one with the default options."""
    try:
        docs = project.documents()
    except UsageError:  # no project: a file alone
        docs = []
    own = [doc for doc in docs if (project.root / doc.path).resolve() == path.resolve()]
    alone = Doc(path.stem, str(path.resolve()), kind_of(path.name) or "", project.config.documents)
    return own[0] if own else alone


# --- catalogs -----------------------------------------------------------------------------------


def _catalog(file: PoFile, path: str, source: str | None, target: str | None) -> File:
    """Return the entries of a catalog that are translated and not fuzzy; a group as one."""
    from_lang, to_lang = languages_of(file, source, target)
    to_lang = to_lang or target_of(path)
    to_langs = (to_lang,) if to_lang else ()
    kind = file.field(DOCUMENT_FORMAT) or ""
    plurals = file.field("Plural-Forms") or ""
    markup = kind if kind in KINDS.names() else ""
    units: Iterable[Unit] = (
        entry_unit(entry, from_lang, to_lang, plurals) for entry in file.messages
    )
    if markup:
        units = (coded(unit, kind) for unit in units)
    authored = path.endswith(".pot")
    units = _grouped(file, units)
    subjects = list(_subjects(path, units, to_langs, authored=authored, markup=markup))

    def where(subject: Subject, side: Side, offset: int) -> Where:
        entry = holder(subject, side)
        return locate(entry, _po_side(side), offset) if entry else (0, 0)

    @cache
    def entries() -> dict[str, Entry]:
        return {unit_id(from_lang, e.msgctxt, e.msgid): e for e in file.messages}

    messages = file.messages

    def holder(subject: Subject, side: Side) -> Entry | None:
        own = messages[subject.index] if subject.index < len(messages) else None
        if own and not subject.unit.members and own.msgid == subject.sources[0].text:
            return own  # of entries that are there twice, the right one
        return _holder(subject, side, entries())

    return File(path, subjects, where, from_lang, to_lang or "", file, holder)


def _grouped(file: PoFile, units: Iterable[Unit]) -> Iterable[Unit]:
    """Return the units with joined ones as one; most catalogs have none."""
    joined = any("{joined" in form for entry in file.messages for form in entry.msgstr)
    return merge(units) if joined else units


def _po_side(side: Side) -> str:
    return "source_plural" if side.name == "source[1]" else side.name


def _holder(subject: Subject, side: Side, entries: dict[str, Entry]) -> Entry | None:
    """Return the entry that holds a side: of a group the member with the translation."""
    members = [entries[m.id] for m in subject.unit.members if m.id in entries]
    for entry in members:
        if side.name == "target" and not is_marker(entry.msgstr[0]):
            return entry
    return members[0] if members else entries.get(subject.unit.id)


# --- other files of units -----------------------------------------------------------------------


def _units(path: str, source: str | None, target: str | None) -> File:
    with open_input(path, source=source, target=target) as document:
        targets = (target,) if target else document.targets
        subjects = list(_subjects(path, document.units, targets, authored=True))
    first = {"tsv": 2, "jsonl": 1}.get(EXTENSIONS.get(Path(path).suffix.lower(), ""), 0)

    def where(subject: Subject, side: Side, offset: int) -> Where:
        del side, offset
        return (subject.index + first, 1) if first else (0, 0)

    return File(path, subjects, where)


def _subjects(
    path: str, units: Iterable[Unit], targets: Sequence[str], *, authored: bool, markup: str = ""
) -> Iterator[Subject]:
    for index, unit in enumerate(units):
        source = unit.variant(unit.source)
        if source is None or unit.obsolete:
            continue
        sources, first = _sides(source, "source"), authored
        for lang in targets or [lang for lang in unit.languages if lang != unit.source] or [""]:
            variant = unit.variant(lang)
            done = variant is not None and variant.state.done and variant.text
            sides = _sides(variant, "target") if variant and done else ()
            yield Subject(path, unit, index, sources, sides, first, markup)
            first = False


def _sides(variant: Variant, name: str) -> tuple[Side, ...]:
    if len(variant.forms) < 2:  # noqa: PLR2004  (no plural)
        return (side_of(variant.lang, name, variant.segment),)
    names = [f"{name}[{i}]" for i in range(len(variant.forms))]
    if name == "source":
        names[0] = "source"
    return tuple(
        side_of(variant.lang, each, segment)
        for each, segment in zip(names, variant.forms, strict=True)
    )


def side_of(lang: str, name: str, segment: Segment) -> Side:
    """Return a side; `text` is as written and `plain` has spaces where there is markup.

    Addresses, tags and the targets of links are markup in any text, whatever the file's kind.
    """
    text = segment.text
    plain = "".join(
        part if isinstance(part, str) else " " * len(part.data) for part in segment.parts
    )
    if _MAYBE_MARKUP.search(text):
        plain = _MARKUP.sub(lambda found: " " * len(found.group()), plain)
    return Side(lang, name, text, plain)
