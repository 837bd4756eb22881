"""Floors on professional news: how little is flagged, and how many seeded errors are found."""

from __future__ import annotations

import csv
import random
import re
from typing import TYPE_CHECKING, cast

import pytest
from msgspec.structs import replace

from tm.checks.base import RULES, Context, Side, Subject, UnitRule
from tm.config import Config
from tm.model import Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FAMILIES = {"punctuation", "capitals"}
LANGS = ("ru", "be")
BUDGET = 0.015
FLOOR = 0.95


def subjects(path: Path, lang: str) -> list[Subject]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Subject(
            "news.tsv",
            Unit(str(index)),
            index,
            (Side("en", "source", row["en"], row["en"]),),
            (Side(lang, "target", row[lang], row[lang]),),
        )
        for index, row in enumerate(rows)
    ]


def flagged(subject: Subject, rules: list[UnitRule]) -> bool:
    return any(True for rule in rules for _ in rule.check(subject, Context(Config())))


def default_rules() -> list[UnitRule]:
    found = [RULES.get(name) for name in RULES.names() if name.partition("/")[0] in FAMILIES]
    return [rule for rule in found if isinstance(rule, UnitRule) and rule.severity != "info"]


@pytest.mark.parametrize("lang", LANGS)
def test_professional_news_is_hardly_flagged(data: Callable[[str], Path], lang: str) -> None:
    units = subjects(data("ntrex/ntrex.tsv"), lang)
    told = [subject for subject in units if flagged(subject, default_rules())]
    assert len(told) <= BUDGET * len(units)


def one_of(pattern: str, better: str) -> Callable[[str, random.Random], str]:
    def seed(text: str, dice: random.Random) -> str:
        places = list(re.finditer(pattern, text))
        if not places:
            return text
        found = dice.choice(places)
        return text[: found.start()] + found.expand(better) + text[found.end() :]

    return seed


def cut(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    most = min(len(words) - 2, 6)
    return text if most < 1 else " ".join(words[: -dice.randint(1, most)])


def paired(subject: Subject) -> bool:
    """Whether straight marks and apostrophes say that the source's quotations are whole."""
    text = subject.sources[0].text
    return text.count('"') % 2 == 0 and not re.search(r"(?:^|\W)'|'(?:\W|$)", text)


def stopped(subject: Subject) -> bool:
    return bool(re.search(r"\w{3}[.?!:][\"')]*$", subject.sources[0].text))


def asked(subject: Subject) -> bool:
    return bool(re.search(r"\?[\"')]*$", subject.sources[0].text))


def always(subject: Subject) -> bool:
    return bool(subject.targets)


SEEDS: dict[str, tuple[str, Callable[[str, random.Random], str], Callable[[Subject], bool]]] = {
    "a quotation mark less": ("quotes", one_of("[«»„“”]", ""), paired),
    "a bracket less": ("brackets", one_of(r"[()]", ""), always),
    "the end cut": ("end", cut, stopped),
    "the end mark lost": ("end", one_of(r"(?<=\w)[.?!:]$", ""), stopped),
    "a question told": ("end", one_of(r"\?(?=\W*$)", "."), asked),
    "two spaces": ("double-space", one_of(" ", "  "), always),
    "a space before a comma": ("space-before", one_of(r"(?<=\w),", " ,"), always),
    "no space after a comma": ("space-after", one_of(r"(?<=\w), (?=\w)", ","), always),
    "two commas": ("doubled", one_of(r"(?<=\w),", ",,"), always),
}


@pytest.mark.parametrize("name", SEEDS)
def test_seeded_errors_are_found(data: Callable[[str], Path], name: str) -> None:
    rule, seed, fits = SEEDS[name]
    check = cast("UnitRule", RULES.get(f"punctuation/{rule}"))
    dice = random.Random(name)  # noqa: S311  (no secret)
    found = seeded = 0
    for lang in LANGS:
        for subject in subjects(data("ntrex/ntrex.tsv"), lang):
            side = subject.targets[0]
            text = seed(side.text, dice)
            if text != side.text and fits(subject):
                broken = replace(subject, targets=(replace(side, text=text, plain=text),))
                seeded += 1
                found += flagged(broken, [check])
    assert found >= FLOOR * seeded > 0
