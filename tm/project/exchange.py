"""Files of any format in and out: convert one, or export a project's documents."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from tm.catalog.joined import expand, merge
from tm.catalog.status import is_ready
from tm.catalog.template import DOCUMENT_FORMAT
from tm.documents import KINDS, inline
from tm.errors import LanguageError, Place, UsageError
from tm.files import atomic_write, read_bytes, unreadable, write_bytes
from tm.formats import FORMATS, Input, Output, detect
from tm.formats.base import HEAD
from tm.formats.po import PoFile
from tm.formats.po.units import entry_unit
from tm.lang import canonical
from tm.model import Document, Note, Segment, Unit, Variant, unit_id
from tm.progress import SILENT, Progress
from tm.project.layout import target_of
from tm.project.work import catalog_of, read_article, template, units_of

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterable, Iterator, Mapping, Sequence

    from tm.formats import Format
    from tm.project.layout import Doc, Project

__all__ = [
    "Options",
    "convert",
    "document_of",
    "export",
    "general",
    "open_input",
    "output_format",
    "places_of",
    "write_output",
]

STDIO = "-"
_STEP = 1000
"""After how many units progress is told."""


class Options(msgspec.Struct, frozen=True):
    """How a file is written and which units: see the options of `tm convert` and `tm export`.

    `progress` is told how many units were read.
    """

    languages: tuple[str, ...] = ()
    flavour: str = ""
    allow_loss: bool = False
    include_fuzzy: bool = False
    reviewed_only: bool = False
    progress: Progress = SILENT


# --- in -----------------------------------------------------------------------------------------


@contextmanager
def open_input(
    path: str, name: str = "", *, source: str | None = None, target: str | None = None
) -> Generator[Document]:
    """Open a file of units; the document's units can be read within the block.

    `path` is a file, "-" for standard input, or "STEM.en,STEM.ru" for Moses; `name` names the
    format where the path does not tell. Inline markup of a catalog becomes codes.
    """
    form = input_format(path, name)
    if form.read is None:
        raise UsageError(
            f"{form.name} is written, not read", hint="convert the PO it was made from"
        )
    with ExitStack() as stack:
        streams, languages = _streams(path, form, stack)
        given = Input(
            path="<stdin>" if path == STDIO else path,
            streams=streams,
            source=canonical(source) if source else None,
            target=canonical(target) if target else None,
            languages=languages,
        )
        if form.name == "po":
            given = _with_target(given)
        yield _with_codes(form.read(given))


def input_format(path: str, name: str = "") -> Format:
    """Return the format of a file to read: the one named, else by extension, else by content."""
    if name:
        return FORMATS.get(name)
    if path == STDIO:
        raise UsageError(
            "the format of standard input is not known", hint="name it with --from-format"
        )
    if "," in path:
        return detect(path)
    try:
        with Path(path).open("rb") as stream:
            return detect(path, stream.read(HEAD))
    except OSError as error:
        raise unreadable(path, error) from error


def _streams(
    path: str, form: Format, stack: ExitStack
) -> tuple[tuple[BinaryIO, ...], tuple[str, ...]]:
    languages = _moses_languages(path) if form.name == "moses" else ()
    if path == STDIO:
        return (sys.stdin.buffer,), ()
    paths = path.split(",") if languages else [path]
    try:
        opened = (Path(each).open("rb") for each in paths)  # noqa: SIM115  (the stack closes them)
        streams = tuple(stack.enter_context(stream) for stream in opened)
    except OSError as error:
        raise unreadable(str(error.filename), error) from error
    return streams, languages


def _moses_languages(path: str) -> tuple[str, ...]:
    """Return the languages of STEM.en,STEM.ru: the extensions."""
    endings = [Path(each).suffix.removeprefix(".") for each in path.split(",")]
    if len(endings) < 2 or not all(endings):  # noqa: PLR2004  (a bitext has two sides)
        raise UsageError(
            "Moses has one file a language, named by its extension", hint="write STEM.en,STEM.ru"
        )
    return tuple(map(canonical, endings))


def _with_target(given: Input) -> Input:
    """Find a catalog's target language, if not given: by its header, else by its path."""
    data = given.stream.read()
    target = given.target
    file = PoFile.parse(data, given.path)
    if not target and not file.field("Language"):
        target = target_of(given.path)
        if target is None and any(any(entry.msgstr) for entry in file.messages):
            raise LanguageError(
                "the target language is not known",
                place=Place(given.path),
                hint="name it with --to, or in the header: Language: be",
            )
    return msgspec.structs.replace(given, streams=(BytesIO(data),), target=target)


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
    as_catalog = form.name in {"po", "mo"}
    units = _counted(document.units, options.progress)
    units = _for_catalog(units) if as_catalog else merge(units)
    if options.languages:
        units = (_in_languages(unit, options.languages) for unit in units)
    document = msgspec.structs.replace(document, units=units)
    with ExitStack() as stack:
        streams, languages = _targets(path, form, options, stack)
        output = Output(
            path="<stdout>" if path == STDIO else path,
            streams=streams,
            languages=languages,
            flavour=options.flavour,
            allow_loss=options.allow_loss,
            include_fuzzy=options.include_fuzzy,
        )
        form.write(document, output)
        if path == STDIO:
            streams[0].seek(0)
            shutil.copyfileobj(streams[0], sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _counted(units: Iterable[Unit], progress: Progress) -> Iterator[Unit]:
    """Yield the units and tell now and then how many they are."""
    number = 0
    for number, unit in enumerate(units, 1):
        yield unit
        if number % _STEP == 0:
            progress.advance(number, None, "units")
    progress.advance(number, number, "units")


def _for_catalog(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield the members of merged units; a note of a translation is a comment of its entry."""
    for unit in expand(units):
        notes = [Note(text, "translator") for v in unit.variants for text in v.notes]
        plain = tuple(msgspec.structs.replace(v, notes=()) for v in unit.variants)
        yield msgspec.structs.replace(unit, variants=plain, notes=(*notes, *unit.notes))


def _in_languages(unit: Unit, languages: Container[str]) -> Unit:
    """Return a unit, and its members, with the source and its texts in these languages."""
    return msgspec.structs.replace(
        unit,
        variants=tuple(v for v in unit.variants if v.lang == unit.source or v.lang in languages),
        members=tuple(_in_languages(member, languages) for member in unit.members),
    )


def _targets(
    path: str, form: Format, options: Options, stack: ExitStack
) -> tuple[tuple[BinaryIO, ...], tuple[str, ...]]:
    languages = _moses_languages(path) if form.name == "moses" else options.languages
    if path == STDIO:
        return (stack.enter_context(TemporaryFile()),), languages
    paths = path.split(",") if form.name == "moses" else [path]
    return tuple(stack.enter_context(atomic_write(Path(each))) for each in paths), languages


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

    `formats` are (from, to) names, "" to detect; `pair` the (source, target) languages. With a
    target other languages are left out; "be" also finds be-BY. UsageError where it finds nothing.
    """
    to = output_format(target_path, formats[1])
    source, target = pair
    if to.name == "po" and input_format(source_path, formats[0]).name == "po":
        _copy_catalog(source_path, target_path)
        return
    with open_input(source_path, formats[0], source=source, target=target) as found:
        document = found
        if target:
            wanted = (canonical(source) if source else found.source, canonical(target))
            options = msgspec.structs.replace(options, languages=wanted)
            units = _asked(found.units, *wanted)
            document = msgspec.structs.replace(found, source=wanted[0], units=units)
        write_output(document, target_path, to, options)


def general(unit: Unit, langs: Sequence[str]) -> Unit:
    """Return a unit with what it has in regional varieties (en-US) under these languages (en).

    The first is the source. A text in the language itself goes before.
    """
    if not any("-" in variant.lang for variant in unit.variants):
        return unit
    source, *others = langs
    for lang in others or langs:
        unit = _named(unit, source, lang)
    return unit


def _asked(units: Iterable[Unit], source: str, target: str) -> Iterator[Unit]:
    """Yield the units with what they have in a region's variety under the language asked for."""
    others: set[str] = set()
    found = False
    for unit in units:
        named = _named(unit, source, target)
        found = found or target in named.languages
        others.update(lang for lang in named.languages if lang != source)
        yield named
    if others and not found:
        raise UsageError(
            f"there is no text in {target}", hint=f"there is {', '.join(sorted(others))}"
        )


def _named(unit: Unit, source: str, target: str) -> Unit:
    variants = [
        _renamed(v, lang) for v in unit.variants if (lang := _meant(v, unit, source, target))
    ]
    if tuple(variants) == unit.variants:
        return unit
    text = next((variant.text for variant in variants if variant.lang == source), "")
    return msgspec.structs.replace(
        unit,
        id=unit_id(source, unit.context, text),
        source=source,
        variants=tuple(variants),
        members=tuple(_named(member, source, target) for member in unit.members),
    )


def _renamed(variant: Variant, lang: str) -> Variant:
    return variant if variant.lang == lang else msgspec.structs.replace(variant, lang=lang)


def _meant(variant: Variant, unit: Unit, source: str, target: str) -> str:
    """Return the language asked for that a variant stands for, else its own."""
    for lang in (source, target):
        regional = [each for each in unit.languages if _is_regional(each, lang)]
        if regional == [variant.lang] and lang not in unit.languages:
            return lang
    return variant.lang


def _is_regional(lang: str, general: str) -> bool:
    """Whether a tag is another with a region and nothing else: be-BY for be."""
    language, dash, region = lang.partition("-")
    return language == general and bool(dash) and region.isupper() and len(region) == len("BY")


def output_format(path: str, name: str = "") -> Format:
    """Return the format of a file to write: the one named, else by extension."""
    if name:
        return FORMATS.get(name)
    if path == STDIO:
        raise UsageError(
            "the format of standard output is not known", hint="name it with --to-format"
        )
    return detect(path)


def _copy_catalog(source: str, target: str) -> None:
    """Write a parsed catalog's bytes, which are the file's own."""
    from_stdin = source == STDIO
    data = sys.stdin.buffer.read() if from_stdin else read_bytes(Path(source))
    copy = PoFile.parse(data, "<stdin>" if from_stdin else source).dump()
    if target == STDIO:
        sys.stdout.buffer.write(copy)
        sys.stdout.buffer.flush()
    else:
        write_bytes(Path(target), copy)


# --- export -------------------------------------------------------------------------------------


def document_of(project: Project, doc: Doc, langs: Sequence[str]) -> Document:
    """Return a document's units over its catalogs in these languages, in article order.

    The entries are joined on (msgctxt, msgid); a group of joined sentences is one unit. InputError
    when a catalog does not exist.
    """
    base, merged = _in_order(project, doc, langs)
    units: dict[str, Unit] = {}
    for unit in merged:
        units.setdefault(unit.id, unit)
    header = tuple((name, value) for name, value in base.header if name == DOCUMENT_FORMAT)
    return Document(
        doc.name, project.config.source, [*units.values()], targets=tuple(langs), header=header
    )


def places_of(project: Project, doc: Doc, langs: Sequence[str]) -> list[Unit]:
    """Return what `document_of` has, repeated sentences at each of their places."""
    return _in_order(project, doc, langs)[1]


def _in_order(project: Project, doc: Doc, langs: Sequence[str]) -> tuple[PoFile, list[Unit]]:
    """Return a document's template, and its units over its catalogs in the article's order."""
    source = project.config.source
    article = read_article(project, doc)
    base = template(project, doc, article=article)
    catalogs = {lang: catalog_of(project, doc, lang)[0] for lang in langs}
    by_key = {
        entry.key: coded(unit, doc.kind)
        for entry, unit in zip(base.messages, _over(base, catalogs, source), strict=True)
    }
    places = units_of(project, doc, article)
    merged = merge([by_key[place.key] for place in places], [place.block for place in places])
    return base, list(merged)


def _over(base: PoFile, catalogs: Mapping[str, PoFile], source: str) -> Iterator[Unit]:
    """Yield a unit for every message of a template with its translations in all catalogs."""
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


def ready_units(units: Iterable[Unit], options: Options) -> Iterator[Unit]:
    """Yield the units that have a target, without the targets that are not ready.

    Ready means translated, reviewed or final; with `reviewed_only` not merely translated; fuzzy
    ones count on request.
    """
    for unit in units:
        ready = {
            variant.lang
            for variant in unit.variants
            if variant.lang != unit.source
            and is_ready(
                variant.state,
                include_fuzzy=options.include_fuzzy,
                reviewed_only=options.reviewed_only,
            )
        }
        if ready:
            yield _in_languages(unit, ready)


def export(project: Project, doc: Doc, path: str, form: Format, options: Options) -> None:
    """Write a document's ready units over all languages (of `options.languages`) in a format."""
    langs = [lang for lang in options.languages if lang != project.config.source]
    document = document_of(project, doc, langs)
    document = msgspec.structs.replace(document, units=ready_units(document.units, options))
    write_output(document, path, form, options)
