"""The Plural-Forms of a header as `msgfmt -c` reads them: the first `nplurals=` and `plural=`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tm.errors import LanguageError, PluralError
from tm.lang import plural_forms
from tm.plurals import SAMPLE, parse_expression

__all__ = ["PluralHeader", "plural_header", "usual_table"]

_NPLURALS = re.compile(r"nplurals=\s*(\d*)", re.ASCII)
_PLURAL = re.compile(r"plural=([^;\n\0]*)")
_NEGATIVE = 1 << 63  # gettext computes in C's unsigned long, and takes these for negative
_FIELD = re.compile(r"(?mi)^Plural-Forms:[ \t]*(.*)")


class PluralHeader(NamedTuple):
    """Number of forms, the form of every n from 0 to 1000, and what is wrong ("" for nothing).

    `missing` names what the header lacks; `span` is the value of the field in the header's text.
    """

    nplurals: int
    table: tuple[int, ...]
    problem: str
    missing: str
    span: tuple[int, int]


def plural_header(header: str) -> PluralHeader:
    r"""Read the plural forms out of the whole text of a header.

    >>> plural_header("Plural-Forms: nplurals=2; plural=n;\n").problem
    'the expression gives form 2 for n=2, but nplurals is 2'
    """
    count, plural, field = (what.search(header) for what in (_NPLURALS, _PLURAL, _FIELD))
    span = field.span(1) if field else (0, 0)
    lacks = [name for name, found in (("nplurals=", count), ("plural=", plural)) if found is None]
    if count is None or plural is None:
        return PluralHeader(0, (), "", " and ".join(lacks), span)
    nplurals, table, problem = _evaluated(count[1], plural[1])
    return PluralHeader(nplurals, table, problem, "", span)


@lru_cache(maxsize=64)
def _evaluated(count: str, expression: str) -> tuple[int, tuple[int, ...], str]:
    if not count:
        return 0, (), "nplurals is not a number"
    nplurals = int(count[:20])
    if re.search(r"[^\S \t]", expression):
        return nplurals, (), "the expression has a character that is no part of the grammar"
    table: list[int] = []
    try:
        evaluate = parse_expression(expression)
        for n in SAMPLE:
            form = evaluate(n)
            if form >= _NEGATIVE:
                return nplurals, (), f"the expression is negative for n={n}"
            if form >= nplurals:
                gives = f"the expression gives form {form} for n={n}"
                return nplurals, (), f"{gives}, but nplurals is {nplurals}"
            table.append(form)
    except PluralError as error:
        return nplurals, (), error.message
    return nplurals, tuple(table), ""


@lru_cache(maxsize=16)
def usual_table(lang: str) -> tuple[int, ...]:
    """Return the usual form of every n from 0 to 1000 in a language, () where we do not know.

    >>> usual_table("be")[:6]
    (2, 0, 1, 1, 1, 2)
    """
    try:
        forms = plural_forms(lang) if lang else None
    except LanguageError:
        return ()
    return forms.table() if forms else ()
