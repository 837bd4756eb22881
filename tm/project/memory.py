"""The memory of a project: opened, filled from files, made anew, and what is known beside it."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from tm.align.lexicon import Lexicon
from tm.catalog.joined import merge
from tm.errors import TmError, UsageError
from tm.files import unreadable
from tm.lang import canonical, primary
from tm.memory.base import Origin
from tm.memory.score import Knowledge
from tm.memory.sqlite import SqliteMemory
from tm.model import Document, State
from tm.progress import SILENT, Progress
from tm.project.exchange import Options, general, open_input, output_format, places_of, write_output
from tm.project.stores import register_of
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from tm.memory.base import Entry, Text
    from tm.model import Unit
    from tm.project.layout import Doc, Project

__all__ = [
    "ImportOptions",
    "Imported",
    "Importer",
    "Selection",
    "base_of",
    "export",
    "forget",
    "knowledge_of",
    "lexicon_of",
    "memory_path",
    "open_memory",
    "rebuild",
    "trial",
]

_STEP = 5000
_TAUGHT = 10_000
"""How many pairs of texts teach the lexicon at most."""
_GROWN = 1.5
_VARIED = ("en", "ru", "be")
"""Languages under which texts in their regional varieties (ru-RU) are kept."""


class ImportOptions(msgspec.Struct, frozen=True):
    """How files are imported: see the options of `tm memory import`."""

    source: str | None = None
    target: str | None = None
    form: str = ""
    document: str = ""
    author: str = ""
    licence: str = ""
    trust: int = 100
    fuzzy: bool = False
    obsolete: bool = True


class Imported(msgspec.Struct):
    """What an import of one file did; `skipped` counts units by reason, `error` says what failed.

    `resumed` is how many units an earlier import, which was broken off, had brought in.
    """

    file: str
    units: int = 0
    new: int = 0
    known: int = 0
    texts: int = 0
    skipped: dict[str, int] = {}
    resumed: int = 0
    error: str = ""


class _Recipe(msgspec.Struct, frozen=True):
    """What `rebuild` needs: the file, its content then, and how it was read."""

    path: str
    digest: str
    languages: tuple[str, ...]
    options: ImportOptions


def memory_path(project: Project, given: str = "") -> Path:
    """Return where the memory is: as named, else as configured."""
    return Path(given) if given else project.root / project.config.memory.path


def base_of(memory: Path) -> Path:
    """Return the folder that a memory's paths are relative to: its own, or that above .tm."""
    folder = memory.resolve().parent
    return folder.parent if folder.name == ".tm" else folder


def open_memory(project: Project, given: str = "", *, write: bool = False) -> SqliteMemory:
    """Open the memory; with `write` it is made where there is none. InputError as SqliteMemory."""
    path = memory_path(project, given)
    return SqliteMemory(path, create=write, threshold=project.config.memory.index_threshold)


# --- import -------------------------------------------------------------------------------------


