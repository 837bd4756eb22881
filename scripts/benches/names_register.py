"""A register of countries and cities on translated news: how many mentions it recognises.

Run `scripts/bench names_register [--misses] [--morph]`. The data is looked for below TM_DATA
(default: `../shared/data` beside the checkout). The register is made from the rows of
`names/gold.tsv` whose source is CLDR 48 or ISO 3166-1. A mention is a name of the register in the
English text of `ntrex/ntrex.tsv`, as whole capitalised words, the longest that begins there; it is
accepted where the translation has a form of the name, or a word made from it. `names_register.tsv`
beside this program lists mentions that were read: document, line, name, languages, why and a word
on what it is. Why is "referent" where the English or the translation means another thing (a person
of that name, a newspaper) or leaves it out, and "name" where the translation has another name or
spelling of the place than the register (Нямеччына for Германія), which a check rightly reports.

Replaced: every accepted mention of a name in a sentence becomes another name of the register, of
the same kind and in the same case; it is rejected where the first is no longer found.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tm.names import morph
from tm.names.analyse import analyse, part_forms
from tm.names.inflect import derived
from tm.names.matcher import Matcher
from tm.names.name import Form, Name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tm.names.matcher import Mention

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data"))
OTHERS = Path(__file__).with_suffix(".tsv")
SOURCES = ("cldr48", "iso-codes-3166-1")
LANGUAGES = ("ru", "be")
MISSING = 2
SEED = 20201123


class Case(NamedTuple):
    """A name that the English sentence has, with the translations."""

    doc: str
    line: str
    name: Name
    texts: dict[str, str]

    @property
    def at(self) -> tuple[str, str, str]:
        """Where it is."""
        return self.doc, self.line, self.name.id


def read(path: Path) -> list[dict[str, str]]:
    """Read a TSV file; leaves the program where it is missing."""
    if not path.is_file():
        print(f"names_register: no data {path}; set TM_DATA", file=sys.stderr)
        raise SystemExit(MISSING)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def register() -> dict[str, Name]:
    """Make the register: one entity for an English name, all its forms admitted."""
    forms: dict[str, dict[str, dict[str, Form]]] = defaultdict(lambda: defaultdict(dict))
    kinds: dict[str, str] = {}
    for row in read(DATA / "names" / "gold.tsv"):
        if row["source"].startswith(SOURCES):
            kinds.setdefault(row["en"], "city" if "City" in row["source"] else "country")
            for lang in ("en", *LANGUAGES):
                forms[row["en"]][lang].setdefault(row[lang], Form(row[lang]))
    return {
        en: Name(
            id=en,
            kind="place",
            note=kinds[en],
            forms={lang: tuple(found.values()) for lang, found in langs.items()},
        )
        for en, langs in forms.items()
    }


def mentions(names: dict[str, Name]) -> list[Case]:
    """Return the mentions in the English sentences."""
    english = Matcher(names.values(), "en")
    return [
        Case(row["doc"], row["line"], names[entity], {lang: row[lang] for lang in LANGUAGES})
        for row in read(DATA / "ntrex" / "ntrex.tsv")
        for mention in english.find(row["en"])
        for entity in sorted(mention.entities)
        if entity[0].isupper() and row["en"].startswith(entity, mention.start)
    ]


@cache
def matcher(name_id: str, lang: str) -> Matcher:
    """Return a matcher of one name."""
    return Matcher([NAMES[name_id]], lang)


def found(case: Case, lang: str, text: str) -> list[Mention]:
    """Return where a text has the name of a case."""
    return matcher(case.name.id, lang).find(text)


def readings(lang: str) -> dict[tuple[str, str, str], str]:
    """Return why mentions that were read are not the name: "referent" or "name"."""
    return {
        (row["doc"], row["line"], row["name"]): row["why"]
        for row in read(OTHERS)
        if lang in row["languages"].split()
    }


def another(mention: Mention, name: Name, lang: str, chance: random.Random) -> str:
    """Return another name of the same kind in the case of a mention."""
    group = [other for other in NAMES.values() if other.note == name.note and other is not name]
    while True:
        form = chance.choice(group).forms[lang][0]
        reading = mention.readings[0]
        if reading.shape == "derived":
            ending = mention.words[0].text[-2:]
            words = sorted(word for word in derived(form.text, lang) if word.endswith(ending))
            if words:
                return chance.choice(words)
            continue
        case = min(reading.cases, default=("nom", "sg"))[0]
        return " ".join(
            next((one.text for one in part_forms(part, lang, "") if one.case == case), part.text)
            for part in analyse(form, lang, "place", "")
        )


def replace(case: Case, lang: str, chance: random.Random) -> str:
    """Return the translation with every mention of the name replaced."""
    text = case.texts[lang]
    for mention in reversed(found(case, lang, text)):
        text = (
            text[: mention.start] + another(mention, case.name, lang, chance) + text[mention.end :]
        )
    return text


def still_found(cases: Iterable[Case], lang: str) -> list[tuple[Case, str]]:
    """Return the cases that are recognised though the name was replaced, with the new text."""
    chance = random.Random(SEED)  # noqa: S311 - a reproducible choice
    changed = [(case, replace(case, lang, chance)) for case in cases]
    return [(case, text) for case, text in changed if found(case, lang, text)]


def share(part: int, whole: int) -> str:
    """Return a fraction and its value.

    >>> share(3, 4)
    '3/4 = 0.7500'
    """
    return f"{part}/{whole} = {part / max(whole, 1):.4f}"


def report(lang: str, cases: list[Case], *, details: bool) -> None:
    """Print the line of a language, and what is behind it."""
    why = readings(lang)
    missed = [case for case in cases if not found(case, lang, case.texts[lang])]
    accepted = [case for case in cases if case not in missed]
    cells = []
    for left_out in ((), ("referent",), ("referent", "name")):
        kept = [case for case in cases if why.get(case.at) not in left_out]
        cells.append(share(sum(case in accepted for case in kept), len(kept)))
    still = still_found(accepted, lang)
    cells.append(share(len(accepted) - len(still), len(accepted)))
    print(f"{lang}   " + "   ".join(f"{cell:<18}" for cell in cells))
    if details:
        for case in missed:
            print(f"  {why.get(case.at, '?'):<9} {' '.join(case.at)}: {case.texts[lang]}")
        for case, text in still:
            print(f"  still     {' '.join(case.at)}: {text}")


NAMES = register()


def main() -> None:
    """Measure and print; exit code 2 where the data is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--misses", action="store_true", help="print every miss")
    parser.add_argument("--morph", action="store_true", help="add pymorphy3's forms")
    options = parser.parse_args()
    if options.morph and not morph.enable():
        print("pymorphy3 is not installed")
    cases = mentions(NAMES)
    print(f"{len(NAMES)} names, {len(cases)} mentions")
    print(
        "     all mentions         no other referents   nor other names      rejected when replaced"
    )
    for lang in LANGUAGES:
        report(lang, cases, details=options.misses)


if __name__ == "__main__":
    main()
