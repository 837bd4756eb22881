"""What a number in digits may be: thousands, decimals, parts of a date, Roman numbers."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["NUMBER", "Reading", "readings", "roman"]

Reading = tuple[Decimal, ...]
"""All the numbers that stand in one place: a date has three."""

_SPACE = "[ \u00a0\u2009\u202f]"
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"
    rf"|(?<![\d.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?(?!\d)"
    r"|(?<!\d)\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d)"
    r"|(?<!\d)\d{4}-\d\d-\d\d(?!\d)"
    r"|\d+(?:\.\d+){2,}|\d+[.,]\d+|(?<![\w.,])\.\d+|\d+)"
)
"""A number in digits, with its thousands, decimals or dots, or the parts of a date."""

_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GROUP = 3  # digits of a thousand
_CLOCK = 4  # digits of hours and minutes
_DATE = 3  # numbers of a date
_ROMAN_DIGITS = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}


def readings(text: str, lang: str) -> list[Reading]:
    """Return what a NUMBER may be in a language, the likeliest first.

    >>> readings("5,000", "en"), readings("1,5", "ru")
    ([(Decimal('5000'),)], [(Decimal('1.5'),), (Decimal('1'), Decimal('5'))])
    """
    if any(space in text for space in "\u0020\u00a0\u2009\u202f"):
        joined = re.sub(_SPACE, "", text).replace(",", ".")
        return [(Decimal(joined),), _parts(text)]
    if "/" in text:
        return _slashed(text)
    if "-" in text:
        return [_parts(text)]
    if "," in text:
        return _with_comma(text, lang)
    if "." in text:
        return _with_dots(text, lang)
    return _whole(text)


def _whole(text: str) -> list[Reading]:
    """Return an integer; one that begins with a zero may be a time: 0930."""
    clock = len(text) == _CLOCK and text.startswith("0")
    return [(Decimal(text),), *([(Decimal(text[:2]), Decimal(text[2:]))] if clock else [])]


def _parts(text: str) -> Reading:
    return tuple(Decimal(part) for part in re.findall(r"\d+", text))


def _slashed(text: str) -> list[Reading]:
    """Return a date, or a fraction that may be two numbers."""
    parts = _parts(text)
    if len(parts) == _DATE or not parts[-1]:
        return _dates(text)
    return [parts, (parts[0] / parts[-1],)]


def _dates(text: str) -> list[Reading]:
    """Return the parts as numbers; a date may write its year in two digits."""
    parts = _parts(text)
    if len(parts) == _DATE and parts[-1] < 100:  # noqa: PLR2004  (a year without its century)
        return [parts, (*parts[:2], parts[-1] + 2000), (*parts[:2], parts[-1] + 1900)]
    return [parts]


def _with_comma(text: str, lang: str) -> list[Reading]:
    """Return thousands in English, decimals or English thousands elsewhere; a list as well."""
    english: list[Reading] = []
    if _ENGLISH.fullmatch(text):
        english = [(Decimal(text.replace(",", "")),)]
        if lang == "en":
            return english
    single = text.count(",") == 1 and "." not in text
    decimal: list[Reading] = [(Decimal(text.replace(",", ".")),)] if single else []
    return [*decimal, *english, _parts(text)]


def _with_dots(text: str, lang: str) -> list[Reading]:
    """Return a decimal, hours and minutes, a date, thousands or a version."""
    groups = text.split(".")
    thousands: list[Reading] = []
    if all(len(group) == _GROUP for group in groups[1:]) and 0 < len(groups[0]) <= _GROUP:
        thousands = [(Decimal(text.replace(".", "")),)]
    if len(groups) > 2:  # noqa: PLR2004  (no decimal)
        return [*_dates(text), *thousands]
    found: list[Reading] = [(Decimal(text),)]
    if not groups[0]:
        found.append((Decimal(groups[1]),))
    elif len(groups[1]) == 2 >= len(groups[0]):  # noqa: PLR2004  (13.30)
        found.append(_parts(text))
    return found if lang == "en" else [*found, *thousands]


def roman(text: str) -> int:
    """Return the value of a Roman number.

    >>> roman("XIX"), roman("ХХІ")
    (19, 21)
    """
    digits = [_ROMAN_DIGITS[sign] for sign in text]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-digit if digit < following else digit for digit, following in pairs)
