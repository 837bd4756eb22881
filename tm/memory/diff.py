"""How two texts differ, word by word."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tm.segment.tokens import TOKEN, tokens

__all__ = ["Change", "Words", "alike", "diff", "words"]

_ENDING = re.compile(r"(?<=\w{3})[аеёиійоуўыьэюямхг]{1,3}$")
_PREFIX = 4
_SHORT = 3
_TITLE = 0.9


class Words:
    """The tokens of a text, folded as similarity counts them, and as written with their places.

    `raw` and `spans` are as long as `tokens`; where folding changed the number of tokens they are
    those of the normalised text.
    """

    def __init__(self, plain: str) -> None:
        self.tokens = tokens(plain)
        self.plain = plain

    @cached_property
    def known(self) -> frozenset[str]:
        """The tokens, each once."""
        return frozenset(self.tokens)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each token is: [start, end) in characters."""
        found = [match.span() for match in TOKEN.finditer(self.plain)]
        if len(found) != len(self.tokens):
            self.plain = unicodedata.normalize("NFC", self.plain)
            found = [match.span() for match in TOKEN.finditer(self.plain)]
        return found[: len(self.tokens)]

    @cached_property
    def raw(self) -> list[str]:
        """The tokens as written."""
        found = TOKEN.findall(unicodedata.normalize("NFC", self.plain))
        return found if len(found) == len(self.tokens) else self.tokens

    @cached_property
    def titled(self) -> bool:
        """Whether nearly all long words have capitals, as in an English heading."""
        long = [word for word in self.raw[1:] if len(word) > _SHORT and word[0].isalpha()]
        return len(long) >= _SHORT and sum(word[0].isupper() for word in long) > _TITLE * len(long)


@lru_cache(maxsize=1024)
def words(plain: str) -> Words:
    """Return the tokens of a text; those of the last texts are remembered."""
    return Words(plain)


class Change(NamedTuple):
    """Tokens [start, end) of the query that stand for tokens [first, last) of the match."""

    start: int
    end: int
    first: int
    last: int


def diff(query: Words, match: Words) -> list[Change]:
    """Return where two texts differ; neighbouring differences are one.

    >>> diff(Words("The law was signed."), Words("The new law was not signed."))
    [Change(start=1, end=1, first=1, last=2), Change(start=3, end=3, first=4, last=5)]
    """
    found: list[Change] = []
    for code in Levenshtein.opcodes(query.tokens, match.tokens):
        if code.tag == "equal":
            continue
        change = Change(code.src_start, code.src_end, code.dest_start, code.dest_end)
        if found and found[-1].end == change.start and found[-1].last == change.first:
            before = found.pop()
            change = change._replace(start=before.start, first=before.first)
        found.append(change)
    return found


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> bool:
    """Whether two Russian or Belarusian words may be forms of one: equal stems or beginnings.

    >>> alike("мінску", "мінск"), alike("дом", "домами"), alike("новый", "старый")
    (True, True, False)
    """
    if not (one[0].isalpha() and other[0].isalpha()):
        return False
    if len(one) >= _PREFIX and one[:_PREFIX] == other[:_PREFIX]:
        return True
    return _ENDING.sub("", one) == _ENDING.sub("", other)
