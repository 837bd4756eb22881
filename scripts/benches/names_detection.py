"""Inconsistent names found without a register: precision on real text, recall on corrupted text.

    python scripts/benches/names_detection.py [--cases N] [--seed N] [--reports] [--missed]

The text is `ntrex/ntrex.tsv` below TM_DATA (default: `../shared/data` beside the checkout): en, ru
and be, a document each news item. Precision is over all reports, judged by reading in
names_detection.tsv beside this file; a report that is not in it counts as unjudged. For recall one
mention of a clean name is corrupted: an English word that is in two rows or more, rendered by
words that begin alike in each of them (for English: in Russian), without a report. About fifty
names are corrupted at a time, in different rows. A report counts if one of its forms is at the
corrupted mention. The generator shares no code with what it measures.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tm.names.scan import Row, Text, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tm.names.scan import Report

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data")) / "ntrex" / "ntrex.tsv"
JUDGED = Path(__file__).with_suffix(".tsv")
LANGUAGES = ("en", "ru", "be")
SEED = 2020
BATCH = 50
CAPITALISED = re.compile(r"(?<=[a-zа-яёіў,;] )(?:[A-Z][a-z]{3,}|[А-ЯЁІЎ][а-яёіў]{3,})(?![\w'’-])")
SMALL = re.compile(r"(?<![\w])[a-zа-яёіў]{4,}")
ALIKE = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
SWAPS = {
    "en": (
        *(("o", "a"), ("a", "o"), ("e", "ia"), ("v", "u"), ("i", "y"), ("y", "i"), ("g", "h")),
        *(("h", "g"), ("e", "a"), ("a", "e"), ("ti", "tsi"), ("u", "o"), ("i", "e")),
    ),
    "ru": (
        *(("э", "е"), ("е", "э"), ("о", "а"), ("а", "о"), ("и", "ы"), ("ы", "и"), ("г", "х")),
        *(("х", "г"), ("е", "и"), ("и", "е")),
    ),
    "be": (
        *(("э", "е"), ("е", "э"), ("о", "а"), ("а", "о"), ("і", "ы"), ("ы", "і"), ("г", "х")),
        *(("х", "г"), ("в", "ў"), ("ў", "в"), ("я", "е"), ("ц", "т")),
    ),
}
LETTERS = {"en": "abdegiklmnoprstuv", "ru": "абвгдеиклмнопрст", "be": "абвгдеіклмнопрст"}


class Mention(NamedTuple):
    """Where a name is: the row, the offset in the text of the language, the word."""

    row: int
    start: int
    word: str


Table = list[dict[str, str]]
Names = dict[str, list[Mention]]


def read() -> Table:
    """Return the rows of the data by column."""
    head, *lines = DATA.read_text("utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def rows_of(table: Table) -> list[Row]:
    """Return the rows as the detection reads them."""
    return [
        Row(row["doc"], tuple(Text("ntrex.tsv", n, lang, row[lang]) for lang in LANGUAGES))
        for n, row in enumerate(table, 2)
    ]


# --- names to corrupt ---------------------------------------------------------------------------


def mentions(table: Table, lang: str) -> Iterator[Mention]:
    """Yield the capitalised words inside sentences that are nowhere written small."""
    small = {match.group() for row in table for match in SMALL.finditer(row[lang])}
    for number, row in enumerate(table):
        for match in CAPITALISED.finditer(row[lang]):
            if match.group().isascii() == (lang == "en") and match.group().lower() not in small:
                yield Mention(number, match.start(), match.group())


def clean_names(table: Table, lang: str, reports: Iterable[Report]) -> Names:
    """Return the mentions of the names that are consistent and that no report tells of."""
    english: Names = defaultdict(list)
    for mention in mentions(table, "en"):
        english[mention.word].append(mention)
    by_row, in_russian = rows_by_number(table, lang), rows_by_number(table, "ru")
    told = told_of(reports, lang)
    told_in_russian = told_of(reports, "ru")
    found: Names = {}
    for name, places in english.items():
        rows = sorted({place.row for place in places})
        rendered = rendering(name, rows, by_row, lang)
        if lang == "en":
            russian = rendering(name, rows, in_russian, "ru")
            if not russian or not told_in_russian.isdisjoint((m.row, m.start) for m in russian):
                continue
        if len(rows) > 1 and rendered and told.isdisjoint((m.row, m.start) for m in rendered):
            found[name] = rendered
    return found


def told_of(reports: Iterable[Report], lang: str) -> set[tuple[int, int]]:
    """Return the row and offset of all mentions that reports in a language are about."""
    return {
        (place.line - 2, place.start)
        for report in reports
        if report.lang == lang
        for form in report.forms
        for place in form.locations
    }


def rows_by_number(table: Table, lang: str) -> dict[int, list[Mention]]:
    """Return the mentions of every row."""
    by_row: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions(table, lang):
        by_row[mention.row].append(mention)
    return by_row


def rendering(
    name: str, rows: list[int], by_row: dict[int, list[Mention]], lang: str
) -> list[Mention]:
    """Return the words, one in each row, that begin with the same four letters in all rows."""
    if lang == "en":
        return [next(m for m in by_row[row] if m.word == name) for row in rows]
    for head in sorted({mention.word[:4] for mention in by_row[rows[0]]}):
        per_row = [[m for m in by_row[row] if m.word[:4] == head] for row in rows]
        everywhere = sum(m.word[:4] == head for found in by_row.values() for m in found)
        if all(per_row) and everywhere <= 2 * len(rows):
            return [found[0] for found in per_row]
    return []


# --- corruption ---------------------------------------------------------------------------------


def swapped(word: str, lang: str, rng: random.Random) -> str:
    """Return a word with one vowel, or letter that the systems differ in, replaced."""
    options = [
        word[:i] + new + word[i + len(old) :]
        for old, new in SWAPS[lang]
        for i in range(1, len(word))
        if word.startswith(old, i)
    ]
    return rng.choice(options) if options else ""


def mistyped(word: str, lang: str, rng: random.Random) -> str:
    """Return a word with a letter after the first dropped, doubled, transposed or replaced."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:  # noqa: PLR2004  (transposed)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice(LETTERS[lang]) + word[at + 1 :]


