"""PO entries ↔ units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.errors import LanguageError, Place, PluralError, UsageError
from tm.formats.po.entry import FUZZY, Entry
from tm.formats.po.file import PoFile
from tm.formats.po.marks import Mark, is_reviewed, review_hash, without
from tm.lang import LanguageTag, canonical, plural_forms
from tm.model import Document, Note, Segment, State, Unit, Variant, unit_id
from tm.plurals import parse_plural_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tm.formats.base import Input, Output
    from tm.model import Properties

__all__ = ["FLAG_PLURAL", "entry_from_unit", "entry_unit", "read", "state_of", "write"]

FLAG_PLURAL = "Plural-Forms"
_SOURCE_FIELD = "X-Source-Language"


def state_of(entry: Entry) -> State:
    """Return how far the entry's translation is."""
    if entry.fuzzy and any(entry.msgstr):
        return State.NEEDS_REVIEW
    if not entry.translated:
        return State.INITIAL
    return State.REVIEWED if is_reviewed(entry) else State.TRANSLATED


def entry_unit(entry: Entry, source: str, target: str | None, plurals: str = "") -> Unit:
    """Return the unit of an entry; languages are canonical tags.

    A target variant exists where any form has a text. `plurals` is the file's Plural-Forms value.
    """
    variants = [Variant(source, Segment.of(entry.msgid))]
    if entry.msgid_plural is not None:
        forms = (Segment.of(entry.msgid), Segment.of(entry.msgid_plural))
        variants = [Variant(source, forms[0], forms=forms)]
    if target and any(entry.msgstr):
        variants.append(_target(entry, target, plurals))
    return Unit(
        id=unit_id(source, entry.msgctxt, entry.msgid),
        variants=tuple(variants),
        source=source,
        context=entry.msgctxt,
        locations=entry.references,
        notes=(
            *(Note(text, "translator") for text in entry.comments),
            *(Note(text, "extracted") for text in entry.extracted),
        ),
        flags=tuple(flag for flag in entry.flags if flag != FUZZY),
        previous=entry.previous,
        obsolete=entry.obsolete,
    )


def _target(entry: Entry, target: str, plurals: str) -> Variant:
    segments = tuple(Segment.of(text) for text in entry.msgstr)
    if entry.msgid_plural is None:
        return Variant(target, segments[0], state_of(entry))
    return Variant(target, segments[0], state_of(entry), segments, plurals)


def entry_from_unit(unit: Unit, target: str | None, nplurals: int = 1) -> Entry:
    """Return the entry of a unit; the target may be missing. The inverse of `entry_unit`.

    An untranslated entry with a plural gets `nplurals` empty forms. A review that the unit has and
    its notes do not tell of becomes a comment.
    """
    source = unit.variant(unit.source) or Variant(unit.source)
    variant = unit.variant(target) if target else None
    plural = source.forms[1].text if len(source.forms) > 1 else None
    texts = [""] * (nplurals if plural is not None else 1)
    if variant is not None:
        texts = [form.text for form in variant.forms or (variant.segment,)]
    flags = unit.flags
    if variant is not None and variant.state is State.NEEDS_REVIEW:
        flags = (FUZZY, *flags)
    entry = Entry(
        msgid=source.text,
        msgstr=tuple(texts) if plural is not None else (texts[0],),
        msgctxt=unit.context,
        msgid_plural=plural,
        comments=tuple(note.text for note in unit.notes if note.kind != "extracted"),
        extracted=tuple(note.text for note in unit.notes if note.kind == "extracted"),
        references=unit.locations,
        flags=flags,
        previous=unit.previous,
        obsolete=unit.obsolete,
    )
    if variant is None or variant.state not in {State.REVIEWED, State.FINAL} or is_reviewed(entry):
        return entry
    mark = str(Mark("reviewed", review_hash(entry)))
    return entry.edit(comments=(*without(entry.comments, "reviewed"), mark))


