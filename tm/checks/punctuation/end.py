"""A translation that does not end as its source does: cut short, or a question no longer asked.

The source ends with a mark (. ? ! : ; …) and the translation with none: more often than not its
end was lost. Marks are looked for through closing quotation marks, brackets and tags, and those
that end a statement are equal: a full stop, an ellipsis, a semicolon, an exclamation mark. A
question mark that moved inside the sentence is there (“…?” she asked), and a tag question (“…,
isn't it?”) may become a statement. Lists with indented lines, as of the options of a program, end
as they please. After an abbreviation (etc., Inc., U.S.) a short source may have its full stop
from the word.

Wrong: The court adjourned. → Суд перенёс заседание
Wrong: Who will pay? → Хто заплаціць.
Right: “Who will pay?” she asked. → «Хто заплаціць?» — спытала яна.
Right: Sales fell, according to Acme Inc. → Продажи упали, сообщает Acme Inc
Fix: none
Equivalents: Weblate end_stop, end_colon, end_question, end_exclamation, end_ellipsis,
end_semicolon; pofilter endpunc; MQM Omission, Punctuation
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.ends import end_of, last_word
from tm.checks.punctuation.sides import LANGS
from tm.checks.punctuation.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.checks.punctuation.ends import End

__all__ = ["RULE"]

_HEADLINE = 12
_COMMON = ".:…"
_LETTERS = re.compile(r"[^\W\d_]{2}")
_INDENTED = re.compile(r"\n[ \t]")
_TAG_QUESTION = re.compile(
    r"(?:,\s*(?:\w+n['’]t|do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)"
    r"\s+\w+|,\s*(?:right|eh|huh|no|yes|ok|okay|really|correct|innit))\?\W*$",
    re.IGNORECASE,
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations that lost the mark at the end."""
    del context
    for side in subject.targets:
        source = subject.source_of(side).text
        last = source[-1:]
        if last.isalnum() or (last in _COMMON and last == side.text[-1:]):
            continue
        wanted, found = end_of(source), end_of(side.text)
        if wanted.marks and found.stem and not wanted.classes & found.classes:
            message = _fault(source, wanted, side.text, found)
            if message:
                yield Problem(subject, side, _span(side, found), message)


def _fault(source: str, wanted: End, text: str, found: End) -> str:
    """Return what is wrong with the end of a translation, "" where nothing is."""
    mark = wanted.marks[-1]
    if not found.marks:
        if _from_a_word(source, wanted) or not _worded(source, wanted) or _INDENTED.search(source):
            return ""
        return f"the source ends with “{mark}” and the translation with no mark: is its end lost?"
    asked = wanted.classes == frozenset(("question",)) and text.count("?") < source.count("?")
    if asked and not _TAG_QUESTION.search(source):
        return f"the source asks (“{wanted.marks}”) and the translation does not"
    return ""


def _from_a_word(source: str, end: End) -> bool:
    """Whether the full stop may be that of an abbreviation: etc., U.S., a.m., J."""
    if end.marks != "." or source.count(" ") > _HEADLINE:
        return False
    word = last_word(source, end.stem)
    return "." in word or word.lower() in word_list("abbreviations")


def _worded(source: str, end: End) -> bool:
    """Whether there is a word before the marks, not a lone “...”, “%s:” or “1.”."""
    return _LETTERS.search(source, 0, end.stem) is not None


def _span(side: Side, end: End) -> tuple[int, int]:
    """Return where the last word and what follows it are."""
    text = side.text
    start = max(text.rfind(" ", 0, end.stem), text.rfind("\n", 0, end.stem)) + 1
    return start, len(text.rstrip())


RULE = UnitRule("punctuation/end", "warning", check, LANGS)
