"""How many of the seeded errors `tm check` finds, for `scripts/bench noise`."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from noise_kinds import KINDS
from noise_plurals import PLURAL_KINDS, small_catalogs
from noise_projects import LANGUAGES, catalog, checked, unit_of, units, write
from noise_texts import Case, Kind, Row, Unit, cases

from tm.project.checking import Checking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Result", "good_enough", "recall"]

RECALL = 0.95
FLOOR = 0.8
LEAST = 90
DEFAULT = Checking()
SPACE = Checking(level="info")
SPELLING = Checking(spell=True)
Rules = dict[str, list[str]]
"""The rules that have findings, by the id of the unit, or by path."""


class Result(NamedTuple):
    """What was found of a kind in a language; a group is apart from the default level.

    `by` counts the rules; `missed` are the texts of the errors not found.
    """

    name: str
    lang: str
    total: int
    found: int
    by: Counter[str]
    missed: list[str]
    floor: float = FLOOR
    group: str = ""

    @property
    def enough(self) -> bool:
        """Whether the floor is reached."""
        return self.found >= self.floor * self.total

    def __str__(self) -> str:
        """Return the line of the table."""
        rules = ", ".join(f"{rule} {count}" for rule, count in self.by.most_common(2))
        below = "" if self.group or self.enough else "BELOW "
        name = f"{self.name} [{self.group}]" if self.group else self.name
        share = 100 * self.found / max(self.total, 1)
        return (
            f"  {self.lang} {name:<32} {self.found:>4}/{self.total:<4} {share:6.1f} % "
            f"{below}{rules}"
        )


class Measure:
    """The project, the news, and which of its units are flagged by language."""

    def __init__(self, folder: Path, rows: list[Row], flagged: dict[str, set[str]]) -> None:
        self.folder = folder
        self.rows = rows
        self.flagged = flagged
        self.by_at = {row.at: row for row in rows}
        self.words = {
            lang: frozenset(word for row in rows for word in re.findall(r"\w+", row.texts[lang]))
            for lang in LANGUAGES
        }

    def clean(self, lang: str) -> list[Row]:
        """Return the rows that nothing is told of."""
        pairs = zip(self.rows, units(self.rows, lang), strict=True)
        return [row for row, unit in pairs if unit_of(unit) not in self.flagged[lang]]

    def kind(
        self, kind: Kind, lang: str, count: int, seed: str, wanted: Checking = DEFAULT
    ) -> Result:
        """Measure a kind; the cases whose unit has a finding before the error do not count."""
        rng = random.Random(f"{seed} {kind.name} {lang}")  # noqa: S311  (a fixed draw)
        made = list(islice(cases(kind, self.clean(lang), lang, self.words, rng), count))
        before = self.told(kind, lang, [case.good for case in made], wanted)
        kept = [case for case in made if unit_of(case.good) not in before]
        after = self.told(kind, lang, [case.bad for case in kept], wanted)
        hits = [after[unit_of(case.bad)] for case in kept if unit_of(case.bad) in after]
        missed = [shown(case) for case in kept if unit_of(case.bad) not in after]
        by = Counter(rule for rules in hits for rule in set(rules))
        return Result(kind.name, lang, len(kept), len(hits), by, missed, kind.floor, kind.group)

    def told(self, kind: Kind, lang: str, made: list[Unit], wanted: Checking) -> Rules:
        """Return the rules told in a catalog, where wanted with the other language beside it."""
        name = re.sub(r"\W+", "-", kind.name) + f"-{lang}"
        paths = [write(self.folder, lang, name, catalog(lang, made))]
        if kind.paired:
            other = "be" if lang == "ru" else "ru"
            intact = units([self.by_at[unit.at] for unit in made], other)
            paths.append(write(self.folder, other, name, catalog(other, intact)))
        rules: Rules = defaultdict(list)
        for finding in checked(self.folder, paths, wanted):
            if finding.path == paths[0]:
                rules[finding.unit].append(finding.rule)
        return rules

    def duplicates(self, lang: str, count: int, seed: str) -> Result:
        """Measure entries that are there twice."""
        rng = random.Random(f"{seed} duplicate {lang}")  # noqa: S311  (a fixed draw)
        made = units(rng.sample(self.clean(lang), count), lang)
        path = write(self.folder, lang, f"duplicate-{lang}", catalog(lang, [*made, *made]))
        told = {f.unit: f.rule for f in checked(self.folder, [path])}
        by = Counter(told[unit_of(unit)] for unit in made if unit_of(unit) in told)
        missed = [unit.at for unit in made if unit_of(unit) not in told]
        return Result("entry duplicated", lang, count, by.total(), by, missed)

    def plurals(self, kind: str, lang: str, seed: str) -> Result:
        """Measure a kind of error in plurals, each in a catalog of its own."""
        rng = random.Random(f"{seed} {kind} {lang}")  # noqa: S311  (a fixed draw)
        made = dict(enumerate(small_catalogs(kind, lang, rng)))
        before = self.files(lang, {number: small.good for number, small in made.items()})
        kept = {number: small.bad for number, small in made.items() if number not in before}
        after = self.files(lang, kept)
        by = Counter(rule for rules in after.values() for rule in set(rules))
        missed = [text.partition("#,")[2] for number, text in kept.items() if number not in after]
        return Result(kind, lang, len(kept), len(after), by, missed)

    def files(self, lang: str, texts: dict[int, str]) -> dict[int, list[str]]:
        """Return the rules told in catalogs, by their numbers."""
        numbers = {write(self.folder, lang, f"small-{n}", text): n for n, text in texts.items()}
        rules: dict[int, list[str]] = defaultdict(list)
        for finding in checked(self.folder, sorted(numbers)):
            rules[numbers[finding.path]].append(finding.rule)
        return rules


def shown(case: Case) -> str:
    """Return a case for reading."""
    return f"{case.bad.at}\n      en {case.bad.source!r}\n      -> {case.bad.target!r}"


def recall(measure: Measure, count: int, seed: str, *, spelling: bool) -> Iterator[Result]:
    """Yield what was found of every kind and language."""
    for kind in KINDS:
        asked = SPACE if kind.group == "space" else DEFAULT
        ways = {kind.group: asked}
        if kind.group == "spelling":
            ways = {"no spelling": DEFAULT} | ({"spelling": SPELLING} if spelling else {})
        for group, wanted in ways.items():
            for lang in kind.langs:
                yield measure.kind(kind, lang, count, seed, wanted)._replace(group=group)
    one_by_one = partial(measure.duplicates, count=count, seed=seed)
    yield from map(one_by_one, LANGUAGES)
    for name in PLURAL_KINDS:
        for lang in LANGUAGES:
            yield measure.plurals(name, lang, seed)


def good_enough(results: list[Result]) -> bool:
    """Print the recall over all kinds of the default level; tell whether floors are reached."""
    counted = [result for result in results if not result.group]
    found, total = (
        sum(counts) for counts in zip(*((r.found, r.total) for r in counted), strict=True)
    )
    print(f"recall at the default level: {found} of {total} = {100 * found / total:.1f} %")
    below = [f"{r.lang} {r.name} {100 * r.found / r.total:.0f} %" for r in counted if not r.enough]
    print(f"below their floors: {'; '.join(below) or 'none'}")
    few = [f"{r.lang} {r.name} {r.total}" for r in results if r.total < LEAST]
    print(f"fewer than {LEAST} cases in the news: {'; '.join(few) or 'none'}")
    return found >= RECALL * total and not below
