"""The ICU and Java dialect: every construct means in `regex` what it means there."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tm.segment.dialect import PatternError, parse
from tm.segment.pattern import edge, render, trim


def fits(pattern: str, text: str) -> bool:
    return regex.fullmatch(render(parse(pattern)), text, regex.V1) is not None


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (r"\Qa.b\E+", ["a.b", "a.bb"], ["axb", "a.ba.b"]),
        (r"[a-z&&[^x]]", ["a", "w"], ["x", "A"]),
        (r"[\p{L}&&[^rwn]]", ["i", "ў"], ["r", "1"]),
        (r"[a[bc]]", ["a", "c"], ["d"]),
        (r"[^a&&b]", ["a", "b", "c"], []),
        (r"[[:alpha:]--[b]]", ["a", "і"], ["b", "1"]),
        (r"[a-]|[-b]|[#-&&[#]]", ["a", "-", "b", "#"], ["c"]),
        (r"[]x]", ["]", "x"], ["["]),
        (r"[.||~~]", [".", "|", "~"], ["a"]),
        (r"\h\v", [" \n", "\t\x0b", "\xa0\u2028"], ["\n ", "ab"]),
        (r"[\h\v]", [" ", "\n"], ["x"]),
        (r"\R", ["\r\n", "\n", "\u2029"], ["\n\n"]),
        (r"\u0456\x{1F600}\x41\t\e\cA\0101", ["і😀A\t\x1b\x01A"], []),
        (r"\N{LATIN SMALL LETTER A}", ["a"], ["b"]),
        (r"\p{Lu}\p{IsCyrillic}\pL\P{L}", ["ЎіA1"], ["ўіA1"]),
        (r"\p{^Lu}", ["a"], ["A"]),
        (r"\p{javaLetter}\p{javaUpperCase}\p{javaWhitespace}", ["aB "], ["1B "]),
        (r"\p{javaLetterOrDigit}\P{javaLetterOrDigit}", ["a-", "1-"], ["--", "aa"]),
        (r"a++b*+c?+", ["aabc", "a"], ["b"]),
        (r"(?>a+)b", ["aab"], ["ab a"]),
        (r"a{2}b{1,}c{0,2}", ["aabc", "aabbcc"], ["abc", "aabccc"]),
        (r"(?iu)ў.", ["Ўx", "ўx"], ["у."]),
        (r"a(?i)b|c", ["ab", "aB", "C"], ["Ab"]),
        (r"(?i:a)b", ["Ab", "ab"], ["aB"]),
        (r"(?i)a(?-i)b", ["Ab"], ["AB"]),
        (r"(?x) a b # a comment", ["ab"], ["a b"]),
        (r"(?s).", ["\n", "a"], []),
        (r".", ["a"], ["\n", "\r", "\u2028"]),
        (r"(?<name>a)(b)(?:c)", ["abc"], ["ab"]),
        (r"(?U)\bwörd\b", ["wörd"], []),
        (r"a\Z|b\z", ["a", "b"], []),
        (r"(?=a)\w(?<=a)(?!b)(?<!b)", ["a"], ["b"]),
        (r"\.\-\«\ ", [".-« "], []),
    ],
)
def test_construct(pattern: str, yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if not fits(pattern, text)] == []
    assert [text for text in no if fits(pattern, text)] == []


@pytest.mark.parametrize(
    ("pattern", "index", "message"),
    [
        ("ab(c", 2, "never closed"),
        ("ab)c", 2, "closes nothing"),
        ("a[bc", 1, "never closed"),
        ("a[", 1, "never closed"),
        ("*a", 0, "repeats nothing"),
        (r"(a)\1", 3, "back-reference"),
        (r"\p{Foo}", 0, "not known"),
        (r"\p", 0, "missing"),
        ("a{3,1}", 1, "upside down"),
        ("[z-a]", 1, "upside down"),
        (r"\y", 0, "not known"),
        (r"\x{110000}", 0, "no such character"),
        (r"\u12", 0, "missing"),
        (r"\N", 0, "missing"),
        (r"\N{NO SUCH NAME}", 0, "not known"),
        ("(?(1)a)", 0, "not known"),
        ("(?q)a", 0, "flag q"),
        ("a\\", 2, "too early"),
        ("(" * 2000, 100, "nested too deeply"),
        ("[" * 2000, 100, "nested too deeply"),
        ("(a{1000}){1000}{1000}", 0, "too large"),
        ("a{99999999999}", 0, "too large"),
    ],
)
def test_error_says_where(pattern: str, index: int, message: str) -> None:
    with pytest.raises(PatternError, match=message) as caught:
        parse(pattern)
    assert caught.value.index == index


def test_an_unbounded_repetition_gets_the_limit() -> None:
    assert render(parse("a*b+c{3,}d?"), 5) == "a{0,5}b{1,5}c{3,5}d?"
    assert render(parse("a{7,}"), 5) == "a{7,7}"


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        (r"\s*ab", "ab"),
        ("[.?]+x", r"[\x2E\x3F]{1}x"),
        ("(?:a*b*)c", "c"),
        ("(a*|b)c", "c"),
        ("a*", None),
        (".*", None),
        ("a*+b", "a*+b"),
        (r"^a*b", "^a*b"),
    ],
)
def test_trimming_the_open_side(pattern: str, kept: str | None) -> None:
    node = trim(parse(pattern), "first")
    assert (None if node is None else render(node)) == kept


PIECES = st.sampled_from(["a", "b", "[ab]", "[^a]", "c", "."])
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{}){}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "+?"])),
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text("abc", max_size=8))
def test_a_trimmed_pattern_ends_and_starts_where_the_whole_one_does(
    pattern: str, text: str
) -> None:
    whole = parse(pattern)
    left, right = trim(whole, "first"), trim(whole, "last")
    behind, ahead = render(left) if left else "", render(right) if right else ""
    for at in range(len(text) + 1):
        ends = any(regex.fullmatch(pattern, text[start:at]) for start in range(at + 1))
        starts = any(regex.fullmatch(pattern, text[at:end]) for end in range(at, len(text) + 1))
        assert bool(regex.compile(f"(?<={behind})", regex.V1).match(text, at)) == ends
        assert bool(regex.compile(f"(?={ahead})", regex.V1).match(text, at)) == starts


@given(PATTERNS, st.text("abcd", max_size=6))
def test_edges_hold_every_first_and_last_character(pattern: str, text: str) -> None:
    if regex.fullmatch(pattern, text) is None:
        return
    for side, char in (("first", text[:1]), ("last", text[-1:])):
        chars, empty = edge(parse(pattern), "first" if side == "first" else "last")
        if not text:
            assert empty
        else:
            assert chars is None or regex.match("|".join(chars), char, regex.V1)
