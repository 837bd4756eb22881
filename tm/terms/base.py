"""The termbase: concepts and their words, as `seeds/terms.toml` holds it.

    Termbase ─ terms ─▶ Term ─ forms["be"] ─▶ Form

`docs/terms.md` describes the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tm.names.entities import Entities, read_entities
from tm.names.name import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["TABLE", "PartOfSpeech", "Term", "Termbase", "read_terms"]

TABLE = "term"
"""The TOML table of one term."""

PartOfSpeech = Literal["noun", "verb", "adjective", "adverb", "properNoun", "other"]
"""The values of TBX-Basic, ISO 30042:2019."""


class Term(Entity, frozen=True, omit_defaults=True, rename="kebab"):
    """A concept with its words.

    id: a short name of the concept, unique in the termbase.
    pos: part of speech.
    definition: what it is.
    subject: the field it belongs to.
    translate: false where the source word stays as it is in every language.
    case-sensitive: whether "Council" and "council" are two words.
    note, source: for people; where the words were checked.
    """

    pos: PartOfSpeech = "noun"
    definition: str = ""
    subject: str = ""
    translate: bool = True
    case_sensitive: bool = False
    note: str = ""
    source: str = ""


class Termbase(Entities[Term], frozen=True):
    """The terms by their ids, in the order of the file."""

    @classmethod
    def of(cls, terms: Iterable[Term], path: str = "") -> Termbase:
        """Make a termbase; of two terms with one id the last stays."""
        return cls({term.id: term for term in terms}, path)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, in the order of the file."""
        return tuple(self.by_id.values())


def read_terms(path: Path) -> Termbase:
    """Read a termbase; SyntaxProblemError with the line for any mistake in it."""
    return Termbase(read_entities(path, TABLE, Term), str(path))
