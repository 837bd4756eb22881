"""Different source texts with the same translation.

Often right, for languages cut the world up in different ways; sometimes two commands of a menu
that the user can no longer tell apart. Sources that differ only in case, spaces, punctuation and
access keys are not told.

Wrong: both “Delete” and “Remove” are “Выдаліць” in one menu, and they do different things.
Right: “Выдаліць” and “Прыбраць”.

Fix: none.
Equivalents: Weblate reused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from tm.checks.base import Problem, ProjectRule
from tm.checks.consistency.texts import of_target, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import Context, File, Subject

__all__ = ["RULE"]

_WORD = re.compile(r"\w+")


def check(files: Sequence[File], context: Context) -> Iterator[Problem]:
    """Yield the translations that another source had before."""
    del context
    groups: defaultdict[tuple[str, ...], list[Subject]] = defaultdict(list)
    for file in files:
        for subject in file.subjects:
            if subject.targets:
                groups[subject.lang, *of_target(subject)].append(subject)
    for group in groups.values():
        sources = {_words(subject) for subject in group}
        if len(sources) > 1:
            first = group[0]
            for subject in group[1:]:
                if _words(subject) != _words(first):
                    side = subject.targets[0]
                    source = shown(first.sources[0].text)
                    message = f"this is also the translation of “{source}” ({first.path})"
                    yield Problem(subject, side, (0, len(side.text)), message)


def _words(subject: Subject) -> str:
    text = subject.sources[0].text.replace("_", "").replace("&", "")
    return " ".join(_WORD.findall(text.casefold()))


RULE = ProjectRule("consistency/same-translation", "info", check)
