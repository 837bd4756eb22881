"""A web address of the source that is lost or changed.

The page in another language is no change: en.wikipedia.org for be.wikipedia.org, /en/ for /ru/, a
Cyrillic path. Neither is https for http, a www. or a final slash, nor invented addresses.

Wrong: `See https://spring96.org/news.` → `Гл. https://spring69.org/news.`
Right: `See https://spring96.org/en/news` → `Гл. https://spring96.org/be/news`
Fix: unsafe: the address of the source.
Equivalents: Weblate url; pofilter urls; CheckMate SUSPECT_PATTERN; MQM mistranslation/omission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.addresses import addresses, localised
from tm.checks.structure.compare import whole
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.checks.structure.addresses import Address

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the addresses of the source that a target has not."""
    del context
    for target in subject.targets:
        source = subject.source_of(target)
        if "://" not in source.text and "www." not in source.text:
            continue
        wanted, found = addresses(source.text), addresses(target.text)
        if wanted != found:
            yield from _missing(subject, target, wanted, found)


def _missing(
    subject: Subject, target: Side, wanted: tuple[Address, ...], found: tuple[Address, ...]
) -> Iterator[Problem]:
    have = {each.key for each in found}
    need = {each.key for each in wanted}
    free = [each for each in found if each.key not in need]
    for address in {each.key: each for each in wanted if each.key not in have}.values():
        if _elsewhere(address, target, found):
            continue
        match = next((each for each in free if localised(address.key, each.key)), None)
        if match is None:
            yield _problem(subject, target, address, free.pop(0) if free else None)
        else:
            free.remove(match)


def _elsewhere(address: Address, target: Side, found: tuple[Address, ...]) -> bool:
    """Whether the address stands in the text without its http://."""
    text = target.text
    for each in reversed(found):
        text = text[: each.start] + text[each.end :]
    return address.key.lower() in text.lower()


def _problem(subject: Subject, target: Side, right: Address, wrong: Address | None) -> Problem:
    if wrong is None:
        message = f"“{right.text}” of the source is not here"
        return Problem(subject, target, whole(target), message)
    span = wrong.start, wrong.end
    message = f"“{wrong.text}” where the source has “{right.text}”"
    fix = Fix(False, (Edit(*span, right.text),))
    return Problem(subject, target, span, message, right.text, fix)


RULE = UnitRule("structure/url", "error", check)
