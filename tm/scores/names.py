"""Name accuracy: how many names of the source the translation renders by an accepted form.

A name is a mention of an entry of the register. It is rendered by any case form of any form that is
not forbidden (adjectives and inhabitants too); it is wrong where a forbidden, misspelt or wrongly
declined form stands for it, or that of the other gender; else it is omitted.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tm import __version__
from tm.checks.base import Side, Subject
from tm.checks.names.renderings import meant, renderings
from tm.errors import UsageError
from tm.model import Segment, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tm.checks.base import Context
    from tm.checks.names.renderings import Rendering
    from tm.scores.base import Metric, Needs, Resampling, Translations

__all__ = ["Mentioned", "NameAccuracy", "name_accuracy"]

_KINDS = ("rendered", "omitted", "wrong")
_SIGNED = 12


class Mentioned(msgspec.Struct, frozen=True):
    """A name of a source and what became of it.

    `kind` is rendered, omitted or wrong; `found` is the word that stands there wrongly, `expected`
    what could.
    """

    segment: int
    unit: str
    document: str
    entity: str
    name: str
    kind: str
    found: str = ""
    expected: tuple[str, ...] = ()


class NameAccuracy:
    """The share of names that are rendered, 0-100."""

    name = "names"
    higher = True
    wants = frozenset({"sources"})

    def __init__(self, context: Context) -> None:
        self._context = context

    def mentions(self, texts: Translations) -> Iterator[Mentioned]:
        """Yield every name of the sources, segment after segment."""
        for at, (source, target) in enumerate(zip(texts.sources, texts.hypotheses, strict=True)):
            subject = _subject(at, (texts.source, source), (texts.lang, target))
            for one in renderings(subject, self._context):
                yield self._judged(one, at, texts)

    def _judged(self, one: Rendering, at: int, texts: Translations) -> Mentioned:
        mention, damage = one.mention, one.damage
        names = meant(mention, one.source, one.target.lang)
        entity = names[0].id if names else mention.readings[0].entity.id
        kind, found = "rendered", ""
        expected: tuple[str, ...] = ()
        forbidden = self._forbidden({name.id for name in names}, one.target)
        if damage is not None:
            kind, found, expected = "wrong", damage.word.text, damage.expected
        elif forbidden:
            kind, found = "wrong", forbidden
        elif not one.found:
            kind = "omitted"
        if kind != "rendered" and not expected:
            form = self._context.preferred(mention.readings[0].entity, one.target.lang)
            expected = (form.text,) if form else ()
        return Mentioned(
            at,
            texts.ids[at] if texts.ids else "",
            texts.documents[at] if texts.documents else "",
            entity,
            one.source.text[mention.start : mention.end],
            kind,
            found,
            expected,
        )

    def _forbidden(self, wanted: set[str], target: Side) -> str:
        """Return the forbidden form that is all that renders a name, "" where there is better."""
        text = ""
        for mention in self._context.names(target):
            own = [reading for reading in mention.readings if reading.entity.id in wanted]
            if any(reading.form.status != "forbidden" for reading in own):
                return ""
            if own:
                text = text or target.text[mention.start : mention.end]
        return text

    def statistics(self, texts: Translations) -> NDArray[np.float64]:
        """Return how many names of each segment are rendered, omitted and wrong."""
        counts = np.zeros((len(texts.hypotheses), len(_KINDS)))
        for one in self.mentions(texts):
            counts[one.segment, _KINDS.index(one.kind)] += 1
        return counts

    def value(self, sums: NDArray[np.float64] | NDArray[np.float32]) -> float:
        """Return the share that is rendered, NaN where there are no names."""
        total = float(sums.sum())
        return 100 * float(sums[0]) / total if total else float("nan")

    def segment(self, counts: NDArray[np.float64]) -> float:
        """Return the share of one segment."""
        return self.value(counts)

    def signature(self, resampling: Resampling | None = None, test: str = "") -> str:
        """Return the size and the hash of the register, the samples and our version."""
        register = self._context.register
        forms = msgspec.json.encode([e.id for e in register] if register else [])
        parts = [f"names:{len(register or ())}", f"register:{sha256(forms).hexdigest()[:_SIGNED]}"]
        if resampling and resampling.samples:
            parts += [f"{test or 'bs'}:{resampling.samples}", f"seed:{resampling.seed}"]
        return "|".join([*parts, f"version:tm {__version__}"])


def _subject(at: int, source: tuple[str, str], target: tuple[str, str]) -> Subject:
    sides = [
        Side(lang, name, text, text)
        for (lang, text), name in ((source, "source"), (target, "target"))
    ]
    unit = Unit("", tuple(Variant(lang, Segment.of(text)) for lang, text in (source, target)))
    return Subject("", unit, at, (sides[0],), (sides[1],))


def name_accuracy(needs: Needs) -> Metric:
    """Name accuracy, 0-100: the share of the names of the source that are rendered."""
    context = needs.context
    if context is None or context.register is None:
        raise UsageError("there is no register of names", hint="give --register FILE")
    return NameAccuracy(context)
