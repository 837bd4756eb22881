"""Keys under which texts of the memory count as equal."""

from __future__ import annotations

import unicodedata
import zlib

__all__ = ["key", "neighbour", "number"]

_APOSTROPHES = str.maketrans("’ʼ", "''")
_RUSSIAN = str.maketrans("ёЁ", "еЕ")


def key(plain: str, lang: str) -> str:
    """Return what two spellings of one text share: NFC, one apostrophe, in Russian no ё.

    >>> key("Ещё раз", "ru") == key("Еще раз", "ru"), key("сям’я", "be") == key("сям'я", "be")
    (True, True)
    >>> key("ёсць", "be") == key("есць", "be")
    False
    """
    if plain.isascii():
        return plain
    folded = unicodedata.normalize("NFC", plain).translate(_APOSTROPHES)
    return folded.translate(_RUSSIAN) if lang == "ru" else folded


def number(plain: str, lang: str) -> int:
    """Return 32 bits of a text's key: equal keys have equal numbers, others nearly never."""
    return zlib.crc32(key(plain, lang).encode("utf-8", "surrogatepass"))


def neighbour(plain: str | None, lang: str) -> int:
    """Return the number that an origin keeps of a text beside its own; 0 for an unknown one.

    The edge of a document, "", is a neighbour like any other.
    """
    return 0 if plain is None else number(plain, lang) or 1
