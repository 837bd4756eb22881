"""A name that does not decline, declined.

Russian surnames in -ко and -ло (Лукашенко, not Лукашенки), a woman's surname on a consonant
(Лизаветы Мерляк, not Мерляка), Гродно: whatever the register marks with `declension = "none"`. Only
names that the source has are looked for.

Wrong: «маршрут Лукашенки» in Russian text about Лукашенко
Right: «маршрут Лукашенко»

Fix: safe.

Equivalents: Weblate check_glossary; pology check-rules; MQM terminology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.names.forms import replaced
from tm.checks.names.renderings import damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the declined words, each once."""
    for one, damage in damaged(subject, context, "declined"):
        word, better = damage.word, damage.expected[0]
        message = f"“{word.text}”: this name does not decline, use “{better}”"
        yield replaced(subject, one.target, (word.start, word.end), message, better, safe=True)


RULE = UnitRule("names/declined", "error", check)
