"""Patronymics told by their ending, whoever the father is."""

from __future__ import annotations

import re

__all__ = ["patronymic_cases"]

_PATRONYMIC = re.compile(
    r".{2,}(?:(?P<m>[иі]ч|[оеаё]віч|[ое]вич)|(?P<f>[ое]вн|ичн|[аеоё]ўн|[іы]чн))(?P<end>\w{0,3})\Z"
)
# The endings of Russian and Belarusian patronymics and their cases (facts of grammar).
_MALE = {"": "nom", "а": "gen acc", "у": "dat loc", "е": "loc"} | dict.fromkeys(
    ("ем", "ам", "ом"), "ins"
)
_FEMALE = {"а": "nom", "ы": "gen", "е": "dat loc", "у": "acc"} | dict.fromkeys(
    ("ой", "ою", "ай", "аю"), "ins"
)


def patronymic_cases(word: str) -> frozenset[tuple[str, str]]:
    """Return the cases that a word has as a patronymic, none where it is not one.

    >>> sorted(patronymic_cases("Григорьевича")), patronymic_cases("Минск")
    ([('acc', 'sg'), ('gen', 'sg')], frozenset())
    """
    found = _PATRONYMIC.match(word.lower())
    if not found:
        return frozenset()
    cases = (_MALE if found["m"] else _FEMALE).get(found["end"], "")
    return frozenset((case, "sg") for case in cases.split())
