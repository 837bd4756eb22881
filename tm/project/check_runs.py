"""Running rules over many files: in groups that belong together, in parallel, with a cache.

A group is a document: its article and its catalogs, or the catalogs whose paths differ only in the
language. Groups do not depend on one another, so that each is checked in any process and taken from
the cache while none of its files has changed. Rules over the whole project come last.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec

from tm.checks.base import Context, ProjectRule
from tm.checks.run import run_file, run_project
from tm.checks.settings import Settings
from tm.checks.suppress import Ignore, ignores
from tm.errors import CharsetError, SyntaxProblemError, UsageError
from tm.model import Finding, Severity
from tm.project.check_cache import Cache, signature
from tm.project.layout import target_of
from tm.project.revisions import content_at
from tm.project.stores import register_of, terms_of
from tm.project.subjects import open_checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tm.checks.base import File
    from tm.project.layout import Project

__all__ = ["CheckRun", "Checking", "FileOutcome", "Outcome"]

_SMALL = 500_000
"""Bytes below which other processes cost more time than they save."""


class Checking(msgspec.Struct, frozen=True):
    """What is checked and how.

    select, ignore, level: the rules, as in the configuration, which they go before.
    source, target: languages of the files, where those do not say.
    register, terms: other files than the configured ones; `use_register` says whether one is used.
    spell: whether spelling is checked even where the configuration does not say so.
    jobs: how many processes, 0 for as many as there are processors.
    cache: where results are kept, "" for the project's own place.
    since: a git revision; only units that differ from it are reported.
    baseline: a file of findings that are not reported.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: Severity | None = None
    source: str | None = None
    target: str | None = None
    register: str = ""
    terms: str = ""
    use_register: bool = True
    spell: bool = False
    jobs: int = 1
    cache: str = ""
    since: str = ""
    baseline: str = ""


class FileOutcome(msgspec.Struct):
    """What was found in one file: `findings` by the rules as they are, before any suppression."""

    path: str
    units: int
    findings: list[Finding]
    ignores: list[Ignore]


class Outcome(msgspec.Struct):
    """What was found in a group of files, in each and by the rules on all of them."""

    files: list[FileOutcome]
    findings: list[Finding]


class CheckRun:
    """The rules that a request wants, over groups of files."""

    def __init__(self, project: Project, wanted: Checking) -> None:
        if wanted.spell or any(name.startswith("spelling") for name in wanted.select):
            project = _with_spelling(project)
        self.project = project
        self.wanted = wanted
        self.settings = Settings(project.config.checks, wanted.select, wanted.ignore, wanted.level)
        self.rules = self.settings.rules()
        if wanted.since:  # says now that there is no such revision
            content_at(wanted.since, project.root / "tm.toml")
        self._wide = [rule for rule in self.rules if isinstance(rule, ProjectRule)]
        self._context: Context | None = None

    @property
    def context(self) -> Context:
        """What the rules share; the register and the termbase are read at first use."""
        if self._context is None:
            wanted = self.wanted
            register = register_of(self.project, wanted.register) if wanted.use_register else None
            terms = terms_of(self.project, wanted.terms)
            self._context = Context(self.project.config, register, terms, self.project.root)
        return self._context

    def run(self, paths: Sequence[str]) -> list[Outcome]:
        """Return what is found in the files, group by group, that of the whole project last."""
        groups = _groups(self.project, paths)
        cache = Cache(self.project, self.wanted.cache, signature(self.project, self.wanted))
        keys = [cache.key(group) for group in groups]
        found = [cache.get(key, Outcome) for key in keys]
        missing = [at for at, outcome in enumerate(found) if outcome is None]
        for at, outcome in zip(missing, self._work([groups[at] for at in missing]), strict=True):
            found[at] = outcome
            cache.put(keys[at], outcome)
        wide = [rule for rule in self._wide if rule.across == "project"]
        if wide:
            key = cache.key([path for group in groups for path in group], "project")
            outcome = cache.get(key, Outcome) or self._project(wide, groups)
            cache.put(key, outcome)
            found.append(outcome)
        cache.save()
        return [outcome for outcome in found if outcome is not None]

    def _work(self, groups: Sequence[Sequence[str]]) -> Iterable[Outcome]:
        jobs = self.wanted.jobs or len(os.sched_getaffinity(0))
        size = sum(Path(path).stat().st_size for group in groups for path in group)
        if jobs == 1 or len(groups) == 1 or size < _SMALL:
            return map(self.group, groups)
        return _in_processes(self, groups, jobs)

    def group(self, paths: Sequence[str]) -> Outcome:
        """Return what is found in the files of one document."""
        opened = [self._open(path) for path in paths]
        outcomes = [self._file(path, file) for path, file in zip(paths, opened, strict=True)]
        rules = [rule for rule in self._wide if rule.across == "document"]
        files = [file for file in opened if not isinstance(file, Finding)]
        return Outcome(outcomes, run_project(rules, files, self.context))

    def _file(self, path: str, file: File | Finding) -> FileOutcome:
        if isinstance(file, Finding):
            return FileOutcome(path, 0, [file], [])
        findings = run_file(self.rules, file, self.context)
        return FileOutcome(path, len(file.subjects), findings, list(ignores(file)))

    def _open(self, path: str, data: bytes | None = None) -> File | Finding:
        """Return a file, or the finding that says why it cannot be read."""
        wanted = self.wanted
        try:
            return open_checked(
                self.project, path, source=wanted.source, target=wanted.target, data=data
            )
        except (SyntaxProblemError, CharsetError) as error:
            return _unreadable(path, error)

    def file(self, path: str, data: bytes) -> tuple[File, FileOutcome] | None:
        """Return a file with other content, and what is found in it; None if it is unreadable."""
        opened = self._open(path, data)
        return None if isinstance(opened, Finding) else (opened, self._file(path, opened))

    def _project(self, rules: Sequence[ProjectRule], groups: Iterable[Sequence[str]]) -> Outcome:
        opened = [self._open(path) for group in groups for path in group]
        files = [file for file in opened if not isinstance(file, Finding)]
        return Outcome([], run_project(rules, files, self.context))


