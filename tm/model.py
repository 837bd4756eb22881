"""The one model. Every format reads and writes `Unit`s; everything else works on them.

    Document ─ units ─▶ Unit ─ variants ─▶ Variant ─ segment ─▶ Segment ─ parts ─▶ str | Code

Values are immutable, but for `Document`, whose units may be readable only once. Languages are
canonical BCP 47 strings (`tm.lang.canonical`), texts are exactly what the file holds: nothing here
normalises.
"""

from __future__ import annotations

import enum
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Code",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "Note",
    "Pair",
    "Previous",
    "Provenance",
    "Segment",
    "Severity",
    "State",
    "Unit",
    "Variant",
    "unit_id",
]

Properties = tuple[tuple[str, str], ...]
"""Name and value pairs in file order; a name may repeat."""


class State(enum.StrEnum):
    """How far a translation is, from gettext (fuzzy is needs-review) and XLIFF 2."""

    INITIAL = "initial"
    NEEDS_REVIEW = "needs-review"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def done(self) -> bool:
        """Whether the text may be used: translated, reviewed or final."""
        return self in _DONE


_DONE = frozenset({State.TRANSLATED, State.REVIEWED, State.FINAL})


class Code(msgspec.Struct, frozen=True, omit_defaults=True):
    """Inline markup: TMX bpt, ept, ph, it, hi; XLIFF pc and ph.

    `data` is the raw markup (`**`, `<a href="…">`, `](https://…)`); an open and its close share
    `id`.
    `element` is the TMX element where it is not the usual one of `kind` (bpt, ept, ph), and
    `properties` are that element's other attributes in file order.
    """

    kind: Literal["open", "close", "standalone"]
    data: str
    id: str = ""
    element: str = ""
    properties: Properties = ()


class Segment(msgspec.Struct, frozen=True):
    """A text with its inline codes in place.

    >>> bold = Segment(("A ", Code("open", "**", "1"), "b", Code("close", "**", "1")))
    >>> bold.text, bold.plain
    ('A **b**', 'A b')
    """

    parts: tuple[str | Code, ...] = ()

    @classmethod
    def of(cls, text: str) -> Segment:
        """Make a segment without codes; the empty string has no parts."""
        return cls((text,) if text else ())

    @property
    def text(self) -> str:
        """The text with the raw markup of its codes."""
        parts = self.parts
        if len(parts) == 1 and isinstance(parts[0], str):  # nearly always, and twice as fast
            return parts[0]
        return "".join(part if isinstance(part, str) else part.data for part in self.parts)

    @property
    def plain(self) -> str:
        """The text without its codes."""
        parts = self.parts
        if len(parts) == 1 and isinstance(parts[0], str):
            return parts[0]
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes in order."""
        return tuple(part for part in self.parts if isinstance(part, Code))

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.parts)


class Provenance(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who made a variant, when and with what; times as the file writes them."""

    created: str = ""
    created_by: str = ""
    changed: str = ""
    changed_by: str = ""
    tool: str = ""


class Variant(msgspec.Struct, frozen=True, omit_defaults=True):
    """The text of a unit in one language: a TMX tuv, a PO msgid or msgstr, an XLIFF target.

    `forms` is empty unless the unit has plural forms; then it holds them by index (msgid and
    msgid_plural on the source side, msgstr[n] on the target side), `segment` is forms[0] and
    `plural_forms` is the file's Plural-Forms value.
    """

    lang: str
    segment: Segment = Segment()
    state: State = State.TRANSLATED
    forms: tuple[Segment, ...] = ()
    plural_forms: str = ""
    provenance: Provenance | None = None
    notes: tuple[str, ...] = ()
    properties: Properties = ()

    @property
    def text(self) -> str:
        """The text of the segment with raw markup."""
        return self.segment.text


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """A comment; `kind` says whose: `translator` (PO "# "), `extracted` (PO "#."), `other`."""

    text: str
    kind: Literal["translator", "extracted", "other"] = "other"


class Previous(msgspec.Struct, frozen=True, omit_defaults=True):
    """The source that a fuzzy translation was made for (PO "#|")."""

    source: str = ""
    context: str | None = None
    plural: str | None = None


class Unit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One translation unit over all its languages: a TMX tu, a PO entry.

    `id` is `unit_id(source language, context, source text)`. `source` is the language of the source
    variant, "" where nobody said. `members` are the units that were joined into this one, because
    one translation serves them all.
    """

    id: str
    variants: tuple[Variant, ...] = ()
    source: str = ""
    context: str | None = None
    locations: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    members: tuple[Unit, ...] = ()
    properties: Properties = ()

    def variant(self, lang: str) -> Variant | None:
        """Return the first variant in `lang` (canonical BCP 47), or None."""
        for variant in self.variants:
            if variant.lang == lang:
                return variant
        return None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the variants, in order, each once."""
        return tuple(dict.fromkeys(variant.lang for variant in self.variants))

    def property(self, name: str) -> str | None:
        """Return the value of the first property of that name, or None."""
        return next((value for key, value in self.properties if key == name), None)

    def pairs(self, targets: Iterable[str] = ()) -> Iterator[Pair]:
        """Yield a pair for every target variant (of `targets`, when given)."""
        source = self.variant(self.source)
        wanted = frozenset(targets)
        for variant in self.variants:
            if source and variant.lang != self.source and (not wanted or variant.lang in wanted):
                yield Pair(self.id, source, variant)


class Pair(msgspec.Struct, frozen=True):
    """A source and a target of one unit: a line of a bitext."""

    unit: str
    source: Variant
    target: Variant


class Document(msgspec.Struct):
    """A file of units: an XLIFF file, a PO catalog, a TMX body.

    `units` may be a one-pass iterator: a reader of a large file yields as it reads.
    `header` holds the file's own header fields in order; `encoding` is the one it was read in.
    """

    name: str
    source: str
    units: Iterable[Unit]
    targets: tuple[str, ...] = ()
    header: Properties = ()
    notes: tuple[str, ...] = ()
    encoding: str = "utf-8"


Severity = Literal["error", "warning", "info"]
"""How bad a finding is: SARIF's error and warning; info is its note."""


class Edit(msgspec.Struct, frozen=True):
    """Replace `[start, end)` of a side's text, in characters, by `text`."""

    start: int
    end: int
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Edits that mend a finding; `safe` says that they cannot make anything wrong."""

    safe: bool
    edits: tuple[Edit, ...]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a rule found: a SARIF result.

    `side` is the side of the unit it is on ("source", "target", "target[n]" of a plural), `span`
    its [start, end) in that side's text, in characters. `line` and `column` count from 1; 0 means
    unknown. `expected` is what should stand there, "" where nobody can say.
    """

    rule: str
    severity: Severity
    message: str
    path: str
    line: int = 0
    column: int = 0
    unit: str = ""
    lang: str = ""
    side: str = ""
    span: tuple[int, int] = (0, 0)
    text: str = ""
    expected: str = ""
    fix: Fix | None = None


def unit_id(source_lang: str, context: str | None, source: str) -> str:
    """Return the identity of a unit: 16 hex digits of SHA-256 over language, context and source.

    The three are joined by U+001F, as read, never normalised; no context counts as the empty one.

    >>> unit_id("en", None, "Minsk")
    '2ae686e7a9776187'
    """
    joined = f"{source_lang}\x1f{context or ''}\x1f{source}"
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
