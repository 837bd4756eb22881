"""Laws of safe fixes on marks, on any text made of words, spaces and marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.checks.base import RULES, Context, DocumentRule, File, Problem, Side, Subject, UnitRule
from tm.config import Config
from tm.model import Unit

RULES_WITH_FIXES = (
    "punctuation/double-space",
    "punctuation/doubled",
    "punctuation/space-after",
    "punctuation/space-before",
    "typography/apostrophe",
    "typography/dash",
    "typography/ellipsis",
    "typography/english-marks",
    "typography/nbsp",
    "typography/percent-space",
    "typography/quotes-style",
)
PIECES = (
    *(
        "да",
        "Мінск",
        "Ў",
        "з’ява",
        "аб'ява",
        "Wi-Fi",
        "5",
        "2020",
        "т.",
        "д.",
        "г.",
        "№",
        "%",
        "5%",
        "5 %",
        "7\u00a0%",
    ),
    *(
        " ",
        " ",
        " ",
        "\u00a0",
        "\n",
        ",",
        ".",
        "...",
        "…",
        ":",
        ";",
        "!",
        "?",
        "-",
        " - ",
        "–",
        "—",
    ),
    *("«", "»", "„", "“", "”", '"', "'", "''", "`", "(", ")", ",,", "<b>", "{0}"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
LANGS = st.sampled_from(("ru", "be", "be-tarask"))


def problems(name: str, lang: str, source: str, texts: list[str]) -> list[Problem]:
    rule = RULES.get(name)
    subjects = [
        Subject(
            "a.po", Unit("u"), i, (side("en", "source", source),), (side(lang, "target", text),)
        )
        for i, text in enumerate(texts)
    ]
    if isinstance(rule, DocumentRule):
        file = File("a.po", subjects, nowhere, "en", lang)
        return [
            found for found in rule.check(file, Context(Config())) if isinstance(found, Problem)
        ]
    assert isinstance(rule, UnitRule)
    return [found for each in subjects for found in rule.check(each, Context(Config()))]


def nowhere(subject: Subject, side: Side, offset: int) -> tuple[int, int]:
    del subject, side, offset
    return 0, 0


def side(lang: str, name: str, text: str) -> Side:
    return Side(lang, name, text, text.replace("<b>", "   "))


def fixed(name: str, lang: str, source: str, texts: list[str]) -> list[str]:
    mended = list(texts)
    found = [one for one in problems(name, lang, source, texts) if one.fix and one.fix.safe]
    edits = {(p.subject.index, e) for p in found if p.fix for e in p.fix.edits}
    for index, edit in sorted(edits, key=lambda each: -each[1].start):
        text = mended[index]
        mended[index] = text[: edit.start] + edit.text + text[edit.end :]
    return mended


@pytest.mark.parametrize("name", RULES_WITH_FIXES)
@given(lang=LANGS, source=TEXTS, texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_safe_fixes_leave_nothing_to_fix_and_change_no_letter(
    name: str, lang: str, source: str, texts: list[str]
) -> None:
    mended = fixed(name, lang, source, texts)
    assert fixed(name, lang, source, mended) == mended
    assert not [p for p in problems(name, lang, source, mended) if p.fix and p.fix.safe]
    for before, after in zip(texts, mended, strict=True):
        assert [c for c in before if c.isalnum()] == [c for c in after if c.isalnum()]


@pytest.mark.parametrize("name", RULES_WITH_FIXES)
@given(lang=LANGS, source=TEXTS, text=TEXTS)
def test_the_edits_of_a_rule_do_not_overlap(name: str, lang: str, source: str, text: str) -> None:
    found = [p for p in problems(name, lang, source, [text]) if p.fix]
    spans = sorted((e.start, e.end) for p in found if p.fix for e in p.fix.edits)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(0 <= start <= end <= len(text) for p in found for start, end in (p.span,))