def _with_spelling(project: Project) -> Project:
    checks = project.config.checks
    spelling = msgspec.structs.replace(checks.spelling, enabled=True)
    checks = msgspec.structs.replace(checks, spelling=spelling)
    return type(project)(msgspec.structs.replace(project.config, checks=checks), project.root)


def _unreadable(path: str, error: SyntaxProblemError | CharsetError) -> Finding:
    place = error.place
    message = f"{error.message} ({error.hint})" if error.hint else error.message
    return Finding(
        rule="gettext/syntax",
        severity="error",
        message=message,
        path=path,
        line=place.line if place else 0,
        column=place.column if place else 0,
    )


# --- groups ---------------------------------------------------------------------------------------


def _groups(project: Project, paths: Iterable[str]) -> list[list[str]]:
    """Return the files by document, in their order."""
    own = _documents(project)
    groups: dict[str, list[str]] = {}
    for path in paths:
        name = own.get(os.path.realpath(path)) or _without_language(path)
        groups.setdefault(name, []).append(path)
    return list(groups.values())


def _documents(project: Project) -> dict[str, str]:
    """Return the document of every file that a configured document has."""
    try:
        docs = project.documents() if project.config.documents.paths else []
    except UsageError:
        docs = []
    found: dict[str, str] = {}
    for doc in docs:
        paths = [project.root / doc.path, project.pot(doc)]
        paths += [project.po(doc, lang) for lang in project.targets((), doc)]
        found |= {os.path.realpath(path): f"document {doc.name}" for path in paths}
    return found


def _without_language(path: str) -> str:
    """Return a path with * for the part that names its language, as in po/be.po, be/x.po.

    >>> _without_language("locales/be/a.po"), _without_language("a.po")
    ('locales/*/a.po', 'a.po')
    """
    lang = target_of(path)
    if lang is None:
        return path
    pure = PurePath(path)
    parts = [*pure.parts[:-1]]
    stem = [("*" if target_of(f"{part}.x") == lang else part) for part in pure.stem.split(".")]
    if "*" not in stem:
        last = max(at for at, part in enumerate(parts) if target_of(f"{part}/x") == lang)
        parts[last] = "*"
    return str(PurePath(*parts, ".".join(stem) + pure.suffix))


# --- processes ------------------------------------------------------------------------------------

_running: list[CheckRun] = []
"""What a worker process works with."""


def _in_processes(run: CheckRun, groups: Sequence[Sequence[str]], jobs: int) -> Iterator[Outcome]:
    chunk = max(1, min(8, len(groups) // (4 * jobs)))
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(run,)) as pool:
        yield from pool.map(_group, groups, chunksize=chunk)


def _start(run: CheckRun) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says that it was interrupted
    _running[:] = [run]


def _group(paths: Sequence[str]) -> Outcome:
    return _running[0].group(paths)
