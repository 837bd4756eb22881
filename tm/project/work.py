"""Extract, init, update, build, compile, status: the life of a project's catalogs."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import msgspec

from tm.catalog.build import build_article
from tm.catalog.regroup import regroup
from tm.catalog.status import Query, Status, queries_of, status_of
from tm.catalog.template import Sentence, cut, template_entries
from tm.catalog.update import update as update_file
from tm.documents import Article, parse
from tm.errors import InputError, Place, UsageError
from tm.files import read_bytes, write_bytes
from tm.formats.po import Entry, PoFile
from tm.formats.po.bridge import to_mo
from tm.lang import LanguageTag, plural_forms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tm.project.layout import Doc, Project

__all__ = [
    "DOCUMENT_FORMAT",
    "build",
    "compile_catalog",
    "extract",
    "init",
    "open_catalog",
    "queries",
    "status",
    "template",
    "update",
]

DOCUMENT_FORMAT = "X-Document-Format"
"""The header field that says which inline markup the strings hold: text, markdown or html."""

_CREATED = "POT-Creation-Date"


class Cut(msgspec.Struct, frozen=True):
    """An article and its units."""

    article: Article
    units: tuple[Sentence, ...]


def read_article(project: Project, doc: Doc, unit: str = "") -> Cut:
    """Parse an article and cut it, as its options say or into `unit`."""
    path = project.root / doc.path
    data = read_bytes(path)
    article = parse(data, doc.kind, front_matter=doc.options.front_matter, path=project.shown(path))
    breaks = project.segmenter(project.config.source).breaks
    return Cut(article, tuple(cut(article, breaks, unit or doc.options.unit)))


def open_catalog(path: Path, shown: str = "") -> tuple[PoFile, bytes]:
    """Return a catalog and its bytes; InputError when it does not exist."""
    data = read_bytes(path)
    return PoFile.parse(data, shown or str(path)), data


# --- the template -------------------------------------------------------------------------------


def template(project: Project, doc: Doc) -> PoFile:
    """Return the POT of an article; its date is the present one's unless a unit changed."""
    entries = template_entries(read_article(project, doc).units, doc.path, doc.options)
    path = project.pot(doc)
    old = open_catalog(path, project.shown(path))[0] if path.exists() else PoFile()
    same = [_content(entry) for entry in old.messages] == [_content(entry) for entry in entries]
    created = old.field(_CREATED) if same else None
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
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(stamp) if stamp.isdigit() else time.time()
    return time.strftime("%Y-%m-%d %H:%M+0000", time.gmtime(seconds))


def extract(project: Project, doc: Doc) -> bool:
    """Write locales/<doc>.pot; tell whether it changed."""
    return write_bytes(project.pot(doc), template(project, doc).dump())


# --- catalogs -----------------------------------------------------------------------------------


def init(project: Project, doc: Doc, lang: str) -> bool:
    """Write a new catalog for a language; False where there is one already."""
    path = project.po(doc, lang)
    if path.exists():
        return False
    file = template(project, doc)
    file.set_header(_new_header(file, lang))
    return write_bytes(path, file.dump())


def _new_header(file: PoFile, lang: str) -> list[tuple[str, str]]:
    """Return a template's header with what a language needs, as msginit --no-translator fills it."""
    fields = dict(file.header)
    fields["PO-Revision-Date"] = fields[_CREATED]
    fields["Last-Translator"] = "Automatically generated"
    fields["Language-Team"] = "none"
    fields["Language"] = LanguageTag.parse(lang).gettext
    plurals = plural_forms(lang)
    if plurals:
        fields["Plural-Forms"] = plurals.header
    return list(fields.items())


def update(project: Project, doc: Doc, lang: str, *, fuzzy: bool = True) -> bool:
    """Bring a catalog up to date with its article; tell whether it changed."""
    path = project.po(doc, lang)
    if not path.exists():
        raise UsageError(f"there is no {project.shown(path)}", hint=f"tm init --to {lang} makes it")
    file, data = open_catalog(path, project.shown(path))
    new = template(project, doc)
    sentences = read_article(project, doc, "sentence").units
    paragraphs = read_article(project, doc, "paragraph").units
    breaks = project.segmenter(lang).breaks
    regroup(file, sentences, paragraphs, doc.options.unit, breaks)
    update_file(file, new.messages, fuzzy=fuzzy)
    created = new.field(_CREATED)
    if created and file.dump() != data:
        file.set_field(_CREATED, created)
    return write_bytes(path, file.dump(), basis=data)


def _catalogs(
    project: Project, docs: list[Doc], langs: list[str]
) -> Iterator[tuple[Doc, str, PoFile]]:
    """Yield the catalogs that exist."""
    for doc in docs:
        for lang in project.targets(langs, doc):
            path = project.po(doc, lang)
            if path.exists():
                yield doc, lang, open_catalog(path, project.shown(path))[0]


def status(project: Project, docs: list[Doc], langs: list[str]) -> list[Status]:
    """Return the counts of every catalog; one that does not exist yet is all untranslated."""
    result: list[Status] = []
    for doc in docs:
        for lang in project.targets(langs, doc):
            path = project.po(doc, lang)
            file = (
                open_catalog(path, project.shown(path))[0]
                if path.exists()
                else template(project, doc)
            )
            result.append(status_of(file, doc.name, lang))
    return result


def queries(project: Project, docs: list[Doc], langs: list[str]) -> list[Query]:
    """Return the translators' open questions."""
    return [query for _, _, file in _catalogs(project, docs, langs) for query in queries_of(file)]


# --- results ------------------------------------------------------------------------------------


def build(
    project: Project, doc: Doc, lang: str, *, keep: float = 0.0, include_fuzzy: bool = False
) -> tuple[Path | None, float]:
    """Write the translated article; return its path and how much of it is translated, in percent.

    Below `keep` percent nothing is written and an earlier result is removed: the path is None.
    """
    path = project.po(doc, lang)
    if not path.exists():
        raise InputError(
            "does not exist", place=Place(project.shown(path)), hint=f"tm init --to {lang}"
        )
    file = open_catalog(path, project.shown(path))[0]
    found = read_article(project, doc)
    percent = _translated(found, file, include_fuzzy=include_fuzzy)
    target = project.built(doc, lang)
    if percent < keep:
        target.unlink(missing_ok=True)
        return None, percent
    data = build_article(found.article, found.units, file, lang, include_fuzzy=include_fuzzy)
    write_bytes(target, data)
    return target, percent


def _translated(found: Cut, file: PoFile, *, include_fuzzy: bool) -> float:
    """Return the share of the article's units that have a usable translation, in percent."""
    keys = {e.key for e in file.messages if e.translated and (include_fuzzy or not e.fuzzy)}
    units = found.units
    return 100.0 * sum(unit.key in keys for unit in units) / len(units) if units else 100.0


def compile_catalog(project: Project, doc: Doc, lang: str, *, include_fuzzy: bool = False) -> Path:
    """Write the MO file of a catalog and return its path."""
    path = project.po(doc, lang)
    file = open_catalog(path, project.shown(path))[0]
    target = project.mo(doc, lang)
    write_bytes(target, to_mo(file, include_fuzzy=include_fuzzy))
    return target
