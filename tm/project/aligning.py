"""Existing translations as aligned units: an article and its versions in other languages.

    file ─ read_text ─▶ Reading …  ─ aligned ─▶ Group …  ─ units_of ─▶ Unit …

What the memory knows of a pair of languages helps, and is kept in it.
"""

from __future__ import annotations

import re
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tm.align.aligner import Bitext, align
from tm.align.calibration import Calibration
from tm.align.dictionary import Dictionary
from tm.align.groups import Group, Span, grouped, joined
from tm.align.knowledge import Knowledge
from tm.align.scores import Blocks
from tm.align.sentences import Side
from tm.catalog.joined import JOINED, concatenated, merge
from tm.catalog.template import DOCUMENT_FORMAT
from tm.documents import inline, kind_of, parse
from tm.documents import sentences as find_sentences
from tm.files import read_bytes
from tm.model import Document, Note, Segment, State, Unit, Variant, unit_id
from tm.project.exchange import general, open_input
from tm.project.searching import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tm.align.vectors import Vectors
    from tm.memory.sqlite import SqliteMemory
    from tm.project.layout import Project

__all__ = ["Reading", "aligned", "document_of", "knowledge_of", "learn", "read_text"]

_FEW = 50
_GROWN = 0.1
_TAUGHT = 20_000
"""How many pairs of texts of a memory teach at most."""


class Reading(msgspec.Struct, frozen=True):
    """A text cut into sentences: `blocks` and `kinds` say where each stands, () where unknown."""

    path: str
    lang: str
    sentences: list[Segment]
    blocks: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    kind: str = "text"

    @property
    def plain(self) -> list[str]:
        """The sentences without codes."""
        return [sentence.plain for sentence in self.sentences]


def read_text(project: Project, path: str, lang: str, *, lines: bool = False) -> Reading:
    """Read an article as sentences; with `lines` each line is one. InputError as usual."""
    data = read_bytes(Path(path))
    if lines:
        return Reading(path, lang, [Segment.of(line.strip()) for line in lines_of(data, path)])
    kind = kind_of(path) or "text"
    article = parse(data, kind, path=path)
    breaks = project.segmenter(lang).breaks
    found = [
        (inline(block.text[start:end], kind), number, block.kind)
        for number, block in enumerate(article.blocks)
        for start, end in find_sentences(block, breaks)
    ]
    sentences, blocks, kinds = zip(*found, strict=True) if found else ((), (), ())
    return Reading(path, lang, list(sentences), tuple(blocks), tuple(map(_family, kinds)), kind)


def _family(kind: str) -> str:
    """Return a kind of block without its number: headings of all levels are one.

    >>> _family("heading 2")
    'heading'
    """
    return re.split(r"[\d ]", kind, maxsplit=1)[0]


# --- alignment ----------------------------------------------------------------------------------


def aligned(
    readings: Sequence[Reading],
    known: Callable[[str, str], Knowledge],
    fixed: Sequence[Group] = (),
    *,
    vectors: Sequence[Vectors] = (),
    jobs: int = 1,
) -> list[Group]:
    """Align two or three texts; `fixed` groups, in order, stay as they are.

    `known` gives what is known of a pair of languages. The groups hold every sentence of every text
    once, in order.
    """
    stretches = _stretches(fixed, [len(reading.sentences) for reading in readings])
    pairs = list(combinations(range(len(readings)), 2))
    found = {
        (one, other): align(
            [_bitext(readings, (one, other), spans, vectors) for spans in stretches],
            known(readings[one].lang, readings[other].lang),
            jobs=jobs,
        )
        for one, other in pairs
    }
    groups: list[Group] = []
    for number, spans in enumerate(stretches):
        beads = {pair: found[pair][number] for pair in pairs}
        sizes = [span.size for span in spans]
        new = grouped(beads[0, 1]) if len(pairs) == 1 else joined(beads, sizes)
        groups += [group.moved([span.first for span in spans]) for group in new]
        groups += fixed[number : number + 1]
    return groups


def _stretches(fixed: Sequence[Group], sizes: Sequence[int]) -> list[tuple[Span, ...]]:
    """Return what lies before, between and after groups, in every text."""
    ends = [tuple(0 for _ in sizes), *(tuple(s.last for s in one.spans) for one in fixed)]
    begins = [*(tuple(s.first for s in one.spans) for one in fixed), tuple(sizes)]
    return [tuple(map(Span, end, begin)) for end, begin in zip(ends, begins, strict=True)]


def _bitext(
    readings: Sequence[Reading],
    pair: tuple[int, int],
    spans: Sequence[Span],
    vectors: Sequence[Vectors],
) -> Bitext:
    sides = [readings[at].plain[slice(*spans[at])] for at in pair]
    blocks = [_blocks(readings[at], spans[at]) for at in pair]
    given = [vectors[at][slice(*spans[at])] for at in pair] if vectors else []
    return Bitext(
        sides[0],
        sides[1],
        (blocks[0], blocks[1]) if blocks[0] and blocks[1] else None,
        (given[0], given[1]) if given else None,
    )


def _blocks(reading: Reading, span: Span) -> Blocks | None:
    if not reading.blocks:
        return None
    kinds = [_KINDS.get(kind, len(_KINDS)) for kind in reading.kinds[slice(*span)]]
    return Blocks(np.array(reading.blocks[slice(*span)]), np.array(kinds))


_KINDS = {"heading": 0}
"""Kinds of blocks that stay what they are in translation; all others count as one."""


