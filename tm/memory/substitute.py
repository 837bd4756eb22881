"""Numbers and placeholders of the query put into the translation of a match, where that is safe."""

from __future__ import annotations

import re
from typing import NamedTuple

from tm.checks.placeholders.found import found
from tm.lang import plural_forms

__all__ = ["Substituted", "substitute"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AFTER = re.compile(r"[ \u00a0\u202f]\(?([^\W\d_]+)")
_UNCOUNTED = re.compile(r"(?:год|году|года|годом|годзе|г)$")
_YEAR = 4  # digits: 2020 год is no number of years


class Substituted(NamedTuple):
    """A translation with other numbers and placeholders, and what was put in: "10.1 → 80.1"."""

    text: str
    told: tuple[str, ...] = ()


def substitute(query: str, source: str, target: str, lang: str) -> Substituted:
    """Put what differs between query and source into the target, or leave that as it is.

    All or nothing: as many of a kind on both sides, in the same order; each old one stands once in
    the source and once in the target, in the same or the decimal-comma form; a noun after a whole
    number must not need another plural form.

    >>> substitute("He got 80.1 %.", "He got 10.1 %.", "Ён атрымаў 10,1 %.", "be")
    Substituted(text='Ён атрымаў 80,1 %.', told=('10.1 → 80.1',))
    >>> substitute("5 files", "2 files", "2 файла", "ru")
    Substituted(text='2 файла', told=())
    """
    text, told = target, list[str]()
    for new, old in zip(_parts(query), _parts(source), strict=True):
        if new == old:
            continue
        if len(new) != len(old):
            return Substituted(target)
        for one, other in zip(new, old, strict=True):
            if one == other:
                continue
            put = _put(one, other, old, text, lang)
            if put is None:
                return Substituted(target)
            text = put
            told.append(f"{other} → {one}")
    return Substituted(text, tuple(told))


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Return the placeholders of a text, and the numbers outside them."""
    holders = found(text)
    rest = list(text)
    for one in holders:
        rest[one.start : one.end] = " " * (one.end - one.start)
    return [one.text for one in holders], _NUMBER.findall("".join(rest))


def _put(new: str, old: str, olds: list[str], text: str, lang: str) -> str | None:
    """Return the text with one part replaced, None where that is not safe."""
    if olds.count(old) != 1:
        return None
    forms = {old: new, old.replace(".", ","): new.replace(".", ",")}
    for form, replacement in forms.items():
        places = [m.start() for m in re.finditer(rf"(?<![\d.,]){re.escape(form)}(?![.,]?\d)", text)]
        if len(places) == 1:
            end = places[0] + len(form)
            if _agrees(old, new, text[end:], lang):
                return text[: places[0]] + replacement + text[end:]
    return None


def _agrees(old: str, new: str, rest: str, lang: str) -> bool:
    """Whether the words after a number may stay when it changes."""
    noun = _AFTER.match(rest)
    years = len(old) == len(new) == _YEAR and noun and _UNCOUNTED.match(noun[1])
    if noun is None or not (old.isdecimal() and new.isdecimal()) or years:
        return old.isdecimal() == new.isdecimal() or noun is None
    forms = plural_forms(lang)
    return forms is not None and forms.index(int(old)) == forms.index(int(new))
