"""English words that a Russian or Belarusian text has no reason to keep."""

from __future__ import annotations

import re

__all__ = ["FUNCTION_WORDS", "WORD", "small_words"]

WORD = re.compile(r"(?<![\w@#$%&/\\.=:_-])[A-Za-z]+(?:[’'][a-z]+)?(?![\w/\\=_(])(?![.:@-]\w)")
"""A word that is no part of a path, an option, an address, a name with a dot or a call."""

FUNCTION_WORDS = frozenset(
    [
        *("a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be"),
        *("been", "before", "but", "by", "can", "cannot", "could", "do", "does", "for"),
        *("from", "had", "has", "have", "he", "her", "his", "how", "if", "in", "into", "is"),
        *("it", "its", "may", "more", "must", "no", "not", "of", "on", "once", "only", "or"),
        *("other", "our", "over", "she", "should", "so", "some", "such", "than"),
        *("that", "the", "their", "them", "then", "there", "these", "they", "this", "to"),
        *("under", "until", "was", "we", "were", "what", "when", "where"),
        *("which", "while", "who", "will", "with", "without", "would", "you", "your"),
    ]
)
"""Words that no name, command or unit consists of. Facts of English, the list is our own."""


def small_words(text: str) -> list[re.Match[str]]:
    """Return the English words in small letters, of two letters or more, and “a”.

    >>> [word.group() for word in small_words("Open the file in GIMP with --no-data")]
    ['the', 'file', 'in', 'with']
    """
    return [
        word
        for word in WORD.finditer(text)
        if word.group().islower() and (len(word.group()) > 1 or word.group() == "a")
    ]
