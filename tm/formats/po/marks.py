"""Translator comments that `tm` understands: `# tm:KEY[=VALUE] [free text]`.

They hold what PO has no field for and survive every PO editor.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tm.formats.po.entry import Entry

__all__ = ["Mark", "is_reviewed", "marks", "review_hash", "without"]

_MARK = re.compile(r"tm:([a-z][a-z-]*)(?:=(\S+))?(?:\s+(.*))?\Z", re.DOTALL)


class Mark(msgspec.Struct, frozen=True):
    """One such comment: `key` (ignore, reviewed, origin, query, mqm), `value` and free `text`."""

    key: str
    value: str = ""
    text: str = ""

    def __str__(self) -> str:
        """Return the comment's text.

        >>> str(Mark("query", text="Which Minsk?"))
        'tm:query Which Minsk?'
        """
        head = f"tm:{self.key}" + (f"={self.value}" if self.value else "")
        return f"{head} {self.text}" if self.text else head


def marks(comments: Iterable[str]) -> list[Mark]:
    """Return the marks among translator comments.

    >>> marks(["A note", "tm:query Which Minsk?"])
    [Mark(key='query', value='', text='Which Minsk?')]
    """
    found = (_MARK.match(comment.strip()) for comment in comments)
    return [Mark(m[1], m[2] or "", m[3] or "") for m in found if m]


def without(comments: Iterable[str], key: str) -> tuple[str, ...]:
    """Return the comments less the marks of one key."""
    return tuple(c for c in comments if not any(mark.key == key for mark in marks([c])))


def review_hash(entry: Entry) -> str:
    """Return the value of `# tm:reviewed=`: 8 hex digits of SHA-256 over msgid and every msgstr."""
    return sha256(
        "\x1f".join((entry.msgid, *entry.msgstr)).encode("utf-8", "surrogatepass")
    ).hexdigest()[:8]


def is_reviewed(entry: Entry) -> bool:
    """Whether the entry carries a review of exactly this source and translation."""
    return any(m.key == "reviewed" and m.value == review_hash(entry) for m in marks(entry.comments))
