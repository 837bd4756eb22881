"""What negates in a source, and what can stand for that in a translation."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise

from tm.lang import LanguageTag

__all__ = ["Demand", "Supply", "demand", "language"]

_SENTENCE = re.compile(r"[.!?…;:]+[»”\"]?\s|$")
_START = r"(?<![a-z0-9а-яёіў’'-])"  # of a word, after the mark of a shortcut too
_SPACES = 2  # fewer are a label: None, Never, No items
_WORDS = 4  # fewer are no sentence


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    text = (files("tm.checks.negation") / "cues.toml").read_text("utf-8")
    return {
        kind: re.compile(rf"{_START}(?:{'|'.join(parts)})", re.IGNORECASE)
        for kind, parts in tomllib.loads(text)[lang].items()
    }


@lru_cache(maxsize=64)
def language(tag: str) -> str:
    """Return the language whose words a text in `tag` has, "" where there is no table.

    >>> language("be-tarask"), language("be-Latn"), language("uk")
    ('be', '', '')
    """
    parsed = LanguageTag.parse(tag)
    return parsed.language if parsed.language in {"en", "ru", "be"} and not parsed.script else ""


class Demand:
    """What a source in `lang` (en, ru, be) demands of its translations.

    >>> demand = Demand("He didn't say no, he never does.", "en")
    >>> demand.cues, demand.sure, demand.privative
    (2, True, 0)
    """

    def __init__(self, text: str, lang: str) -> None:
        self._patterns = _patterns(lang)
        self._lang = lang
        self.text = text
        self._bare = self._patterns["idle"].sub(_blank, text)

    @cached_property
    def cues(self) -> int:
        """How often it negates."""
        kind = "cues" if self._lang == "en" else "negations"
        return len(self._patterns[kind].findall(self._bare))

    @property
    def sure(self) -> bool:
        """Whether a translation does not do without a negation."""
        return self._lang == "en" and bool(self._patterns["sure"].search(self._bare))

    @property
    def privative(self) -> int:
        """How many words have a prefix that negates."""
        return len(self._patterns["privative"].findall(self._bare))

    @property
    def waits(self) -> bool:
        """Whether it has a word after which Russian and Belarusian negate without need."""
        return bool(self._patterns["until"].search(self.text))


class Supply:
    """What a translation into `lang` (ru, be) has that can stand for a negation.

    >>> supply = Supply("Никто пришёл сюда вчера.", "ru", Demand("Nobody came.", "en"))
    >>> supply.negations, supply.discord
    (0, (0, 5))
    """

    def __init__(self, text: str, lang: str, demand: Demand) -> None:
        self._patterns = _patterns(lang)
        self.text = text
        bare = self._patterns["idle"].sub(_blank, text)
        until = self._patterns["until"]
        if until.search(bare) and demand.waits:
            bare = until.sub(_blank, bare)
        self._bare = bare

    def _count(self, kind: str) -> int:
        return len(self._patterns[kind].findall(self._bare))

    @cached_property
    def negations(self) -> int:
        """How often it negates."""
        return self._count("negations")

    @cached_property
    def privative(self) -> int:
        """How many words have a prefix that negates."""
        return self._count("privative")

    @cached_property
    def meaning(self) -> int:
        """How many words mean a negation."""
        return self._count("meaning")

    @property
    def vague(self) -> bool:
        """Whether a word may mean one, or a pronoun (никто, ніколі) stands alone."""
        return bool(self._count("vague") or self._count("pronouns"))

    @property
    def discord(self) -> tuple[int, int] | None:
        """Where a pronoun is that wants a negation and has none in its sentence."""
        return _discord(self.text, self._patterns)


@lru_cache(maxsize=256)
def demand(source: str, lang: str) -> Demand | None:
    """Return what a source in `lang` (en, ru, be) demands; None where it does not negate."""
    if lang == "en" and not _may_negate(source.lower()):
        return None
    found = Demand(source, lang)
    return found if found.cues and source.count(" ") >= _SPACES else None


def _may_negate(text: str) -> bool:
    """Return whether a look at the words of a text is worth its time."""
    return (
        "no" in text
        or "n't" in text
        or "n’t" in text
        or "never" in text
        or "neither" in text
        or "without" in text
    )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _discord(text: str, patterns: dict[str, re.Pattern[str]]) -> tuple[int, int] | None:
    if not patterns["pronouns"].search(text):
        return None
    ends = [0, *(found.end() for found in _SENTENCE.finditer(text))]
    for start, end in pairwise(ends):
        sentence = text[start:end]
        pronoun = patterns["bound"].search(sentence)
        if not pronoun or len(sentence.split()) < _WORDS:
            continue
        if not any(patterns[kind].search(sentence) for kind in ("negations", "privative")):
            return start + pronoun.start(), start + pronoun.end()
    return None
