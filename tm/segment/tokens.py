"""The tokens of a text: what similarity, the lexicon and the matcher count."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["VERSION", "tokens"]

VERSION = 1
"""Changes whenever `tokens` does: an index made with another version is made anew."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokens(plain: str) -> list[str]:
    """Return the words and marks of a text without codes, in NFC and lower case.

    >>> tokens("Ён з’ехаў у «Мінск»!")
    ['ён', 'з', '’', 'ехаў', 'у', '«', 'мінск', '»', '!']
    """
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
    return _TOKEN.findall(plain.lower())
