"""Files of any format in and out: convert one, or export a project's documents."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from tm.catalog.joined import expand, merge
from tm.documents import KINDS, inline
from tm.errors import InputError, Place, UsageError
from tm.files import atomic_write
from tm.formats import FORMATS, Input, Output, detect
from tm.formats.po import PoFile
from tm.formats.po.units import entry_unit
from tm.lang import canonical
from tm.model import Document, Segment, Unit, Variant
from tm.project.layout import target_of
from tm.project.work import DOCUMENT_FORMAT, open_catalog, template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tm.formats import Format
    from tm.project.layout import Doc, Project

__all__ = ["Options", "convert", "document_of", "export", "open_input", "write_output"]

STDIO = "-"
_HEAD = 4096


class Options(msgspec.Struct, frozen=True):
    """How a file is written and which units are: see the options of `tm convert` and `tm export`."""

    languages: tuple[str, ...] = ()
    flavour: str = ""
    allow_loss: bool = False
    include_fuzzy: bool = False
    reviewed_only: bool = False


# --- in -----------------------------------------------------------------------------------------


@contextmanager
def open_input(
    path: str, name: str = "", *, source: str | None = None, target: str | None = None
) -> Iterator[Document]:
    """Open a file of units; the document's units can be read within the block.

    `path` is a file, "-" for standard input, or "STEM.en,STEM.ru" for Moses; `name` names the format
    where the path does not tell. Inline markup of a catalog becomes codes.
    """
    with ExitStack() as stack:
        form = FORMATS.get(name) if name else _detected(path)
        if form.read is None:
            raise UsageError(
                f"{form.name} is written, not read", hint="convert the PO it was made from"
            )
        streams, languages = _streams(path, form, stack)
        given = Input(
            path="<stdin>" if path == STDIO else path,
            streams=streams,
            source=canonical(source) if source else None,
            target=canonical(target) if target else _target_by_path(path, form),
            languages=languages,
        )
        yield _with_codes(form.read(given))


def _detected(path: str) -> Format:
    if path == STDIO:
        raise UsageError(
            "the format of standard input is not known", hint="name it with --from-format"
        )
    if "," in path:
        return detect(path)
    try:
        with Path(path).open("rb") as stream:
            return detect(path, stream.read(_HEAD))
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: OSError) -> InputError:
    why = (error.strerror or str(error)).lower()
    return InputError(
        f"cannot be read: {why}", place=Place(path), hint="check the path and its rights"
    )


def _streams(
    path: str, form: Format, stack: ExitStack
) -> tuple[tuple[BinaryIO, ...], tuple[str, ...]]:
    if path == STDIO:
        return (sys.stdin.buffer,), ()
    paths = path.split(",") if form.name == "moses" else [path]
    try:
        streams = tuple(stack.enter_context(Path(each).open("rb")) for each in paths)
    except OSError as error:
        raise _unreadable(str(error.filename), error) from error
    return streams, _moses_languages(paths) if form.name == "moses" else ()


def _moses_languages(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of STEM.en,STEM.ru: the extensions."""
    return tuple(canonical(Path(path).suffix.removeprefix(".")) for path in paths)


def _target_by_path(path: str, form: Format) -> str | None:
    """Return a catalog's target language by its header or path; None for other formats."""
    if form.name != "po" or path == STDIO:
        return None
    language = PoFile.parse(Path(path).read_bytes(), path).field("Language")
    return target_of(path, language or None)


def _with_codes(document: Document) -> Document:
    """Turn the inline markup of strings into codes where the header names the document format."""
    kind = dict(document.header).get(DOCUMENT_FORMAT, "")
    if kind not in KINDS.names():
        return document
    units = (coded(unit, kind) for unit in document.units)
    return msgspec.structs.replace(document, units=units)


def coded(unit: Unit, kind: str) -> Unit:
    """Return a unit whose plain strings of a document kind have their inline markup as codes."""
    return msgspec.structs.replace(unit, variants=tuple(_coded(v, kind) for v in unit.variants))


def _coded(variant: Variant, kind: str) -> Variant:
    segments = variant.forms or (variant.segment,)
    parsed = tuple(s if s.codes else inline(s.text, kind) for s in segments)
    forms = parsed if variant.forms else ()
    return msgspec.structs.replace(variant, segment=parsed[0] if parsed else Segment(), forms=forms)


# --- out ----------------------------------------------------------------------------------------


