"""How often `tm check` is wrong on professional translations, and how many errors it finds.

    python scripts/benches/noise.py [--cases N] [--seed N] [--list] [--missed] [--write] [--catalogs]

Noise: the news of `ntrex/ntrex.tsv` below TM_DATA (default: `../shared/data` beside the checkout)
as catalogs of a project with a register of countries and cities; pofilter and i18nspector on the
same files. What is flagged was judged by reading in noise.tsv beside this file: a real defect of
the translation, or a false alarm. Recall: errors put into units that are not flagged, with the same
configuration, one in each unit (noise_errors.py); an error is found if its unit has a finding.
`--write` writes tm/checks/rates.tsv; without it a difference from that file is told.
Exit code 1 where more than 3 % of the units of a language are flagged, where less than 95 % of the
errors are found or less of a kind than its floor, or where rates.tsv differs.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from noise_errors import KINDS, Case, Kind, Row, Unit, cases
from noise_projects import (
    LANGUAGES,
    catalog,
    checked,
    i18nspector,
    pofilter,
    prepare,
    read_rows,
    unit_of,
    write,
)

from tm.project.checking import Checking

if TYPE_CHECKING:
    from tm.model import Finding

ROOT = Path(__file__).resolve().parents[2]
JUDGED = Path(__file__).with_suffix(".tsv")
MOST_NOISE = 0.03
RECALL = 0.95
SEED = 20261124


def percent(part: int, whole: int) -> str:
    """Return a share.

    >>> percent(1, 8)
    '12.5 %'
    """
    return f"{100 * part / max(whole, 1):.1f} %"


# --- noise ----------------------------------------------------------------------------------------


def units(rows: list[Row], lang: str) -> list[Unit]:
    """Return the news as units."""
    return [Unit(row.at, row.texts["en"], row.texts[lang]) for row in rows]


def noise(folder: Path, rows: list[Row], *, shown: bool) -> tuple[dict[str, set[str]], bool]:
    """Print what is flagged on the news; return the ids of these units, and whether it is few."""
    flagged: dict[str, set[str]] = {}
    few = True
    paths = [write(folder, lang, "news", catalog(lang, units(rows, lang))) for lang in LANGUAGES]
    findings = checked(folder, paths)
    verdicts = judgements()
    for lang, path in zip(LANGUAGES, paths, strict=True):
        found = [finding for finding in findings if finding.path.startswith(f"locales/{lang}/")]
        ids = flagged[lang] = {finding.unit for finding in found}
        few = few and len(ids) <= MOST_NOISE * len(rows)
        print(f"{lang}: {len(rows)} units, flagged: tm {len(ids)} = {percent(len(ids), len(rows))}")
        for name, peer in (("pofilter", pofilter), ("i18nspector", i18nspector)):
            count = peer(folder, path)
            print(f"    {name} " + (percent(count, len(rows)) if count >= 0 else "not installed"))
        by_unit = {unit_of(unit): unit for unit in units(rows, lang)}
        told(found, by_unit, verdicts, shown=shown)
    return flagged, few


def judgements() -> dict[tuple[str, str, str], str]:
    """Return the verdict on a rule in a language and a unit."""
    if not JUDGED.exists():
        return {}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["rule"], row["lang"], row["unit"]): row["verdict"] for row in rows}


def told(
    found: list[Finding],
    by_unit: dict[str, Unit],
    verdicts: dict[tuple[str, str, str], str],
    *,
    shown: bool,
) -> None:
    """Print the units that each rule flags in a language, with the verdicts on them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seen: set[tuple[str, str]] = set()
    for finding in found:
        unit, lang = by_unit[finding.unit], finding.path.split("/")[1]
        verdict = verdicts.get((finding.rule, lang, unit.at), "unjudged")
        if (finding.rule, unit.at) not in seen:
            counts[finding.rule][verdict] += 1
            seen.add((finding.rule, unit.at))
        if shown:
            print(f"{finding.rule}\t{lang}\t{unit.at}\t{finding.text}\t{verdict}", finding.message)
            print(f"  en {unit.source}\n  {lang} {unit.target}")
    for rule, count in sorted(counts.items()):
        print(
            f"    {rule:<32} {count.total():>3}: {count['real']} real, {count['false']} false, "
            f"{count['unjudged']} not judged"
        )


