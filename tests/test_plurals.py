from __future__ import annotations

import gettext
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import PluralError, TmError
from tm.plurals import SAMPLE, parse_plural_forms

KDE = "n==1 ? 3 : n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
CLDR = (
    "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
    "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3"
)
THREE = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"


class Written(NamedTuple):
    """An expression in C and the same in Python, every operation of which has its own brackets."""

    c: str
    python: str
    level: int


WORD = "18446744073709551615"
LEVELS = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "%": 6,
    "/": 6,
}
ATOMS = st.one_of(st.just("n"), st.integers(1, 200).map(str)).map(lambda a: Written(a, a, 9))


def bracketed(part: Written, least: int) -> str:
    return part.c if part.level >= least else f"({part.c})"


def binary(operator: str, left: Written, right: Written, space: str) -> Written:
    level = LEVELS[operator]
    c = space.join((bracketed(left, level), operator, bracketed(right, level + 1)))
    if operator in "||&&":
        word = "or" if operator == "||" else "and"
        return Written(c, f"(1 if ({left.python}) {word} ({right.python}) else 0)", level)
    if operator in "+-*":
        return Written(c, f"((({left.python}) {operator} ({right.python})) & {WORD})", level)
    if operator in "%/":  # a divisor that is never zero, in C and in Python
        right = Written(
            f"({bracketed(right, 6)} * 2 + 1)", f"((({right.python}) * 2 + 1) & {WORD})", 9
        )
        c = f"{bracketed(left, level)} {operator} {right.c}"
        word = "%" if operator == "%" else "//"
        return Written(c, f"(({left.python}) {word} ({right.python}))", level)
    return Written(c, f"(1 if ({left.python}) {operator} ({right.python}) else 0)", level)


def ternary(condition: Written, yes: Written, no: Written) -> Written:
    c = f"{bracketed(condition, 1)} ? {yes.c} : {no.c}"
    return Written(c, f"(({yes.python}) if ({condition.python}) else ({no.python}))", 0)


def negation(value: Written, times: int) -> Written:
    test = "==" if times % 2 else "!="
    return Written("!" * times + bracketed(value, 7), f"(1 if ({value.python}) {test} 0 else 0)", 7)


def compound(parts: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    return st.one_of(
        st.builds(
            binary, st.sampled_from(sorted(LEVELS)), parts, parts, st.sampled_from(["", " "])
        ),
        st.builds(ternary, parts, parts, parts),
        st.builds(negation, parts, st.integers(1, 4)),
    )


@given(st.recursive(ATOMS, compound, max_leaves=8))
def test_agrees_with_python_on_every_expression(expression: Written) -> None:
    ours = parse_plural_forms(f"nplurals=16; plural={expression.c};").evaluate
    theirs = eval(f"lambda n: {expression.python}")  # noqa: S307  (made of numbers and operators above)
    for n in (*range(30), 99, 100, 101, 111, 1000, 10**6):
        assert ours(n) == theirs(n), (n, expression.c)


@pytest.mark.parametrize("expression", [KDE, CLDR, THREE, "0", "n != 1", "n>1", "n==1?0:n==2?1:2"])
def test_agrees_with_the_standard_library(expression: str) -> None:
    theirs = gettext.c2py(expression)  # not documented, but a good oracle
    forms = parse_plural_forms(f"nplurals=4; plural={expression};")
    assert forms.table() == tuple(map(theirs, SAMPLE))


@pytest.mark.parametrize(
    ("expression", "n", "form"),
    [
        (KDE, 1, 3),
        (KDE, 21, 0),
        (KDE, 3, 1),
        (KDE, 11, 2),
        (CLDR, 0, 2),
        (CLDR, 1, 0),
        (CLDR, 12, 2),
    ],
)
def test_forms_of_known_rules(expression: str, n: int, form: int) -> None:
    assert parse_plural_forms(f"nplurals=4; plural={expression};").index(n) == form


def test_same_as_compares_values_not_texts() -> None:
    one = parse_plural_forms(f"nplurals=3; plural={THREE};")
    other = parse_plural_forms(f"  nplurals = 3 ;plural=({THREE.replace(' ', '')})\n")
    assert one.same_as(other)
    assert not one.same_as(parse_plural_forms(f"nplurals=4; plural={THREE};"))
    assert not one.same_as(parse_plural_forms("nplurals=3; plural=n%3;"))
    assert one.header == f"nplurals=3; plural={THREE};"


def test_the_numbers_of_a_form() -> None:
    forms = parse_plural_forms(f"nplurals=4; plural={KDE};")
    assert forms.numbers(3) == (1,)
    assert forms.numbers(0)[:2] == (21, 31)


def test_subtraction_wraps_as_in_c() -> None:
    """Gettext computes with unsigned numbers: n-1 is never below 0."""
    forms = parse_plural_forms("nplurals=2; plural=n-1 < 0;")
    assert set(forms.table()) == {0}


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("", "cannot be read"),
        ("nplurals=INTEGER; plural=EXPRESSION;", "cannot be read"),
        ("nplurals=2", "cannot be read"),
        ("nplurals=٢; plural=0", "cannot be read"),
        ("nplurals=2; plural=n > 1 ? 0", "“:” is missing"),
        ("nplurals=2; plural=(n > 1", "“)” is missing"),
        ("nplurals=2; plural=n n", "“n” is out of place"),
        ("nplurals=2; plural=", "cannot be read"),
        ("nplurals=2; plural=n +", "it ends early"),
        ("nplurals=2; plural=-n", "“-” is out of place"),
        ("nplurals=2; plural=n = 1", "“=” is not part of the grammar"),
        ("nplurals=2; plural=__import__('os').abort()", "“_” is not part of the grammar"),
        ("nplurals=2; plural=[n for n in ()]", "“[” is not part of the grammar"),
        ("nplurals=0; plural=0", "out of range"),
        (f"nplurals={'9' * 1500}; plural=0", "out of range"),
        (f"nplurals=2; plural={'(' * 900}n{')' * 900}", "nested too deeply"),
        (f"nplurals=2; plural={'n?' * 500}1", "nested too deeply"),
        (f"nplurals=2;{' ' * 1_000_000}", "cannot be read"),
        (f"nplurals=2; plural={'n+' * 10_000}n", "cannot be read"),
    ],
)
def test_hostile_headers(header: str, why: str) -> None:
    with pytest.raises(PluralError) as caught:
        parse_plural_forms(header)
    assert why in str(caught.value)
    assert caught.value.hint
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("expression", ["n % 0", "n / (n - n)", "n - 1", "2", "9" * 1000])
def test_an_expression_that_gives_no_form(expression: str) -> None:
    forms = parse_plural_forms(f"nplurals=2; plural={expression};")
    with pytest.raises(PluralError):
        forms.table()


@pytest.mark.parametrize("expression", [f"{'n+' * 900}n", f"{'!' * 1900}n", f"{'9' * 1900} * n"])
def test_long_expressions_are_evaluated(expression: str) -> None:
    assert parse_plural_forms(f"nplurals=2; plural={expression};").evaluate(0) in {0, 1}


@given(st.text("n0123456789()?:!=<>&|%/*-+ ;", max_size=60))
def test_noise_gives_a_number_or_our_error(noise: str) -> None:
    try:
        assert isinstance(parse_plural_forms(f"nplurals=3; plural={noise}").index(7), int)
    except TmError as error:
        assert isinstance(error, PluralError)  # noqa: PT017  (other errors must get out)
