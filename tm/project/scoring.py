"""Scores of files: read hypotheses, references and sources, align them, and keep a history.

A file is lines of text, a file of units (PO, TMX, TSV, JSONL), or a column of a TSV,
`FILE.tsv:COLUMN`. Units of two files are joined by their id, lines by their number.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.catalog.joined import merge
from tm.catalog.status import is_ready
from tm.checks.base import Context
from tm.clock import timestamp
from tm.errors import InputError, Place, UsageError
from tm.files import read_bytes, write_bytes
from tm.formats import EXTENSIONS
from tm.lang import canonical
from tm.project.exchange import general, open_input
from tm.project.revisions import head
from tm.project.searching import lines_of
from tm.project.stores import register_of
from tm.scores import METRICS
from tm.scores.base import Needs, Resampling, Translations
from tm.scores.names import NameAccuracy
from tm.scores.resampling import compare
from tm.scores.scoring import by_document, by_segment, counts_of, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from tm.model import Unit, Variant
    from tm.project.layout import Project
    from tm.scores.base import Metric, Score
    from tm.scores.names import Mentioned
    from tm.scores.resampling import Comparison

__all__ = [
    "Bound",
    "History",
    "Reading",
    "Scoring",
    "Texts",
    "bound_of",
    "comparisons",
    "metrics_of",
    "read_history",
    "read_texts",
    "remember",
    "scoring",
    "translations",
]


class Texts(msgspec.Struct, frozen=True):
    """The texts of one file in order; `ids`, `sources` and `documents` where it has units."""

    path: str
    texts: list[str]
    lang: str = ""
    ids: list[str] = []
    sources: list[str] = []
    documents: list[str] = []
    source: str = ""


class Reading(msgspec.Struct, frozen=True):
    """How files are read: the languages, and whether fuzzy translations count."""

    source: str = ""
    target: str = ""
    fuzzy: bool = False


# --- reading ------------------------------------------------------------------------------------


def read_texts(path: str, how: Reading) -> Texts:
    """Read a file to score; InputError or UsageError where it has nothing to score."""
    name, colon, column = path.rpartition(":")
    if colon and not Path(path).exists() and Path(name).is_file():
        return Texts(path, _column(name, column))
    if Path(path).suffix.lower() in EXTENSIONS:
        return _units(path, how)
    return Texts(path, _lines(path), lang=canonical(how.target) if how.target else "")


def _lines(path: str) -> list[str]:
    """Return lines without white space at their ends, as sacrebleu reads them."""
    return [line.rstrip() for line in _rows(path)]


def _rows(path: str) -> list[str]:
    lines = lines_of(read_bytes(Path(path)), path)
    if not lines:
        raise InputError("is empty", place=Place(path), hint="give a file with a line a segment")
    return lines


def _column(path: str, column: str) -> list[str]:
    names, *rows = [line.split("\t") for line in _rows(path)]
    if column not in names:
        there = ", ".join(names)
        raise InputError(f"has no column “{column}”", place=Place(path, 1), hint=f"it has {there}")
    at = names.index(column)
    for number, row in enumerate(rows, 2):
        if len(row) <= at:
            raise InputError(
                f"has {len(row)} columns here, not {len(names)}",
                place=Place(path, number),
                hint="write every row with as many tabs as the first",
            )
    return [row[at].rstrip() for row in rows]


def _units(path: str, how: Reading) -> Texts:
    with open_input(path, source=how.source or None, target=how.target or None) as document:
        units = list(merge(document.units))
        lang = canonical(how.target) if how.target else _only(document.targets, path)
        source = canonical(how.source) if how.source else document.source
    found = Texts(path, [], lang, [], [], [], source)
    for unit in (general(unit, [source, lang]) for unit in units):
        own, other = unit.variant(source), unit.variant(lang)
        if own and other and not unit.obsolete and is_ready(other.state, include_fuzzy=how.fuzzy):
            _add(found, unit, own, other)
    if not found.texts:
        raise InputError(
            f"has no finished translation into {lang}",
            place=Place(path),
            hint="name another language with --to, or take fuzzy ones too: --include-fuzzy",
        )
    return found


def _only(targets: Sequence[str], path: str) -> str:
    if len(targets) != 1:
        named = ", ".join(targets) or "none"
        raise UsageError(
            f"{path}: which language is scored is not known (it names {named})",
            hint="pass --to LANG",
        )
    return targets[0]


def _add(found: Texts, unit: Unit, own: Variant, other: Variant) -> None:
    """Add the text of a unit, of a plural every form that is filled."""
    document = unit.locations[0].partition(":")[0] if unit.locations else found.path
    forms = other.forms or (other.segment,)
    sources = own.forms or (own.segment,)
    for number, form in enumerate(forms):
        if not form.plain:
            continue
        found.texts.append(form.plain)
        found.sources.append(sources[min(number, len(sources) - 1)].plain)
        found.ids.append(f"{unit.id}[{number}]" if other.forms else unit.id)
        found.documents.append(document)


def translations(
    hypothesis: Texts,
    reference: Texts | None = None,
    source: Texts | None = None,
    how: Reading = Reading(),  # noqa: B008  (immutable)
) -> Translations:
    """Join hypotheses with references and sources; InputError where lines do not match.

    Units are joined by id in the order of the references; those that one side has not are left out.
    """
    hyp, ref = hypothesis, reference
    if ref is not None and hyp.ids and ref.ids:
        hyp, ref = _joined(hyp, ref)
    for other in (ref, source):
        if other is not None and len(other.texts) != len(hyp.texts):
            raise InputError(
                f"has {len(other.texts)} segments, {hypothesis.path} has {len(hyp.texts)}",
                place=Place(other.path),
                hint="give files with a line for a line",
            )
    whole = hyp if hyp.ids or ref is None else ref
    return Translations(
        hyp.texts,
        ref.texts if ref else (),
        source.texts if source else whole.sources,
        whole.documents or [hyp.path] * len(hyp.texts),
        whole.ids,
        hyp.lang or (ref.lang if ref else ""),
        whole.source or canonical(how.source or "en"),
    )


def _joined(hyp: Texts, ref: Texts) -> tuple[Texts, Texts]:
    at = {id_: number for number, id_ in enumerate(hyp.ids)}
    pairs = [(at[id_], number) for number, id_ in enumerate(ref.ids) if id_ in at]
    if not pairs:
        raise InputError(
            f"has no unit of {ref.path}",
            place=Place(hyp.path),
            hint="give two translations of the same text",
        )
    return _taken(hyp, [a for a, _ in pairs]), _taken(ref, [b for _, b in pairs])


def _taken(texts: Texts, places: Sequence[int]) -> Texts:
    return msgspec.structs.replace(
        texts,
        texts=[texts.texts[at] for at in places],
        ids=[texts.ids[at] for at in places],
        sources=[texts.sources[at] for at in places],
        documents=[texts.documents[at] for at in places],
    )


# --- scoring ------------------------------------------------------------------------------------


class Scoring(msgspec.Struct, frozen=True):
    """Scores of a file: of all segments, by document and by segment, and names not rendered.

    `counts` are those of every metric, `segments` has the values in the order of the metrics.
    """

    scores: list[Score]
    counts: list[NDArray[np.float64]]
    documents: list[Score] = []
    segments: list[list[float | None]] = []
    names: list[Mentioned] = []


def metrics_of(
    project: Project, names: Sequence[str], *, model: str = "", register: str = ""
) -> list[Metric]:
    """Return the metrics of these names; UnknownNameError with the closest for another name."""
    context: Context | None = None
    if "names" in names:
        context = Context(project.config, register_of(project, register), root=project.root)
    needs = Needs(Path(model) if model else None, context)
    return [METRICS.get(name)(needs) for name in dict.fromkeys(names)]


def scoring(
    metrics: Sequence[Metric], texts: Translations, resampling: Resampling, by: str = "corpus"
) -> Scoring:
    """Score texts; `by` is corpus, document or segment, each with what is before it."""
    counts = [counts_of(metric, texts) for metric in metrics]
    pairs = list(zip(metrics, counts, strict=True))
    documents = [
        one for m, c in pairs if by == "document" for one in by_document(m, c, texts, resampling)
    ]
    columns = [by_segment(m, c) for m, c in pairs if by == "segment"]
    names = [
        one
        for metric in metrics
        if isinstance(metric, NameAccuracy)
        for one in metric.mentions(texts)
        if one.kind != "rendered"
    ]
    scores = [score(metric, c, resampling) for metric, c in pairs]
    return Scoring(
        scores, counts, documents, [list(row) for row in zip(*columns, strict=True)], names
    )


def comparisons(
    metrics: Sequence[Metric],
    baseline: tuple[Translations, Scoring],
    systems: dict[str, Translations],
    resampling: Resampling,
    trials: int,
) -> list[Comparison]:
    """Compare systems with the first one, metric by metric; UsageError for other segments.

    `baseline` are its texts and what `scoring` made of them.
    """
    first, made = baseline
    for name, texts in systems.items():
        if texts.references != first.references or texts.ids != first.ids:
            raise UsageError(
                f"{name} has translations of other segments than the baseline",
                hint="compare files that translate the same segments",
            )
    found: list[Comparison] = []
    for metric, counts in zip(metrics, made.counts, strict=True) if systems else ():
        others = {name: counts_of(metric, texts) for name, texts in systems.items()}
        found += compare(metric, counts, others, resampling, trials)
    return found


class Bound(msgspec.Struct, frozen=True):
    """The least value that is good enough; of a metric where lower is better, the greatest."""

    metric: str
    value: float

    def fails(self, metric: Metric, value: float | None) -> bool:
        """Whether a value is worse; none is."""
        return value is None or (value < self.value if metric.higher else value > self.value)


def bound_of(text: str) -> Bound:
    """Read METRIC=VALUE; UsageError for anything else.

    >>> bound_of("chrf++=55")
    Bound(metric='chrf++', value=55.0)
    """
    name, _, value = text.partition("=")
    METRICS.target(name)
    try:
        return Bound(name, float(value))
    except ValueError:
        raise UsageError(f"“{text}” is no bound", hint=f"write {name}=55") from None


# --- history ------------------------------------------------------------------------------------


class History(msgspec.Struct, frozen=True):
    """A score at a commit: a line of the history file. `date` is in UTC, as in ISO 8601."""

    commit: str
    date: str
    file: str
    lang: str
    metric: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    signature: str


def remember(path: str, project: Project, texts: Translations, file: str, made: Scoring) -> None:
    """Add the scores to a history; a line of the same commit, file and metric is replaced."""
    commit, now = head(project.root), timestamp() or time.gmtime()
    date = dt.datetime(*now[:6], tzinfo=dt.UTC).isoformat()
    shown = os.path.relpath(file, project.root)
    new = [
        History(commit, date, shown, texts.lang, s.metric, s.value, s.low, s.high, s.n, s.signature)
        for s in made.scores
    ]
    same = {_key(one) for one in new}
    kept = [one for one in read_history(path) if _key(one) not in same or not one.commit]
    lines = [msgspec.json.encode(one) + b"\n" for one in (*kept, *new)]
    write_bytes(Path(path), b"".join(lines))


def _key(one: History) -> tuple[str, str, str, str]:
    return one.commit, one.file, one.lang, one.metric


def read_history(path: str) -> list[History]:
    """Read a history, oldest first, none where there is no file; InputError with the line."""
    found: list[History] = []
    data = read_bytes(Path(path)) if Path(path).exists() else b""
    for number, line in enumerate(data.splitlines(), 1):
        try:
            found.append(msgspec.json.decode(line, type=History))
        except msgspec.DecodeError as error:
            raise InputError(
                "is no line of a history of scores", place=Place(path, number), hint="remove it"
            ) from error
    return found