class Importer:
    """Brings files into a memory, which keeps their paths relative to `base_of`."""

    def __init__(self, memory: SqliteMemory, folder: Path, told: Progress = SILENT) -> None:
        self.memory = memory
        self.folder = folder
        self.told = told

    def files(self, paths: Sequence[str], options: ImportOptions) -> list[Imported]:
        """Import files of units; one that cannot be read does not keep the others out."""
        results = [self._tried(path, options) for path in paths]
        self.memory.settle()
        return results

    def _tried(self, path: str, options: ImportOptions) -> Imported:
        try:
            return self.file(path, options)
        except UsageError:
            raise
        except TmError as error:
            return Imported(path, error=str(error))

    def file(self, path: str, options: ImportOptions) -> Imported:
        """Import one file of units."""
        with open_input(
            path, options.form, source=options.source, target=options.target
        ) as document:
            recipe = _Recipe(self._kept(path), _digest(path.split(",")), (), options)
            langs = _languages(document.source, options)
            units = (
                general(unit, langs)
                for unit in document.units
                if options.obsolete or not unit.obsolete
            )
            return self._add(recipe, merge(units))

    def documents(
        self, project: Project, docs: Sequence[Doc], options: ImportOptions
    ) -> list[Imported]:
        """Import articles with all their languages in one unit, in the order of the article."""
        results = [self.document(project, doc, options) for doc in docs]
        self.memory.settle()
        return results

    def document(self, project: Project, doc: Doc, options: ImportOptions) -> Imported:
        """Import one article; InputError when it has no catalog."""
        langs = [lang for lang in project.targets((), doc) if project.po(doc, lang).exists()]
        article = project.root / doc.path
        digest = _digest([article, *(project.po(doc, lang) for lang in langs)])
        own = msgspec.structs.replace(options, document=doc.name)
        recipe = _Recipe(self._kept(str(article)), digest, tuple(langs), own)
        return self._add(recipe, places_of(project, doc, langs))

    def again(self, project: Project, recipe: _Recipe) -> Imported:
        """Import what a recipe says."""
        paths = [str(self.folder / path) for path in recipe.path.split(",")]
        if not recipe.languages:
            return self.file(",".join(paths), recipe.options)
        return self.document(project, project.documents(paths)[0], recipe.options)

    def _kept(self, path: str) -> str:
        """Return a path, or several with commas between, as the memory keeps it."""
        return ",".join(
            os.path.relpath(Path(each).resolve(), self.folder) for each in path.split(",")
        )

    def _add(self, recipe: _Recipe, units: Iterable[Unit]) -> Imported:
        said = recipe.options
        origin = Origin(
            recipe.path, said.document, 1, said.author, licence=said.licence, trust=said.trust
        )
        done = self.memory.begin(origin, msgspec.msgpack.encode(recipe))
        rest = self._counted(islice(units, done, None))
        start = msgspec.structs.replace(origin, position=done + 1)
        added = self.memory.add(rest, start, fuzzy=said.fuzzy)
        self.memory.finish(origin)
        skipped = dict(added.skipped)
        units_seen = done + added.new + added.known + sum(skipped.values())
        return Imported(
            recipe.path, units_seen, added.new, added.known, added.texts, skipped, resumed=done
        )

    def _counted(self, units: Iterable[Unit]) -> Iterator[Unit]:
        number = 0
        for number, unit in enumerate(units, 1):
            yield unit
            if number % _STEP == 0:
                self.told.advance(number, None, "units")
        self.told.advance(number, number, "units")


def _languages(source: str, options: ImportOptions) -> list[str]:
    """Return the languages that regional varieties are kept under, the source first."""
    own = canonical(options.source) if options.source else source
    own = primary(own) if primary(own) in _VARIED and not options.source else own
    others = [canonical(options.target)] if options.target else list(_VARIED)
    return [own, *(lang for lang in others if lang != own)]


