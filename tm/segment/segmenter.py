"""Sentences of a text, by the rules of its language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import regex

from tm.errors import Place, SyntaxProblemError
from tm.lang import canonical
from tm.segment.engine import Decision, RuleEngine
from tm.segment.srx import LanguageRule, SrxDocument, read_srx

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Segmenter", "default_rules"]

_RULE_FILES = ("en.srx", "ru.srx", "be.srx", "default.srx")


class Segmenter:
    """Cuts texts of one language into sentences; made once, used often, safe to share.

    Use `Segmenter.for_language`; the constructor takes language rules in their cascade order.

    Raises:
        SyntaxProblemError: a pattern of the rules is wrong; with file and line.
    """

    def __init__(self, language_rules: Sequence[LanguageRule]) -> None:
        self._engine = RuleEngine(language_rules)

    @classmethod
    def for_language(cls, lang: str, srx: SrxDocument | None = None) -> Segmenter:
        """Return the segmenter of a language.

        Args:
            lang: a BCP 47 tag; `be-tarask` uses the rules of `be`, a language without rules
                of its own those of the last, general map.
            srx: the rules, ours when None.

        Raises:
            LanguageError: `lang` is no language tag.
            SyntaxProblemError: a pattern of the language's rules is wrong; with file and line.
        """
        tag = canonical(lang)
        return _own(tag) if srx is None else cls(_rules_for(tag, srx))

    def breaks(self, text: str) -> list[int]:
        """Return where sentences end inside a text.

        A break is the offset after the last character of every sentence but the last one,
        closing quotes and brackets included, before the white space that follows.

        >>> Segmenter.for_language("en").breaks("It is 5 p.m. He said “No.” She left.")
        [12, 26]
        """
        return [end for _, end in self.spans(text)[:-1]]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return start and end offset of every sentence, without the white space around it.

        The spans are in order, never empty, and hold every character that is not white space.

        >>> Segmenter.for_language("be").spans(" І. С. Дамейка. Так! ")
        [(1, 15), (16, 20)]
        """
        spans: list[tuple[int, int]] = []
        start = 0
        for cut in (*self._engine.cuts(text), len(text)):
            piece = text[start:cut]
            bare = piece.strip()
            if bare:
                first = start + len(piece) - len(piece.lstrip())
                spans.append((first, first + len(bare)))
            start = cut
        return spans

    def explain(self, text: str) -> list[Decision]:
        """Return the rule that decided at every offset where a break rule fits.

        Offsets are the rules' own: with our rules those of `breaks`, with others perhaps after
        the white space.
        """
        return self._engine.decisions(text)


@cache
def _own(tag: str) -> Segmenter:
    return Segmenter(_rules_for(tag, default_rules()))


@cache
def default_rules() -> SrxDocument:
    """Return our own rules: English, Russian, Belarusian, and general ones for the rest."""
    folder = files("tm.segment") / "rules"
    documents: list[SrxDocument] = []
    for name in _RULE_FILES:
        with (folder / name).open("rb") as stream:
            documents.append(read_srx(stream))
    return SrxDocument(
        language_rules=tuple(rule for each in documents for rule in each.language_rules),
        language_maps=tuple(entry for each in documents for entry in each.language_maps),
        cascade=documents[0].cascade,
        segment_subflows=documents[0].segment_subflows,
        format_handles=documents[0].format_handles,
    )


def _rules_for(tag: str, srx: SrxDocument) -> list[LanguageRule]:
    """Return the language rules of a tag in cascade order."""
    by_name = {rule.name: rule for rule in srx.language_rules}
    found: list[LanguageRule] = []
    for entry in srx.language_maps:
        if _fits(entry.pattern, tag):
            found.append(by_name[entry.rule_name])
            if not srx.cascade:
                break
    return found


def _fits(pattern: str, tag: str) -> bool:
    """Match a whole language code, in either case, written `en-US` or `en_US`."""
    try:
        compiled = regex.compile(pattern, regex.V1 | regex.IGNORECASE)
    except regex.error as error:
        message = f"the language pattern {pattern!r} cannot be used: {error}"
        raise SyntaxProblemError(message, place=Place("maprules")) from error
    return bool(compiled.fullmatch(tag) or compiled.fullmatch(tag.replace("-", "_")))
