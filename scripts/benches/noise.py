"""Noise and recall of `tm check`, in one run: correct news, and the same news with errors.

    python scripts/benches/noise.py [--list] [--missed] [--seed N] [--spell] [--no-catalogs] [--no-recall]

Noise: the news of the data set becomes a catalog in Russian and one in Belarusian, in a project
with default rules and a register of countries and cities. A unit is flagged where it has a finding;
`noise.tsv` beside this program has the verdicts of those who read the findings. pofilter (all tests
but spelling) and i18nspector check the same files. The real catalogs are counted too.
Recall: each kind of error is made in units that were not flagged. A case is found where its unit
has a finding which the right translation has not.
The data is looked for below TM_DATA (default: `../shared/data` beside the checkout). Exit code 1
where more than 3 % of the units of a language are flagged, where under 95 % of all errors are found
or under 80 % of a kind (60 % of lost negations); 2 where the data is missing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scripts.benches.noise_data import DATA, LANGUAGES, make_project, news, rows  # noqa: E402
from scripts.benches.noise_seeded import recall, runner  # noqa: E402
from tm.formats.po import PoFile  # noqa: E402
from tm.model import unit_id  # noqa: E402
from tm.project import Project  # noqa: E402
from tm.project.check_runs import Checking, CheckRun  # noqa: E402
from tm.project.checking import check  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.benches.noise_data import News
    from scripts.benches.noise_seeded import Recall

VERDICTS = Path(__file__).with_suffix(".tsv")
BIN = Path(sys.executable).parent
MOST_FLAGGED = 0.03
LEAST, LEAST_OF_KIND, LEAST_OF = 0.95, 0.80, {"negation-lost": 0.60}
SPELLED = {"typo"}
"""Kinds that only a dictionary finds: floors hold with --spell."""


class Flag(NamedTuple):
    """A finding in the news, and what a reader said."""

    rule: str
    lang: str
    key: str
    text: str
    message: str
    verdict: str


def flags(folder: Path, sentences: Sequence[News], lang: str) -> list[Flag]:
    """Run the command over the news in a language, and return what it flags."""
    command = [str(BIN / "tm"), "check", "--format", "json", "--fail-on", "never"]
    paths = [f"locales/{each}/news.po" for each in LANGUAGES]
    done = subprocess.run([*command, *paths], cwd=folder, capture_output=True, check=True)
    keys = {unit_id("en", one.key, one.en): one.key for one in sentences}
    read = {
        (row["rule"], row["lang"], row["unit"], row["text"]): row["verdict"]
        for row in rows(VERDICTS)
    }
    made = []
    for one in json.loads(done.stdout)["findings"]:
        if f"/{lang}/" in one["path"].replace("\\", "/"):
            at = one["rule"], lang, keys.get(one["unit"], ""), one["text"]
            made.append(Flag(*at, one["message"], read.get(at, "not judged")))
    return made


def print_noise(lang: str, found: list[Flag], units: int) -> float:
    """Print the flagged share and the rules behind it, and return the share."""
    flagged = {flag.key for flag in found}
    verdicts = Counter(flag.verdict for flag in found)
    judged = ", ".join(f"{count} {name}" for name, count in sorted(verdicts.items()))
    share = len(flagged) / units
    print(f"{lang}  tm check     {units} units, {len(flagged)} flagged = {share:.2%} ({judged})")
    for rule, count in Counter(flag.rule for flag in found).most_common():
        bad = sum(flag.rule == rule and flag.verdict == "false" for flag in found)
        print(f"      {rule:34} {count:4}  false {bad}")
    return share


def pofilter(folder: Path, lang: str) -> int:
    """Return the number of units that pofilter flags."""
    with tempfile.TemporaryDirectory() as out:
        path = Path(out) / "flagged.po"
        command = [str(BIN / "pofilter"), "--progress=none", "--excludefilter=spellcheck"]
        command += [f"--language={lang}", "-i", f"locales/{lang}/news.po", "-o", str(path)]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        entries = PoFile.parse(path.read_bytes(), str(path)).entries if path.exists() else []
        return sum(not entry.is_header for entry in entries)


def print_peers(folder: Path, lang: str, units: int) -> None:
    """Print what other programs flag in the same file."""
    if (BIN / "pofilter").exists():
        count = pofilter(folder, lang)
        print(f"{lang}  pofilter     {units} units, {count} flagged = {count / units:.2%}")
    program = shutil.which("i18nspector")
    if program:
        command = [program, f"locales/{lang}/news.po"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        print(f"{lang}  i18nspector  {len(done.stdout.splitlines())} lines")


def print_flags(found: list[Flag], sentences: Sequence[News]) -> None:
    """Print every finding with the unit it is in."""
    by_key = {one.key: one for one in sentences}
    for flag in found:
        print(f"\n{flag.lang} {flag.rule} {flag.key} “{flag.text}” {flag.verdict}: {flag.message}")
        one = by_key.get(flag.key)
        if one:
            print("\n".join([one.en, one.texts["ru"], one.texts["be"]]))


def print_catalogs(folder: Path, checking: Checking) -> None:
    """Print the share of translated entries of the real catalogs that each rule flags."""
    archive = DATA / "po" / "catalogs.tar.xz"
    if not archive.exists():
        return
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    (folder / "tm.toml").write_text("", encoding="utf-8")
    report = check(Project.open(folder), [str(folder)], checking)
    flagged = {(one.path, one.unit) for one in report.findings if one.unit}
    share = len(flagged) / report.units
    print(
        f"\nreal catalogs: {report.files} files, {report.units} units, "
        f"{len(flagged)} flagged = {share:.2%}"
    )
    for rule, count in Counter(one.rule for one in report.findings).most_common():
        print(f"      {rule:34} {count:6}  {count / report.units:.3%}")


def floor_of(kind: str) -> float:
    """Return the least share of a kind that is to be found."""
    return LEAST_OF.get(kind, LEAST_OF_KIND)


def print_recall(measured: Sequence[Recall], *, missed: bool, spell: bool) -> bool:
    """Print a row a kind and language, and return whether the floors hold."""
    low = []
    for one in measured:
        share = one.found / max(one.cases, 1)
        rules = ", ".join(f"{rule} {count}" for rule, count in one.rules.most_common(3))
        print(f"{one.kind:24} {one.lang} {one.found:4}/{one.cases:<4} {share:7.1%}  {rules}")
        if share < floor_of(one.kind) and (spell or one.kind not in SPELLED):
            low.append(f"{one.kind} {one.lang}")
        for key, text in one.missed[: 10 if missed else 0]:
            print(f"    {key} {text}")
    counted = [one for one in measured if spell or one.kind not in SPELLED]
    found, cases = sum(one.found for one in counted), sum(one.cases for one in counted)
    print(f"all kinds: {found}/{cases} = {found / max(cases, 1):.2%}")
    print(f"below their floor: {', '.join(low) or 'none'}")
    return found >= LEAST * cases and not low


def parsed() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--list", action="store_true", help="print every finding in the news")
    parser.add_argument("--missed", action="store_true", help="print errors that were not found")
    parser.add_argument("--seed", type=int, default=1, help="of the errors (default 1)")
    parser.add_argument("--spell", action="store_true", help="check spelling too")
    parser.add_argument("--no-catalogs", action="store_true", help="leave the real catalogs out")
    parser.add_argument("--no-recall", action="store_true", help="measure noise only")
    return parser.parse_args()


def main() -> int:
    """Measure, print, and say whether the floors hold."""
    options = parsed()
    sentences = news()
    extra = "[checks.spelling]\nenabled = true\n" if options.spell else ""
    holds = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        folder.mkdir()
        make_project(folder, sentences, extra)
        clean: dict[str, set[str]] = {}
        for lang in LANGUAGES:
            found = flags(folder, sentences, lang)
            holds &= print_noise(lang, found, len(sentences)) <= MOST_FLAGGED
            print_peers(folder, lang, len(sentences))
            clean[lang] = {one.key for one in sentences} - {flag.key for flag in found}
            if options.list:
                print_flags(found, sentences)
        if not options.no_recall:
            run = CheckRun(Project.open(folder), Checking())
            print()
            measured = recall(folder, sentences, clean, runner(run), options.seed)
            holds &= print_recall(measured, missed=options.missed, spell=options.spell)
        if not options.no_catalogs:
            (Path(name) / "catalogs").mkdir()
            print_catalogs(Path(name) / "catalogs", Checking())
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