# --- units --------------------------------------------------------------------------------------


def document_of(
    readings: Sequence[Reading], groups: Iterable[Group], below: float, *, catalog: bool
) -> Document:
    """Return the aligned units; the first text is the source.

    Translations in groups less sure than `below` need review. Several source sentences with one
    translation are joined. What has no source sentence is left out; in a catalog equal sentences
    are one entry, the first, and a note says how sure a doubtful one is.
    """
    source = readings[0]
    members = [
        (number, unit)
        for number, group in enumerate(groups)
        for unit in _members(readings, group, below)
    ]
    if catalog:
        first = {unit.id: at for at, (_, unit) in reversed(list(enumerate(members)))}
        members = [one for at, one in enumerate(members) if first[one[1].id] == at]
    units = merge([unit for _, unit in members], [number for number, _ in members])
    if not catalog:  # other formats have the joined unit alone
        units = (msgspec.structs.replace(unit, members=()) for unit in units)
    targets = tuple(reading.lang for reading in readings[1:])
    header = ((DOCUMENT_FORMAT, source.kind),) if source.kind != "text" else ()
    return Document(Path(source.path).stem, source.lang, units, targets=targets, header=header)


def _members(readings: Sequence[Reading], group: Group, below: float) -> Iterator[Unit]:
    """Yield a unit for every source sentence of a group; all but the first say that they join."""
    source, *others = readings
    span, *spans = group.spans
    doubtful = group.confidence < below
    state = State.NEEDS_REVIEW if doubtful else State.TRANSLATED
    texts = [
        (reading.lang, concatenated(reading.sentences[slice(*other)]))
        for reading, other in zip(others, spans, strict=True)
        if other.size
    ]
    note = Note(f"alignment confidence {group.confidence:.2f}", "extracted")
    for at, segment in enumerate(source.sentences[slice(*span)]):
        targets = [Variant(lang, Segment.of(JOINED) if at else text, state) for lang, text in texts]
        yield Unit(
            unit_id(source.lang, None, segment.text),
            (Variant(source.lang, segment), *targets),
            source.lang,
            locations=(source.path,),
            notes=(note,) if doubtful and texts else (),
        )


# --- knowledge ----------------------------------------------------------------------------------


class _Kept(msgspec.Struct, array_like=True):
    """The dictionary of a pair of languages, and how many pairs of the memory taught it."""

    seen: int
    dictionary: bytes


def knowledge_of(memory: SqliteMemory | None, source: str, target: str) -> Knowledge:
    """Return what is known of a pair of languages, after what is new in the memory."""
    if memory is None:
        return Knowledge.none()
    seen, known = _kept(memory, source, target)
    new = list(islice(_pairs(memory, source, target), seen, max(_TAUGHT, seen)))
    if len(new) < max(_FEW, _GROWN * seen):
        return known
    known = _taught(known, new)
    _keep(memory, (source, target), seen + len(new), known)
    return known


def learn(memory: SqliteMemory, path: str, source: str, target: str) -> int:
    """Learn from a file of units; return how many pairs it had. The units are not kept."""
    with open_input(path, source=source, target=target) as document:
        units = (general(unit, [source, target]) for unit in merge(document.units))
        pairs = [pair for unit in units if (pair := _pair(unit, source, target))]
    if pairs:
        knowledge_of(memory, source, target)
        seen, known = _kept(memory, source, target)
        _keep(memory, (source, target), seen, _taught(known, pairs))
    return len(pairs)


def _pair(unit: Unit, source: str, target: str) -> tuple[str, str] | None:
    one, other = unit.variant(source), unit.variant(target)
    if one is None or other is None or not other.state.done or unit.obsolete:
        return None
    pair = one.segment.plain, other.segment.plain
    return pair if all(pair) else None


def _pairs(memory: SqliteMemory, source: str, target: str) -> Iterator[tuple[str, str]]:
    for entry in memory.entries((source, target)):
        one, other = entry.in_language(source)[0], entry.in_language(target)[0]
        yield one.variant.segment.plain, other.variant.segment.plain


def _taught(known: Knowledge, pairs: Sequence[tuple[str, str]]) -> Knowledge:
    return known.learn(Side.of([a for a, _ in pairs]), Side.of([b for _, b in pairs]))


def _kept(memory: SqliteMemory, source: str, target: str) -> tuple[int, Knowledge]:
    """Return what the memory keeps of a pair of languages, in this direction or the other."""
    for pair in ((source, target), (target, source)):
        words, worth = (memory.resource(name) for name in _names(pair))
        if words and worth:
            kept = msgspec.msgpack.decode(words, type=_Kept)
            known = Knowledge(Dictionary.from_bytes(kept.dictionary), Calibration.from_bytes(worth))
            return kept.seen, known if pair[0] == source else known.turned()
    return 0, Knowledge.none()


def _keep(memory: SqliteMemory, pair: tuple[str, str], seen: int, known: Knowledge) -> None:
    source, target = pair
    if memory.resource(_names((target, source))[0]):
        pair, known = (target, source), known.turned()
    words, worth = _names(pair)
    memory.put_resource(words, msgspec.msgpack.encode(_Kept(seen, known.dictionary.to_bytes())))
    memory.put_resource(worth, known.calibration.to_bytes())


def _names(pair: tuple[str, str]) -> tuple[str, str]:
    return "alignment/{}/{}".format(*pair), "calibration/{}/{}".format(*pair)
