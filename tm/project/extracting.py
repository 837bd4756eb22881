"""Candidates for the termbase from files or the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.align.lexicon import Lexicon
from tm.align.terms import Candidate, candidates
from tm.catalog.joined import merge
from tm.errors import UsageError
from tm.project.exchange import general, open_input
from tm.project.memory import open_memory
from tm.project.stores import terms_of
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.project.layout import Project

__all__ = ["Extracted", "extract"]


class Extracted(msgspec.Struct, frozen=True):
    """A candidate with the texts of its examples; `known` says that the termbase has it."""

    candidate: Candidate
    examples: tuple[tuple[str, str], ...]
    known: bool


def extract(
    project: Project,
    paths: Sequence[str],
    pair: tuple[str, str],
    *,
    memory: str = "",
    least: int = 3,
) -> list[Extracted]:
    """Return candidates from files of units, without files from the memory; UsageError for none."""
    pairs = list(_of_files(paths, pair) if paths else _of_memory(project, memory, pair))
    if not pairs:
        raise UsageError(
            f"there are no texts in {pair[0]} and {pair[1]}", hint="name files, or fill the memory"
        )
    lexicon = Lexicon.learn((tokens(one), tokens(other)) for one, other in pairs)
    base = terms_of(project)
    known = {
        form.text.casefold() for concept in (base or ()) for form in concept.forms.get(pair[0], ())
    }
    return [
        Extracted(one, tuple(pairs[at] for at in one.examples), one.text.casefold() in known)
        for one in candidates(pairs, lexicon, least=least)
    ]


def _of_files(paths: Sequence[str], pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        with open_input(path, source=pair[0], target=pair[1]) as document:
            for unit in (general(unit, pair) for unit in merge(document.units)):
                one, other = unit.variant(pair[0]), unit.variant(pair[1])
                if one and other and other.state.done and not unit.obsolete:
                    yield one.segment.plain, other.segment.plain


def _of_memory(project: Project, memory: str, pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    with open_memory(project, memory) as store:
        for entry in store.entries(pair):
            one, other = (entry.in_language(lang)[0].variant.segment.plain for lang in pair)
            yield one, other
