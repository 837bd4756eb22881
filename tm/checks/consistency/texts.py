"""What counts as the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from tm.checks.base import Subject

__all__ = ["key", "of_source", "of_target", "shown"]

_LONGEST = 60


def key(text: str) -> str:
    """Return the compared key of a text: itself, composed (NFC)."""
    return normalize("NFC", text)


def of_source(subject: Subject) -> tuple[str, ...]:
    """Return what one translation is due for: languages, context, and the texts of the source."""
    context = subject.unit.context
    return (
        subject.sources[0].lang,
        subject.lang,
        "" if context is None else f"={context}",
        *(key(side.text) for side in subject.sources),
    )


def of_target(subject: Subject) -> tuple[str, ...]:
    """Return the compared keys of a translation, one a plural form."""
    return tuple(key(side.text) for side in subject.targets)


def shown(text: str) -> str:
    r"""Return a text as a message shows it: its beginning, on one line.

    >>> shown("a\nb"), len(shown("a" * 100))
    ('a b', 61)
    """
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
