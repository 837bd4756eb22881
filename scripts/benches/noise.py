"""How often `tm check` is wrong on professional translations, and how many errors it finds.

    scripts/bench noise [--cases N] [--seed N] [--list] [--missed] [--write] [--catalogs]

Noise: the news of `ntrex/ntrex.tsv` below TM_DATA (default: `../shared/data` beside the checkout)
as catalogs of a project with a register of countries and cities; pofilter and i18nspector on the
same files. What is flagged was judged by reading in noise.tsv beside this file: a real defect of
the translation, or a false alarm. Recall: errors put into units that are not flagged, with the same
configuration, one in each unit; an error is found if its unit has a finding. White space is
measured at the level info, typing errors with spelling and without, apart from the rest.
`--write` writes tm/checks/rates.tsv; without it a difference from that file is told.
Exit code 1 where more than 3 % of the units of a language are flagged, where less than 95 % of the
errors are found or less of a kind than its floor, or where rates.tsv differs.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from noise_projects import (
    DATA,
    LANGUAGES,
    catalog,
    checked,
    i18nspector,
    pofilter,
    prepare,
    read_rows,
    unit_of,
    units,
    write,
)
from noise_recall import Measure, Result, good_enough, recall

from tm.checks.base import RULES, UnitRule
from tm.checks.spelling.dictionaries import system_dictionaries
from tm.formats.po import PoFile
from tm.project.checking import Checking

if TYPE_CHECKING:
    from noise_texts import Row, Unit

    from tm.model import Finding

ROOT = Path(__file__).resolve().parents[2]
JUDGED = Path(__file__).with_suffix(".tsv")
RATES = ROOT / "tm" / "checks" / "rates.tsv"
DICTIONARIES = {"ru": "ru_RU", "be": "be_BY"}
MOST_NOISE = 0.03
SEED = 20261124


class Flag(NamedTuple):
    """That a rule has findings in a unit; `verdict` is real, false or "" (not judged)."""

    rule: str
    lang: str
    unit: Unit
    finding: Finding
    verdict: str


def percent(part: int, whole: int) -> str:
    """Return a share.

    >>> percent(1, 8)
    '12.5 %'
    """
    return f"{100 * part / max(whole, 1):.1f} %"


# --- noise ----------------------------------------------------------------------------------------


def news(folder: Path, rows: list[Row]) -> list[str]:
    """Write the catalogs of the news; return their paths."""
    return [write(folder, lang, "news", catalog(lang, units(rows, lang))) for lang in LANGUAGES]


def flags(folder: Path, rows: list[Row], paths: list[str], wanted: Checking) -> list[Flag]:
    """Return what is flagged on the news, a rule once in a unit."""
    verdicts = judgements()
    ids = {unit_of(unit): unit.at for unit in units(rows, LANGUAGES[0])}
    by_lang = {lang: {unit.at: unit for unit in units(rows, lang)} for lang in LANGUAGES}
    found: dict[tuple[str, str, str], Flag] = {}
    for finding in checked(folder, paths, wanted):
        lang, at = Path(finding.path).parent.name, ids.get(finding.unit, "")
        if at:
            key = finding.rule, lang, at
            verdict = verdicts.get(key, "")
            found.setdefault(key, Flag(finding.rule, lang, by_lang[lang][at], finding, verdict))
    return list(found.values())


def judgements() -> dict[tuple[str, str, str], str]:
    """Return the verdicts by rule, language and place."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["rule"], row["lang"], row["unit"]): row["verdict"] for row in rows}


def print_noise(folder: Path, path: str, lang: str, found: list[Flag], total: int) -> int:
    """Print the noise in a language; return how many units are flagged."""
    flagged = len({flag.unit.at for flag in found})
    print(f"{lang}: {total} units, flagged by tm {flagged} = {percent(flagged, total)}", end="")
    for name, peer in (("pofilter", pofilter), ("i18nspector", i18nspector)):
        count = peer(folder, path)
        print(f", {name} " + ("not installed" if count < 0 else percent(count, total)), end="")
    verdicts: dict[str, str] = {}
    for flag in found:
        known = verdicts.get(flag.unit.at, "false")
        verdicts[flag.unit.at] = "real" if "real" in {known, flag.verdict} else flag.verdict
    print(f"\n  units: {tally(Counter(verdicts.values()))}")
    for rule in sorted({flag.rule for flag in found}):
        counts = Counter(flag.verdict for flag in found if flag.rule == rule)
        print(f"  {rule:<32} {counts.total():>3}: {tally(counts)}")
    return flagged


def tally(counts: Counter[str]) -> str:
    """Return how many are real, false and not judged.

    >>> tally(Counter({"real": 2, "": 1}))
    '2 real, 0 false, 1 not judged'
    """
    return f"{counts['real']} real, {counts['false']} false, {counts['']} not judged"


def print_spelling(found: list[Flag], total: int) -> None:
    """Print the noise of the rules that need a speller."""
    for lang in LANGUAGES if found else ():
        of_lang = [flag for flag in found if flag.lang == lang]
        verdicts = Counter(flag.verdict for flag in of_lang if is_spelling(flag.rule))
        share = percent(len({flag.unit.at for flag in of_lang}), total)
        print(f"{lang} with spelling: flagged {share}; flags of spelling: {tally(verdicts)}")


