"""Where the documents of a project are, and where their catalogs and results go."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from tm.config import Config, Documents, load
from tm.documents import kind_of
from tm.errors import InputError, Place, UsageError, did_you_mean
from tm.lang import LanguageTag, canonical
from tm.segment import Segmenter, SrxDocument, read_srx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Doc", "Project", "target_of"]

_WILD = set("*?[")


class Doc(msgspec.Struct, frozen=True):
    """One article: its name (`<doc>`), its path relative to the project's folder, kind and options."""

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
        """Return the project of a folder (default: the current one); ConfigError as `config.load`."""
        return cls(*load(start or Path()))

    # --- documents ------------------------------------------------------------------------------

    def documents(self, paths: Sequence[str] = ()) -> list[Doc]:
        """Return the project's articles, or those named by path or document name.

        A path that the configuration does not list is taken as it is. UsageError when there is no
        document, when two have one name, or when a name is unknown.
        """
        docs = self._configured
        chosen = [self._choose(path, docs) for path in paths] if paths else docs
        if not chosen:
            raise UsageError(
                "there are no documents",
                hint='name an article, or set documents = ["seeds/*.md"] in tm.toml',
            )
        return chosen

    @cached_property
    def _configured(self) -> list[Doc]:
        docs: dict[str, Doc] = {}
        for glob in self.config.documents.paths:
            fixed = _fixed_part(glob)
            for path in sorted(self.root.glob(glob)):
                relative = path.relative_to(self.root).as_posix()
                if path.is_file():
                    _add(docs, self._doc(relative, str(PurePosixPath(relative).relative_to(fixed))))
        return list(docs.values())

    def _doc(self, relative: str, below: str) -> Doc:
        kind = kind_of(relative)
        if kind is None:
            raise InputError(
                "is no document we can read", place=Place(relative), hint="use .md, .html or .txt"
            )
        name = str(PurePosixPath(below).with_suffix(""))
        return Doc(name, relative, kind, self.config.options_for(relative))

    def _choose(self, path: str, docs: Iterable[Doc]) -> Doc:
        known = {doc.name: doc for doc in docs} | {doc.path: doc for doc in docs}
        if path in known:
            return known[path]
        file = Path(path)
        if not file.is_file():
            names = sorted({doc.name for doc in docs})
            hint = did_you_mean(path, names) if names else "check the path"
            raise UsageError(f"there is no document “{path}”", hint=hint)
        inside = file.resolve().is_relative_to(self.root.resolve())
        relative = file.resolve().relative_to(self.root.resolve()).as_posix() if inside else path
        return known.get(relative) or self._doc(relative, file.name)

    # --- languages ------------------------------------------------------------------------------

    def targets(self, wanted: Sequence[str] = (), doc: Doc | None = None) -> list[str]:
        """Return the target languages: those wanted, else the configured, else those with a catalog."""
        if wanted:
            return [canonical(lang) for lang in wanted]
        if self.config.targets:
            return list(self.config.targets)
        pattern = f"*/{doc.name}.po" if doc else "*/*.po"
        found = sorted((self.root / self.config.locales).glob(pattern))
        return [
            canonical(path.relative_to(self.root / self.config.locales).parts[0]) for path in found
        ]

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
        return ",".join(f"{stem}.{lang}" for lang in languages) if form == "moses" else f"{stem}.{form}"

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


def _add(docs: dict[str, Doc], doc: Doc) -> None:
    other = docs.setdefault(doc.name, doc)
    if other.path != doc.path:
        raise UsageError(
            f"two documents are called “{doc.name}”: {other.path} and {doc.path}",
            hint="rename one, or move it to another folder",
        )


def target_of(path: str, language: str | None) -> str | None:
    """Return the target language of a catalog: its Language header, else what its path says.

    >>> target_of("po/be.po", None), target_of("locales/be@tarask/a.po", None), target_of("a.po", "ru")
    ('be', 'be-tarask', 'ru')
    """
    if language:
        return canonical(language)
    pure = PurePosixPath(path)
    for candidate in (*reversed(pure.stem.split(".")), *reversed(pure.parts[:-1])):
        if candidate in _COMMON or "@" in candidate:
            return canonical(candidate)
    return None


_COMMON = frozenset(
    "be ru uk pl en de fr lt lv be@latin be@tarask be_BY ru_RU uk_UA pl_PL en_US en_GB".split()
)
