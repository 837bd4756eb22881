"""The placeholders of a translation beside those of its source."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.checks.placeholders.damage import Damage, damaged
from tm.checks.placeholders.formats import FORMATS, kinds_of
from tm.checks.placeholders.found import MAY_BE, Found, Key, found, kinds_of_flag
from tm.checks.placeholders.icumessage import is_icu
from tm.checks.placeholders.spec import FormatError
from tm.errors import PluralError
from tm.plurals import parse_plural_forms

if TYPE_CHECKING:
    from tm.checks.base import Side, Subject

__all__ = ["Difference", "difference", "numbers_of", "repairs"]


class Difference(NamedTuple):
    """What differs: placeholders lost, added, damaged (with what of the source), of another type.

    `number` is the placeholder that a plural form lacks and that stands for its number.
    """

    missing: tuple[Found, ...] = ()
    extra: tuple[Found, ...] = ()
    damaged: tuple[Damage, ...] = ()
    retyped: tuple[tuple[Found, Found], ...] = ()
    number: Found | None = None


_SAME = Difference()


def difference(subject: Subject, target: Side) -> Difference:
    """Return how the placeholders of a side differ from the source.

    What the parser of a format flag has judged is left to `gettext/format-string`.
    """
    side, latest = _LATEST[0]
    if side is not target:
        source = subject.source_of(target)
        some = MAY_BE.search(source.text) or MAY_BE.search(target.text)
        latest = _compared(subject, source, target) if some else _SAME
        _LATEST[0] = target, latest
    return latest


_LATEST: list[tuple[Side | None, Difference]] = [(None, _SAME)]
"""The side that was compared last: several rules ask for it, one after the other."""


def _compared(subject: Subject, source: Side, target: Side) -> Difference:
    """Return what differs between two sides."""
    flags = tuple(flag for flag in subject.unit.flags if "-format" in flag)
    others = tuple(side.text for side in subject.sources if side is not source)
    serves = -1
    if target.name.startswith("target["):
        variant = subject.unit.variant(target.lang)
        forms = variant.plural_forms if variant else ""
        serves = len(numbers_of(forms, int(target.name[7:-1])))
    return _difference(source.text, target.text, others, flags, serves)


def repairs(source: str, target: str) -> list[Damage]:
    """Return the damaged placeholders of a text whose format is declared.

    >>> [each.expected for each in repairs("%(n)d files", "%(н)d файлаў")]
    ['%(n)d']
    """
    theirs = {each.key: each for each in found(source)}
    ours = [each for each in found(target, source) if each.key in theirs]
    known = {each.key for each in ours}
    lost = [each.text for key, each in theirs.items() if key not in known]
    return damaged(lost, target, [(each.start, each.end) for each in ours]) if lost else []


@lru_cache(maxsize=64)
def _difference(
    source: str, target: str, others: tuple[str, ...], flags: tuple[str, ...], serves: int
) -> Difference:
    judged, loose = _judged(source, flags)
    spaced = _spaced(source, target) if "printf" in judged else []
    all_ = found(target, source)
    if not (all_ or found(source)):
        return _SAME
    ours = {each.key: each for each in all_ if each.key[0] not in judged}
    theirs = {each.key: each for each in found(source) if each.key[0] not in judged}
    missing = [each for key, each in theirs.items() if key not in ours]
    known = {each.key for text in others for each in found(text)}
    extra = [each for key, each in ours.items() if key not in theirs and key not in known]
    if loose:
        known |= {each.key for each in found(source)}
        extra += [e for e in all_ if e.key[0] == "brace" and e.key not in known]
    retyped = [
        (theirs[key], each)
        for key, each in ours.items()
        if key in theirs and theirs[key].type != each.type and theirs[key].type and each.type
    ]
    result = _sorted_out(missing, extra, target, all_, serves, theirs, known)
    return result._replace(damaged=(*result.damaged, *spaced), retyped=tuple(retyped))


_SPACED = re.compile(r"%[ \u00a0]([sdiucx@])(?!\w)")


def _spaced(source: str, target: str) -> list[Damage]:
    """Return `% s` where the source has `%s`: a valid flag in C, and never meant.

    >>> _spaced("Open %s", "Адкрыць % s")
    [Damage(start=8, end=11, expected='%s', safe=True, of=0)]
    """
    if _SPACED.search(target) is None or _SPACED.search(source) is not None:
        return []
    return [
        Damage(*match.span(), f"%{match[1]}", safe=True, of=0)
        for match in _SPACED.finditer(target)
        if f"%{match[1]}" in source and not target[: match.start()].endswith(tuple("0123456789%"))
    ]


def _sorted_out(  # noqa: PLR0913, PLR0917
    missing: list[Found],
    extra: list[Found],
    target: str,
    all_: tuple[Found, ...],
    serves: int,
    theirs: dict[Key, Found],
    singular: set[Key],
) -> Difference:
    """Tell damaged placeholders and the number of a plural form from lost ones."""
    bad = {each.start for each in extra}
    kept = [(each.start, each.end) for each in all_ if each.start not in bad]
    pairs = damaged([each.text for each in missing], target, kept) if missing else []
    paired = {missing[pair.of].key for pair in pairs}
    missing = [each for each in missing if each.key not in paired]
    extra = [
        each for each in extra if all(each.end <= p.start or each.start >= p.end for p in pairs)
    ]
    if len(missing) == len(extra) == 1 and missing[0].key[0] == extra[0].key[0]:
        other = extra[0]
        pairs.append(Damage(other.start, other.end, missing[0].text, safe=False, of=0))
        missing, extra = [], []
    number = None
    if serves >= 0 and len(missing) == 1 and not extra and not pairs:
        lost = missing[0]
        if len(theirs) == 1 or lost.type == "d" or lost.key not in singular:
            number, missing = lost, []
    return Difference(tuple(missing), tuple(extra), tuple(pairs), (), number)


@lru_cache(maxsize=64)
def _judged(source: str, flags: tuple[str, ...]) -> tuple[frozenset[str], bool]:
    """Return the kinds of placeholders that are judged elsewhere, and whether others may stand.

    A flag such as no-c-format says that a text with %s is none to be filled in.
    """
    kinds = [kind for kind in kinds_of(flags) if _read(source, kind)]
    judged = frozenset[str]().union(*(kinds_of_flag(kind) for kind in kinds))
    if is_icu(source):
        judged |= {"brace", "double"}
    if any(flag.startswith("no-") for flag in flags):
        judged |= {"printf"}
    return judged, "perl-brace" in kinds


def _read(source: str, kind: str) -> bool:
    try:
        return FORMATS[kind].parse(source) is not None
    except FormatError:
        return False


@lru_cache(maxsize=64)
def numbers_of(plural_forms: str, form: int) -> tuple[int, ...]:
    """Return the numbers from 0 to 1000 that select a form, () where the header is no help."""
    if not plural_forms:
        return ()
    try:
        return parse_plural_forms(plural_forms).numbers(form)
    except PluralError:
        return ()
