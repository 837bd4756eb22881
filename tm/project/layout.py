"""Where the documents of a project are, and where their catalogs and results go."""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from tm.config import Config, Documents, config_file, load
from tm.documents import kind_of
from tm.errors import ConfigError, InputError, Place, UsageError, did_you_mean
from tm.lang import LanguageTag, canonical
from tm.segment import Segmenter, SrxDocument, read_srx

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Doc", "Project", "target_of"]

_WILD = set("*?[")


class Doc(msgspec.Struct, frozen=True):
    """One article: its name (`<doc>`), its path below the project's folder, kind and options."""

    name: str
    path: str
    kind: str
    options: Documents

    @property
    def extension(self) -> str:
        """The article's file name extension with its dot."""
        return PurePosixPath(self.path).suffix


class Project:
    """A configuration and the folder it is for; all paths below are under that folder."""

    def __init__(self, config: Config, root: Path) -> None:
        self.config = config
        self.root = root

    @classmethod
    def open(cls, start: Path | None = None) -> Project:
        """Return the project of a folder (default: the current one); ConfigError as `load`."""
        return cls(*load(start or Path()))

    @cached_property
    def config_path(self) -> str:
        """The file of the configuration as messages show it, "" where there is none."""
        path = config_file(self.root)
        return self.shown(path) if path else ""

    # --- documents ------------------------------------------------------------------------------

    def documents(self, paths: Sequence[str] = ()) -> list[Doc]:
        """Return the project's articles, or those named by path or document name.

        A path that the configuration does not list is taken as it is. UsageError when there is no
        document, when two have one name, or when a name is unknown.
        """
        chosen: dict[str, Doc] = {}
        for doc in map(self._choose, paths) if paths else self._configured:
            _add(chosen, doc)
        if not chosen:
            raise UsageError(
                "there are no documents",
                hint='name an article, or set documents = ["seeds/*.md"] in tm.toml',
            )
        return list(chosen.values())

    @cached_property
    def _configured(self) -> list[Doc]:
        docs: dict[str, Doc] = {}
        for glob in self.config.documents.paths:
            fixed = _fixed_part(glob)
            for path in self._matching(glob):
                below = PurePosixPath(os.path.relpath(self.root / path, self.root / fixed))
                if ".." in below.parts:
                    raise _no_pattern(glob)
                _add(docs, self._doc(path, str(below)))
        return list(docs.values())

    def _matching(self, glob: str) -> list[str]:
        """Return the files of a glob, relative to the root and sorted; our own results are none."""
        wild = bool(_WILD & set(glob))
        own = [PurePosixPath(self.config.build), PurePosixPath(self.config.locales)]
        try:
            files = [path for path in self.root.glob(glob) if path.is_file()]
        except (ValueError, NotImplementedError) as error:
            raise _no_pattern(glob) from error
        found = sorted(PurePosixPath(os.path.relpath(path, self.root)) for path in files)
        if not found and not wild and (self.root / glob).is_dir():
            pattern = PurePosixPath(glob) / "*.md"
            raise ConfigError(f"“{glob}” under documents is a folder", hint=f"write {pattern}")
        if not found and not wild:
            raise InputError("does not exist", place=Place(glob), hint="see documents in tm.toml")
        return [
            str(path)
            for path in found
            if not wild or not any(path.is_relative_to(folder) for folder in own)
        ]

    def _doc(self, relative: str, below: str) -> Doc:
        kind = kind_of(relative)
        if kind is None:
            raise InputError(
                "is no document we can read", place=Place(relative), hint="use .md, .html or .txt"
            )
        name = str(PurePosixPath(below).with_suffix(""))
        return Doc(name, relative, kind, self.config.options_for(relative))

    def _choose(self, path: str) -> Doc:
        docs = self._configured
        known = {doc.name: doc for doc in docs} | {doc.path: doc for doc in docs}
        file = Path(path)
        if not file.is_file():
            if path in known:
                return known[path]
            if file.exists():
                raise InputError("is no file", place=Place(path), hint="name an article in it")
            hint = did_you_mean(path, {doc.name for doc in docs}) if docs else "check the path"
            raise InputError("there is no such document", place=Place(path), hint=hint)
        root = self.root.resolve()
        named = PurePosixPath(os.path.relpath(file, root)).as_posix()  # may be a symbolic link
        relative = PurePosixPath(os.path.relpath(file.resolve(), root)).as_posix()
        doc = known.get(named) or known.get(relative) or self._doc(relative, file.name)
        _add({doc.name: doc for doc in docs}, doc)
        return doc

    # --- languages ------------------------------------------------------------------------------

    def targets(self, wanted: Sequence[str] = (), doc: Doc | None = None) -> list[str]:
        """Return the languages that are wanted, else configured, else those with a catalog.

        `doc` says whose catalogs; without it those of any document. UsageError when there are none,
        or when the source language is among those wanted.
        """
        found = [canonical(lang) for lang in wanted] or list(self.config.targets)
        if self.config.source in found:
            raise UsageError(
                f"{self.config.source} is the source language", hint="--to names another one"
            )
        found = found or self._with_catalog(f"{doc.name}.po" if doc else "**/*.po")
        if not found:
            raise UsageError(
                f"{doc.name} has no catalog" if doc else "no target language",
                hint='pass --to be, or set targets = ["ru", "be"] in tm.toml',
            )
        return list(dict.fromkeys(found))

    def _with_catalog(self, pattern: str) -> list[str]:
        """Return the languages whose folder of catalogs has a match, sorted."""
        folders = sorted((self.root / self.config.locales).glob("*/"))
        found = [folder.name for folder in folders if any(folder.glob(pattern))]
        return [canonical(name) for name in found if _LOCALE.fullmatch(name)]

    @cached_property
    def srx(self) -> SrxDocument | None:
        """The user's segmentation rules, or None for ours."""
        if not self.config.segmentation.srx:
            return None
        return read_srx(self.root / self.config.segmentation.srx)

    def segmenter(self, lang: str) -> Segmenter:
        """Return the segmenter of a language."""
        return Segmenter.for_language(lang, self.srx)

    # --- paths ----------------------------------------------------------------------------------

    def pot(self, doc: Doc) -> Path:
        """The template of a document: locales/<doc>.pot."""
        return self.root / self.config.locales / f"{doc.name}.pot"

    def po(self, doc: Doc, lang: str) -> Path:
        """The catalog of a document in a language: locales/<lang>/<doc>.po."""
        return self.root / self.config.locales / _gettext(lang) / f"{doc.name}.po"

    def tmx(self, doc: Doc) -> Path:
        """The memory derived from a document's catalogs: locales/<doc>.tmx."""
        return self.root / self.config.locales / f"{doc.name}.tmx"

    def built(self, doc: Doc, lang: str) -> Path:
        """The translated article: build/<lang>/<doc>.<ext>."""
        return self.root / self.config.build / _gettext(lang) / f"{doc.name}{doc.extension}"

    def mo(self, doc: Doc, lang: str) -> Path:
        """The compiled catalog: build/<lang>/LC_MESSAGES/<doc>.mo."""
        return self.root / self.config.build / _gettext(lang) / "LC_MESSAGES" / f"{doc.name}.mo"

    def exported(self, doc: Doc, form: str, languages: Sequence[str]) -> str:
        """Where an export goes: the TMX beside the catalogs, build/<doc>.<format> otherwise.

        Moses has one file a language: build/<doc>.en,build/<doc>.ru.
        """
        if form == "tmx":
            return self.shown(self.tmx(doc))
        stem = self.shown(self.root / self.config.build / doc.name)
        endings = languages if form == "moses" else [form]
        return ",".join(f"{stem}.{ending}" for ending in endings)

    def check_output(self, doc: Doc, output: str, *, template: bool = False) -> None:
        """Raise UsageError when a named output is what the document is made of.

        That is its article, its template unless it is the template that is written, and its
        catalogs; `output` is a path, or several with a comma between.
        """
        locales = self.root / self.config.locales
        kept = [self.root / doc.path, *(f / f"{doc.name}.po" for f in locales.glob("*/"))]
        kept += [] if template else [self.pot(doc)]
        outputs = {Path(path).resolve() for path in (output, *output.split(","))}
        for path in kept:
            if path.resolve() in outputs:
                raise UsageError(
                    "is a source of the document, not an output",
                    place=Place(self.shown(path)),
                    hint="write somewhere else",
                )

    def shown(self, path: Path) -> str:
        """Return a path as messages show it: relative to the current folder where it is below."""
        try:
            return str(path.resolve().relative_to(Path.cwd()))
        except ValueError:
            return str(path)


