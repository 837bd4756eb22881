"""What a seeded error is made from, and ways to change texts, for `scripts/bench noise`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

__all__ = ["NUMBER", "Case", "Change", "Kind", "Row", "Text", "Unit", "cases", "cut", "one", "tidy"]

NUMBER = re.compile(r"(?<![\w.,:-])\d+(?:[.,]\d+)?(?![\w:-]|[.,]\d)")


class Row(NamedTuple):
    """A unit of news: `at` is document and line, `texts` are by language, en, ru, be and uk.

    `after` are the texts of the next unit of the same document, none after the last.
    """

    at: str
    texts: dict[str, str]
    after: dict[str, str]


class Unit(NamedTuple):
    """An entry of a catalog."""

    at: str
    source: str
    target: str
    flags: str = ""


class Case(NamedTuple):
    """A unit before and after the error."""

    good: Unit
    bad: Unit


class Text(NamedTuple):
    """What a kind is given: source and target, the row they are from and the target's language.

    `words` are all words of the news by language.
    """

    source: str
    target: str
    row: Row
    lang: str
    words: dict[str, frozenset[str]]


Change = tuple[str, str, str]
"""Source and target that are right, and the target that is wrong."""


class Kind(NamedTuple):
    """A kind of error. `make` returns None where a text has no room for it.

    `group` is what has to be switched on: "" nothing, "space" the level info, "spelling" a speller.
    `paired` kinds are measured beside the intact catalog of the other language.
    """

    name: str
    make: Callable[[Text, random.Random], Change | None]
    langs: tuple[str, ...] = ("ru", "be")
    group: str = ""
    flags: str = ""
    floor: float = 0.8
    paired: bool = False


def cases(
    kind: Kind, rows: list[Row], lang: str, words: dict[str, frozenset[str]], rng: random.Random
) -> Iterator[Case]:
    """Yield a case of every row that has room for the error, the rows in an order by chance."""
    for row in rng.sample(rows, len(rows)):
        made = kind.make(Text(row.texts["en"], row.texts[lang], row, lang, words), rng)
        if made is not None and made[1] != made[2]:
            source, good, bad = made
            yield Case(
                Unit(row.at, source, good, kind.flags), Unit(row.at, source, bad, kind.flags)
            )


# --- how texts are changed ------------------------------------------------------------------------


def cut(text: str, start: int, end: int, new: str = "") -> str:
    """Replace a part of a text."""
    return text[:start] + new + text[end:]


def one(matches: list[re.Match[str]], rng: random.Random) -> re.Match[str] | None:
    """Choose a match, None of none."""
    return rng.choice(matches) if matches else None


def tidy(text: str) -> str:
    """Take away what is left of the room of something that was removed.

    >>> tidy("One () two  three")
    'One two three'
    """
    return re.sub(r" {2,}", " ", re.sub(r" ?\(\)|^: ", "", text)).strip()