def write_output(document: Document, path: str, form: Format, options: Options) -> None:
    """Write a document to a file, whole or not at all; "-" is standard output.

    Formats other than PO get a group of joined sentences as one unit, PO gets its members.
    """
    if form.write is None:
        raise UsageError(f"{form.name} is read, not written", hint="choose another --to-format")
    regrouped = expand(document.units) if form.name in {"po", "mo"} else merge(document.units)
    document = msgspec.structs.replace(document, units=regrouped)
    with ExitStack() as stack:
        streams, languages = _targets(path, form, options, stack)
        output = Output(
            path="<stdout>" if path == STDIO else path,
            streams=streams,
            languages=languages,
            flavour=options.flavour,
            allow_loss=options.allow_loss,
        )
        form.write(document, output)
        if path == STDIO:
            streams[0].seek(0)
            shutil.copyfileobj(streams[0], sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _targets(
    path: str, form: Format, options: Options, stack: ExitStack
) -> tuple[tuple[BinaryIO, ...], tuple[str, ...]]:
    if path == STDIO:
        import tempfile  # noqa: PLC0415  (only here)

        return (stack.enter_context(tempfile.TemporaryFile()),), options.languages
    if form.name != "moses":
        return (stack.enter_context(atomic_write(Path(path))),), options.languages
    paths = path.split(",")
    streams = tuple(stack.enter_context(atomic_write(Path(each))) for each in paths)
    return streams, _moses_languages(paths)


# --- convert ------------------------------------------------------------------------------------


def convert(
    source_path: str,
    target_path: str,
    options: Options,
    *,
    formats: tuple[str, str] = ("", ""),
    pair: tuple[str | None, str | None] = (None, None),
) -> None:
    """Convert a file of units to another format; a catalog converted to PO keeps its bytes.

    `formats` are (from, to) names, "" to detect; `pair` the (source, target) languages.
    """
    to = FORMATS.get(formats[1]) if formats[1] else _output_format(target_path)
    source, target = pair
    languages = tuple(canonical(lang) for lang in pair if lang)
    if target:
        options = msgspec.structs.replace(options, languages=languages if source else ())
    with open_input(source_path, formats[0], source=source, target=target) as document:
        if _is_po(source_path, formats[0]) and to.name == "po":
            _copy_catalog(source_path, target_path)
            return
        if target and not source:
            wanted = (document.source, canonical(target))
            options = msgspec.structs.replace(options, languages=wanted)
        write_output(document, target_path, to, options)


def _output_format(path: str) -> Format:
    if path == STDIO:
        raise UsageError(
            "the format of standard output is not known", hint="name it with --to-format"
        )
    return detect(path)


def _is_po(path: str, name: str) -> bool:
    return path != STDIO and (FORMATS.get(name) if name else _detected(path)).name == "po"


def _copy_catalog(source: str, target: str) -> None:
    """Write a parsed catalog's bytes, which are the file's own."""
    data = open_catalog(Path(source), source)[0].dump()
    if target == STDIO:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    with atomic_write(Path(target)) as stream:
        stream.write(data)


# --- export -------------------------------------------------------------------------------------


def document_of(project: Project, doc: Doc, langs: Sequence[str]) -> Document:
    """Return a document's units over all its catalogs, joined on (msgctxt, msgid), in article order."""
    source = project.config.source
    base = template(project, doc)
    catalogs: dict[str, PoFile] = {}
    for lang in langs:
        path = project.po(doc, lang)
        if path.exists():
            catalogs[lang] = open_catalog(path, project.shown(path))[0]
    units = (coded(unit, doc.kind) for unit in _joined(base, catalogs, source))
    header = tuple((name, value) for name, value in base.header if name == DOCUMENT_FORMAT)
    return Document(doc.name, source, units, targets=tuple(catalogs), header=header)


def _joined(base: PoFile, catalogs: dict[str, PoFile], source: str) -> Iterator[Unit]:
    by_lang = {lang: {e.key: e for e in file.messages} for lang, file in catalogs.items()}
    plurals = {lang: file.field("Plural-Forms") or "" for lang, file in catalogs.items()}
    for entry in base.messages:
        unit = entry_unit(entry, source, None)
        variants = list(unit.variants)
        for lang, entries in by_lang.items():
            if entry.key in entries:
                translated = entry_unit(entries[entry.key], source, lang, plurals[lang])
                variants += [_noted(v, translated) for v in translated.variants if v.lang == lang]
        yield msgspec.structs.replace(unit, variants=tuple(variants))


def _noted(variant: Variant, unit: Unit) -> Variant:
    """Return a target with the translator's comments, which belong to its language."""
    notes = tuple(note.text for note in unit.notes if note.kind == "translator")
    return msgspec.structs.replace(variant, notes=notes)


def usable(units: Iterable[Unit], options: Options) -> Iterator[Unit]:
    """Yield the units that have a target, without the targets that are not ready.

    Ready means translated, reviewed or final; with `reviewed_only` not merely translated; fuzzy ones
    count on request.
    """
    for unit in units:
        kept = [v for v in unit.variants if v.lang == unit.source or _ready(v, options)]
        if any(variant.lang != unit.source for variant in kept):
            yield msgspec.structs.replace(unit, variants=tuple(kept))


def _ready(variant: Variant, options: Options) -> bool:
    if variant.state == "needs-review":
        return options.include_fuzzy
    if options.reviewed_only:
        return variant.state in {"reviewed", "final"}
    return variant.state.done


def export(project: Project, doc: Doc, path: str, form: Format, options: Options) -> None:
    """Write a document's ready units over all languages (of `options.languages`) in a format."""
    langs = [lang for lang in options.languages if lang != project.config.source]
    document = document_of(project, doc, langs or project.targets((), doc))
    grouped = msgspec.structs.replace(document, units=usable(merge(document.units), options))
    write_output(grouped, path, form, options)