def _digest(paths: Iterable[str | Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            with Path(path).open("rb") as stream:
                while data := stream.read(1 << 20):
                    digest.update(data)
        except OSError as error:
            raise unreadable(path, error) from error
    return digest.hexdigest()


@contextmanager
def trial(memory: SqliteMemory) -> Generator[SqliteMemory]:
    """Give a copy of a memory to try an import on; it is gone afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "memory.sqlite"
        memory.copy(path)
        with SqliteMemory(path) as copy:
            yield copy


def rebuild(project: Project, given: str = "", *, threshold: float | None = None) -> list[Imported]:
    """Make the memory anew from the files it came from, in the old one's place.

    InputError, and nothing changes, when a file is gone or cannot be read. What no file brought in
    stays.
    """
    with open_memory(project, given) as old, TemporaryDirectory(dir=old.path.parent) as folder:
        least = old.stats().threshold if threshold is None else threshold
        fresh = Path(folder) / "memory.sqlite"
        with SqliteMemory(fresh, create=True, threshold=least) as new:
            importer = Importer(new, base_of(old.path))
            recipes = [msgspec.msgpack.decode(data, type=_Recipe) for _, data in old.recipes()]
            results = [importer.again(project, recipe) for recipe in recipes]
            new.add(entry.unit for entry in old.entries() if _by_hand(entry))
            for name in old.resources():
                new.put_resource(name, old.resource(name) or b"")
            new.settle()
            old.become(new)
    return results


def _by_hand(entry: Entry) -> bool:
    return not any(origin.file for text in entry.texts for origin in text.origins)


def forget(memory: SqliteMemory, path: str) -> int:
    """Take a file out of the memory; return how many texts had come from nowhere else."""
    return memory.forget(os.path.relpath(Path(path).resolve(), base_of(memory.path)))


class Selection(msgspec.Struct, frozen=True):
    """Which units are exported: see the options of `tm memory export`."""

    source: str | None = None
    targets: tuple[str, ...] = ()
    file: str | None = None
    document: str | None = None
    since: str | None = None
    reviewed: bool = False


def export(
    memory: SqliteMemory, output: str, form: str, chosen: Selection, options: Options
) -> None:
    """Write the units of a selection to a file of any format we write."""
    units = (unit for entry in memory.entries() if (unit := _chosen(memory, entry, chosen)))
    source = canonical(chosen.source) if chosen.source else ""
    known = memory.stats()
    source = source or max(known.pairs, default="-", key=known.pairs.__getitem__).split("-")[0]
    targets = tuple(map(canonical, chosen.targets)) or tuple(
        lang for lang in known.texts if lang != source
    )
    document = Document(memory.path.stem, source, units, targets=targets)
    languages = (source, *targets)
    write_output(
        document,
        output,
        output_format(output, form),
        msgspec.structs.replace(options, languages=languages),
    )


def _chosen(memory: SqliteMemory, entry: Entry, chosen: Selection) -> Unit | None:
    """Return an entry as a unit with the texts that are chosen, None where none is."""
    if chosen.source and entry.source != canonical(chosen.source):
        return None
    wanted = {canonical(lang) for lang in chosen.targets}
    source, *others = entry.texts
    kept = [
        text.variant
        for text in others
        if (not wanted or text.variant.lang in wanted) and _fits(memory, text, chosen)
    ]
    if not kept:
        return None
    return msgspec.structs.replace(entry.unit, variants=(source.variant, *kept))


def _fits(memory: SqliteMemory, text: Text, chosen: Selection) -> bool:
    if chosen.reviewed and text.variant.state not in {State.REVIEWED, State.FINAL}:
        return False
    path = chosen.file and os.path.relpath(Path(chosen.file).resolve(), base_of(memory.path))
    return any(
        (not path or origin.file == path)
        and (not chosen.document or origin.document == chosen.document)
        and (not chosen.since or origin.date.replace("-", "")[:8] >= chosen.since.replace("-", ""))
        for origin in text.origins
    )


# --- knowledge ----------------------------------------------------------------------------------


def knowledge_of(project: Project, memory: SqliteMemory, source: str, target: str) -> Knowledge:
    """Return what is known beside the memory: the register of names, the lexicon of a pair."""
    return Knowledge(register_of(project), lexicon_of(memory, source, target))


def lexicon_of(memory: SqliteMemory, source: str, target: str) -> Lexicon:
    """Return the lexicon of a pair of languages, learnt anew when the memory has grown by half.

    It is learnt from the latest texts and kept in the memory.
    """
    name = f"lexicon/{source}/{target}"
    kept = memory.resource(name)
    lexicon = Lexicon.from_bytes(kept) if kept else None
    taught = lexicon.pairs if lexicon else 0
    if lexicon and taught >= _TAUGHT:
        return lexicon
    pairs = list(islice(_pairs(memory, source, target), _TAUGHT))
    if lexicon is None or len(pairs) > _GROWN * taught:
        lexicon = Lexicon.learn(pairs)
        memory.put_resource(name, lexicon.to_bytes())
    return lexicon


def _pairs(memory: SqliteMemory, source: str, target: str) -> Iterator[tuple[list[str], list[str]]]:
    for entry in memory.entries((source, target)):
        one, other = entry.in_language(source)[0], entry.in_language(target)[0]
        yield tokens(one.variant.segment.plain), tokens(other.variant.segment.plain)
