"""Forms that an indeclinable name would have if somebody declined it."""

from __future__ import annotations

from tm.lang import primary

__all__ = ["as_if_declined"]

_VOWELS = "аеёиоуыэюяіў"
# What the analogy of declined words puts for the ending (facts of Russian and Belarusian grammar).
_ENDINGS = {
    ("ru", "о"): ("а", "у", "ом", "е", "и", "ы", "ой", "ою"),
    ("be", "а"): ("ы", "і", "е", "у", "ай", "аю", "ам"),
    ("be", "о"): ("а", "у", "ом", "е"),
    ("ru", ""): ("а", "у", "ом", "ем", "е"),
    ("be", ""): ("а", "у", "ам", "ом", "ем", "е"),
}


def as_if_declined(word: str, lang: str) -> tuple[str, ...]:
    """Return wrong case forms of a word that does not decline; () where none is to be expected.

    >>> as_if_declined("Лукашенко", "ru")[:3]
    ('Лукашенка', 'Лукашенку', 'Лукашенком')
    >>> as_if_declined("Мярляк", "be")[:3]
    ('Мярляка', 'Мярляку', 'Мярлякам')
    >>> as_if_declined("ОБСЕ", "ru")
    ()
    """
    if word.isupper() or not word[-1].isalpha() or word[-1].isascii():
        return ()
    base = primary(lang)
    last = word[-1].lower()
    if last in _VOWELS:
        return tuple(word[:-1] + ending for ending in _ENDINGS.get((base, last), ()))
    if last in "ьйў":
        return ()
    return tuple(word + ending for ending in _ENDINGS.get((base, ""), ()))
