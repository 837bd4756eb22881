"""Case forms of names against treebanks: coverage of inflected types, and false acceptance.

Run `scripts/bench names_inflection [--misses]`. The data is looked for in `names/` below TM_DATA
(default: `../shared/data` beside the checkout). A row is a type: lemma, form, gender, what it
names. Covered: among the rows whose form differs from the lemma, those whose form is a form of the
lemma, given its gender and type. False acceptance: over all pairs of a lemma and a form of another
lemma with the same first three letters, those that are taken for a form of it; the second figure
leaves out pairs whose form is also attested of the lemma, or the lemma itself. Letters are
compared under the key of `tm.names.words`, small (the lemmas of the treebank are not always
written as names).
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tm.names import morph
from tm.names.inflect import inflect
from tm.names.words import key

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data")) / "names"
ROLES = {"Sur": "surname", "Giv": "given", "Pat": "patronymic"}
GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
MISSING = 2


class Type(NamedTuple):
    """One row: a form of a lemma, with what is known of the lemma."""

    lemma: str
    form: str
    gender: str
    role: str


class Measure(NamedTuple):
    """Covered rows and accepted pairs, each with how many there are."""

    covered: int
    inflected: int
    accepted: int
    pairs: int
    misses: list[Type]
    false: list[tuple[Type, str]]


def read(lang: str) -> list[Type]:
    """Read the rows of a language; leaves the program where the file is missing."""
    path = DATA / f"inflection-{lang}.tsv"
    if not path.is_file():
        print(f"names_inflection: no data {path}; set TM_DATA", file=sys.stderr)
        raise SystemExit(MISSING)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Type(
            row["lemma"],
            row["form"],
            GENDERS.get(row["gender"] or "", ""),
            ROLES.get(row["type"] or "", "name"),
        )
        for row in rows
    ]


def small(word: str, lang: str) -> str:
    """Return the key of a word in small letters."""
    return key(word, lang).lower()


def measure(rows: list[Type], lang: str) -> Measure:
    """Count what is covered and what is falsely accepted."""

    @cache
    def forms(lemma: str, gender: str, role: str) -> frozenset[str]:
        return frozenset(
            small(form.text, lang) for form in inflect(lemma, lang, role=role, gender=gender)
        )

    inflected = [row for row in rows if row.form != row.lemma]
    misses = [
        row
        for row in inflected
        if small(row.form, lang) not in forms(row.lemma, row.gender, row.role)
    ]
    groups: dict[str, dict[Type, None]] = defaultdict(dict)
    for row in rows:
        groups[small(row.lemma, lang)[:3]][row] = None
    pairs = {
        (one._replace(form=""), small(other.form, lang))
        for group in groups.values()
        for one in group
        for other in group
        if small(one.lemma, lang) != small(other.lemma, lang)
    }
    false = sorted(
        pair for pair in pairs if pair[1] in forms(pair[0].lemma, pair[0].gender, pair[0].role)
    )
    covered = len(inflected) - len(misses)
    return Measure(covered, len(inflected), len(false), len(pairs), misses, false)


def report(lang: str, name: str, *, details: bool) -> None:
    """Print one line of the table."""
    rows = read(lang)
    start = time.process_time()
    found = measure(rows, lang)
    seconds = time.process_time() - start
    print(
        f"{lang}  {name:<10} {found.covered}/{found.inflected} = "
        f"{found.covered / found.inflected:.4f}   {found.accepted}/{found.pairs} = "
        f"{found.accepted / found.pairs:.4f}   {seconds:.2f} s"
    )
    if details:
        for row in found.misses:
            print("   missed", *row)
        for one, form in found.false:
            print("   accepted", form, "of", *one)


def main() -> None:
    """Measure and print; exit code 2 where the data is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--misses", action="store_true", help="print every miss")
    details = parser.parse_args().misses
    print("      install    covered             falsely accepted")
    for lang in ("be", "ru"):
        report(lang, "core", details=details)
    if morph.enable():
        report("ru", "morph", details=details)
    else:
        print("ru  morph      pymorphy3 is not installed")


if __name__ == "__main__":
    main()
