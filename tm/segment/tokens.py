"""The tokens of a text: what similarity, the lexicon and the matcher count."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["TOKEN", "VERSION", "tokens"]

VERSION = 1
"""Changes whenever `tokens` does: an index made with another version is made anew."""

TOKEN = re.compile(r"\w+|[^\w\s]")
"""A word, or a mark."""


def tokens(plain: str) -> list[str]:
    """Return the words and marks of a text without codes, in NFC and lower case.

    >>> tokens("Ён з’ехаў у «Мінск»!")
    ['ён', 'з', '’', 'ехаў', 'у', '«', 'мінск', '»', '!']
    """
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
    return TOKEN.findall(plain.lower())
