"""A translation that is not well-formed where its source is: crossed tags, a bare & or <.

Only texts whose source is markup are looked at. Tags that are lost or added are told by the rule
structure/tags.

Wrong: `<b>Save <i>all</i></b>` → `<b>Захаваць <i>усё</b></i>`
Wrong: `<b>Salt &amp; bread</b>` → `<b>Хлеб & соль</b>`
Right: `<b>Save <i>all</i></b>` → `<i>Усё <b>захаваць</b></i>`
Fix: safe for a bare & (&amp;); none for tags.
Equivalents: Weblate xml-invalid; i18nspector malformed-xml; pology check-xml; MQM markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.markup import is_void, keys, tags
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_RAW = re.compile(r"<[^<>]*>")
_BARE = re.compile(r"&(?!#?\w+;)")
_ANGLE = re.compile(r"<(?![!?/%A-Za-z\d])")
_OPTIONAL = frozenset(["p", "li", "dd", "dt", "td", "th", "tr"])


class _Fault(NamedTuple):
    start: int
    end: int
    message: str
    expected: str


@lru_cache(maxsize=256)
def _faults(text: str) -> tuple[_Fault, ...]:
    """Return where a text is not well-formed.

    >>> [fault.message for fault in _faults("<b>a <i>b</b> c</i>")]
    ['“</b>” closes what “<i>” opened']
    """
    open_tags: list[str] = []
    faults: list[_Fault] = []
    for tag in tags(text):
        if not tag.key.startswith("/"):
            if not tag.key.endswith("/") and not is_void(tag.name):
                open_tags.append(tag.name)
        elif tag.name in open_tags:
            inner = open_tags.pop()
            while inner in _OPTIONAL and inner != tag.name:
                inner = open_tags.pop()
            if inner != tag.name:
                message = f"“{text[tag.start : tag.end]}” closes what “<{inner}>” opened"
                return (_Fault(tag.start, tag.end, message, ""),)
    bare = "a bare & in markup is written &amp;"
    faults += [_Fault(*m.span(), bare, "&amp;") for m in _BARE.finditer(text)]
    angle = "a bare < in markup is written &lt;"
    faults += [_Fault(*m.span(), angle, "&lt;") for m in _ANGLE.finditer(text)]
    return tuple(faults)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the faults of a target whose source has tags and none."""
    del context
    for target in subject.targets:
        text = target.text
        if "<" not in text and "&" not in text:
            continue
        source = subject.source_of(target).text
        bare = _BARE.search(text) or _ANGLE.search(text)
        if not bare and _RAW.findall(source) == _RAW.findall(text):
            continue
        pairs = any(key.startswith("/") for key in keys(source))
        if not pairs or keys(source) != keys(text) or _faults(source):
            continue
        for start, end, message, better in _faults(text):
            fix = Fix(better == "&amp;", (Edit(start, end, better),)) if better else None
            yield Problem(subject, target, (start, end), message, better, fix)


RULE = UnitRule("structure/xml", "warning", check)
