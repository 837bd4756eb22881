"""Another name for an entity, in every case form: what is certain is edited, the rest is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from tm.names.expected import expected
from tm.names.matcher import Matcher
from tm.names.words import key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tm.names.matcher import Mention, Reading
    from tm.names.name import Entity, Form

__all__ = ["Change", "Renamer", "Renaming"]


class Change(NamedTuple):
    """One place: `[start, end)` becomes `new`; nothing where `doubt` says why not."""

    start: int
    end: int
    old: str
    new: str
    doubt: str


class Renaming(NamedTuple):
    """An entity, the form that is looked for and the form that is written."""

    entity: Entity
    old: Form
    new: Form


class Renamer:
    """Finds the forms of entities under their old names and writes those of the new ones.

    `renamings` has the form to look for and the form to write of every entity that is renamed.
    `others` are entities that a form may belong to as well; such a form is doubted.
    """

    def __init__(
        self, renamings: Sequence[Renaming], lang: str, others: Iterable[Entity] = ()
    ) -> None:
        self.lang = lang
        self._new = {(each.entity.id, each.old.text): each for each in renamings}
        self._matcher = Matcher([_only(e.entity, e.old, lang) for e in renamings], lang)
        own = {each.entity.id for each in renamings}
        self._others = Matcher([other for other in others if other.id not in own], lang)
        self._stems = tuple({_stem(each.old, lang) for each in renamings})

    def changes(self, text: str, meant: frozenset[str] = frozenset()) -> list[Change]:
        """Return the places in a text, in order.

        `meant` are the ids of the entities that the source of the text names: of several with one
        surname it tells which it is.
        """
        return sorted(self._changes(text, meant))

    def _changes(self, text: str, meant: frozenset[str]) -> Iterator[Change]:
        others = self._others.find(text)
        taken: set[int] = set()
        for mention in self._matcher.find(text):
            rivals = [m for m in others if m.start <= mention.start and mention.end <= m.end]
            taken |= {word.start for word in mention.words}
            found = text[mention.start : mention.end]
            new, doubt = self._written(text, mention, rivals, meant)
            if doubt or new != found:
                yield Change(mention.start, mention.end, found, new, doubt)
        known = taken | {word.start for mention in others for word in mention.words}
        for word in words(text):
            if word.start not in known and self._resembles(word.text):
                yield Change(word.start, word.end, word.text, "", "looks like the name, is no form")

    def _written(
        self, text: str, mention: Mention, rivals: list[Mention], meant: frozenset[str]
    ) -> tuple[str, str]:
        """Return the new text of a mention, or "" and why it is not certain."""
        if any(reading.shape == "derived" for reading in mention.readings):
            return "", "a word made from the name"
        ids = {each for rival in rivals for each in rival.entities}
        if any((m.start, m.end) != (mention.start, mention.end) for m in rivals):
            return "", f"part of the name “{', '.join(sorted(ids))}”"
        if ids and not (mention.entities & meant and not ids & meant):
            return "", f"may be “{', '.join(sorted(ids))}”"
        results = {self._expected(text, mention, each) for each in mention.readings}
        new = results.pop() if len(results) == 1 else ""
        return (new, "") if new else ("", "the case is not certain")

    def _expected(self, text: str, mention: Mention, reading: Reading) -> str:
        if not reading.certain:
            return ""
        renaming = self._new[reading.entity.id, reading.form.text]
        known = reading._replace(entity=renaming.entity)
        return expected(text, mention, known, renaming.new, self.lang)

    def _resembles(self, word: str) -> bool:
        return word[0].isupper() and key(word, self.lang).casefold().startswith(self._stems)


def _only(entity: Entity, form: Form, lang: str) -> Entity:
    """Return the entity with one form in one language."""
    return replace(entity, forms={lang: (form,)})


def _stem(form: Form, lang: str) -> str:
    """Return what nearly every form of the last word begins with."""
    last = words(form.text)[-1].text
    return key(last, lang).casefold()[: max(4, len(last) - 2)]
