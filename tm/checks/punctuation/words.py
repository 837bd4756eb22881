"""The word lists of words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tm.lang import primary

__all__ = ["leaning_words", "word_list"]


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list, lower case; an empty one where there is none of that name.

    >>> "etc" in word_list("abbreviations"), word_list("uk")
    (True, frozenset())
    """
    table = files("tm.checks.punctuation").joinpath("words.toml").read_text("utf-8")
    return frozenset(tomllib.loads(table).get(name, "").split())


@cache
def leaning_words(lang: str) -> frozenset[str]:
    """Return the words of a language (a tag) that lean on the next one.

    >>> "які" in leaning_words("be-tarask")
    True
    """
    return word_list(primary(lang))