def _gettext(lang: str) -> str:
    return LanguageTag.parse(lang).gettext


def _fixed_part(glob: str) -> str:
    """Return the folders of a glob before its first wildcard.

    >>> _fixed_part("docs/guide/**/*.md"), _fixed_part("seeds/belarus-2020.md")
    ('docs/guide', 'seeds')
    """
    parts = PurePosixPath(glob).parts
    fixed = [part for part in parts[:-1] if not _WILD & set(part)]
    stop = next((i for i, part in enumerate(parts[:-1]) if _WILD & set(part)), len(fixed))
    return str(PurePosixPath(*parts[:stop])) if stop else "."


def _no_pattern(glob: str) -> ConfigError:
    return ConfigError(
        f"“{glob}” is no pattern of documents",
        hint="use paths relative to the configuration file, as in guide/**/*.md",
    )


def _add(docs: dict[str, Doc], doc: Doc) -> None:
    other = docs.setdefault(doc.name, doc)
    if other.path != doc.path:
        raise UsageError(
            f"two documents are called “{doc.name}”: {other.path} and {doc.path}",
            hint="rename one, or move it to another folder",
        )


def target_of(path: str) -> str | None:
    """Return the target language of a catalog as its path has it: ru/x.po, x.ru.po, ru.po.

    >>> target_of("po/be.po"), target_of("locales/be@tarask/a.po"), target_of("a.po")
    ('be', 'be-tarask', None)
    """
    pure = PurePosixPath(path)
    for part in (*reversed(pure.stem.split(".")), *reversed(pure.parts[:-1])):
        if _LOCALE.fullmatch(part) and re.split("[-_@]", part)[0] in _LANGUAGES:
            return canonical(part)
    return None


_LOCALE = re.compile(r"[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_][A-Z]{2})?(?:[@-][a-z]{5,8})?")
_LANGUAGES = frozenset(
    [
        *("be", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hu", "hy", "it"),
        *("ja", "ka", "kk", "ko", "ky", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl"),
        *("sr", "sv", "tg", "tr", "tt", "uk", "uz", "zh"),
    ]
)
"""What counts as a language in a path; any other is named by the header or --to."""
