"""Links whose text is their label: `[Minsk]`, `[Minsk][]` lead somewhere in translation too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from tm.documents.markdown_inline import inline_markdown
from tm.model import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.documents.base import Replacement
    from tm.model import Segment

__all__ = ["own_labels", "relinked"]

_SHORT = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)+)\](?:\[\])?(?![\[(:])")


def relinked(labels: Sequence[tuple[int, str]], change: Replacement) -> str:
    """Return a translation with the source's label behind every link text that was its own label.

    `[Мінск]` for `[Minsk]` becomes `[Мінск][Minsk]`, in the order of the source, where the two have
    as many such links; otherwise the text is as the translator wrote it. `labels` are those of
    the whole block, from `own_labels`.
    """
    wanted = [label for at, label in labels if change.start <= at < change.end]
    if not wanted:
        return change.text
    found = list(_candidates(change.text))
    for match in list(found):
        same = [label for label in wanted if _normal(label) == _normal(match[1])]
        if same:
            wanted.remove(same[0])
            found.remove(match)
    if len(found) != len(wanted):
        return change.text
    text = change.text
    for match, label in reversed(list(zip(found, wanted, strict=True))):
        text = f"{text[: match.start()]}[{match[1]}][{label}]{text[match.end() :]}"
    return text


def _normal(label: str) -> str:
    return normalizeReference(label)


def own_labels(segment: Segment) -> list[tuple[int, str]]:
    """Return (offset, text) of every link text in a segment that is its own label."""
    found: list[tuple[int, str]] = []
    opened: dict[str, int] = {}
    text, at = segment.text, 0
    for part in segment.parts:
        if isinstance(part, Code):
            if part.kind == "open":
                opened[part.id] = at + len(part.data)
            elif part.data in {"]", "][]"} and part.id in opened:
                found.append((opened[part.id], text[opened[part.id] : at]))
        at += len(part) if isinstance(part, str) else len(part.data)
    return found


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Yield the brackets of a translation that could be such a link, those in code spans not."""
    whole: set[int] = set()
    at = 0
    for part in inline_markdown(text).parts:
        length = len(part) if isinstance(part, str) else len(part.data)
        if isinstance(part, Code) and part.kind == "standalone":
            whole.update(range(at, at + length))
        at += length
    return (match for match in _SHORT.finditer(text) if match.start() not in whole)
