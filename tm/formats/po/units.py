"""PO entries ↔ units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from tm.errors import LanguageError, Place, PluralError
from tm.formats.common import count_losses, single_target
from tm.formats.po.entry import FUZZY, Entry
from tm.formats.po.file import PoFile
from tm.formats.po.marks import Mark, is_reviewed, review_hash, without
from tm.lang import LanguageTag, canonical, plural_forms
from tm.model import Document, Note, Previous, Segment, State, Unit, Variant, unit_id
from tm.plurals import parse_plural_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tm.formats.base import Input, Output
    from tm.model import Properties

__all__ = [
    "FLAG_PLURAL",
    "SOURCE_FIELD",
    "entries_of",
    "entry_from_unit",
    "entry_unit",
    "languages_of",
    "po_header",
    "read",
    "state_of",
    "write",
]

FLAG_PLURAL = "Plural-Forms"
SOURCE_FIELD = "X-Source-Language"
_HOLDS = frozenset({"obsolete", "context", "notes", "previous", "members", "states", "forms"})
_FIELD = re.compile(r"Language|[A-Z][^\s:\x00-\x1f]*-[^\s:\x00-\x1f]*")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_NO_LINE = re.compile("\r\n?")
_NO_TOKEN = re.compile("[\x01-\x1f\x7f]")
_FLAG = re.compile(r"range:[ \t]*\d+[ \t]*\.\.[ \t]*\d+|[^\s,\x00-\x1f\x7f]+")


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
    source, target = languages_of(file, given.source, given.target, strict=True)
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


def languages_of(
    file: PoFile, source: str | None = None, target: str | None = None, *, strict: bool = False
) -> tuple[str, str | None]:
    """Return the languages of a catalog: those given, else those that its header names.

    A header value that is no language is a LanguageError where `strict`, else as if not there.
    """
    named = source or _header_language(file, SOURCE_FIELD, strict=strict) or "en"
    return named, target or _header_language(file, "Language", strict=strict)


def _header_language(file: PoFile, name: str, *, strict: bool) -> str | None:
    value = file.field(name)
    if not value:
        return None
    try:
        return canonical(value)
    except LanguageError as error:
        if not strict:
            return None
        header = file.header_entry
        place = Place(file.path, header.line if header else 0)
        raise LanguageError(f"{name}: {error.message}", place=place, hint=error.hint) from error


def _units(file: PoFile, source: str, target: str | None) -> Iterator[Unit]:
    plurals = file.field(FLAG_PLURAL) or ""
    for entry in file.entries:
        if not entry.is_header:
            yield entry_unit(entry, source, target, plurals)


def write(document: Document, output: Output) -> None:
    """Write a PO file in UTF-8 with the one target of `output.languages` (else of the document).

    Notes of the unit become comments. What PO has no field for (properties, provenance) is a loss,
    and so is what cannot stand on its line; codes become their raw markup.
    """
    target = single_target(document, output)
    document.units = list(document.units)
    header = po_header(document.header, document.source, target, _plurals(document.units))
    entries = entries_of(document.units, target, header, output, _HOLDS)
    file = PoFile(entries, output.path)
    file.set_header(header)
    if document.notes and file.header_entry:
        lines = _Lines(output, "the header")
        comments = tuple(map(lines.comment, document.notes))
        file.entries[0] = file.entries[0].edit(comments=comments)
    file.entries[-1] = file.entries[-1].edit(gap="")
    output.stream.write(file.dump())
    output.settle()


def _nplurals(header: Properties) -> int:
    try:
        return parse_plural_forms(dict(header).get(FLAG_PLURAL, "")).nplurals
    except PluralError:
        return 2


def _plurals(units: Iterable[Unit]) -> str:
    """Return the Plural-Forms that the units were translated with, "" where none tells."""
    found = (
        variant.plural_forms
        for unit in units
        for member in unit.members or (unit,)
        for variant in member.variants
    )
    return next(filter(None, found), "")


def entries_of(
    units: Iterable[Unit],
    target: str | None,
    header: Properties,
    output: Output,
    holds: frozenset[str],
) -> Iterator[Entry]:
    """Yield the entries of units and of their members; what `holds` lacks is counted as lost."""
    seen: set[tuple[str | None, str]] = set()
    nplurals = _nplurals(header)
    for unit in units:
        for member in unit.members or (unit,):
            if not count_losses(member, holds, output):
                continue
            entry = entry_from_unit(_writable(member, output), target, nplurals)
            if not entry.msgid and entry.msgctxt is None:
                output.lose("a unit without a source text", unit.id)
            elif entry.key in seen and not entry.obsolete:
                output.lose("a second unit with the same source and context", unit.id)
            else:
                seen.add(entry.key)
                _count_losses(member, target, output)
                yield entry


class _Lines:
    """Makes strings fit where PO has them; what has to go is counted as lost."""

    def __init__(self, output: Output, unit: str) -> None:
        self._output = output
        self._unit = unit

    def text(self, text: str) -> str:
        """Return a text without what no PO file can hold."""
        return self._replaced(_NO_TEXT, "", "a character PO cannot hold, in a text", text)

    def comment(self, text: str) -> str:
        """Return a comment; its line breaks are line feeds."""
        return self._replaced(_NO_LINE, "\n", "a carriage return in a comment", self.text(text))

    def token(self, text: str) -> str:
        """Return a location, which is on one line."""
        return self._replaced(_NO_TOKEN, " ", "a control character in a location", self.text(text))

    def flags(self, flags: Iterable[str]) -> tuple[str, ...]:
        """Return the flags that are one word each; fuzzy is a state and comes from there."""
        kept = tuple(f for f in flags if _FLAG.fullmatch(f) and f != FUZZY and self.text(f) == f)
        for _ in range(len(tuple(flags)) - len(kept)):
            self._output.lose("a flag that PO cannot hold", self._unit)
        return kept

    def _replaced(self, what: re.Pattern[str], by: str, name: str, text: str) -> str:
        if what.search(text) is None:
            return text
        self._output.lose(name, self._unit)
        return what.sub(by, text)


def _writable(unit: Unit, output: Output) -> Unit:
    """Return a unit with nothing in it that would break the lines of a PO file."""
    lines = _Lines(output, unit.id)
    old = unit.previous
    if old is not None:
        old = Previous(
            lines.text(old.source), _some(lines.text, old.context), _some(lines.text, old.plural)
        )
    return msgspec.structs.replace(
        unit,
        variants=tuple(_writable_variant(variant, lines) for variant in unit.variants),
        context=_some(lines.text, unit.context),
        locations=tuple(map(lines.token, unit.locations)),
        notes=tuple(Note(lines.comment(note.text), note.kind) for note in unit.notes),
        flags=lines.flags(unit.flags),
        previous=old,
    )


def _some(change: Callable[[str], str], text: str | None) -> str | None:
    return None if text is None else change(text)


def _writable_variant(variant: Variant, lines: _Lines) -> Variant:
    return msgspec.structs.replace(
        variant,
        segment=_writable_segment(variant.segment, lines),
        forms=tuple(_writable_segment(form, lines) for form in variant.forms),
    )


def _writable_segment(segment: Segment, lines: _Lines) -> Segment:
    text = segment.text
    kept = lines.text(text)
    return segment if kept == text else Segment.of(kept)


def _count_losses(unit: Unit, target: str | None, output: Output) -> None:
    source = unit.variant(unit.source)
    plural = source is not None and len(source.forms) > 1
    for variant in unit.variants:
        if variant.lang not in {unit.source, target}:
            output.lose(f"the text in {variant.lang}", unit.id)
        if len(variant.forms) > 1 and not plural:
            output.lose("plural forms of a text without a plural", unit.id)


def po_header(
    fields: Properties, source: str, target: str | None, plural_forms_used: str = ""
) -> Properties:
    """Return PO header fields: those of `fields` that PO knows, completed with what PO needs.

    `plural_forms_used` is the Plural-Forms of the units, for a header that has none.
    """
    kept = {
        name: " ".join(_NO_TEXT.sub("", value).splitlines())
        for name, value in fields
        if _FIELD.fullmatch(name)
    }
    if plural_forms_used:
        kept.setdefault(FLAG_PLURAL, " ".join(_NO_TEXT.sub("", plural_forms_used).splitlines()))
    kept.setdefault("MIME-Version", "1.0")
    kept["Content-Type"] = "text/plain; charset=UTF-8"
    kept.setdefault("Content-Transfer-Encoding", "8bit")
    if target:
        kept["Language"] = LanguageTag.parse(target).gettext
        plurals = plural_forms(target)
        if plurals:
            kept.setdefault(FLAG_PLURAL, plurals.header)
    if source != "en":
        kept[SOURCE_FIELD] = source
    return tuple(kept.items())