# --- recall ---------------------------------------------------------------------------------------


class Result(NamedTuple):
    """What was found of a kind in a language; `by` counts the rules, `missed` are the texts."""

    kind: Kind
    lang: str
    total: int
    found: int
    by: Counter[str]
    missed: list[Unit]


def measured(
    folder: Path, kind: Kind, lang: str, made: list[Case], rows: dict[str, Row], wanted: Checking
) -> Result:
    """Check the cases of a kind in a catalog, with that of the other language intact beside it."""
    name = re.sub(r"\W+", "-", kind.name) + f"-{lang}"
    paired = kind.name == "negation lost"

    def found_in(units_: list[Unit]) -> dict[str, list[str]]:
        paths = [write(folder, lang, name, catalog(lang, units_))]
        if paired:
            sister = "be" if lang == "ru" else "ru"
            intact = units([rows[unit.at] for unit in units_], sister)
            paths.append(write(folder, sister, name, catalog(sister, intact)))
        rules: dict[str, list[str]] = defaultdict(list)
        for finding in checked(folder, paths, wanted):
            if finding.path == paths[0]:
                rules[finding.unit].append(finding.rule)
        return rules

    before = found_in([case.good for case in made])
    kept = [case.bad for case in made if unit_of(case.good) not in before]
    after = found_in(kept)
    missed = [unit for unit in kept if unit_of(unit) not in after]
    by = Counter(rule for unit in kept for rule in set(after.get(unit_of(unit), ())))
    return Result(kind, lang, len(kept), len(kept) - len(missed), by, missed)


def recall(
    folder: Path, rows: list[Row], flagged: dict[str, set[str]], options: argparse.Namespace
) -> list[Result]:
    """Put in the errors of every kind and language, and check them."""
    words = {
        lang: frozenset(w for row in rows for w in re.findall(r"\w+", row.texts[lang]))
        for lang in LANGUAGES
    }
    results: list[Result] = []
    by_at = {row.at: row for row in rows}
    for kind in KINDS:
        wanted = Checking(
            level="info" if kind.group == "space" else None, spell=kind.group == "spelling"
        )
        for lang in kind.langs:
            clean = [
                row
                for row, unit in zip(rows, units(rows, lang), strict=True)
                if unit_of(unit) not in flagged[lang]
            ]
            rng = random.Random(f"{options.seed} {kind.name} {lang}")  # noqa: S311
            made = list(islice(cases(kind, clean, lang, words, rng), options.cases))
            results.append(measured(folder, kind, lang, made, by_at, wanted))
            line(results[-1], shown=options.missed)
    return results


def line(result: Result, *, shown: bool) -> None:
    """Print what was found of a kind in a language."""
    rule = ", ".join(f"{rule} {count}" for rule, count in result.by.most_common(2))
    below = " BELOW" if result.found < result.kind.floor * result.total else ""
    print(
        f"    {result.lang} {result.kind.name:<32} {result.found:>4}/{result.total:<4} "
        f"{percent(result.found, result.total):>8}  {rule}{below}"
    )
    if shown:
        for unit in result.missed:
            print(
                f"        {unit.at}\n          en {unit.source}\n          {result.lang} {unit.target}"
            )


def good_enough(results: list[Result]) -> bool:
    """Print the recall over all kinds; tell whether it and each are above the floors."""
    counted = [result for result in results if not result.kind.group]
    found, total = (sum(getattr(r, name) for r in counted) for name in ("found", "total"))
    print(f"recall at the default level: {found}/{total} = {percent(found, total)}")
    return found >= RECALL * total and all(
        result.found >= result.kind.floor * result.total for result in counted
    )


def main() -> int:
    """Print noise and recall; 1 where they are not good enough."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--cases", type=int, default=100, help="cases of each kind and language")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--list", action="store_true", help="print every flag on the news")
    parser.add_argument("--missed", action="store_true", help="print the errors not found")
    options = parser.parse_args()
    rows = read_rows()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        prepare(folder)
        flagged, few = noise(folder, rows, shown=options.list)
        enough = good_enough(recall(folder, rows, flagged, options))
    return 0 if few and enough else 1


if __name__ == "__main__":
    sys.exit(main())
