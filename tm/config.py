"""Configuration: `tm.toml`, or `[tool.tm]` in pyproject.toml, as one frozen `Config`."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from tm.errors import ConfigError, LanguageError, Place, did_you_mean
from tm.files import read_bytes
from tm.lang import canonical

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Config", "DocumentOptions", "Documents", "Segmentation", "load"]

UnitKind = Literal["sentence", "paragraph"]
References = Literal["file", "line", "none"]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A TOML table: keys in kebab-case, unknown ones an error."""


class DocumentOptions(_Table, frozen=True):
    """What may differ from document to document.

    unit: how an article is cut: "sentence" or "paragraph".
    references: what "#:" holds: "file", "line" (file:line) or "none".
    front-matter: the front-matter keys whose values are translated.
    """

    unit: UnitKind | None = None
    references: References | None = None
    front_matter: tuple[str, ...] | None = None


class Documents(DocumentOptions, frozen=True):
    """The articles and how they are cut.

    paths: globs, relative to the configuration file.
    override: options for the documents whose path matches a glob.
    """

    unit: UnitKind = "sentence"
    references: References = "file"
    front_matter: tuple[str, ...] = ("title", "description", "summary")
    paths: tuple[str, ...] = ()
    override: dict[str, DocumentOptions] = {}


class Segmentation(_Table, frozen=True):
    """How sentences are found.

    srx: an SRX 2.0 file to use instead of the built-in rules, relative to the configuration file.
    """

    srx: str = ""


class Config(_Table, frozen=True):
    """The whole configuration; every key has a default.

    source: language of the articles.
    targets: languages they are translated into.
    locales: folder of the catalogs.
    build: folder of the translated articles and compiled catalogs.
    """

    source: str = "en"
    targets: tuple[str, ...] = ()
    locales: str = "locales"
    build: str = "build"
    documents: Documents = Documents()
    segmentation: Segmentation = Segmentation()

    def options_for(self, path: str) -> Documents:
        """Return the options for one path: the general ones under every matching override."""
        result = self.documents
        for glob, options in self.documents.override.items():
            if _matches(path, glob):
                changes = {
                    k: v for k, v in msgspec.structs.asdict(options).items() if v is not None
                }
                result = msgspec.structs.replace(result, **changes)
        return result


def _matches(path: str, glob: str) -> bool:
    """Whether a path fits a glob in which ** spans folders and * does not.

    >>> _matches("guide/a/b.md", "guide/**/*.md"), _matches("guide/a/b.md", "guide/*.md")
    (True, False)
    """
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    regexes = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.fullmatch("".join(regexes.get(p, re.escape(p)) for p in pieces), path) is not None


def load(start: Path) -> tuple[Config, Path]:
    """Find the configuration in `start` or a folder above and read it.

    Returns the configuration and the folder its paths are relative to; the defaults and `start`
    where there is none. ConfigError names the file, the line and the closest known key.
    """
    for folder in (start, *start.resolve().parents):
        for name, table in (("tm.toml", ()), ("pyproject.toml", ("tool", "tm"))):
            path = folder / name
            if path.is_file():
                data = _read(path)
                found = _descend(data, table)
                if found is not None:
                    return _convert(found, path), folder
    return Config(), start


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_bytes(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(
            "is not UTF-8", place=Place(str(path)), hint="save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Place(str(path), int(at[1]), int(at[2])) if at else Place(str(path))
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigError(f"is not TOML: {message}", place=place) from error


def _descend(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any] | None:
    for name in names:
        if not isinstance(data.get(name), dict):
            return None
        data = data[name]
    return data


def _convert(data: dict[str, Any], path: Path) -> Config:
    if isinstance(data.get("documents"), list):  # the short form: documents = ["seeds/*.md"]
        data = {**data, "documents": {"paths": data["documents"]}}
    try:
        config = msgspec.convert(data, Config)
        return msgspec.structs.replace(
            config, source=canonical(config.source), targets=tuple(map(canonical, config.targets))
        )
    except LanguageError as error:
        raise ConfigError(error.message, place=_find(path, ""), hint=error.hint) from error
    except msgspec.ValidationError as error:
        raise _explain(str(error), path) from error


_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`(?: - at `(.+)`)?")


def _explain(message: str, path: Path) -> ConfigError:
    unknown = _UNKNOWN.fullmatch(message)
    if unknown is None:
        key = re.findall(r"[\w-]+", message.rpartition("`$.")[2])
        return ConfigError(message, place=_find(path, key[-1] if key else ""))
    name, at = unknown[1], unknown[2] or "$"
    hint = did_you_mean(name, _keys_at(at))
    return ConfigError(f"unknown key “{name}”", place=_find(path, name), hint=hint)


def _keys_at(at: str) -> tuple[str, ...]:
    table: type[msgspec.Struct] = Config
    if at.startswith("$.documents"):
        table = Documents if at == "$.documents" else DocumentOptions
    elif at.startswith("$.segmentation"):
        table = Segmentation
    return tuple(field.encode_name for field in msgspec.structs.fields(table))


def _find(path: Path, key: str) -> Place:
    """Return the first line that sets the key or opens its table."""
    if key:
        pattern = re.compile(rf'^\s*(?:\[+[^\]]*)?"?{re.escape(key)}"?\s*[=\].]')
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.match(line):
                return Place(str(path), number, line.index(key) + 1)
    return Place(str(path))
