"""What a report of a project shows, gathered from its catalogs, register, memory and scores."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.catalog.wording import Span, word_diff
from tm.checks.base import Context
from tm.errors import InputError, UsageError
from tm.memory.leverage import WEIGHTS, Leverage, leverage
from tm.memory.score import Knowledge
from tm.names.detect.texts import Row
from tm.names.matrix import Entry, registered
from tm.project.checking import Checking, check
from tm.project.estimating import rank
from tm.project.leverage import sentences_of
from tm.project.memory import memory_path, open_memory
from tm.project.mentions import read_rows
from tm.project.scoring import (
    History,
    Reading,
    metrics_of,
    read_history,
    read_texts,
    scoring,
    translations,
)
from tm.project.stores import register_of
from tm.project.subjects import open_checked
from tm.project.work import status
from tm.scores.base import Resampling
from tm.scores.names import NameAccuracy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.catalog.status import Status
    from tm.model import Finding
    from tm.names.register import Register
    from tm.project.layout import Project
    from tm.project.scoring import Texts
    from tm.scores.base import Score
    from tm.scores.names import Mentioned

__all__ = ["Named", "Overview", "Placed", "Scored", "Wanted", "Worst", "gather"]


class Wanted(msgspec.Struct, frozen=True):
    """What a report is asked for: languages, pairs of hypothesis and reference, other files."""

    langs: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    memory: str = ""
    history: str = ""
    worst: int = 30


class Scored(msgspec.Struct, frozen=True):
    """A score of a file in a language."""

    file: str
    lang: str
    score: Score


class Worst(msgspec.Struct, frozen=True):
    """A segment that should be looked at: its texts, why, and how it differs from the reference.

    `spans` go from the reference to the translation; without a reference the text is one span.
    """

    file: str
    lang: str
    segment: str
    source: str
    value: float
    why: str
    spans: tuple[Span, ...]


class Named(msgspec.Struct, frozen=True):
    """A name of a source that is not rendered, and the language it should be in."""

    lang: str
    mention: Mentioned


class Placed(msgspec.Struct, frozen=True):
    """A finding, and the whole text that its span is in."""

    finding: Finding
    whole: str


class Overview(msgspec.Struct, frozen=True):
    """Everything a report shows; empty lists are left out of it."""

    source: str
    langs: tuple[str, ...]
    statuses: list[Status]
    findings: list[Placed]
    names: list[Entry]
    unrendered: list[Named]
    leverage: list[Leverage]
    scores: list[Scored]
    history: list[History]
    worst: list[Worst]


def gather(project: Project, wanted: Wanted) -> Overview:
    """Gather what there is; errors are those of reading the files."""
    docs = project.documents()
    if not docs:
        raise UsageError("there are no documents", hint="name them in the configuration")
    langs = tuple(lang for lang in project.targets(wanted.langs) if _has_catalogs(project, lang))
    files = [
        project.shown(project.po(doc, lang))
        for doc in docs
        for lang in langs
        if project.po(doc, lang).exists()
    ]
    register = register_of(project)
    scores, unrendered = _names(project, files, register)
    history = read_history(wanted.history) if wanted.history else []
    worst: list[Worst] = []
    for pair in wanted.pairs:
        made, segments = _compared(project, pair, wanted)
        scores += made
        worst += segments
    return Overview(
        project.config.source,
        langs,
        status(project, docs, list(langs)),
        _findings(project, files),
        registered(_rows(project, files), register) if register else [],
        unrendered,
        _leverage(project, langs, wanted.memory),
        scores,
        history,
        worst or _doubtful(project, files, wanted),
    )


def _findings(project: Project, files: Sequence[str]) -> list[Placed]:
    """Return what the checks find, each with the text of its side."""
    texts: dict[tuple[str, str, str], str] = {}
    for path in files:
        for subject in open_checked(project, path).subjects:
            for side in (*subject.sources, *subject.targets):
                texts[path, subject.unit.id, side.name] = side.text
    return [
        Placed(one, texts.get((one.path, one.unit, one.side), one.text))
        for one in check(project, files, Checking()).findings
    ]


def _rows(project: Project, files: Sequence[str]) -> list[Row]:
    """Return the texts of the catalogs; those of a source once, however many languages it has."""
    seen: set[str] = set()
    found: list[Row] = []
    for path in files:
        name = Path(path).name
        for row in read_rows(project, [path]):
            texts = (t for t in row.texts if name not in seen or t.lang != project.config.source)
            found.append(Row(row.document, tuple(texts)))
        seen.add(name)
    return found


def _has_catalogs(project: Project, lang: str) -> bool:
    return any(project.po(doc, lang).exists() for doc in project.documents())


def _names(
    project: Project, files: Sequence[str], register: Register | None
) -> tuple[list[Scored], list[Named]]:
    """Return the name accuracy of every catalog, and the names that are not rendered."""
    if register is None:
        return [], []
    context = Context(project.config, register, root=project.root)
    metric = NameAccuracy(context)
    scores: list[Scored] = []
    lost: list[Named] = []
    for texts in _readable(files, project):
        made = scoring([metric], translations(texts), Resampling())
        scores += [Scored(texts.path, texts.lang, one) for one in made.scores]
        lost += [Named(texts.lang, one) for one in made.names]
    return scores, lost


def _readable(files: Sequence[str], project: Project) -> Iterator[Texts]:
    for path in files:
        try:
            yield read_texts(path, Reading(project.config.source))
        except InputError:  # nothing is translated yet
            continue


def _compared(
    project: Project, pair: tuple[str, str], wanted: Wanted
) -> tuple[list[Scored], list[Worst]]:
    """Return the scores of a hypothesis, and its worst segments beside the references."""
    hypothesis, reference = pair
    how = Reading(project.config.source, fuzzy=True)
    texts = translations(read_texts(hypothesis, how), read_texts(reference, how), None, how)
    metrics = metrics_of(project, project.config.scores.metrics)
    made = scoring(metrics, texts, Resampling(), "segment")
    first = metrics[0]
    order = sorted(
        range(len(made.segments)),
        key=lambda at: (made.segments[at][0] or 0.0) * (1 if first.higher else -1),
    )
    different = [at for at in order if texts.hypotheses[at] != texts.references[at]]
    return [Scored(hypothesis, texts.lang, one) for one in made.scores], [
        Worst(
            hypothesis,
            texts.lang,
            texts.ids[at] if texts.ids else str(at + 1),
            texts.sources[at] if texts.sources else "",
            made.segments[at][0] or 0.0,
            first.name,
            word_diff(texts.references[at], texts.hypotheses[at]),
        )
        for at in different[: wanted.worst]
    ]


def _doubtful(project: Project, files: Sequence[str], wanted: Wanted) -> list[Worst]:
    """Return the segments that the estimate doubts most; none without a memory to learn from."""
    if not memory_path(project, wanted.memory).is_file():
        return []
    try:
        ranked = rank(project, files, Reading(project.config.source), wanted.memory)
    except UsageError:  # too small a memory
        return []
    return [
        Worst(
            one.path,
            one.lang,
            one.unit,
            one.source,
            one.estimate.doubt,
            ", ".join(name for name, value in one.estimate.signs.items() if value > 0),
            (Span("=", one.target),),
        )
        for one in ranked[: wanted.worst]
    ]


def _leverage(project: Project, langs: Sequence[str], memory: str) -> list[Leverage]:
    there = Path(memory_path(project, memory)).is_file()
    sentences = list(sentences_of(project, ()))
    with open_memory(project, memory) if there else nullcontext() as store:
        known = Knowledge(register_of(project))
        return [leverage(store, sentences, lang, known, WEIGHTS) for lang in langs]
