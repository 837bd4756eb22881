"""A Markdown link, image or reference of the source that is lost, broken or leads elsewhere.

Full web addresses are compared by structure/url; here the links are counted, and references,
footnotes and relative addresses compared.

Wrong: `Read [the list](list.md)` → `Читайте [список] (list.md)`
Wrong: `Read [the list][1]` → `Чытайце [спіс][2]`
Right: `Read [the list](list.md)` → `[Спіс](list.be.md) чытайце`
Fix: safe for a space between `]` and `(`; none otherwise.
Equivalents: Weblate md-link, md-reflink; MQM markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.addresses import localised
from tm.checks.structure.compare import lost, whole
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_LINK = re.compile(r"\]\(\s*([^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\s*\)")
_REFERENCE = re.compile(r"\]\s?\[([^\[\]\n]+)\]|\[(\^[^\[\]\s]+)\]")
_IMAGE = re.compile(r"!\[[^\]]*\]\(")
_APART = re.compile(r"(?<=\])\s+(?=\()")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the links of the source that a target has not."""
    del context
    for target in subject.targets:
        source = subject.source_of(target).text
        if "](" in source or ("]" in source and subject.markup == "markdown"):
            yield from _links(subject, source, target)


def _links(subject: Subject, source: str, target: Side) -> Iterator[Problem]:
    wanted, found = _targets(source), _targets(target.text)
    apart = _APART.search(target.text) if len(found) < len(wanted) else None
    if apart is not None:
        message = "a space between “]” and “(” breaks the link"
        fix = Fix(True, (Edit(*apart.span(), ""),))
        yield Problem(subject, target, apart.span(), message, "", fix)
        return
    if len(found) < len(wanted):
        message = f"the source has {len(wanted)} links, this {len(found)}"
        yield Problem(subject, target, whole(target), message)
    elif len(_IMAGE.findall(target.text)) < len(_IMAGE.findall(source)):
        yield Problem(subject, target, whole(target), "an image of the source is not here")
    else:
        yield from _changed(subject, target, wanted, found)
    for name in lost(_references(source), _references(target.text)):
        message = f"the reference “{name}” of the source is not here"
        yield Problem(subject, target, whole(target), message)


@lru_cache(maxsize=64)
def _targets(text: str) -> tuple[str, ...]:
    """Return the addresses of the links of a text.

    >>> _targets("[а](b.md), ![в](c_(d).png)")
    ('b.md', 'c_(d).png')
    """
    return tuple(_LINK.findall(text))


def _references(text: str) -> list[str]:
    return [found[1] or found[2] for found in _REFERENCE.finditer(text)]


def _changed(
    subject: Subject, target: Side, wanted: tuple[str, ...], found: tuple[str, ...]
) -> Iterator[Problem]:
    for address in lost(wanted, found):
        if "://" in address or address.startswith(("#", "mailto:")):
            continue
        if not any(localised(address, other) for other in found):
            yield Problem(subject, target, whole(target), f"no link leads to “{address}”")


RULE = UnitRule("structure/markdown-link", "error", check)
