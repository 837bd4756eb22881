"""An ICU plural without all the cases of Russian or Belarusian: one, few, many, other.

Where `few` is missing, 2, 3 and 4 get the text of `other`, which is for fractions (“1,5 файла”).

Wrong: “{n, plural, one {# файл} other {# файлаў}}”.
Right: “{n, plural, one {# файл} few {# файлы} many {# файлаў} other {# файла}}”.

Fix: none.
Equivalents: Weblate icu_message_format, plurals; MQM grammar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.icumessage import is_icu, parse_icu
from tm.checks.placeholders.spec import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_WANTED = ("one", "few", "many", "other")  # CLDR, cardinal plurals of be and ru


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the plurals with too few cases."""
    del context
    for side in subject.targets:
        if "{" not in side.text or not is_icu(side.text):
            continue
        try:
            selectors = parse_icu(side.text).selectors
        except FormatError:
            continue
        for each in selectors:
            lacks = [name for name in _WANTED if name not in each.keywords]
            if each.kind == "plural" and lacks and len(each.keywords) > 1:
                yield Problem(subject, side, each.span, f"the cases {', '.join(lacks)} are missing")


RULE = UnitRule("placeholders/icu-plural", "warning", check, ("ru", "be"))
