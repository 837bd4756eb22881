"""The keyboard shortcut of a menu text is lost, or there is one that the source has not.

The letter after `&`, `_` or `~` is underlined in menus and pressed with Alt. The translation has
one too, of its own letter, and not two.

Wrong: “&File” → “Файл”.
Right: “&Файл”, “_Адкрыць”, “Файл (&F)”.
Right: “Research & Development” → “Даследаванні і распрацоўкі”.

Fix: none.
Equivalents: Weblate accelerator; pofilter accelerators; `msgfmt --check-accelerators`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_LONGEST = 60
_MARKS = {
    sign: re.compile(rf"(?<![\w{sign}]){sign}(?=\w)|(?<=[^\W_]){sign}(?=[^\W_])(?!\w*[;{sign}])")
    for sign in "&_~"
}


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the short texts whose source has a shortcut and the translation none or several."""
    del context
    source = subject.sources[0].text
    if len(source) > _LONGEST or not any(sign in source for sign in "&_~"):
        return
    for sign, pattern in _MARKS.items():
        if source.count(sign) != 1 or pattern.search(source) is None or ";" in source:
            continue
        for side in subject.targets:
            count = len(pattern.findall(side.text))
            if count != 1:
                what = "lost its shortcut" if not count else f"has {count} shortcuts"
                message = f"the text {what}; the source marks one with “{sign}”"
                yield Problem(subject, side, (0, len(side.text)), message)


RULE = UnitRule("placeholders/accelerator", "info", check)
