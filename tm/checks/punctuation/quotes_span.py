"""A quotation over several units whose marks pair in the source and not in the translation.

In an article one sentence opens a quotation and a later one closes it, so that the marks of no unit
pair. Those of all its units must. A translation may close the quotation in every sentence, or open
it elsewhere. It is off by default because sentences must be whole and in order for it: an article,
not the strings of a program.

Wrong: “It rained. | We left.” → «Шёл дождь. | Мы ушли.
Right: “It rained. | We left.” → «Шёл дождь. | Мы ушли».
Right: “It rained. | We left.” → «Шёл дождь». | «Мы ушли».
Fix: none
Equivalents: pofilter doublequoting; MQM Punctuation
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, Problem
from tm.checks.punctuation.pairs import open_quotes, source_open_quotes, unpaired_quotes
from tm.checks.punctuation.sides import LANGS
from tm.lang import primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import Context, File, Subject

__all__ = ["RULE"]

_UNITS = 8
"""How many units a quotation may go over."""


def check(file: File, context: Context) -> Iterator[Problem]:
    """Yield one problem for each quotation, in the unit where the marks first differ."""
    del context
    by_lang: dict[str, list[Subject]] = defaultdict(list)
    for subject in file.subjects:
        if len(subject.targets) == 1 and primary(subject.lang) in LANGS:
            by_lang[subject.lang].append(subject)
    for subjects in by_lang.values():
        for group in _quotations(subjects):
            if sum(open_quotes(subject.targets[0].plain) for subject in group):
                yield _problem(group)


def _quotations(subjects: Sequence[Subject]) -> Iterator[Sequence[Subject]]:
    """Yield the runs of units in whose sources a quotation opens and, in the last, closes."""
    depths = [source_open_quotes(subject.sources[0].plain) for subject in subjects]
    at = 0
    while at < len(depths):
        run = list(accumulate(depths[at : at + _UNITS]))
        last = next((i for i, depth in enumerate(run) if depth <= 0), len(run))
        whole = depths[at] > 0 and last < len(run) and run[last] == 0
        if whole and subjects[at + last].index - subjects[at].index == last:
            yield subjects[at : at + last + 1]
            at += last
        at += 1


def _problem(group: Sequence[Subject]) -> Problem:
    """Return the problem, at an unpaired mark where there is one."""
    subject = next(
        s
        for s in group
        if open_quotes(s.targets[0].plain) != source_open_quotes(s.sources[0].plain)
    )
    side = subject.targets[0]
    lost = unpaired_quotes(side.plain)
    span = (lost[0].start, lost[0].start + 1) if lost else (0, len(side.text))
    message = f"a quotation over {len(group)} units pairs in the source and not in the translation"
    return Problem(subject, side, span, message)


RULE = DocumentRule("punctuation/quotes-span", "info", check)
