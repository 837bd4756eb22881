"""Plural-Forms headers, evaluated and never compared as strings.

The grammar is that of gettext's plural expressions (GNU gettext manual, "Plural forms"): C integer
arithmetic over one variable `n`. The parser builds closures; nothing is handed to `eval`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from tm.errors import PluralError

if TYPE_CHECKING:
    from collections.abc import Callable

    Evaluator = Callable[[int], int]
    Operation = Callable[[int, Evaluator, int], int]

__all__ = ["SAMPLE", "PluralForms", "parse_expression", "parse_plural_forms"]

SAMPLE = range(1001)
"""The numbers over which two expressions are compared: n = 0 … 1000."""

MAX_FORMS = 16
MAX_LENGTH = 2000
MAX_DEPTH = 50
_WORD = (1 << 64) - 1  # gettext computes in C's unsigned long: n-1 is 2^64-1 for n=0

_HEADER = re.compile(
    r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*\Z", re.DOTALL | re.ASCII
)
_TOKEN = re.compile(r"\s*(\d+|n|\|\||&&|[=!<>]=|[-+*/%<>!?:()])", re.ASCII)
_LEVELS = {
    "||": 0, "&&": 1, "==": 2, "!=": 2, "<": 3, ">": 3, "<=": 3, ">=": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "%": 5,
}  # fmt: skip
"""How tight an operator binds; all of them associate to the left."""


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

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

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
        result = self._binary(0)
        if self._peek() == "?":
            self._take()
            yes = self._ternary()
            self._expect(":")
            result = _choose(result, yes, self._ternary())
        self.depth -= 1
        return result

    def _binary(self, level: int) -> Evaluator:
        """Return a chain of operators that bind at least as tight as `level`."""
        first = self._unary()
        rest: list[tuple[Operation, Evaluator]] = []
        while (own := _LEVELS.get(self._peek(), -1)) >= level:
            operation = _OPERATIONS[self._take()]
            rest.append((operation, self._binary(own + 1)))
        return _chain(first, rest) if rest else first

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
            number = int(token) & _WORD
            return lambda _n: number
        if token != "(":  # noqa: S105
            why = f"“{token}” is out of place" if token else "it ends early"
            raise _broken(self.expression, why)
        value = self._ternary()
        self._expect(")")
        return value


def _broken(expression: str, why: str) -> PluralError:
    return PluralError(
        f"the plural expression “{expression[:80]}” cannot be read: {why}",
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


_OPERATIONS: dict[str, Operation] = {
    "||": lambda a, b, n: int(a != 0 or b(n) != 0),
    "&&": lambda a, b, n: int(a != 0 and b(n) != 0),
    "==": lambda a, b, n: int(a == b(n)),
    "!=": lambda a, b, n: int(a != b(n)),
    "<": lambda a, b, n: int(a < b(n)),
    ">": lambda a, b, n: int(a > b(n)),
    "<=": lambda a, b, n: int(a <= b(n)),
    ">=": lambda a, b, n: int(a >= b(n)),
    "+": lambda a, b, n: (a + b(n)) & _WORD,
    "-": lambda a, b, n: (a - b(n)) & _WORD,
    "*": lambda a, b, n: (a * b(n)) & _WORD,
    "/": lambda a, b, n: a // _divisor(b(n)),
    "%": lambda a, b, n: a % _divisor(b(n)),
}


def _chain(first: Evaluator, rest: list[tuple[Operation, Evaluator]]) -> Evaluator:
    """Return an evaluator that works from left to right, in a loop however long the chain is."""

    def evaluate(n: int) -> int:
        value = first(n)
        for operation, right in rest:
            value = operation(value, right, n)
        return value

    return evaluate


def parse_expression(expression: str) -> Evaluator:
    """Read an expression alone; PluralError when it cannot be read, and from what is returned.

    >>> parse_expression("n != 1")(5)
    1
    """
    if len(expression) > MAX_LENGTH:
        raise _broken(expression, "it is too long")
    return _Parser(expression).parse()


@lru_cache(maxsize=256)
def parse_plural_forms(header: str) -> PluralForms:
    """Read the value of a Plural-Forms header; PluralError when it cannot be read.

    >>> parse_plural_forms("nplurals=2; plural=(n != 1);").index(5)
    1
    """
    match = _HEADER.match(header) if len(header) <= MAX_LENGTH else None
    if match is None:
        raise PluralError(
            f"the Plural-Forms header “{header.strip()[:80]}” cannot be read",
            hint="it must be “nplurals=N; plural=EXPRESSION;”",
        )
    count, expression = int(match[1]), match[2].rstrip()
    if not 1 <= count <= MAX_FORMS:
        raise PluralError(f"nplurals={match[1][:9]} is out of range", hint=f"use 1 to {MAX_FORMS}")
    return PluralForms(count, expression, _Parser(expression).parse())
