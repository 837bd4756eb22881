"""Entries for the register out of texts: names that are there at least twice, and their forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tm.files import write_bytes
from tm.names.detect.index import Index
from tm.names.edit import toml
from tm.names.name import Form, Name
from tm.names.register import TABLE
from tm.names.skeleton import romanised
from tm.names.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tm.names.detect.texts import Row
    from tm.names.register import Register

__all__ = ["proposals", "write_proposals"]

_OFTEN = 2


def proposals(rows: Sequence[Row], register: Register | None = None) -> list[Name]:
    """Return a name for every word that is aligned at least twice and is in no registered form.

    A form is the most frequent one of a language, so that a person may have to put it into the
    nominative. The kind is left open.
    """
    index = Index(rows)
    if not index.lexicons:
        return []
    first = index.others("")[0]
    known = {
        word.text.lower()
        for name in register or ()
        for form in name.forms.get(first, ())
        for word in words(form.text)
    }
    taken = {name.id for name in register or ()}
    found: list[Name] = []
    for word, places in sorted(index.lexicons[first].places.items()):
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for place in places:
            forms[first][place.form] += 1
            for other in index.others(first):
                link = index.links[first, other].get(place.at)
                if link is not None:
                    forms[other][link.form] += 1
        if word not in known and len(forms) > 1 and len(places) >= _OFTEN:
            found.append(_name(_free(_slug(word), taken), forms))
            taken.add(found[-1].id)
    return found


def _name(slug: str, forms: dict[str, Counter[str]]) -> Name:
    return Name(
        slug, {lang: (Form(counts.most_common(1)[0][0]),) for lang, counts in forms.items()}
    )


def _slug(word: str) -> str:
    """Return an id for a word: Latin letters.

    >>> _slug("Zárate"), _slug("мінск")
    ('zarate', 'minsk')
    """
    plain = unicodedata.normalize("NFD", word if word[0] < "\u0400" else romanised(word))
    return re.sub(r"[^a-z]", "", plain.lower()) or "name"


def _free(slug: str, taken: Iterable[str]) -> str:
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free


def write_proposals(path: Path, rows: Sequence[Row], register: Register | None) -> None:
    """Write the proposals as a register of their own."""
    entries = "\n".join(toml(name, TABLE) for name in proposals(rows, register))
    write_bytes(path, entries.encode())