def read(given: Input) -> Document:
    """Read a PO or POT file; the header becomes Document.header, its comments Document.notes.

    The languages are the caller's, else the header's X-Source-Language (English) and Language.
    """
    file = PoFile.parse(given.stream.read(), given.path)
    source = given.source or _header_language(file, _SOURCE_FIELD) or "en"
    target = given.target or _header_language(file, "Language")
    header = file.header_entry
    return Document(
        name=given.path,
        source=source,
        units=_units(file, source, target),
        targets=(target,) if target else (),
        header=file.header,
        notes=header.comments if header else (),
        encoding=file.encoding,
    )


def _header_language(file: PoFile, name: str) -> str | None:
    value = file.field(name)
    if not value:
        return None
    try:
        return canonical(value)
    except LanguageError as error:
        header = file.header_entry
        place = Place(file.path, header.line if header else 0)
        raise LanguageError(f"{name}: {error.message}", place=place, hint=error.hint) from error


def _units(file: PoFile, source: str, target: str | None) -> Iterator[Unit]:
    plurals = file.field(FLAG_PLURAL) or ""
    for entry in file.entries:
        if not entry.is_header:
            yield entry_unit(entry, source, target, plurals)


def write(document: Document, output: Output) -> None:
    """Write a PO file in UTF-8 with the first target of `output.languages` (else of the document).

    Notes of the unit become comments. What PO has no field for (properties, provenance) is a loss;
    codes become their raw markup.
    """
    targets = [lang for lang in output.languages or document.targets if lang != document.source]
    if len(targets) > 1:
        raise UsageError(
            f"a PO file has one target language, not {', '.join(targets)}",
            hint="choose one with --to",
        )
    target = targets[0] if targets else None
    header = po_header(document.header, document.source, target)
    file = PoFile(_entries(document.units, target, _nplurals(header), output), output.path)
    file.set_header(header)
    if document.notes and file.header_entry:
        file.entries[0] = file.entries[0].edit(comments=document.notes)
    file.entries[-1] = file.entries[-1].edit(gap="")
    output.stream.write(file.dump())
    output.settle()


def _nplurals(header: Properties) -> int:
    try:
        return parse_plural_forms(dict(header).get(FLAG_PLURAL, "")).nplurals
    except PluralError:
        return 2


def _entries(
    units: Iterable[Unit], target: str | None, nplurals: int, output: Output
) -> Iterator[Entry]:
    seen: set[tuple[str | None, str]] = set()
    for unit in units:
        for member in unit.members or (unit,):
            entry = entry_from_unit(member, target, nplurals)
            if not entry.msgid and entry.msgctxt is None:
                output.lose("a unit without a source text", unit.id)
            elif entry.key in seen and not entry.obsolete:
                output.lose("a second unit with the same source and context", unit.id)
            else:
                seen.add(entry.key)
                _count_losses(member, target, output)
                yield entry


def _count_losses(unit: Unit, target: str | None, output: Output) -> None:
    if unit.properties:
        output.lose("properties", unit.id)
    source = unit.variant(unit.source)
    plural = source is not None and len(source.forms) > 1
    for variant in unit.variants:
        if variant.lang not in {unit.source, target}:
            output.lose(f"the text in {variant.lang}", unit.id)
        if len(variant.forms) > 1 and not plural:
            output.lose("plural forms of a text without a plural", unit.id)
        if variant.provenance is not None or variant.properties or variant.notes:
            output.lose("who and when, notes or properties of one language", unit.id)


def po_header(fields: Properties, source: str, target: str | None) -> Properties:
    """Return PO header fields: those of `fields` that PO knows, completed with what PO needs."""
    kept = {
        name: value
        for name, value in fields
        if (name[:1].isupper() and "-" in name) or name == "Language"
    }
    kept.setdefault("MIME-Version", "1.0")
    kept["Content-Type"] = "text/plain; charset=UTF-8"
    kept.setdefault("Content-Transfer-Encoding", "8bit")
    if target:
        kept["Language"] = LanguageTag.parse(target).gettext
        plurals = plural_forms(target)
        if plurals:
            kept.setdefault(FLAG_PLURAL, plurals.header)
    if source != "en":
        kept[_SOURCE_FIELD] = source
    return tuple(kept.items())
