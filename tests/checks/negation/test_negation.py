"""Floors of lost negations on real translations, alone and beside another language."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from tm.checks.base import Context, File, Side, Subject
from tm.checks.negation import lost
from tm.config import Config
from tm.model import Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONTEXT = Context(Config())
OTHER = {"ru": "be", "be": "ru"}
NEGATED = re.compile(r"\b(?:not|cannot|never|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE)
WORD = re.compile(r"\b(?:не|ня)\s+", re.IGNORECASE)


def nowhere(subject: Subject, side: Side, offset: int) -> tuple[int, int]:
    del subject, side, offset
    return 0, 0


def told(source: str, targets: dict[str, str]) -> set[str]:
    """Return the languages whose translation is told."""
    subjects = [
        Subject(
            "a.tsv",
            Unit("1"),
            0,
            (Side("en", "source", source, source),),
            (Side(lang, "target", text, text),),
        )
        for lang, text in targets.items()
    ]
    file = File("a.tsv", subjects, nowhere)
    return {problem.side.lang for problem in lost.RULE.check([file], CONTEXT)}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("lang", ["ru", "be"])
@pytest.mark.parametrize(("together", "floor"), [(True, 0.6), (False, 0.4)])
def test_a_negation_that_was_removed_is_found(
    data: Callable[[str], Path],
    lang: str,
    together: bool,  # noqa: FBT001  (a case)
    floor: float,
) -> None:
    removed = found = 0
    for row in rows_of(data("ntrex/ntrex.tsv")):
        other = {OTHER[lang]: row[OTHER[lang]]} if together else {}
        for word in WORD.finditer(row[lang]) if NEGATED.search(row["en"]) else ():
            removed += 1
            text = row[lang][: word.start()] + row[lang][word.end() :]
            found += lang in told(row["en"], {lang: text, **other})
    assert found >= floor * removed


@pytest.mark.parametrize("lang", ["ru", "be"])
@pytest.mark.parametrize("together", [True, False])
def test_few_correct_sentences_are_told(
    data: Callable[[str], Path],
    lang: str,
    together: bool,  # noqa: FBT001  (a case)
) -> None:
    rows = rows_of(data("ntrex/ntrex.tsv"))
    langs = [lang, OTHER[lang]] if together else [lang]
    wrong = [row for row in rows if lang in told(row["en"], {each: row[each] for each in langs})]
    assert len(wrong) <= 0.004 * len(rows)


def test_a_translation_alone_is_told_only_where_sure() -> None:
    assert told("He did not go.", {"be": "Ён пайшоў дадому."}) == {"be"}
    assert not told("There were no bears.", {"be": "Там жылі мядзведзі."})
    assert told("There were no bears.", {"be": "Там былі мядзведзі.", "ru": "Медведей нет."}) == {
        "be"
    }


def test_what_both_say_without_a_negation_is_right() -> None:
    assert not told("He did not go.", {"be": "Ён застаўся дома.", "ru": "Он остался дома."})


def test_other_languages_and_scripts_are_left_alone() -> None:
    assert not told("He did not go.", {"be-Latn": "Jon pajšoŭ damoŭ.", "de": "Er ging."})
