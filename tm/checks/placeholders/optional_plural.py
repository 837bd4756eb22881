"""A source such as “%d file(s)” that does without plural forms.

Russian and Belarusian need three forms, which “(s)” cannot give; a message with msgid_plural can.

Wrong: the source “{count} word(s)”.
Right: “{count} word” and “{count} words” as singular and plural.
Right: “function(s)”, which speaks of C code.

Fix: none: the program must change too.
Equivalents: Weblate optional_plural.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.found import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_OPTIONAL = re.compile(r"\b[A-Za-z]{2,}\((?:e?s|ies)\)", re.ASCII)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the optional plurals of texts with a placeholder and without plural forms."""
    del context
    source = subject.sources[0]
    if len(subject.sources) > 1 or "s)" not in source.text:
        return
    match = _OPTIONAL.search(source.text)
    if match is not None and found(source.text):
        message = f"“{match[0]}” should be a plural with its own forms"
        yield Problem(subject, source, match.span(), message)


RULE = UnitRule("placeholders/optional-plural", "info", check)
