"""The numbers of a source beside those of its translation: which has no counterpart."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from tm.checks.numbers.amounts import amounts, bare
from tm.checks.numbers.digits import NUMBER
from tm.checks.numbers.numerals import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tm.checks.base import Side, Subject
    from tm.checks.numbers.amounts import Amount
    from tm.checks.numbers.digits import Reading

__all__ = ["Difference", "differences", "other_unit"]

_NUMBER = re.compile(NUMBER)
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"\d+")
_SCALED = re.compile(r"\d(?:\s?(?:bn|[km]\b)|.?(?:[tmb]\w*illion|тыс|мил|міл|мл|трл|тры))")
_NAMED = re.compile(r"(?:[^\W\d_]|[A-ZА-ЯЁІЎ]-)\Z")
_CREDITS = re.compile(r"translator[-_ ]credits|^Your names$", re.IGNORECASE)
_FREE = frozenset({Decimal(1)})  # nobody misses a one
_CLOSE = 0.09
_DEGREES = 1.5
_DATE = 3  # numbers


class Difference(msgspec.Struct, frozen=True):
    """What has no counterpart: numbers of the source, and of the target; [start, end) of each."""

    lost: tuple[tuple[int, int], ...] = ()
    added: tuple[tuple[int, int], ...] = ()


_NONE = Difference()


def differences(subject: Subject) -> Sequence[tuple[Side, Side, Difference]]:
    """Return each target, its source and how their numbers differ, where they do."""
    targets = subject.targets
    if len(targets) == 1:  # nearly always, and most have no number
        source = subject.sources[0]
        if not _DIGIT.search(targets[0].plain) and not _DIGIT.search(source.plain):
            return ()
    return list(_differences(subject))


def _differences(subject: Subject) -> Iterator[tuple[Side, Side, Difference]]:
    """Yield the targets that differ; a plural form may have the numbers of either source."""
    for target in subject.targets:
        source = subject.source_of(target)
        found = _difference(source.plain, source.lang, target.plain, target.lang)
        if found is _NONE or _CREDITS.search(source.text):
            continue
        if target.name == "target" or not any(
            _difference(each.plain, each.lang, target.plain, target.lang) is _NONE
            for each in subject.sources
        ):
            yield target, source, found


@lru_cache(maxsize=16)
def _difference(source: str, source_lang: str, target: str, target_lang: str) -> Difference:
    source_words, target_words = language(source_lang), language(target_lang)
    if not source_words or not target_words or _alike(source, target):
        return _NONE
    ours, theirs = amounts(source, source_words), amounts(target, target_words)
    lost, added = _unmatched(ours, theirs), _unmatched(theirs, ours)
    lost, added = _unconverted(lost, added), _unconverted(added, lost)
    if not lost or not added:
        lost, added = _unconverted(lost, theirs), _unconverted(added, ours)
    if not lost or not added:  # a code may be translated away: HEX2BIN
        lost = [each for each in lost if not _in_code(each, source)]
        added = [each for each in added if not _in_code(each, target)]
    if not lost and not added:
        return _NONE
    return Difference(
        tuple((each.start, each.end) for each in lost),
        tuple((each.start, each.end) for each in added),
    )


def _alike(source: str, target: str) -> bool:
    """Whether both have the same numbers in digits, and nothing to multiply them by."""
    if _RUN.findall(source) != _RUN.findall(target) and (
        sorted(_plain_numbers(source)) != sorted(_plain_numbers(target))
    ):
        return False
    return not _SCALED.search(source) and not _SCALED.search(target)


def _plain_numbers(text: str) -> list[str]:
    return [found.replace(",", ".") for found in _NUMBER.findall(bare(text))]


def _in_code(amount: Amount, text: str) -> bool:
    """Whether digits are part of a name: H1N1, 3D, COVID-19."""
    before = text[: amount.start]
    return bool(_NAMED.search(before)) or text[amount.end : amount.end + 1].isupper()


def _unmatched(some: Iterable[Amount], others: Iterable[Amount]) -> list[Amount]:
    """Return the numbers in digits that the others do not have."""
    single = {value[0] for other in others for value in other.readings if len(value) == 1}
    several = {_order(value) for other in others for value in other.readings if len(value) > 1}
    known = single.union(_FREE, *several)
    parts = single.union(_FREE, (other.month for other in others if other.month))

    def has(reading: Reading) -> bool:
        if len(reading) == 1:
            return reading[0] in known
        return _order(reading) in several or parts.issuperset(reading)  # else 1.5 would be 5.1

    return [amount for amount in some if amount.digits and not any(map(has, amount.readings))]


def _order(reading: Reading) -> Reading:
    """Return the numbers of a date in one order, month or day first."""
    return tuple(sorted(reading)) if len(reading) == _DATE else reading


def _unconverted(some: list[Amount], others: Iterable[Amount]) -> list[Amount]:
    return [amount for amount in some if not _converted(amount, others)]


def _converted(amount: Amount, others: Iterable[Amount]) -> bool:
    """Whether the others have the quantity in another unit, as newsrooms round it."""
    return any(
        mine.kind == theirs.kind
        and mine.unit != theirs.unit
        and _close(mine.kind, mine.base, theirs.base)
        for mine in amount.quantities
        for other in others
        for theirs in other.quantities
    )


def _close(kind: str, one: float, two: float) -> bool:
    if kind == "temperature":
        return abs(one - two) <= _DEGREES
    return abs(one - two) <= _CLOSE * max(one, two)


def other_unit(amount: Amount, others: Iterable[Amount]) -> str:
    """Return the unit that the same figure has among others, "" where one agrees or none has any.

    >>> from tm.checks.numbers.amounts import amounts
    >>> other_unit(amounts("130 км", "ru")[0], amounts("130 miles", "en"))
    'mile'
    >>> other_unit(amounts("209 км", "ru")[0], amounts("130 miles", "en"))
    ''
    """
    if not amount.digits or not amount.quantities:
        return ""
    same = [other for other in others if other.digits and other.readings[0] == amount.readings[0]]
    names: list[str] = []
    for other in same:
        if not other.quantities or _alike_quantity(amount, other):
            return ""
        names += [theirs.unit for theirs in other.quantities]
    return names[0] if names else ""


def _alike_quantity(amount: Amount, other: Amount) -> bool:
    """Whether two numbers may be as much of the same thing, or of things of different kinds."""
    pairs = [(mine, theirs) for mine in amount.quantities for theirs in other.quantities]
    return any(mine.kind != theirs.kind for mine, theirs in pairs) or any(
        _close(mine.kind, mine.base, theirs.base) for mine, theirs in pairs
    )
