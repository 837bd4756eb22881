"""Extract, init, update, build, compile, status: the life of a project's catalogs."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

from tm.catalog.build import build_article, ready_entries
from tm.catalog.regroup import regroup
from tm.catalog.status import Query, Status, queries_of, status_of
from tm.catalog.template import DOCUMENT_FORMAT, cut, template_entries
from tm.catalog.update import update as update_file
from tm.clock import timestamp
from tm.documents import Block, inline, parse
from tm.documents import sentences as find_sentences
from tm.errors import InputError, Place, UsageError
from tm.files import read_bytes, write_bytes
from tm.formats.po import PoFile
from tm.formats.po.bridge import to_mo
from tm.lang import LanguageTag, plural_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tm.catalog.template import Sentence
    from tm.documents import Article
    from tm.formats.po import Entry
    from tm.project.layout import Doc, Project

    Improve = Callable[[PoFile, str, set[tuple[str | None, str]]], object]

__all__ = [
    "build",
    "catalog_of",
    "compile_catalog",
    "extract",
    "init",
    "open_catalog",
    "present",
    "queries",
    "status",
    "template",
    "update",
]

_CREATED = "POT-Creation-Date"
_LINE = re.compile(r":\d+$")
_ISOLATES = "\u2068\u2069"
"""What stands around a reference that has a space in it."""


def read_article(project: Project, doc: Doc) -> Article:
    """Parse an article as its options say."""
    path = project.root / doc.path
    data = read_bytes(path)
    return parse(data, doc.kind, front_matter=doc.options.front_matter, path=project.shown(path))


def units_of(project: Project, doc: Doc, article: Article, unit: str = "") -> list[Sentence]:
    """Cut an article, as its options say or into `unit`."""
    breaks = project.segmenter(project.config.source).breaks
    return cut(article, breaks, unit or doc.options.unit)


def open_catalog(path: Path, shown: str = "") -> tuple[PoFile, bytes]:
    """Return a catalog and its bytes; InputError when it does not exist."""
    data = read_bytes(path)
    return PoFile.parse(data, shown or str(path)), data


def catalog_of(project: Project, doc: Doc, lang: str) -> tuple[PoFile, bytes]:
    """Return a document's catalog and its bytes; InputError says how to make one."""
    path = project.po(doc, lang)
    if not path.exists():
        raise InputError(
            "does not exist",
            place=Place(project.shown(path)),
            hint=f"tm init {doc.path} --to {lang} makes it",
        )
    file, data = open_catalog(path, project.shown(path))
    _owned(project, doc, file)
    return file, data


def _owned(project: Project, doc: Doc, file: PoFile) -> None:
    """Refuse the catalog of another article that has the same name and is still there.

    Whose it is the references say; a catalog without references is nobody's.
    """
    places = {
        _LINE.sub("", place).strip(_ISOLATES) for e in file.messages for place in e.references
    }
    others = sorted(
        place
        for place in places
        if os.path.isfile(project.root / place)  # noqa: PTH113  (no text in a comment is an error)
    )
    if others and doc.path not in places:
        raise UsageError(
            f"this is the catalog of {others[0]}, not of {doc.path}",
            place=Place(file.path),
            hint="give each a name of its own: list both under documents by the folder above them",
        )


def present(project: Project, doc: Doc, langs: Sequence[str]) -> list[str]:
    """Return the languages that are wanted; where none is, those that have a catalog."""
    targets = project.targets(langs, doc)
    found = [lang for lang in targets if project.po(doc, lang).exists()]
    return targets if langs else found or targets


# --- the template -------------------------------------------------------------------------------


