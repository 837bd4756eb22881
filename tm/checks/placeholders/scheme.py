"""Format strings with ~ as most Scheme programs use them: a row of arguments."""

from __future__ import annotations

import re

from tm.checks.placeholders.spec import Builder, FormatError, Spec

__all__ = ["parse_scheme"]

_DIRECTIVE = re.compile(r"~(?P<letter>.)?", re.DOTALL)
_KINDS = {
    "a": "object",
    "s": "object",
    "d": "integer",
    "b": "integer",
    "o": "integer",
    "x": "integer",
}


def parse_scheme(text: str) -> Spec | None:
    """Return the arguments of ~a, ~s, ~d, ~b, ~o, ~x; None where there are other directives.

    >>> parse_scheme("~a of ~d~%").args
    {1: 'object', 2: 'integer'}
    """
    builder = Builder()
    for match in _DIRECTIVE.finditer(text):
        letter = match["letter"]
        if letter is None:
            raise FormatError("the text ends within a directive", *match.span())
        if letter.lower() in _KINDS:
            builder.positional(None, _KINDS[letter.lower()], match.span())
        elif letter not in "~%\n":
            return None
    return builder.spec()
