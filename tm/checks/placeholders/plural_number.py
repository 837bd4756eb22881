"""A plural form without the number, though it is used for several numbers.

The first form of Russian and Belarusian serves 1, 21, 31 and so on: “адзін файл” would be said of
21 files. A form may leave out the number only where it is selected for exactly one.

Wrong: “{n} files”, first form “Адзін файл”.
Right: “{n} файл”.

Fix: none.
Equivalents: `msgfmt -c` and i18nspector *-format-string-missing-arguments for flagged texts; MQM
omission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.compare import difference, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the plural forms that lack the number and serve several."""
    del context
    if len(subject.targets) < 2:  # noqa: PLR2004  (no plural)
        return
    for side in subject.targets:
        lost = difference(subject, side).number
        variant = subject.unit.variant(side.lang)
        if lost is None or variant is None:
            continue
        serves = numbers_of(variant.plural_forms, int(side.name[7:-1]))
        if len(serves) > 1:
            message = f"“{lost.text}” is missing, and the form is used for {_few(serves)}"
            yield Problem(subject, side, (0, len(side.text)), message, lost.text)


def _few(numbers: tuple[int, ...]) -> str:
    """Return the first numbers as text.

    >>> _few((1, 21, 31, 41))
    '1, 21, 31 …'
    """
    return ", ".join(map(str, numbers[:3])) + (" …" if numbers[3:] else "")


RULE = UnitRule("placeholders/plural-number", "warning", check)
