"""A tag that touches a word in the translation, and in the source does not.

A word order that differs moves tags, so this is only a hint.

Wrong: `Read <a>the book</a> now` → `Прачытайце<a>кнігу</a> зараз`
Right: `Read <a>the book</a> now` → `Зараз прачытайце <a>кнігу</a>`
Fix: none.
Equivalents: Weblate xml-chars-around-tags; MQM whitespace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.markup import keys, tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject
    from tm.checks.structure.markup import Tag

__all__ = ["RULE"]


def _glued(text: str, tag: Tag) -> bool:
    """Whether a word touches a tag from outside its element: `word<b>`, `</b>word`."""
    if tag.key.startswith("/"):
        return text[tag.end : tag.end + 1].isalnum()
    return text[max(tag.start - 1, 0) : tag.start].isalnum()


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the tags glued to a word, where no such tag of the source is."""
    del context
    for target in subject.targets:
        if "<" not in target.text:
            continue
        source = subject.source_of(target).text
        if keys(source) != keys(target.text):
            continue
        glued = {tag.key for tag in tags(source) if _glued(source, tag)}
        for tag in tags(target.text):
            if tag.key not in glued and not tag.key.endswith("/") and _glued(target.text, tag):
                shown = target.text[tag.start : tag.end]
                message = f"a word touches “{shown}”, and in the source none does"
                yield Problem(subject, target, (tag.start, tag.end), message)


RULE = UnitRule("structure/around-tags", "info", check)
