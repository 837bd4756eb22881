"""A surname in the gender of another person.

The source names a woman and the translation has the man's form of her surname, or the reverse
(Сергей Тихановский for Svetlana Tikhanovskaya); a name whose surname is the same for both counts
by the given name (Валерий Цепкало for Veronika Tsepkalo). Mr. and Ms. in the English text are
heeded.

Wrong: “Svetlana Tikhanovskaya” → «Светлана Тихановский»
Right: «Светлана Тихановская»

Fix: safe, where the form is certain.

Equivalents: MQM grammar.
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

_GENDERS = {"m": "a man", "f": "a woman"}


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the surnames in the other gender, each word once."""
    for one, damage in damaged(subject, context, "gender"):
        word = damage.word
        who = _GENDERS.get(damage.name.gender.get(one.target.lang, ""), "somebody else")
        better = damage.expected[0] if len(damage.expected) == 1 else ""
        source = one.source.text[one.mention.start : one.mention.end]
        message = f"“{word.text}”: “{source}” is {who}" + (f", use “{better}”" if better else "")
        yield replaced(subject, one.target, (word.start, word.end), message, better, safe=False)


RULE = UnitRule("names/wrong-gender", "error", check)
