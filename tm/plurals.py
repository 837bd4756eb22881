"""Plural-Forms headers, evaluated and never compared as strings.

The grammar is that of gettext's plural expressions (GNU gettext manual, "Plural forms"): C integer
arithmetic over one variable `n`. The parser builds closures; nothing is handed to `eval`.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import msgspec

from tm.errors import PluralError

if TYPE_CHECKING:
    from collections.abc import Callable

    Evaluator = Callable[[int], int]

__all__ = ["SAMPLE", "PluralForms", "parse_plural_forms"]

SAMPLE = range(1001)
"""The numbers over which two expressions are compared: n = 0 … 1000."""

MAX_FORMS = 16
MAX_LENGTH = 2000
MAX_DEPTH = 100

_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*\Z", re.DOTALL)
_TOKEN = re.compile(r"\s*(?:(\d+)|(n)|(\|\||&&|[=!<>]=|[-+*/%<>!?:()]))")
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("||",),
    ("&&",),
    ("==", "!="),
    ("<", ">", "<=", ">="),
    ("+", "-"),
    ("*", "/", "%"),
)


class PluralForms(msgspec.Struct, frozen=True):
    """A header's number of forms and its expression, as written.

    `index(n)` gives the form for the number n. Two headers are compared with `same_as`.
    """

    nplurals: int
    expression: str
    evaluate: Evaluator

    def index(self, n: int) -> int:
        """Return the index of the form for n ≥ 0; PluralError when it is not below nplurals."""
        form = self.evaluate(n)
        if not 0 <= form < self.nplurals:
            raise PluralError(
                f"plural expression gives form {form} for n={n}, but nplurals is {self.nplurals}",
                hint="make nplurals and the expression agree",
            )
        return form

    @property
    def header(self) -> str:
        """The value of a Plural-Forms header field."""
        return f"nplurals={self.nplurals}; plural={self.expression};"

    def table(self) -> tuple[int, ...]:
        """Return the form of every n in SAMPLE; PluralError where one is out of range."""
        return tuple(self.index(n) for n in SAMPLE)

    def same_as(self, other: PluralForms) -> bool:
        """Tell whether both choose the same form for every n in SAMPLE."""
        return self.nplurals == other.nplurals and self.table() == other.table()

    def numbers(self, form: int) -> tuple[int, ...]:
        """Return the n in SAMPLE that select `form`.

        >>> parse_plural_forms("nplurals=2; plural=(n != 1);").numbers(0)
        (1,)
        """
        return tuple(n for n, index in enumerate(self.table()) if index == form)


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.tokens = _tokens(expression)
        self.at = 0
        self.depth = 0

    @cached_property
    def _end(self) -> int:
        return len(self.tokens)

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < self._end else ""

    def _take(self) -> str:
        token = self._peek()
        self.at += 1
        return token

    def _expect(self, token: str) -> None:
        if self._take() != token:
            raise _broken(self.expression, f"“{token}” is missing")

    def parse(self) -> Evaluator:
        result = self._ternary()
        if self._peek():
            raise _broken(self.expression, f"“{self._peek()}” is out of place")
        return result

    def _ternary(self) -> Evaluator:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _broken(self.expression, "it is nested too deeply")
        condition = self._binary(0)
        if self._peek() == "?":
            self._take()
            yes = self._ternary()
            self._expect(":")
            no = self._ternary()
            condition = _choose(condition, yes, no)
        self.depth -= 1
        return condition

    def _binary(self, level: int) -> Evaluator:
        if level == len(_LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while self._peek() in _LEVELS[level]:
            left = _operate(self._take(), left, self._binary(level + 1))
        return left

    def _unary(self) -> Evaluator:
        negations = 0
        while self._peek() == "!":
            self._take()
            negations += 1
        value = self._primary()
        if not negations:
            return value
        odd = negations % 2 == 1
        return lambda n: int((value(n) == 0) == odd)

    def _primary(self) -> Evaluator:
        token = self._take()
        if token == "n":  # noqa: S105  (a token of the grammar, not a password)
            return lambda n: n
        if token.isdigit():
            number = int(token)
            return lambda _n: number
        if token != "(":  # noqa: S105
            raise _broken(
                self.expression, f"“{token}” is out of place" if token else "it ends early"
            )
        value = self._ternary()
        self._expect(")")
        return value


def _broken(expression: str, why: str) -> PluralError:
    return PluralError(
        f"the plural expression “{expression}” cannot be read: {why}",
        hint="it must be C arithmetic over n, as in “n != 1”",
    )


def _tokens(expression: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    text = expression.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _broken(expression, f"“{text[at:].strip()[:1]}” is not part of the grammar")
        tokens.append(match.group().strip())
        at = match.end()
    return tokens


def _choose(condition: Evaluator, yes: Evaluator, no: Evaluator) -> Evaluator:
    return lambda n: yes(n) if condition(n) else no(n)


def _divisor(value: int) -> int:
    if value == 0:
        raise PluralError("the plural expression divides by zero", hint="check % and /")
    return value


_OPERATIONS: dict[str, Callable[[Evaluator, Evaluator, int], int]] = {
    "||": lambda a, b, n: int(bool(a(n)) or bool(b(n))),
    "&&": lambda a, b, n: int(bool(a(n)) and bool(b(n))),
    "==": lambda a, b, n: int(a(n) == b(n)),
    "!=": lambda a, b, n: int(a(n) != b(n)),
    "<": lambda a, b, n: int(a(n) < b(n)),
    ">": lambda a, b, n: int(a(n) > b(n)),
    "<=": lambda a, b, n: int(a(n) <= b(n)),
    ">=": lambda a, b, n: int(a(n) >= b(n)),
    "+": lambda a, b, n: a(n) + b(n),
    "-": lambda a, b, n: a(n) - b(n),
    "*": lambda a, b, n: a(n) * b(n),
    "/": lambda a, b, n: a(n) // _divisor(b(n)),
    "%": lambda a, b, n: a(n) % _divisor(b(n)),
}


def _operate(operator: str, left: Evaluator, right: Evaluator) -> Evaluator:
    operation = _OPERATIONS[operator]
    return lambda n: operation(left, right, n)


@lru_cache(maxsize=256)
def parse_plural_forms(header: str) -> PluralForms:
    """Read the value of a Plural-Forms header; PluralError when it cannot be read.

    >>> parse_plural_forms("nplurals=2; plural=(n != 1);").index(5)
    1
    """
    match = _HEADER.match(header)
    if match is None or len(header) > MAX_LENGTH:
        raise PluralError(
            f"the Plural-Forms header “{header.strip()[:80]}” cannot be read",
            hint="it must be “nplurals=N; plural=EXPRESSION;”",
        )
    count, expression = int(match[1]), match[2]
    if not 1 <= count <= MAX_FORMS:
        raise PluralError(f"nplurals={count} is out of range", hint=f"use 1 to {MAX_FORMS}")
    return PluralForms(count, expression, _Parser(expression).parse())
