"""A small model of characters: how surprising a text is in its language.

Interpolated n-grams with the discount of Witten and Bell (1991, method C).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Characters"]

_ORDER = 5
_START, _END = "\x02", "\x03"


class Characters:
    """The n-grams of texts, to 6 characters, lower case."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._contexts: Counter[str] = Counter()
        followers: defaultdict[str, set[str]] = defaultdict(set)
        for text in map(_framed, texts):
            for at in range(_ORDER, len(text)):
                for size in range(_ORDER + 1):
                    gram = text[at - size : at + 1]
                    self._counts[gram] += 1
                    self._contexts[gram[:-1]] += 1
                    followers[gram[:-1]].add(text[at])
        self._kinds = {context: len(found) for context, found in followers.items()}

    def bits(self, text: str) -> float:
        """Return the mean surprise of a character, in bits; that of a text like ours is low.

        >>> model = Characters(["мова і мовы", "у мове"])
        >>> model.bits("мова") < model.bits("tongue")
        True
        """
        framed = _framed(text)
        places = range(_ORDER, len(framed))
        found = [self._probability(framed[at - _ORDER : at], framed[at]) for at in places]
        return -sum(map(log2, found)) / len(found)

    def _probability(self, context: str, char: str) -> float:
        """Return p(char | context), the shorter contexts mixed in."""
        p = 1 / (self._kinds.get("", 0) + 1)
        for start in range(len(context), -1, -1):
            known = context[start:]
            total = self._contexts.get(known, 0)
            if not total:
                break
            kinds = self._kinds[known]
            p = (self._counts.get(known + char, 0) + kinds * p) / (total + kinds)
        return p


def _framed(text: str) -> str:
    return _START * _ORDER + text.lower() + _END
