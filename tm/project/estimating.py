"""Segments of files ranked for review, with what the memory and the checks know."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from tm.project.checking import Checking, check
from tm.project.memory import open_memory
from tm.project.scoring import read_texts
from tm.scores.estimating import Estimator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.project.layout import Project
    from tm.project.scoring import Reading, Texts
    from tm.scores.estimating import Estimate

__all__ = ["Ranked", "rank"]

_TAUGHT = 12_000
_WORTH = {"error": 1.0, "warning": 0.5, "info": 0.0}


class Ranked(msgspec.Struct, frozen=True):
    """A segment with its estimate and the rules that found something in it."""

    path: str
    lang: str
    unit: str
    segment: int
    source: str
    target: str
    estimate: Estimate
    rules: tuple[str, ...]


def rank(
    project: Project, paths: Sequence[str], how: Reading, memory: str = "", source: str = ""
) -> list[Ranked]:
    """Return the segments of files of units (or of lines, with their sources), worst first."""
    given = read_texts(source, how) if source else None
    read = [read_texts(path, how) for path in paths]
    estimators: dict[tuple[str, str], Estimator] = {}
    found: list[Ranked] = []
    for texts in read:
        pair = texts.source or how.source, texts.lang
        if pair not in estimators:
            estimators[pair] = _estimator(project, memory, pair)
        found += _ranked(project, texts, given, estimators[pair])
    return sorted(found, key=lambda one: (-one.estimate.doubt, one.path, one.segment))


def _estimator(project: Project, memory: str, pair: tuple[str, str]) -> Estimator:
    with open_memory(project, memory) as store:
        entries = islice(store.entries(pair), _TAUGHT)
        texts = [
            (
                entry.in_language(pair[0])[0].variant.segment.plain,
                entry.in_language(pair[1])[0].variant.segment.plain,
            )
            for entry in entries
        ]
    return Estimator.learn(texts)


def _ranked(
    project: Project, texts: Texts, given: Texts | None, estimator: Estimator
) -> list[Ranked]:
    sources = given.texts if given else texts.sources
    worth, rules = _findings(project, texts) if texts.ids else (Counter[str](), {})
    ids = texts.ids or [""] * len(texts.texts)
    return [
        Ranked(
            texts.path,
            texts.lang,
            unit,
            at,
            source,
            target,
            estimator.estimate(source, target, worth[unit]),
            tuple(sorted(rules.get(unit, ()))),
        )
        for at, (unit, source, target) in enumerate(zip(ids, sources, texts.texts, strict=True))
    ]


def _findings(project: Project, texts: Texts) -> tuple[Counter[str], dict[str, set[str]]]:
    wanted = Checking(source=texts.source, target=texts.lang)
    worth, rules = Counter[str](), dict[str, set[str]]()
    for finding in check(project, [texts.path], wanted).findings:
        worth[finding.unit] += _WORTH[finding.severity]  # type: ignore[assignment]
        rules.setdefault(finding.unit, set()).add(finding.rule)
    return worth, rules