def disguised(word: str, lang: str, rng: random.Random) -> str:
    """Return a word with one letter replaced by its look-alike of the other script."""
    table = ALIKE if lang == "en" else {new: old for old, new in ALIKE.items()}
    options = [i for i, letter in enumerate(word) if letter in table]
    if not options:
        return ""
    at = rng.choice(options)
    return word[:at] + table[word[at]] + word[at + 1 :]


Corrupt = Callable[[str, str, random.Random], str]
KINDS: tuple[tuple[str, Corrupt], ...] = (
    ("vowel or system swap", swapped),
    ("typo", mistyped),
    ("look-alike letter", disguised),
)


def recall(
    table: Table, names: Names, lang: str, corrupt: Corrupt, draw: tuple[int, int]
) -> tuple[int, int, list[str]]:
    """Return how many corruptions were reported, of how many, and those that were not.

    `draw` is how many to make and the seed.
    """
    cases, seed = draw
    rng = random.Random(seed)  # noqa: S311  (a fixed draw)
    hits = total = 0
    missed: list[str] = []
    while total < cases:
        changed = [dict(row) for row in table]
        done: dict[int, tuple[int, str]] = {}
        for name in rng.sample(sorted(names), len(names)):
            mention = rng.choice(names[name])
            wrong = corrupt(mention.word, lang, rng)
            if mention.row in done or not wrong or wrong == mention.word:
                continue
            text = changed[mention.row][lang]
            end = mention.start + len(mention.word)
            changed[mention.row][lang] = text[: mention.start] + wrong + text[end:]
            done[mention.row] = mention.start, f"{mention.word} → {wrong}"
            if len(done) == BATCH or total + len(done) == cases:
                break
        told = told_of(scan(rows_of(changed)), lang)
        total += len(done)
        hits += sum((row, start) in told for row, (start, _) in done.items())
        missed += [what for row, (start, what) in done.items() if (row, start) not in told]
    return hits, total, missed


# --- precision ----------------------------------------------------------------------------------


def key_of(report: Report) -> str:
    """Return what a report is called in the list of judgements: its language, kind and forms."""
    return " ".join((report.lang, report.kind, "/".join(form.text for form in report.forms)))


def precision(reports: list[Report], *, shown: bool) -> bool:
    """Print the precision by language; tell whether every report has been judged."""
    judged = {
        cells[0]: cells[1:]
        for line in JUDGED.read_text("utf-8").splitlines()[1:]
        for cells in [line.split("\t")]
    }
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for report in reports:
        verdict, reason = judged.get(key_of(report), ("unjudged", ""))
        counts[report.lang, verdict] += 1
        if shown or verdict == "unjudged":
            print(f"{verdict}\t{key_of(report)}\t{reason}\t{report.explanation}")
    for lang in LANGUAGES:
        right, wrong, unjudged = (counts[lang, v] for v in ("right", "wrong", "unjudged"))
        print(
            f"{lang}: precision {right}/{right + wrong + unjudged} = "
            f"{100 * right / max(1, right + wrong + unjudged):.1f} % ({unjudged} unjudged)"
        )
    return not any(count for (_, verdict), count in counts.items() if verdict == "unjudged")


def main() -> int:
    """Print precision and recall; 1 where a report has not been judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--reports", action="store_true", help="print all reports")
    parser.add_argument("--missed", action="store_true", help="print what was not found")
    options = parser.parse_args()
    if not DATA.exists():
        print(f"{DATA} is missing: set TM_DATA", file=sys.stderr)
        return 2
    table = read()
    reports = scan(rows_of(table))
    complete = precision(reports, shown=options.reports)
    for lang in LANGUAGES:
        names = clean_names(table, lang, reports)
        for kind, corrupt in KINDS:
            hits, total, missed = recall(table, names, lang, corrupt, (options.cases, options.seed))
            print(
                f"{lang}: {kind}: {hits}/{total} = {100 * hits / total:.1f} % ({len(names)} names)"
            )
            if options.missed:
                print("  " + "; ".join(missed))
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
