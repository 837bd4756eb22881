"""An e-mail address of the source that is lost or changed.

Invented addresses (name@example.com) are translated as one likes.

Wrong: `Write to press@viasna.org` → `Пишите на pres@viasna.org`
Right: `Write to press@viasna.org.` → `Пішыце на press@viasna.org.`
Right: `name@example.com` → `імя@прыклад.бел`
Fix: unsafe: the address of the source.
Equivalents: pofilter emails; CheckMate SUSPECT_PATTERN; MQM mistranslation/omission.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.compare import whole
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-zА-яіў]{2,}")
_INVENTED = re.compile(
    r"@(?:.*\.)?(?:example|domain|host|server|site|company|provider|your.*|my.*)\."
    r"|example|your|^(?:user(?:name)?|name|e?mail|me|foo|john\.?(?:doe)?|someone)@",
    re.IGNORECASE,
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the addresses of the source that a target has not."""
    del context
    for target in subject.targets:
        source = subject.source_of(target).text
        if "@" in source:
            yield from _missing(subject, source, target)


def _missing(subject: Subject, source: str, target: Side) -> Iterator[Problem]:
    text = target.text.lower()
    wanted = dict.fromkeys(found.group() for found in _EMAIL.finditer(source))
    free = [
        found
        for found in _EMAIL.finditer(target.text)
        if found.group().lower() not in source.lower()
    ]
    for address in wanted:
        if _in(address.lower(), text) or _INVENTED.search(address):
            continue
        message = f"“{address}” of the source is not here"
        if not free:
            yield Problem(subject, target, whole(target), message)
            continue
        span = free.pop(0).span()
        fix = Fix(False, (Edit(*span, address),))
        yield Problem(subject, target, span, message, address, fix)


def _in(address: str, text: str) -> bool:
    """Whether a text holds an address, not one that ends like it."""
    return any(found.group() == address for found in _EMAIL.finditer(text))


RULE = UnitRule("structure/email", "error", check)
