"""The words of a file that no dictionary knows; looked for once for all rules."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from tm.checks.spelling.dictionaries import Dictionary, find
from tm.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File, Side, Subject

__all__ = ["Unknown", "unknown"]

_WORD = re.compile(r"(?<![\w’'ʼ-])[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*(?![\w’'ʼ-])")
_CYRILLIC = re.compile(r"[\u0400-\u04ff’'ʼ-]+")
_SHORTEST = 4
_USUAL = 2
"""A word that stands so often, in any form, is no slip."""


class Unknown(msgspec.Struct):
    """One word that is not known: where, what is near, and whether it stands in other units too."""

    subject: Subject
    side: Side
    span: tuple[int, int]
    text: str
    near: list[str]
    repeated: bool


def unknown(file: File, context: Context) -> list[Unknown]:
    """Return the unknown small words of the translations; [] where spelling is not asked for."""
    if not context.config.checks.spelling.enabled:
        return []
    cache = cast("dict[str, tuple[File, list[Unknown]]]", context.share("unknown words", dict))
    last = cache.get("last")
    if last is None or last[0] is not file:
        last = cache["last"] = file, list(_found(file, context))
    return last[1]


def _found(file: File, context: Context) -> Iterator[Unknown]:
    found = list(_unknown(file, context))
    counts = Counter((side.lang, _stem(text)) for _, side, _, text in found)
    near: dict[tuple[str, str], list[str]] = {}
    for subject, side, span, text in found:
        at = side.lang, text
        if at not in near:
            dictionary = _dictionary(side.lang, context)
            near[at] = dictionary.near(text) if dictionary else []
        repeated = counts[side.lang, _stem(text)] >= _USUAL
        yield Unknown(subject, side, span, text, near[at], repeated)


def _stem(word: str) -> str:
    """Return what the forms of a word have in common, roughly.

    >>> _stem("брэнды"), _stem("брэндам")
    ('брэн', 'брэн')
    """
    return word[: max(_SHORTEST, len(word) - 3)]


def _unknown(file: File, context: Context) -> Iterator[tuple[Subject, Side, tuple[int, int], str]]:
    for subject in file.subjects:
        for side in subject.sides:
            if side.lang == context.source:
                continue
            dictionary = _dictionary(side.lang, context)
            for word in _WORD.finditer(side.plain) if dictionary else ():
                text = word.group()
                small = text.islower() and len(text) >= _SHORTEST and _CYRILLIC.fullmatch(text)
                if small and dictionary and not dictionary.knows(text):
                    yield subject, side, word.span(), text


def _dictionary(lang: str, context: Context) -> Dictionary | None:
    """Return the dictionary of a language, read once; None where the configuration says none."""
    return cast(
        "Dictionary | None", context.share(f"dictionary {lang}", partial(_read, lang, context))
    )


def _read(lang: str, context: Context) -> Dictionary | None:
    config = context.config.checks.spelling
    path = find(lang, config, context.root)
    return Dictionary(path, lang, _own(lang, context)) if path else None


def _own(lang: str, context: Context) -> frozenset[str]:
    """Return the words of the list of one's own and those of the termbase."""
    words = context.config.checks.spelling.words
    own = set[str]()
    if words:
        text = read_bytes(context.root / Path(words)).decode("utf-8")
        own = {line.strip().lower() for line in text.splitlines() if line.strip()}
    for term in context.terms or ():
        for form in term.forms.get(lang, ()):
            own |= {word.lower() for word in _WORD.findall(form.text)}
    return frozenset(own)