def template(
    project: Project, doc: Doc, old: Path | None = None, *, article: Article | None = None
) -> PoFile:
    """Return the POT of an article; its date is the present one's unless a unit changed.

    `old` is the present one (default: locales/<doc>.pot); `article` is the article if it was read.
    """
    units = units_of(project, doc, article or read_article(project, doc))
    entries = template_entries(units, doc.path, doc.options)
    path = old or project.pot(doc)
    present = open_catalog(path, project.shown(path))[0] if path.exists() else PoFile()
    if old is None:
        _owned(project, doc, present)
    same = [_content(entry) for entry in present.messages] == [_content(entry) for entry in entries]
    created = present.field(_CREATED) if same else None
    file = PoFile(entries, path=project.shown(path))
    fields = [
        ("Project-Id-Version", doc.name),
        ("Report-Msgid-Bugs-To", ""),
        (_CREATED, created or _now()),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE <LL@li.org>"),
        ("Language", ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        (DOCUMENT_FORMAT, doc.kind),
    ]
    if project.config.source != "en":
        fields.append(("X-Source-Language", project.config.source))
    file.set_header(fields)
    file.entries[-1] = file.entries[-1].edit(gap="")
    return file


def _content(entry: Entry) -> tuple[object, ...]:
    return entry.msgctxt, entry.msgid, entry.extracted, entry.references


def _now() -> str:
    """Return the time as gettext writes it, UTC; SOURCE_DATE_EPOCH (seconds) is honoured."""
    return time.strftime("%Y-%m-%d %H:%M+0000", timestamp() or time.gmtime())


def extract(project: Project, doc: Doc, path: Path | None = None) -> bool:
    """Write the POT of an article (default: locales/<doc>.pot); tell whether it changed."""
    return write_bytes(path or project.pot(doc), template(project, doc, path).dump())


# --- catalogs -----------------------------------------------------------------------------------


def init(project: Project, doc: Doc, langs: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Write the POT and a new catalog for every language, unless there is one already.

    Yields each language and whether its catalog was made.
    """
    new = template(project, doc)
    write_bytes(project.pot(doc), new.dump())
    for lang in langs:
        path = project.po(doc, lang)
        made = not path.exists()
        if made:
            file = PoFile(list(new.entries), path=project.shown(path))
            file.set_header(_new_header(new, lang))
            write_bytes(path, file.dump())
        yield lang, made


def _new_header(file: PoFile, lang: str) -> list[tuple[str, str]]:
    """Return a template's header with what a language needs, as msginit --no-translator does."""
    fields = dict(file.header)
    fields["PO-Revision-Date"] = fields[_CREATED]
    fields["Last-Translator"] = "Automatically generated"
    fields["Language-Team"] = "none"
    fields["Language"] = LanguageTag.parse(lang).gettext
    plurals = plural_forms(lang)
    if plurals:
        fields["Plural-Forms"] = plurals.header
    return list(fields.items())


def update(
    project: Project,
    doc: Doc,
    langs: Iterable[str],
    *,
    fuzzy: bool = True,
    improve: Improve | None = None,
) -> Iterator[tuple[str, bool]]:
    """Write the POT and bring the catalogs up to date with the article.

    `improve(file, lang, known)` may fill entries of the new catalog that are not among the known
    keys. Yields each language and whether its catalog changed.
    """
    article = read_article(project, doc)
    new = template(project, doc, article=article)
    write_bytes(project.pot(doc), new.dump())
    sentences = units_of(project, doc, article, "sentence")
    paragraphs = units_of(project, doc, article, "paragraph")
    for lang in langs:
        file, data = catalog_of(project, doc, lang)
        before = list(file.entries)
        regroup(file, sentences, paragraphs, doc.options.unit, _splitter(project, doc, lang))
        known = {entry.key for entry in file.messages}
        update_file(file, new.messages, fuzzy=fuzzy)
        if improve:
            improve(file, lang, known)
        if not file.header:
            file.set_header(_new_header(new, lang))
        elif file.entries != before:
            file.set_field(_CREATED, new.field(_CREATED) or "")
        yield lang, write_bytes(project.po(doc, lang), file.dump(), basis=data)


def _splitter(project: Project, doc: Doc, lang: str) -> Callable[[str], list[str]]:
    """Return what cuts a translation into sentences, never within its markup."""
    breaks = project.segmenter(lang).breaks

    def split(text: str) -> list[str]:
        block = Block("paragraph", inline(text, doc.kind), tuple(range(len(text) + 1)))
        return [text[start:end] for start, end in find_sentences(block, breaks)]

    return split


def status(project: Project, docs: Iterable[Doc], langs: Sequence[str]) -> list[Status]:
    """Return the counts of every catalog; one that does not exist yet is all untranslated."""
    return [status_of(file, doc.name, lang) for doc, lang, file in _all(project, docs, langs)]


def queries(project: Project, docs: Iterable[Doc], langs: Sequence[str]) -> list[Query]:
    """Return the translators' open questions."""
    return [query for _, _, file in _all(project, docs, langs) for query in queries_of(file)]


def _all(
    project: Project, docs: Iterable[Doc], langs: Sequence[str]
) -> Iterator[tuple[Doc, str, PoFile]]:
    """Yield every catalog, the template where one does not exist yet."""
    for doc in docs:
        for lang in project.targets(langs, doc):
            path = project.po(doc, lang)
            exists = path.exists()
            yield doc, lang, catalog_of(project, doc, lang)[0] if exists else template(project, doc)


# --- results ------------------------------------------------------------------------------------


def build(
    project: Project, doc: Doc, lang: str, *, include_fuzzy: bool = False
) -> tuple[bytes, float]:
    """Return the translated article and how much of it is translated, in percent."""
    file = catalog_of(project, doc, lang)[0]
    article = read_article(project, doc)
    units = units_of(project, doc, article)
    done = ready_entries(file, include_fuzzy=include_fuzzy)
    percent = 100.0 * sum(unit.key in done for unit in units) / len(units) if units else 100.0
    return build_article(article, units, file, lang, include_fuzzy=include_fuzzy), percent


def compile_catalog(project: Project, doc: Doc, lang: str, *, include_fuzzy: bool = False) -> Path:
    """Write the MO file of a catalog and return its path."""
    file = catalog_of(project, doc, lang)[0]
    target = project.mo(doc, lang)
    write_bytes(target, to_mo(file, include_fuzzy=include_fuzzy))
    return target
