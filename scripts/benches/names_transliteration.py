"""Transliteration against named peers, and proposals against aligned names.

Rows right of all, exactly. Every peer is tried with all its schemas for the language and shown with
its best. Names come from `names/` below TM_DATA (default: `../shared/data` beside the checkout):

    UN 2012      un2012.tsv as it stands
    BGN          the towns of press.tsv: BGN/PCGN without its apostrophes and dots, against the form
                 the press writes; it differs by design (Vitsyebsk), so no scheme can have all
    press        the words of persons' names and the towns of press.tsv, as the press writes them
"""

from __future__ import annotations

import csv
import os
import re
import sys
import unicodedata
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tm.names.conversion import propose
from tm.names.transliterate import find
from tm.names.words import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Write = Callable[[str], str]
    Pairs = list[tuple[str, str]]

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data")) / "names"
MISSING = 2
LEFT_OUT: dict[str, str] = {}
"""Rows of un2012.tsv that the published table contradicts, and why: none so far."""


class Task(NamedTuple):
    """What is measured: names and their forms, our scheme, what is folded before comparing."""

    title: str
    lang: str
    scheme: str
    pairs: Pairs
    fold: Write = str


def table(name: str) -> list[dict[str, str]]:
    """Read a TSV file; leaves the program where it is missing."""
    path = DATA / name
    if not path.is_file():
        print(f"names: no data {path}; set TM_DATA to its folder", file=sys.stderr)
        raise SystemExit(MISSING)
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def bare(text: str) -> str:
    """Return a text without apostrophes, dots and marks above letters.

    >>> bare("Mogilëv’")
    'Mogilev'
    """
    parts = unicodedata.normalize("NFD", text)
    return re.sub(r"[’”'·\u0300-\u036f]", "", parts)


def tasks() -> list[Task]:
    """Return all rows of the table."""
    press = table("press.tsv")
    un = [(row["be"], row["latin"]) for row in table("un2012.tsv") if row["be"] not in LEFT_OUT]
    towns = {lang: towns_of(press, lang) for lang in ("ru", "be")}
    persons = {lang: words_of(press, lang) for lang in ("ru", "be")}
    return [
        Task("UN 2012, be", "be", "un-2012", un),
        Task("BGN towns, be", "be", "bgn-1979", towns["be"], bare),
        Task("BGN towns, ru", "ru", "bgn-1947", towns["ru"], bare),
        Task("press towns, be", "be", "press", towns["be"]),
        Task("press towns, ru", "ru", "press", towns["ru"]),
        Task("press persons, be", "be", "press", persons["be"]),
        Task("press persons, ru", "ru", "press", persons["ru"]),
    ]


def towns_of(press: list[dict[str, str]], lang: str) -> Pairs:
    """Return the towns in one language and as the press writes them from that language."""
    return [(row[lang], row[f"en_{lang}_based"]) for row in press if row["kind"] == "place"]


def words_of(press: list[dict[str, str]], lang: str) -> Pairs:
    """Return the words of persons' names, beside the same word as the press writes it."""
    found: Pairs = []
    for row in press:
        names, english = row[lang].split(), row[f"en_{lang}_based"].split()
        if row["kind"] == "person" and len(names) == len(english):
            found += zip(names, english, strict=True)
    return found


# The peers: each returns its schemas for a language.


def cyrtranslit(lang: str) -> dict[str, Write]:
    """Return the one table cyrtranslit has for a language."""
    peer = import_module("cyrtranslit")
    code = {"be": "by", "ru": "ru"}[lang]
    return {code: lambda text: str(peer.to_latin(text, code))}


def iuliia(lang: str) -> dict[str, Write]:
    """Return the schemas of iuliia, all made for Russian."""
    peer = import_module("iuliia")
    del lang
    schemas = {name.lower(): getattr(peer, name) for name in dir(peer) if name.isupper()}
    return {name: schema.translate for name, schema in schemas.items()}


def latynkatar(lang: str) -> dict[str, Write]:
    """Return the modern and the old Łacinka, with and without assimilated softness."""
    from latynkatar import CyrLatConverter  # noqa: PLC0415 - a peer may not be installed

    if lang != "be":
        return {}

    def write(text: str, *, old: bool, soft: bool) -> str:
        return CyrLatConverter(text).convert(old_rules=old, palatalization=soft)

    return {
        f"{'old' if old else 'modern'}{', softness' * soft}": partial(write, old=old, soft=soft)
        for old in (False, True)
        for soft in (False, True)
    }


