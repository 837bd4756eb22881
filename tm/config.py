"""Configuration: `tm.toml`, or `[tool.tm]` in pyproject.toml, as one frozen `Config`."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Literal, cast

import msgspec

from tm.errors import ConfigError, LanguageError, Place, did_you_mean
from tm.files import read_bytes
from tm.lang import canonical
from tm.model import Severity  # noqa: TC001  (msgspec reads it at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "CheckOptions",
    "Checks",
    "Config",
    "DocumentOptions",
    "Documents",
    "Memory",
    "Names",
    "Policy",
    "Scores",
    "Segmentation",
    "Spelling",
    "Suppression",
    "Terms",
    "config_file",
    "load",
    "matches",
]

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


class Policy(_Table, frozen=True):
    """House style of names in one language.

    base: whether romanised names go by their Russian ("ru") or Belarusian ("be") spelling.
    own: whether a person's own spelling goes before that.
    words: words to avoid and what to write instead: {"Белоруссия" = "Беларусь"}.
    """

    base: Literal["ru", "be"] = "ru"
    own: bool = True
    words: dict[str, str] = {}


class Names(_Table, frozen=True):
    """The register of names and the house style.

    register: the register of names, relative to the configuration file.
    policy: the house style by language.
    """

    register: str = "seeds/names.toml"
    policy: dict[str, Policy] = {}


class Terms(_Table, frozen=True):
    """The termbase.

    base: the termbase, relative to the configuration file.
    """

    base: str = "seeds/terms.toml"


class CheckOptions(_Table, frozen=True):
    """What may differ from language to language and from file to file.

    ignore: families or rules to leave out.
    severity: other severities by family or rule: {"numbers/changed" = "error"}.
    """

    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}


class Suppression(_Table, frozen=True):
    """A finding that is right as it is, for those who cannot write a comment in the file.

    rule: the rule or family that is not to report it.
    unit: the id of the unit, as reports give it.
    until: the last day on which this holds, 2027-01-31; none means for ever.
    reason: why.
    """

    rule: str
    unit: str
    reason: str
    until: str = ""


class Spelling(_Table, frozen=True):
    """Spelling by hunspell dictionaries, with the extra `spell`.

    enabled: whether spelling is checked.
    dictionaries: by language, the path of a dictionary without its ending: {be = "dict/be_BY"}.
    words: a file with your own words, one a line.
    """

    enabled: bool = False
    dictionaries: dict[str, str] = {}
    words: str = ""


class Memory(_Table, frozen=True):
    """The translation memory.

    path: its file, relative to the configuration file.
    index-threshold: the least similarity, 0-1, that a new memory's index answers.
    auto-accept: the least score of a match in its context that `tm pretranslate --accept` takes.
    """

    path: str = ".tm/memory.sqlite"
    index_threshold: float = 0.5
    auto_accept: float = 100


class Checks(CheckOptions, frozen=True):
    """Which rules run, and how bad what they find is.

    select: families or rules to run; none means all of the level.
    level: the least severity that is reported; rules below it run only when they are selected.
    fail-on: the severity from which findings make the exit code 1.
    per-language: ignore and severity for one language.
    per-path: ignore and severity for the files that match a glob.
    suppress: findings that are right as they are.
    spelling: spelling by dictionaries.
    """

    select: tuple[str, ...] = ()
    level: Severity = "warning"
    fail_on: Severity = "error"
    per_language: dict[str, CheckOptions] = {}
    per_path: dict[str, CheckOptions] = {}
    suppress: tuple[Suppression, ...] = ()
    spelling: Spelling = Spelling()


class Scores(_Table, frozen=True):
    """How translations are scored.

    metrics: the metrics that `tm score` computes unless it is told others.
    weights: the weights of annotated errors: "mqm", "wmt" or a TOML file.
    """

    metrics: tuple[str, ...] = ("chrf++", "chrf", "bleu", "ter")
    weights: str = "mqm"


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
    names: Names = Names()
    terms: Terms = Terms()
    memory: Memory = Memory()
    checks: Checks = Checks()
    scores: Scores = Scores()

    def options_for(self, path: str) -> Documents:
        """Return the options for one path: the general ones under every matching override."""
        result = self.documents
        for glob, options in self.documents.override.items():
            if matches(path, glob):
                changes = {
                    k: v for k, v in msgspec.structs.asdict(options).items() if v is not None
                }
                result = msgspec.structs.replace(result, **changes)
        return result


def matches(path: str, glob: str) -> bool:
    """Whether a path fits a glob in which ** spans folders and * does not.

    >>> matches("guide/a/b.md", "guide/**/*.md"), matches("guide/a/b.md", "guide/*.md")
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
        source = _source_in(folder)
        if source is not None:
            return source.convert(source.table() or {}), folder
    return Config(), start


def config_file(folder: Path) -> Path | None:
    """Return the file of a folder that holds a configuration, None where there is none."""
    source = _source_in(folder)
    return source.path if source else None


def _source_in(folder: Path) -> _Source | None:
    for name, table in (("tm.toml", ()), ("pyproject.toml", ("tool", "tm"))):
        if (folder / name).is_file():
            source = _Source(folder / name, table)
            if source.table() is not None:
                return source
    return None


