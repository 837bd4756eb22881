"""Ids for entries that come without one."""

from __future__ import annotations

import re

__all__ = ["new_id"]

_ID = re.compile(r"[^\W\d][\w.-]*")


def new_id(given: str, text: str, taken: set[str]) -> str:
    """Return the given id where it is one, else one made of a text; put it among the taken ones.

    >>> new_id("", "U.N. (the)", taken := set()), new_id("", "u n the", taken)
    ('u-n-the', 'u-n-the-2')
    """
    name = given if _ID.fullmatch(given) else _slug(text)
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    taken.add(unique)
    return unique


def _slug(text: str) -> str:
    """Return an id made of a text.

    >>> _slug("U.N. (the)"), _slug("4 July")
    ('u-n-the', 'x-4-july')
    """
    words = "-".join(re.findall(r"[^\W_]+", text.casefold()))
    return words if words[:1].isalpha() else f"x-{words}"
