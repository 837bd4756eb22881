"""Seeded errors: how many of them `tm check` finds, by kind and language."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scripts.benches.noise_catalogs import CATALOG_KINDS, catalog_pairs
from scripts.benches.noise_data import LANGUAGES, Entry, catalog, write
from scripts.benches.noise_errors import KINDS, Case, langs_of
from tm.model import unit_id
from tm.project.checking import judged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from scripts.benches.noise_data import News
    from tm.model import Finding
    from tm.project.check_runs import CheckRun

    Runner = Callable[[Sequence[str]], list[Finding]]

__all__ = ["Recall", "recall", "runner"]

MOST = 120
"""Cases of a kind and language."""


class Recall(NamedTuple):
    """How many cases of a kind were found, and by which rules; `missed` are the wrong texts."""

    kind: str
    lang: str
    cases: int
    found: int
    rules: Counter[str]
    missed: list[tuple[str, str]]


def runner(run: CheckRun) -> Runner:
    """Return a function from paths to findings, which reads the register once."""

    def findings(paths: Sequence[str]) -> list[Finding]:
        outcomes = run.run(paths)
        files = [file for outcome in outcomes for file in outcome.files]
        raw = [finding for outcome in outcomes for finding in outcome.findings]
        raw += [finding for file in files for finding in file.findings]
        return judged(run, raw, [])

    return findings


def recall(
    folder: Path, sentences: Sequence[News], clean: dict[str, set[str]], findings: Runner, seed: int
) -> list[Recall]:
    """Return what is found of each kind; `clean` are the keys of the units without a finding."""
    measured = []
    for kind in (*KINDS, *CATALOG_KINDS):
        for lang in langs_of(kind):
            chance = random.Random(f"{seed} {kind} {lang}")  # noqa: S311 - reproducible
            if kind in KINDS:
                cases = chosen(kind, lang, sentences, clean[lang], chance)
                measured.append(in_units(folder, kind, lang, cases, findings))
            else:
                measured.append(in_catalogs(folder, kind, lang, chance, findings))
    return measured


def chosen(
    kind: str, lang: str, sentences: Sequence[News], clean: set[str], chance: random.Random
) -> dict[str, Case]:
    """Return cases of a kind by key, each of another sentence."""
    cases: dict[str, Case] = {}
    for one in chance.sample(sentences, len(sentences)):
        case = KINDS[kind](one, lang, chance) if one.key in clean else None
        if case and case.bad != case.good[lang]:
            cases[one.key] = case
        if len(cases) == MOST:
            break
    return cases


def in_units(
    folder: Path, kind: str, lang: str, cases: dict[str, Case], findings: Runner
) -> Recall:
    """Check the right translations, then the wrong ones beside those of the other language."""
    told: list[set[tuple[str, str]]] = []
    for wrong in (False, True):
        paths = []
        for each in LANGUAGES:
            entries = [
                Entry(
                    key,
                    case.source,
                    (case.bad if wrong and each == lang else case.good[each],),
                    case.flags,
                )
                for key, case in cases.items()
            ]
            paths.append(write(folder, each, f"{kind}-{lang}", catalog(each, entries)))
        told.append({(one.unit, one.rule) for one in findings(paths) if one.lang == lang})
    by_unit: dict[str, set[str]] = {}
    for unit, rule in told[1] - told[0]:
        by_unit.setdefault(unit, set()).add(rule)
    ids = {key: unit_id("en", key, case.source) for key, case in cases.items()}
    missed = [(key, case.bad) for key, case in cases.items() if ids[key] not in by_unit]
    rules = Counter(rule for unit in ids.values() for rule in by_unit.get(unit, ()))
    return Recall(kind, lang, len(cases), len(cases) - len(missed), rules, missed)


def in_catalogs(
    folder: Path, kind: str, lang: str, chance: random.Random, findings: Runner
) -> Recall:
    """Check small catalogs, each right and with one error."""
    rules: Counter[str] = Counter()
    missed, cases = [], 0
    for key, pair in catalog_pairs(kind, lang, chance):
        cases += 1
        told = []
        for text in pair:
            path = write(folder, lang, f"{kind}-{lang}", text)
            told.append({(one.unit, one.rule) for one in findings([path])})
        new = {rule for _, rule in told[1] - told[0]}
        rules.update(new)
        if not new:
            missed.append((key, pair[1]))
    return Recall(kind, lang, cases, cases - len(missed), rules, missed)
