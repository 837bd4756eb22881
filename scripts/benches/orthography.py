"""Rules on Belarusian spelling: every hit in professional news, judged by reading.

    python scripts/benches/orthography.py [--hits]

The text is `ntrex/ntrex.tsv` below TM_DATA (default: `../shared/data` beside the checkout), its
Belarusian column. The rules of the family `orthography` and those of `script` that are about
spelling run at all levels. Each hit is judged in orthography.tsv beside this file by rule, row and
text; a hit that is not there counts as unjudged. Recall is of places where the rules decide between
у and ў, each swapped in a text without a hit, one at a time, at the default level.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tm.checks.base import RULES, Context, Side, Subject, UnitRule
from tm.config import Config
from tm.model import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data")) / "ntrex" / "ntrex.tsv"
JUDGED = Path(__file__).with_suffix(".tsv")
SCRIPT = ("script/foreign-letter", "script/foreign-word", "script/look-alike")
SWAPS = (
    ("ў for у after a vowel, at the beginning of a word", r"(?<=[аеёіоуыэюя] )ў(?=\w| )", "у"),
    ("ў for у after a vowel, inside a word", r"(?<=[аеёіоуыэюя])ў", "у"),
    ("у for ў after a consonant, the preposition", r"(?<=[бвгджзклмнпрстўфхцчшь] )у(?= )", "ў"),
    ("у for ў after a consonant, other words", r"(?<=[бвгджзклмнпрстўфхцчшь] )у(?=\w)", "ў"),
    ("у for ў after a comma or a dash", r"(?<=[,–—] )у(?=\w| )", "ў"),
)
CASES = 300
SEED = 2020


class Hit(NamedTuple):
    """What one rule told: the row of the data (from 2), the text at the span, what is expected."""

    rule: str
    row: int
    text: str
    expected: str


def rules() -> list[UnitRule]:
    """Return the rules that are measured."""
    wanted = [RULES.get(name) for name in RULES.names() if _is_measured(name)]
    return [rule for rule in wanted if isinstance(rule, UnitRule)]


def _is_measured(name: str) -> bool:
    return name.startswith("orthography/") or name in SCRIPT


def hits_of(row: int, source: str, target: str, measured: list[UnitRule]) -> Iterator[Hit]:
    """Yield what the rules tell of one sentence."""
    subject = Subject(
        path=DATA.name,
        unit=Unit(id=str(row)),
        index=row,
        sources=(Side("en", "source", source, source),),
        targets=(Side("be", "target", target, target),),
    )
    context = Context(Config())
    for rule in measured:
        for problem in rule.check(subject, context):
            yield Hit(rule.id, row, target[slice(*problem.span)], problem.expected)


def read() -> list[tuple[str, str]]:
    """Return the English and the Belarusian sentences."""
    head, *lines = DATA.read_text("utf-8").splitlines()
    at = {name: number for number, name in enumerate(head.split("\t"))}
    cells = [line.split("\t") for line in lines]
    return [(row[at["en"]], row[at["be"]]) for row in cells]


def judgements() -> dict[tuple[str, int, str], str]:
    """Return the verdicts by rule, row and text."""
    lines = JUDGED.read_text("utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    return {(rule, int(row), text): verdict for verdict, rule, row, text, _ in cells}


def precision(hits: list[Hit], *, shown: bool) -> bool:
    """Print hits, units and precision by rule; tell whether every hit has been judged."""
    judged = judgements()
    counts: Counter[tuple[str, str]] = Counter()
    for hit in hits:
        verdict = judged.get((hit.rule, hit.row, hit.text), "unjudged")
        counts[hit.rule, verdict] += 1
        counts["all", verdict] += 1
        if shown or verdict == "unjudged":
            print(verdict, *hit, sep="\t")
    for name in (*sorted({hit.rule for hit in hits}), "all"):
        total = sum(number for (rule, _), number in counts.items() if rule == name)
        units = len({hit.row for hit in hits if name in {hit.rule, "all"}})
        right = counts[name, "right"]
        severity = "" if name == "all" else f" ({RULES.get(name).severity})"
        print(f"{name}{severity}: {right}/{total} = {100 * right / total:.1f} %, {units} units")
    return not counts["all", "unjudged"]


def recall(rows: list[tuple[str, str]], dirty: set[int], measured: list[UnitRule]) -> None:
    """Print how many swaps of у and ў are found at the default level."""
    rng = random.Random(SEED)  # noqa: S311  (a fixed draw)
    default = [rule for rule in measured if rule.severity != "info"]
    clean = [(n, *row) for n, row in enumerate(rows, 2) if n not in dirty]
    for name, pattern, new in SWAPS:
        places = [
            (n, source, target[: at.start()] + new + target[at.end() :])
            for n, source, target in clean
            for at in re.finditer(pattern, target)
        ]
        drawn = rng.sample(places, min(CASES, len(places)))
        found = sum(any(True for _ in hits_of(*case, default)) for case in drawn)
        share = 100 * found / len(drawn)
        print(f"{name}: {found}/{len(drawn)} = {share:.1f} % of {len(places)} places")


def main() -> int:
    """Print precision and recall; 1 where a hit has not been judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hits", action="store_true", help="print all hits")
    options = parser.parse_args()
    if not DATA.exists():
        print(f"{DATA} is missing: set TM_DATA", file=sys.stderr)
        return 2
    rows, measured = read(), rules()
    hits = [hit for n, row in enumerate(rows, 2) for hit in hits_of(n, *row, measured)]
    complete = precision(hits, shown=options.hits)
    recall(rows, {hit.row for hit in hits}, measured)
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
