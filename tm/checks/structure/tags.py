"""A tag of the source that is lost, renamed or added, or an attribute that is changed.

Tags may change places, and attributes that are text (title, alt) are translated. “<file>” without
“</file>” is no tag but a blank to fill in. Attributes with a web address are left to the rule
structure/url.

Wrong: `Open the <b>file</b>` → `Адкрыйце <b>файл<b>`
Wrong: `Open the <b>file</b>` → `Откройте <i>файл</i>`
Right: `Press <b>Stop</b> or <i>Start</i>` → `Націсніце <i>Пачаць</i> або <b>Спыніць</b>`
Fix: unsafe, where one tag stands in place of another: the tag of the source.
Equivalents: Weblate xml-tags; pofilter xmltags; CheckMate MISSING_CODE, EXTRA_CODE; MQM
omission/addition of markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.addresses import localised
from tm.checks.structure.compare import differing, lost, whole
from tm.checks.structure.markup import keys, tags
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.checks.structure.markup import Tag

__all__ = ["RULE"]

_RAW = re.compile(r"<[^<>]*>")
_TEXT = frozenset(
    [
        "title",
        "alt",
        "label",
        "placeholder",
        "summary",
        "value",
        "content",
        "lang",
        "xml:lang",
        "hreflang",
        "dir",
        "style",
        "target",
        "rel",
        "width",
        "height",
        "align",
    ]
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the tags that source and target do not share, else their changed attributes."""
    del context
    if all(_same(subject.source_of(target).text, target.text) for target in subject.targets):
        return
    unlike = list(differing(subject, keys))
    for source, target in unlike:
        yield from _tags(subject, source, target)
    told = {target.name for _, target in unlike}
    for target in subject.targets:
        if target.name not in told:
            yield from _attributes(subject, subject.source_of(target), target)


def _same(source: str, target: str) -> bool:
    """Whether two texts have the very same tags, in any order: nearly always."""
    if "<" not in source and "<" not in target:
        return True
    return sorted(_RAW.findall(source)) == sorted(_RAW.findall(target))


def _tags(subject: Subject, source: Side, target: Side) -> Iterator[Problem]:
    missing = _surplus(tags(source.text), tags(target.text))
    added = _surplus(tags(target.text), tags(source.text))
    for tag, other in zip(added, missing, strict=False):
        yield _renamed(subject, target, tag, source.text[other.start : other.end])
    for other in missing[len(added) :]:
        shown = source.text[other.start : other.end]
        yield Problem(subject, target, whole(target), f"“{shown}” of the source is not here")
    for tag in added[len(missing) :]:
        shown = target.text[tag.start : tag.end]
        yield Problem(subject, target, (tag.start, tag.end), f"“{shown}” is not in the source")


def _surplus(some: tuple[Tag, ...], others: tuple[Tag, ...]) -> list[Tag]:
    """Return the tags of the first text that the second has not as often, the last of each key."""
    keys_of_others = [tag.key for tag in others]
    more = dict.fromkeys(lost([tag.key for tag in some], keys_of_others), 0)
    for key in more:
        more[key] = sum(tag.key == key for tag in some) - keys_of_others.count(key)
    found: list[Tag] = []
    for tag in reversed(some):
        if more.get(tag.key, 0) > 0:
            more[tag.key] -= 1
            found.append(tag)
    return found[::-1]


def _renamed(subject: Subject, target: Side, tag: Tag, right: str) -> Problem:
    span = tag.start, tag.end
    message = f"“{target.text[slice(*span)]}” where the source has “{right}”"
    return Problem(subject, target, span, message, right, Fix(False, (Edit(*span, right),)))


def _attributes(subject: Subject, source: Side, target: Side) -> Iterator[Problem]:
    """Yield tags with an attribute that the source has not, where it has others of that name."""
    wanted = [(tag.name, *pair) for tag in tags(source.text) for pair in _fixed(tag)]
    found = [(tag.name, *pair) for tag in tags(target.text) for pair in _fixed(tag)]
    for name, attribute, value in wanted:
        if (name, attribute, value) in found:
            continue
        others = [v for n, a, v in found if (n, a) == (name, attribute)]
        if not any(localised(value, other) for other in others):
            message = f"{attribute}=“{value}” of the tag <{name}> is not here"
            yield Problem(subject, target, whole(target), message)


def _fixed(tag: Tag) -> Iterator[tuple[str, str]]:
    for name, value in tag.attributes:
        if name not in _TEXT and "://" not in value and not value.startswith(("#", "mailto:")):
            yield name, value


RULE = UnitRule("structure/tags", "error", check)
