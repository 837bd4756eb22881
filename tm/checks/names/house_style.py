"""A word that the house style avoids.

The policy lists them by language: `[names.policy.ru] words = {"Белоруссия" = "Беларусь"}`. Every
case form is found, adjectives made from the word are not; the replacement is offered in the same
case.

Wrong: «в Белоруссию», where the house style is Беларусь
Right: «в Беларусь»

Fix: safe, where the case is certain.

Equivalents: Weblate check_glossary; MQM style.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.names.forms import replaced
from tm.names.expected import expected
from tm.names.matcher import Matcher
from tm.names.name import Form, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject
    from tm.names.register import Register

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words to avoid."""
    for side in subject.sides:
        policy = context.config.names.policy.get(side.lang)
        if policy is None or not policy.words:
            continue
        lang, avoided = side.lang, policy.words
        matcher = context.share(
            f"house style {lang}", partial(_matcher, avoided, lang, context.register)
        )
        for mention in matcher.find(side.plain):
            reading = mention.readings[0]
            if reading.shape == "derived" or not mention.entities <= avoided.keys():
                continue
            form = Form(avoided[reading.form.text])
            better = expected(side.plain, mention, reading, form, lang)
            found = side.text[mention.start : mention.end]
            message = f"“{found}”: the house style is “{better or form.text}”"
            yield replaced(subject, side, (mention.start, mention.end), message, better, safe=True)


def _matcher(avoided: dict[str, str], lang: str, register: Register | None) -> Matcher:
    """Return what finds the words to avoid, and those to use: a form of both is no fault."""
    known = {form.text: name for name in register or () for form in name.forms.get(lang, ())}
    names: list[Name] = []
    for word in dict.fromkeys((*avoided, *avoided.values())):
        like = known.get(avoided.get(word, word)) or Name("", {}, kind="place")
        names.append(Name(word, {lang: (Form(word),)}, kind=like.kind, gender=like.gender))
    return Matcher(names, lang)


RULE = UnitRule("names/house-style", "error", check)
