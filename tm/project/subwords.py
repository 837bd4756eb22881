"""Texts by language that subwords are trained on and measured with: files or the memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tm.catalog.joined import merge
from tm.catalog.status import is_ready
from tm.files import read_bytes
from tm.formats import EXTENSIONS
from tm.lang import canonical
from tm.project.exchange import open_input
from tm.project.memory import open_memory
from tm.project.searching import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.model import Unit
    from tm.project.layout import Project

__all__ = ["texts_by_language"]


def texts_by_language(
    project: Project, paths: Sequence[str], langs: Sequence[str] = (), memory: str = ""
) -> dict[str, list[str]]:
    """Return the finished texts of files, without files those of the memory, by language.

    Each text once a language, in order. A file of lines is of the first of `langs`.
    """
    wanted = [canonical(lang) for lang in langs]
    found: dict[str, dict[str, None]] = {}
    for lang, text in _files(paths, wanted) if paths else _memory(project, memory):
        if text and (not wanted or lang in wanted):
            found.setdefault(lang, {})[text] = None
    return {lang: [*texts] for lang, texts in sorted(found.items())}


def _files(paths: Sequence[str], langs: Sequence[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if "," not in path and Path(path).suffix.lower() not in EXTENSIONS:
            own = langs[0] if langs else ""
            yield from ((own, line) for line in lines_of(read_bytes(Path(path)), path))
            continue
        with open_input(path) as document:
            for unit in merge(document.units):
                yield from _texts(unit)


def _texts(unit: Unit) -> Iterator[tuple[str, str]]:
    for variant in unit.variants if not unit.obsolete else ():
        if variant.lang == unit.source or is_ready(variant.state):
            for form in variant.forms or (variant.segment,):
                yield variant.lang, form.plain


def _memory(project: Project, path: str) -> Iterator[tuple[str, str]]:
    with open_memory(project, path) as memory:
        for entry in memory.entries():
            yield from _texts(entry.unit)
