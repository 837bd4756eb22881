"""How a text ends: its marks, looked for through closing quotes, brackets and tags."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

__all__ = ["CLASSES", "End", "end_of", "last_word"]

CLASSES = {".": "stop", "…": "stop", ";": "stop", "!": "stop", "?": "question", ":": "colon"}
"""Marks that stand for one another: what ends a statement ends it in many ways."""

_CLOSERS = " \t\n\r\u00a0\u202f»”“„\"'’‘)]}*_`>\u200b\u200e\u200f\ufeff"
_MARKS = ".?!:;…"
_MOUTHS = frozenset("()")
_EMOTICON = re.compile(r"(?:^|\s)[:;]-?[()]+\Z")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W_]))*$")


class End(msgspec.Struct, frozen=True):
    """The end of a text.

    `stem` is how long the text is without the marks, quotes and tags at its end; `marks` are the
    marks there in order, without anything between them.
    """

    stem: int
    marks: str

    @property
    def classes(self) -> frozenset[str]:
        """The classes of its marks."""
        return frozenset(CLASSES[mark] for mark in self.marks)


@lru_cache(maxsize=64)
def end_of(text: str) -> End:
    """Return the end of a text.

    >>> end_of("Ён спытаў: «Чаму?».<br/>")
    End(stem=16, marks='?.')
    >>> end_of("слова (гл. вышэй)")
    End(stem=16, marks='')
    """
    stem, marks = len(text), ""
    if text[-1:] in _MOUTHS:
        stem -= len(found[0]) if (found := _EMOTICON.search(text)) else 0
    while stem:
        last = text[stem - 1]
        if last in _MARKS:
            marks = last + marks
            stem -= 1
        elif last in _CLOSERS:
            stem = _before_closer(text, stem)
            if stem and text[stem - 1] == ">":
                break
        else:
            break
    return End(stem, marks)


def _before_closer(text: str, stem: int) -> int:
    """Return where the closer, or the tag, before `stem` starts; `stem` for a lone “>”."""
    if text[stem - 1] != ">":
        return stem - 1
    start = text.rfind("<", 0, stem)
    return start if start >= 0 and _TAG.fullmatch(text, start, stem) else stem


def last_word(text: str, stem: int) -> str:
    """Return the word that ends at `stem`, inner dots included; "" where none does.

    >>> last_word("back in the U.S.", 15), last_word("5 %", 3)
    ('U.S', '')
    """
    found = _WORD.search(text, max(0, stem - 40), stem)
    return found[0] if found else ""