def print_flags(found: list[Flag]) -> None:
    """Print every flag with its texts."""
    for rule, lang, unit, finding, verdict in sorted(found, key=lambda flag: flag[:2]):
        at = f"{finding.side} {finding.span[0]}-{finding.span[1]}"
        print(f"{rule}\t{lang}\t{unit.at}\t{finding.text}\t{verdict or '?'}\t{at}")
        print(f"    {finding.message}\n    en {unit.source}\n    {lang} {unit.target}")


# --- tm/checks/rates.tsv --------------------------------------------------------------------------


def is_spelling(rule: str) -> bool:
    """Whether a rule needs a speller.

    >>> is_spelling("spelling/typo")
    True
    """
    return rule.startswith("spelling/")


def rates(found: list[Flag], total: int) -> str:
    """Return the table: the units that a rule flags, and of a default rule how many rightly."""
    units_of: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for flag in found:
        units_of[flag.rule, flag.lang][flag.unit.at] = flag.verdict
    lines = ["rule\tlang\tunits\tflagged\treal"]
    for rule in map(RULES.get, sorted(RULES.names())):
        for lang in LANGUAGES:
            if isinstance(rule, UnitRule) and rule.langs and lang not in rule.langs:
                continue
            verdicts = units_of[rule.id, lang].values()
            real = "" if rule.severity == "info" else sum(one == "real" for one in verdicts)
            lines.append(f"{rule.id}\t{lang}\t{total}\t{len(verdicts)}\t{real}")
    return "\n".join(lines) + "\n"


def same_rates(table: str, *, written: bool) -> bool:
    """Write the table, or print how it differs from the one that is there."""
    old = RATES.read_text("utf-8").splitlines()
    if written:
        RATES.write_text(table, "utf-8")
        return True
    new = table.splitlines()
    for sign, lines in (
        ("-", [x for x in old if x not in new]),
        ("+", [x for x in new if x not in old]),
    ):
        for line in lines:
            print(f"rates.tsv {sign} {line}")
    return old == new


# --- real catalogs --------------------------------------------------------------------------------


def print_catalogs(folder: Path) -> None:
    """Print which share of the translated entries of real catalogs each rule flags."""
    with tarfile.open(DATA / "po" / "catalogs.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    (folder / "tm.toml").write_text('source = "en"\n', "utf-8")
    paths = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.po"))
    total = sum(translated(folder / path) for path in paths)
    found: dict[str, set[tuple[str, str, int]]] = defaultdict(set)
    for finding in checked(folder, paths):
        found[finding.rule].add((finding.path, finding.unit, 0 if finding.unit else finding.line))
    every = len({place for places in found.values() for place in places})
    print(f"catalogs: {len(paths)}, {total} translated entries, flagged {percent(every, total)}")
    for rule, places in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"  {rule:<32} {len(places):>5} {100 * len(places) / total:.3f} %")


def translated(path: Path) -> int:
    """Return how many entries of a catalog are translated."""
    entries = PoFile.parse(path.read_bytes(), str(path), lenient=True).entries
    return sum(e.translated and not e.is_header and not e.fuzzy for e in entries)


# --- the whole ------------------------------------------------------------------------------------


def can_spell() -> bool:
    """Whether there are a speller and its dictionaries; prints what is missing."""
    missing = [] if find_spec("hunspell") else ["the extra spell"]
    missing += [f"a dictionary of {lang}" for lang in LANGUAGES if not system_dictionaries(lang)]
    if missing:
        print(f"spelling is not measured: {' and '.join(missing)} not there")
    return not missing


def run(folder: Path, options: argparse.Namespace) -> bool:
    """Measure; tell whether noise and recall are good enough."""
    rows = read_rows()
    prepare(folder)
    paths = news(folder, rows)
    default = flags(folder, rows, paths, Checking())
    every = flags(folder, rows, paths, Checking(level="info"))
    spelling = can_spell()
    spelt = flags(folder, rows, paths, Checking(spell=True)) if spelling else []
    most = 0
    flagged: dict[str, set[str]] = {}
    for lang, path in zip(LANGUAGES, paths, strict=True):
        found = [flag for flag in default if flag.lang == lang]
        most = max(most, print_noise(folder, path, lang, found, len(rows)))
        flagged[lang] = {unit_of(flag.unit) for flag in found}
    print_spelling(spelt, len(rows))
    if options.list:
        print_flags([*default, *(flag for flag in spelt if is_spelling(flag.rule))])
    found = [*default, *every, *spelt]
    same = same_rates(rates(found, len(rows)), written=options.write)
    results: list[Result] = []
    measure = Measure(folder, rows, flagged)
    for result in recall(measure, options.cases, str(options.seed), spelling=spelling):
        print(result)
        results.append(result)
        for text in result.missed if options.missed else ():
            print(f"    {text}")
    return good_enough(results) and same and most <= MOST_NOISE * len(rows)


def main() -> int:
    """Print noise and recall; 1 where they are not good enough."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--cases", type=int, default=100, help="cases of each kind and language")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--list", action="store_true", help="print every flag on the news")
    parser.add_argument("--missed", action="store_true", help="print the errors not found")
    parser.add_argument("--write", action="store_true", help="write tm/checks/rates.tsv")
    parser.add_argument("--catalogs", action="store_true", help="measure real catalogs alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        if options.catalogs:
            print_catalogs(folder)
            return 0
        return 0 if run(folder, options) else 1


if __name__ == "__main__":
    sys.exit(main())
