"""Marks that pair: which quotation marks and brackets of a text have no partner."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

__all__ = [
    "Mark",
    "balanced",
    "open_quotes",
    "source_open_quotes",
    "unpaired_brackets",
    "unpaired_quotes",
]

_QUOTE = re.compile("[«»„“”\"]|(?<![^\\W\\d_])'|'(?![^\\W\\d_])")
_PARTNERS = {"»": "«", "”": "„“", "“": "„", '"': '"', "'": "'"}
_BRACKET = re.compile(r"[()\[\]{}]")
_OPENING = {")": "(", "]": "[", "}": "{"}
_INCHES = re.compile(r"(?<=\d)[\"'”]|(?<=\d )[\"'”](?!\w)")
_LIST_MARKER = re.compile(r"(?:^|[\s«\"“„;,])(?:[^\W_]|\d{1,3}|[^\W\d_]\d|[ivx]{1,4}|[*…])\Z")
_EMOTICON = re.compile(r"(?:^|[\s.,!?])(?:[:;=8]['-]?[()\[\]]|[()]['-]?[:;=])")
_STRAIGHT_OPENS = re.compile(r"(?:^|[\s(\[—–-])\"(?=[^\s.,;:!?)\"])")
_STRAIGHT_CLOSES = re.compile(r"[^\s(\[\"—–-]\"(?=[\s.,;:!?)\]—–-]|$)")
_SINGLE_OPENS = re.compile(r"(?<![^\W_])['‘](?=[^\W_])")
_SINGLE_CLOSES = re.compile(r"(?<=[^\W_])['’](?![^\W_])")
_SINGLE_ENDS = re.compile(r"[.,!?…]['’](?![^\W_])")


class Mark(msgspec.Struct, frozen=True):
    """A quotation mark or bracket and where it is."""

    text: str
    start: int


@lru_cache(maxsize=64)
def unpaired_quotes(text: str) -> tuple[Mark, ...]:
    """Return the quotation marks without a partner, in order.

    “ closes „ where one is open, and opens otherwise. An apostrophe between letters, and a mark of
    inches or feet where a text has an odd number, are no quotation marks.

    >>> unpaired_quotes("Ён сказаў: «Мір.")
    (Mark(text='«', start=11),)
    >>> unpaired_quotes("«Роза „Ветраў“», аб'ява"), unpaired_quotes('дысплэй 5"')
    ((), ())
    """
    open_: list[Mark] = []
    lost: list[Mark] = []
    for found in _QUOTE.finditer(text):
        mark = Mark(found[0], found.start())
        partner = _partner(mark.text, open_)
        if partner is not None:
            del open_[partner]
        elif mark.text in "»”":
            lost.append(mark)
        else:
            open_.append(mark)
    left = [mark for mark in (*open_, *lost) if not _INCHES.match(text, mark.start)]
    return tuple(sorted(left, key=lambda mark: mark.start))


def _partner(text: str, open_: list[Mark]) -> int | None:
    """Return which of the open marks a mark closes, None where it closes none."""
    wanted = _PARTNERS.get(text, "")
    for at in range(len(open_) - 1, -1, -1):
        if open_[at].text in wanted:
            return at
    return None


@lru_cache(maxsize=64)
def balanced(text: str) -> bool:
    """Whether the quotation marks of a source pair, as far as one can tell.

    A quotation over several units (“He said: 'What is it?”, a paragraph that opens and does not
    close) does not. The apostrophe of a possessive (workers') may stand for a closing mark.

    >>> balanced('He said "no" and left'), balanced('He said: "I will, "maybe" I'), balanced("'No")
    (True, False, False)
    """
    straight = text.count('"')
    if straight % 2 or text.count("“") != text.count("”") or text.count("«") != text.count("»"):
        return False
    if straight and len(_STRAIGHT_OPENS.findall(text)) > (straight // 2):
        return False
    if straight and len(_STRAIGHT_CLOSES.findall(text)) > (straight // 2):
        return False
    if "'" not in text and "’" not in text and "‘" not in text:
        return True
    opened = len(_SINGLE_OPENS.findall(text))
    ended = len(_SINGLE_ENDS.findall(text))
    return ended <= opened <= ended + len(_SINGLE_CLOSES.findall(text))


def open_quotes(text: str) -> int:
    """Return how many quotations a translation opens and leaves open, less those it only closes.

    >>> open_quotes("«Ішоў дождж."), open_quotes("Мы пайшлі»."), open_quotes("«Так»")
    (1, -1, 0)
    """
    lost = unpaired_quotes(text)
    return sum(mark.text in "«„“" for mark in lost) - sum(mark.text in "»”" for mark in lost)


def source_open_quotes(text: str) -> int:
    """Return the same of an English source, whose straight marks open or close by their place.

    >>> source_open_quotes('He said: "It rained.'), source_open_quotes('We left." “No”')
    (1, -1)
    """
    net = text.count("“") - text.count("”")
    straight = text.count('"')
    return net + 2 * len(_STRAIGHT_OPENS.findall(text)) - straight if straight else net


@lru_cache(maxsize=64)
def unpaired_brackets(text: str) -> tuple[Mark, ...]:
    """Return the brackets without a partner of their kind, in order.

    The bracket of a list (1), а)) and of an emoticon needs none.

    >>> unpaired_brackets("слова (гл. вышэй")
    (Mark(text='(', start=6),)
    >>> unpaired_brackets("а) раз; 2) два (або [тры]); файл(ы) :)")
    ()
    """
    open_: list[Mark] = []
    lost: list[Mark] = []
    for found in _BRACKET.finditer(text):
        mark = Mark(found[0], found.start())
        wanted = _OPENING.get(mark.text)
        at = next((i for i in range(len(open_) - 1, -1, -1) if open_[i].text == wanted), None)
        if at is not None:
            del open_[at]
        elif wanted is None:
            open_.append(mark)
        elif not (mark.text == ")" and _LIST_MARKER.search(text, 0, mark.start)):
            lost.append(mark)
    if (open_ or lost) and _EMOTICON.search(text):
        return ()
    return tuple(sorted((*open_, *lost), key=lambda mark: mark.start))
