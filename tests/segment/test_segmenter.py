"""The public interface and the quality it must keep on the gold data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tm.segment
from tm.errors import LanguageError, SyntaxProblemError
from tm.segment import LanguageMap, LanguageRule, Rule, Segmenter, SrxDocument, default_rules

if TYPE_CHECKING:
    from collections.abc import Callable

TERMINATED = re.compile(r"""[.!?…]["'”’»)\]]*$""")
FLOORS = {
    "UD_English-EWT": 0.984,
    "UD_English-GUM": 0.996,
    "NTREX-en": 0.997,
    "UD_Russian-GSD": 0.992,
    "UD_Russian-Taiga": 0.961,
    "NTREX-ru": 0.983,
    "UD_Belarusian-HSE": 0.993,
    "NTREX-be": 0.990,
}
WORDS = st.sampled_from(
    [*"«»“().!?… \n\xa01😀—\t\u2029\x1c", "\n\n", "[2]", "Foo", "bar", "г", "ст", "Mr", "І", "p.m"]
)
LANGUAGES = ["en", "ru", "be", "be-tarask", "uk", "ja"]


@given(st.sampled_from(LANGUAGES), st.lists(WORDS, max_size=30).map("".join))
def test_spans_hold_all_that_is_not_white_space(lang: str, text: str) -> None:
    segmenter = Segmenter.for_language(lang)
    spans = segmenter.spans(text)
    assert _covered(text, spans)
    assert segmenter.breaks(text) == [end for _, end in spans[:-1]]


def _covered(text: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether spans ascend, are bare, and leave only white space outside."""
    outside, last = "", 0
    for start, end in spans:
        if not last <= start < end or text[start:end] != text[start:end].strip():
            return False
        outside, last = outside + text[last:start], end
    return (outside + text[last:]).strip() == ""


@given(st.lists(WORDS, max_size=30).map("".join))
def test_our_rules_cut_only_at_white_space(text: str) -> None:
    for lang in ("en", "ru", "be"):
        assert all(text[end].isspace() for end in Segmenter.for_language(lang).breaks(text))


@pytest.mark.parametrize(
    ("lang", "text", "breaks"),
    [
        ("be", "І. С. Дамейка. Так!", [14]),
        ("be-tarask", "І. С. Дамейка. Так!", [14]),
        ("be@tarask", "І. С. Дамейка. Так!", [14]),
        ("BE_BY", "Гэта г. зн. Мінск. Так.", [18]),
        ("en-GB", "It is 5 p.m. He said “No.” She left.", [12, 26]),
        ("uk", "Т. Г. Шевченко. Так.", [15]),
        ("ja", "はい。いいえ。", [3]),
        ("en", "One.\xa0Two.\nThree", [4, 9]),
        ("en", "", []),
        ("en", " \n ", []),
        ("en", "One.", []),
        ("en", " One. ", []),
    ],
)
def test_language_and_breaks(lang: str, text: str, breaks: list[int]) -> None:
    assert Segmenter.for_language(lang).breaks(text) == breaks


def test_a_language_is_compiled_once() -> None:
    assert Segmenter.for_language("be_BY") is Segmenter.for_language("be-BY")


def test_no_language_tag_is_an_error() -> None:
    with pytest.raises(LanguageError):
        Segmenter.for_language("not a language")


def test_explain_names_the_rule_and_its_line() -> None:
    text = "У 2020 г. Мінск рос. Горад вялікі."
    first, second = Segmenter.for_language("be").explain(text)
    assert (first.offset, first.is_break) == (text.index(" Мінск"), False)
    assert "adverbial" in first.rule
    assert (second.offset, second.is_break) == (text.index(" Горад"), True)
    assert second.rule == "Otherwise a sentence ends here."
    for decision in (first, second):
        assert decision.language_rule == "Belarusian"
        assert decision.line > 0


def test_a_rule_without_a_comment_is_named_by_its_patterns() -> None:
    rules = LanguageRule("A", (Rule(is_break=True, before=r"\.", after=r"\s"),))
    srx = SrxDocument((rules,), (LanguageMap("en", "A"),))
    decision = Segmenter.for_language("en", srx).explain("A. B")[0]
    assert (decision.rule, decision.language_rule, decision.line) == (r"\.|\s", "A", 0)
    assert Segmenter.for_language("ru", srx).spans("A. B") == [(0, 4)]


def test_a_wrong_language_pattern_is_reported() -> None:
    srx = SrxDocument((LanguageRule("A", ()),), (LanguageMap("(", "A"),))
    with pytest.raises(SyntaxProblemError, match="language pattern"):
        Segmenter.for_language("en", srx)


def test_every_rule_of_ours_says_what_it_is_for() -> None:
    for language_rule in default_rules().language_rules:
        rules = language_rule.rules
        assert rules[0].comment
        assert sum(bool(rule.comment) for rule in rules) * 2 >= len(rules)
        assert rules[-1].is_break


def test_public_names() -> None:
    assert sorted(tm.segment.__all__) == tm.segment.__all__
    assert all(hasattr(tm.segment, name) for name in tm.segment.__all__)


@pytest.mark.parametrize("corpus", FLOORS)
def test_quality_on_gold_data(corpus: str, gold: Callable[[str], list[dict[str, Any]]]) -> None:
    rows = gold(f"{corpus}.jsonl")
    segmenter = Segmenter.for_language(rows[0]["lang"])
    right = found = hit = wanted = 0
    for row in rows:
        true = {end for _, end in row["spans"][:-1]}
        ours = set(segmenter.breaks(row["text"]))
        terminated = {end for end in true if TERMINATED.search(row["text"][:end])}
        right, found = right + len(true & ours), found + len(ours)
        hit, wanted = hit + len(terminated & ours), wanted + len(terminated)
    precision, recall = right / found, hit / wanted
    assert 2 * precision * recall / (precision + recall) >= FLOORS[corpus]


@pytest.mark.parametrize("lang", ["en", "ru", "be"])
@pytest.mark.parametrize("unit", ["Foo bar. ", ". ", "І. ", "1. ", "😀 ", "a", " ", "…\n"])
def test_a_long_paragraph_is_cut_whole(lang: str, unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert _covered(text, Segmenter.for_language(lang).spans(text))
