"""English words of the source that are left in the translation.

Three English words or more in a row, one of them a word such as “of” or “the”, and another one in
small letters or such a word at the end, where no name has it. Titles, names and commands in
quotation marks, brackets or code may stay; a quoted text that is translated in part may not.

Wrong: “They met in Minsk and spoke about the new law.” → «Яны сустрэліся ў Мінску and spoke about
the new law.»
Right: «Газета The Wall Street Journal піша пра new wave.»

Fix: none.

Equivalents: l10n-lint untranslated-words; MQM untranslated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.untranslated.english import FUNCTION_WORDS, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_MAYBE = re.compile(r"[a-z] [A-Za-z’']+[ ,][A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_QUOTED = re.compile(
    r"«[^»]*»|“[^”]*”|„[^“]*“|\"[^\"]*\"|`[^`]*`|'[^']*'|‘[^’]*’|\([^)]*\)|\[[^\]]*\]"
)
_GAP = re.compile(r"[ \u00a0]|[,;:]? (?:\d[\d.,]* )?")
_WORDS = 3


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the runs of English words."""
    del context
    for side in subject.targets:
        source = subject.source_of(side)
        text = side.plain
        if not _MAYBE.search(text) or not source.lang.startswith("en"):
            continue
        if side.text == source.text or not _CYRILLIC.search(text):
            continue
        for start, end in _runs(_QUOTED.sub(_blank, text)):
            if text[start:end].lower() in source.plain.lower():
                message = f"“{text[start:end]}” is not translated"
                yield Problem(subject, side, (start, end), message)


def _blank(found: re.Match[str]) -> str:
    """Return as many marks, so that words before and after do not become neighbours.

    A text with Cyrillic letters is no title that is kept: it stays as it is.
    """
    text = found.group()
    return text if _CYRILLIC.search(text) else "•" * len(text)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where three English words or more follow one another that look like a text."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        if run and not _GAP.fullmatch(text[run[-1].end() : word.start()]):
            yield from _told(run)
            run = []
        run.append(word)
    yield from _told(run)


def _told(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    words = [word.group() for word in run]
    small = [word for word in words if word.islower()]
    known = [word for word in small if word in FUNCTION_WORDS]
    if len(words) < _WORDS or not known:
        return
    if len(small) > len(known) or words[-1] in FUNCTION_WORDS:
        yield run[0].start(), run[-1].end()


RULE = UnitRule("untranslated/leftover", "warning", check, ("ru", "be"))
