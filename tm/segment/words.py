"""What counts as a word where words are counted for people: status, leverage, scores."""

from __future__ import annotations

import regex

__all__ = ["WORD", "count_words"]

WORD = r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’ʼ.,:/][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*"
"""What counts as a word, as a pattern."""

_WORD = regex.compile(WORD)


def count_words(text: str) -> int:
    """Return the number of words: letters and digits, joined by a hyphen, apostrophe or point.

    >>> count_words("Сям’я з Брэст-Літоўска, 80.1 %")
    4
    """
    return len(_WORD.findall(text))