def belorthography(lang: str) -> dict[str, Write]:
    """Return Łacinka from either orthography, with and without its marks."""
    peer = import_module("belorthography")
    if lang != "be":
        return {}

    def write(text: str, *, source: str, target: str) -> str:
        kinds = peer.Orthography
        return str(peer.convert(text, getattr(kinds, source), getattr(kinds, target)))

    return {
        f"{source} {target}": partial(write, source=source, target=target)
        for source in ("OFFICIAL", "CLASSICAL")
        for target in ("LATIN", "LATIN_NO_DIACTRIC")
    }


PEERS: dict[str, Callable[[str], dict[str, Write]]] = {
    "cyrtranslit": cyrtranslit,
    "iuliia": iuliia,
    "latynkatar": latynkatar,
    "belorthography": belorthography,
}


def installed() -> dict[str, Callable[[str], dict[str, Write]]]:
    """Return the peers that can run here, and say which cannot."""
    found = {}
    for name, peer in PEERS.items():
        try:
            peer("be")
        except ImportError as error:
            print(f"{name}: not installed ({error}), left out")
        else:
            print(f"{name} {version(name)}")
            found[name] = peer
    return found


def right(task: Task, write: Write) -> int:
    """Count the names that come out exactly."""
    return sum(task.fold(write(name)) == form for name, form in task.pairs)


def best(task: Task, schemas: dict[str, Write]) -> str:
    """Return a peer's best count and the schema that reaches it."""
    if not schemas:
        return "-"
    counts = {name: right(task, write) for name, write in schemas.items()}
    name = max(counts, key=lambda one: counts[one])
    return f"{counts[name]} ({name})"


def line(cells: Iterable[str]) -> str:
    """Return one line of a table: a wide first column, the others aligned."""
    first, *others = cells
    return f"{first:<20}" + "".join(f"{cell:<26}" for cell in others).rstrip()


def print_schemes() -> None:
    """Print the rows right for every task, ours and each peer's best schema."""
    peers = installed()
    print("\nNames right, exactly; in brackets the schema")
    print(line(["task", "of", "tm", *peers]))
    for task in tasks():
        ours = f"{right(task, find(task.lang, task.scheme).apply)} ({task.scheme})"
        others = [best(task, peer(task.lang)) for peer in peers.values()]
        print(line([task.title, str(len(task.pairs)), ours, *others]), flush=True)
    for name, reason in LEFT_OUT.items():
        print(f"left out of UN 2012: {name}: {reason}")


def print_proposals() -> None:
    """Print how often the first proposal, or any, is the form in the tables."""
    press, gold = table("press.tsv"), table("gold.tsv")
    persons = [row for row in (*press, *gold) if row["kind"] == "person" and " " in row["ru"]]
    surnames = {(row["ru"].split()[-1], row["be"].split()[-1]) for row in persons}
    given = {(row["ru"], row["be"]) for row in (*press, *gold) if row["kind"] == "given"}
    towns = {(row["ru"], row["be"]) for row in press if row["kind"] == "place"}
    places = {
        (row["ru"], row["be"]) for row in gold if row["kind"] == "place" and " " not in row["ru"]
    }
    print("\nProposals, in %: the first is right (any is right)")
    print(line(["names", "of", "ru to be", "be to ru"]))
    print_proposed("surnames, by rule", surnames, role="surname")
    print_proposed("given names", given)
    print_proposed("towns", towns, kind="place")
    print_proposed("places of the world", places, kind="place")


def print_proposed(
    title: str, pairs: set[tuple[str, str]], *, kind: str = "person", role: str = ""
) -> None:
    """Print one row, both ways."""
    cells = [title, str(len(pairs))]
    for source, target in (("ru", "be"), ("be", "ru")):
        first = some = 0
        for russian, belarusian in pairs:
            text, wanted = (russian, belarusian) if source == "ru" else (belarusian, russian)
            found = propose(
                text, source, target, kind="place" if kind == "place" else "person", role=role
            )
            forms = [key(proposal.text, target) for proposal in found]
            first += forms[0] == key(wanted, target)
            some += key(wanted, target) in forms
        cells.append(f"{100 * first / len(pairs):.0f} ({100 * some / len(pairs):.0f})")
    print(line(cells), flush=True)


def main() -> None:
    """Measure and print; exit code 2 where the data is missing."""
    print_schemes()
    print_proposals()


if __name__ == "__main__":
    main()
