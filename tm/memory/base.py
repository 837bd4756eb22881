"""What a memory is: the `Store` protocol, and what goes in and comes out.

    Store ─ fuzzy(text) ─▶ Hit ─ entry ─▶ Entry ─ unit, texts with their origins
    search(store, query) ─▶ Match: a hit with its score, explained

Everything else in this package works on these: `sqlite` keeps, `index` finds, `score` explains.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from tm.model import Note, Properties, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "Added",
    "Entry",
    "Hit",
    "Kind",
    "Match",
    "Origin",
    "Penalty",
    "Query",
    "Stats",
    "Store",
    "Text",
]

Kind = Literal["context", "exact", "fuzzy"]
FULL_TRUST = 100


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a text of the memory comes from.

    `file` is the path it was read from, "" for what was added by hand; `document` the name that
    stands in the file, `position` the unit's number in it, from 1; `before` and `after` are keys of
    the texts around it, 0 where nobody knows. `trust` is 0-100: every point less takes one point
    off a match.
    """

    file: str = ""
    document: str = ""
    position: int = 0
    author: str = ""
    date: str = ""
    licence: str = ""
    trust: int = FULL_TRUST
    obsolete: bool = False
    before: int = 0
    after: int = 0


class Text(msgspec.Struct, frozen=True):
    """One text of an entry and everywhere it was found, the best origin first."""

    variant: Variant
    origins: tuple[Origin, ...] = ()

    @property
    def trust(self) -> int:
        """The trust of the best origin, 0-100."""
        return max((origin.trust for origin in self.origins), default=FULL_TRUST)


class Entry(msgspec.Struct, frozen=True):
    """A unit of the memory: its texts in all languages, alternatives in one language included."""

    id: str
    source: str
    texts: tuple[Text, ...]
    context: str | None = None
    notes: tuple[Note, ...] = ()
    properties: Properties = ()

    def in_language(self, lang: str) -> tuple[Text, ...]:
        """Return the texts in a language, the best first."""
        return tuple(text for text in self.texts if text.variant.lang == lang)

    @property
    def unit(self) -> Unit:
        """The entry as a unit."""
        variants = tuple(text.variant for text in self.texts)
        return Unit(
            self.id,
            variants,
            source=self.source,
            context=self.context,
            notes=self.notes,
            properties=self.properties,
        )


class Hit(msgspec.Struct, frozen=True):
    """A text of the memory that is similar enough; similarity 0-100, see `similarity`."""

    entry: Entry
    text: Text
    similarity: float


class Query(msgspec.Struct, frozen=True):
    """What is looked for: a text with its codes, and what is around it.

    `before` and `after` are the neighbouring sentences, "" at the edge of the document and None
    where nobody knows. `minimum` is the least similarity, 0-100; `limit` how many matches.
    """

    variant: Variant
    target: str
    context: str | None = None
    before: str | None = None
    after: str | None = None
    minimum: float = 70.0
    limit: int = 5


class Penalty(msgspec.Struct, frozen=True):
    """Points that a match loses (a discount: points < 0 that it gains) and why."""

    name: str
    points: float
    reason: str


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A hit with its score, explained: XLIFF 2's mtc:match.

    `similarity` and `score` are 0-100. `capped` says which critical token differs, "" where none
    does. `source` is the memory's text, `target` its translation, `proposed` the translation with
    numbers and placeholders of the query put in, and `substituted` says which ("10.1 → 80.1").
    `changes` are the spans [start, end) of `source` that differ, `marked` the spans of `target`
    that translate them.
    """

    id: str
    kind: Kind
    similarity: float
    score: float
    source: Variant
    target: Variant
    proposed: str
    penalties: tuple[Penalty, ...] = ()
    capped: str = ""
    substituted: tuple[str, ...] = ()
    changes: tuple[tuple[int, int], ...] = ()
    marked: tuple[tuple[int, int], ...] = ()
    origins: tuple[Origin, ...] = ()


class Added(msgspec.Struct):
    """What an addition did.

    Units new to the memory, units that were there, texts new to it, units left out by reason.
    """

    new: int = 0
    known: int = 0
    texts: int = 0
    skipped: Counter[str] = msgspec.field(default_factory=Counter[str])


class Stats(msgspec.Struct):
    """How much a memory holds.

    `texts` counts by language, `pairs` by "source-target", `indexed` the texts in the fuzzy index
    by language, `states` by state.
    """

    units: int
    texts: dict[str, int]
    pairs: dict[str, int]
    states: dict[str, int]
    indexed: dict[str, int]
    files: int
    size: int
    threshold: float


class Store(Protocol):
    """A translation memory. Languages are canonical BCP 47; ids are those of units.

    What `add`, `update` and `delete` did is there for good when they return.
    """

    def add(self, units: Iterable[Unit], origin: Origin = ...) -> Added:
        """Add units; equal texts are merged, and every origin is kept."""
        ...

    def update(self, unit: Unit, origin: Origin = ...) -> bool:
        """Make a unit's texts those of `unit`; whether the unit was there."""
        ...

    def delete(self, ids: Iterable[str]) -> int:
        """Delete units; how many there were."""
        ...

    def get(self, unit: str) -> Entry | None:
        """Return the unit of an id."""
        ...

    def exact(self, text: str, lang: str, target: str = "") -> Sequence[Hit]:
        """Return the hits whose key is the text's, by id; with a target those that have it."""
        ...

    def fuzzy(self, text: str, lang: str, minimum: float, target: str = "") -> Iterator[Hit]:
        """Yield every hit with similarity >= minimum, best first, then by id."""
        ...

    def entries(self, langs: Iterable[str] = ()) -> Iterator[Entry]:
        """Yield all entries, or those that have texts in all these languages."""
        ...

    def stats(self) -> Stats:
        """Count what is there."""
        ...
