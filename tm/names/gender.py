"""A surname in the other gender."""

from __future__ import annotations

from tm.lang import primary

__all__ = ["other_gender"]

# Masculine and feminine endings, longest first (facts of Russian and Belarusian grammar).
_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "ru": (
        ("ский", "ская"),
        ("цкий", "цкая"),
        ("ов", "ова"),
        ("ев", "ева"),
        ("ёв", "ёва"),
        ("ин", "ина"),
        ("ын", "ына"),
        ("ый", "ая"),
        ("ой", "ая"),
        ("ий", "яя"),
    ),
    "be": (
        ("скі", "ская"),
        ("цкі", "цкая"),
        ("оў", "ова"),
        ("аў", "ава"),
        ("еў", "ева"),
        ("ёў", "ёва"),
        ("яў", "ява"),
        ("ін", "іна"),
        ("ын", "ына"),
        ("ы", "ая"),
        ("і", "яя"),
    ),
}


def other_gender(surname: str, lang: str, gender: str) -> tuple[str, str]:
    """Return a surname as a relative of the other gender has it, and that gender.

    ("", "") where the gender is not known, or the surname is the same for both.

    >>> other_gender("Ціханоўскі", "be", "m"), other_gender("Ковалькова", "ru", "f")
    (('Ціханоўская', 'f'), ('Ковальков', 'm'))
    >>> other_gender("Цепкало", "ru", "f")
    ('', '')
    """
    for masculine, feminine in _PAIRS.get(primary(lang), ()):
        if gender == "m" and surname.endswith(masculine):
            return surname.removesuffix(masculine) + feminine, "f"
        if gender == "f" and surname.endswith(feminine):
            return surname.removesuffix(feminine) + masculine, "m"
    return "", ""