_WRONG = re.compile(r"(.+?)(?: - at `\$\.?(.*)`)?")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+)`")
_TABLE = re.compile(r"\s*\[+\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w.-]|"[^"]*"|'[^']*'|[ \t]*\.[ \t]*)+?)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


class _Source:
    """A TOML file that holds a configuration in one of its tables."""

    def __init__(self, path: Path, prefix: tuple[str, ...]) -> None:
        self.path = path
        self.prefix = prefix
        try:
            self.text = read_bytes(path).decode("utf-8")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise ConfigError(
                "is not UTF-8", place=Place(str(path), line), hint="save it as UTF-8"
            ) from error

    def table(self) -> dict[str, Any] | None:
        """Return the table of the configuration, or None where the file has none."""
        data = self.parse()
        for name in self.prefix:
            inner: object = data.get(name)
            if inner is None:
                return None
            if not isinstance(inner, dict):
                raise ConfigError(f"{name} must be a table", place=self.place(()))
            data = cast("dict[str, Any]", inner)
        return data

    def parse(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except (ValueError, RecursionError) as error:
            at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
            place = Place(str(self.path))
            if at:
                line = int(at[1] or self.text.count("\n") + 1)
                place = Place(str(self.path), line, int(at[2] or 0))
            message = str(error)[: at.start() if at else None]
            raise ConfigError(f"is not TOML: {message}", place=place) from error

    def convert(self, data: dict[str, Any]) -> Config:
        if isinstance(data.get("documents"), list):  # the short form: documents = ["seeds/*.md"]
            data = {**data, "documents": {"paths": data["documents"]}}
        if isinstance(data.get("memory"), str):  # the short form: memory = ".tm/memory.sqlite"
            data = {**data, "memory": {"path": data["memory"]}}
        try:
            config = msgspec.convert(data, Config)
        except msgspec.ValidationError as error:
            raise self.explain(str(error)) from error
        source = self.language("source", config.source)
        targets = tuple(self.language("targets", target) for target in config.targets)
        policy = {
            self.language(f"names.policy.{lang}", lang): house
            for lang, house in config.names.policy.items()
        }
        names = msgspec.structs.replace(config.names, policy=policy)
        per_language = {
            self.language(f"checks.per-language.{lang}", lang): options
            for lang, options in config.checks.per_language.items()
        }
        checks = msgspec.structs.replace(config.checks, per_language=per_language)
        return msgspec.structs.replace(
            config, source=source, targets=targets, names=names, checks=checks
        )

    def language(self, key: str, value: str) -> str:
        try:
            return canonical(value)
        except LanguageError as error:
            place = self.place(tuple(key.split(".")))
            raise ConfigError(f"{key}: {error.message}", place=place, hint=error.hint) from error

    def explain(self, message: str) -> ConfigError:
        """Return our error for one of msgspec, such as "Expected `str` … - at `$.a.b[...]`"."""
        match = _WRONG.fullmatch(message)
        what, where = (match[1], match[2] or "") if match else (message, "")
        path = re.sub(r"\[\d+\]", "", where.replace("[...]", ".*"))
        keys = tuple(part for part in path.split(".") if part)
        unknown = _UNKNOWN.fullmatch(what)
        if unknown is None:
            name = where.removesuffix("[...]")
            return ConfigError(f"{name}: {what[:1].lower()}{what[1:]}", place=self.place(keys))
        hint = did_you_mean(unknown[1], _known_keys(keys))
        place = self.place((*keys, unknown[1]))
        return ConfigError(f"unknown key “{unknown[1]}”", place=place, hint=hint)

    def place(self, keys: tuple[str, ...]) -> Place:
        """Return the line that sets a key ("*" is any), else what holds it, else the file."""
        wanted = (*self.prefix, *keys)
        best, result = len(self.prefix), Place(str(self.path))
        for number, (found, column) in enumerate(self.lines(), start=1):
            common = min(len(found), len(wanted))
            fits = all(b in {a, "*"} for a, b in zip(found, wanted, strict=False))
            if fits and common > best:
                best, result = common, Place(str(self.path), number, column)
        return result

    def lines(self) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yield the full key that each line sets or opens, and its column; () for other lines."""
        table: tuple[str, ...] = ()
        for line in self.text.splitlines():
            header, key = _TABLE.match(line), _KEY.match(line)
            if key:
                yield (*table, *_parts(key[1])), key.start(1) + 1
            elif header:
                table = _parts(header[1])
                yield table, header.start(1) + 1
            else:
                yield (), 0


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _known_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the table that a key path names."""
    tables: dict[str, type[_Table]] = {
        "": Config,
        "documents": Documents,
        "segmentation": Segmentation,
        "names": Names,
        "terms": Terms,
        "memory": Memory,
        "checks": Checks,
        "checks.suppress": Suppression,
        "checks.spelling": Spelling,
        "names.policy.*": Policy,
        "checks.per-language.*": CheckOptions,
        "checks.per-path.*": CheckOptions,
    }
    above = ".".join((*keys[:-1], "*"))
    fields = msgspec.structs.fields(
        tables.get(".".join(keys)) or tables.get(above) or DocumentOptions
    )
    return tuple(field.encode_name for field in fields)
