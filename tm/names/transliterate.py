"""Transliteration: a standard is a TOML file, `schemes/<language>-<id>.toml`.

    schemes("be")                       the standards for Belarusian
    find("be", "un-2012")               one of them
    find("be", "un-2012").apply(text)   the text in the other script

A file holds `letters`, pairs of a letter and what it becomes, and `rules` for letters in context,
tried in order before the letters. `after` and `before` list alternatives: letters, the name of a
class of [classes], `letter` (any letter), `#` (the edge of a word) and `'` (any apostrophe between
letters). Everything is in small letters; capitals follow the text (Щ is Shch in Щорс, SHCH in ЩИ).
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import regex

from tm.errors import ConfigError, Place, UnknownNameError, did_you_mean
from tm.files import read_bytes
from tm.lang import LanguageTag

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Rule", "Scheme", "find", "languages", "read", "schemes"]

_FOLDER = Path(__file__).parent / "schemes"
_APOSTROPHES = "'’ʼ"
_MARK = r"\p{M}*"
_CLUSTER = regex.compile(r"\p{L}\p{M}+")
_SPECIAL = {
    "after": {
        "#": rf"(?<!\p{{L}}{_MARK}[{_APOSTROPHES}]?)",
        "'": rf"(?<=\p{{L}}{_MARK}[{_APOSTROPHES}])",
        "letter": rf"(?<=\p{{L}}{_MARK})",
    },
    "before": {
        "#": rf"(?!{_MARK}[{_APOSTROPHES}]?\p{{L}})",
        "'": rf"(?={_MARK}[{_APOSTROPHES}]\p{{L}})",
        "letter": rf"(?={_MARK}\p{{L}})",
    },
}


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"source": "from"}):
    """Letters in context: `from` and `to` are lists between spaces, one `to` may serve all."""

    source: str
    to: str
    after: str = ""
    before: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """Return (letters, what they become); ValueError where the lists do not match."""
        sources, targets = self.source.split(" "), self.to.split(" ")
        if len(targets) == 1:
            targets *= len(sources)
        return list(zip(sources, targets, strict=True))


class Scheme(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    dict=True,
    rename={"lang": "from", "script": "to"},
):
    """A transliteration standard.

    id, title, source: its name, its full name, the document with the year and the publisher.
    lang, script: the language it is for (BCP 47) and the script it writes (ISO 15924).
    letters: pairs between white space; rules: letters in context; classes: names for letters.
    capitals: capitals that are not just the first letter raised.
    inverse: the (language, id) of the scheme that goes back, where that is not this table reversed.
    reversible: whether the table can be read backwards; loss: what cannot be undone.
    samples: texts and what the standard makes of them.
    """

    id: str
    title: str
    source: str
    lang: str
    script: str
    letters: str
    rules: tuple[Rule, ...] = ()
    classes: dict[str, str] = {}
    capitals: dict[str, str] = {}
    reversible: bool = False
    inverse: tuple[str, str] | None = None
    loss: tuple[str, ...] = ()
    samples: dict[str, str] = {}

    def __post_init__(self) -> None:
        """Refuse a table that cannot be reversed but says so."""
        if self.reversible and self.rules:
            raise ValueError("a scheme with rules is not reversible: name its inverse")

    def apply(self, text: str) -> str:
        """Return the text in the other script; what is no letter of the language stays.

        A letter followed by its combining mark (NFD) counts as the letter.

        >>> find("be", "un-2012").apply("Ямнае, ВЯЗЫНКА")
        'Jamnaje, VIAZYNKA'
        """
        joined = _CLUSTER.sub(self._compose, text)
        result: str = self._regex.sub(lambda m: self._replace(joined, m), joined)
        return result

    def reversed(self) -> Scheme:
        """Return the scheme that goes back; UnknownNameError where there is none."""
        if self.inverse:
            return find(*self.inverse)
        if not self.reversible:
            raise UnknownNameError(
                f"{self.id} cannot be read backwards", hint=" ".join(self.loss) or "choose another"
            )
        pairs = [(target, source) for source, target in self._pairs]
        letters = " ".join(f"{source} {target}" for source, target in pairs)
        return msgspec.structs.replace(
            self, lang=f"{self.lang}-Latn", script="Cyrl", letters=letters, capitals={}
        )

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        words = self.letters.split()
        return list(zip(words[::2], words[1::2], strict=True))

    @cached_property
    def _tables(self) -> list[dict[str, str]]:
        """What each group of the expression becomes: the rules, then the letters."""
        tables = [dict(rule.pairs()) for rule in self.rules]
        return [
            {_nfc(source): _nfc(target) for source, target in table.items()}
            for table in (*tables, dict(self._pairs))
        ]

    @cached_property
    def _regex(self) -> regex.Pattern[str]:
        contexts = [
            (self._context("after", rule.after), self._context("before", rule.before))
            for rule in self.rules
        ]
        groups = [
            f"{after}({_alternatives(table)}){before}"
            for table, (after, before) in zip(self._tables, [*contexts, ("", "")], strict=True)
        ]
        return regex.compile("|".join(groups), regex.IGNORECASE)

    @cached_property
    def _initials(self) -> frozenset[str]:
        return frozenset(source[0] for table in self._tables for source in table)

    def _context(self, side: str, listed: str) -> str:
        """Return an expression for what stands after or before; "" where nothing is asked."""
        special = _SPECIAL[side]
        found = [special[name] for name in listed.split() if name in special]
        plain = [self.classes.get(name, name) for name in listed.split() if name not in special]
        if plain:
            either = "|".join(
                f"[{one}]" if one in self.classes.values() else regex.escape(one) for one in plain
            )
            found.append(rf"(?<=(?:{either}){_MARK})" if side == "after" else f"(?={either})")
        return f"(?:{'|'.join(found)})" if found else ""

    def _compose(self, match: regex.Match[str]) -> str:
        """Put a letter and its marks together where that makes a letter of the table."""
        text = match.group()
        composed = _nfc(text)
        return composed if composed[0].lower() in self._initials else text

    def _replace(self, text: str, match: regex.Match[str]) -> str:
        unit = match.group()
        source = unit.lower()
        for apostrophe in _APOSTROPHES:
            source = source.replace(apostrophe, "'")
        target = self._tables[(match.lastindex or 1) - 1][source]
        if not target or not _is_capital(text, match):
            return target
        if source in self.capitals:
            return _nfc(self.capitals[source])
        letters = [char for char in target if char.isalpha() and char.lower() != char.upper()]
        if len(letters) <= 1 or _is_shouted(text, match):
            return target.upper()
        at = target.index(letters[0])
        return target[:at] + letters[0].upper() + target[at + 1 :]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _alternatives(table: dict[str, str]) -> str:
    """Return an expression for all keys, the longest first."""
    keys = sorted(table, key=lambda key: (-len(key), key))
    return "|".join(regex.escape(key).replace("'", f"[{_APOSTROPHES}]") for key in keys)


def _cased(text: str, start: int, step: int) -> Iterator[str]:
    """Yield the letters of the word on one side of a place, without marks and signs."""
    at = start
    while 0 <= at < len(text) and (
        text[at].isalpha() or text[at] in _APOSTROPHES or unicodedata.combining(text[at])
    ):
        if text[at].lower() != text[at].upper():
            yield text[at]
        at += step


def _is_shouted(text: str, match: regex.Match[str]) -> bool:
    """Whether the letters stand among capitals: the next is one, or the last before at the end."""
    unit = match.group()
    if sum(char.isupper() for char in unit) > 1:
        return unit.upper() == unit
    after = next(_cased(text, match.end(), 1), "")
    before = next(_cased(text, match.start() - 1, -1), "")
    return after.isupper() if after else before.isupper()


def _is_capital(text: str, match: regex.Match[str]) -> bool:
    """Whether the first letter is a capital; a sign without case (ʹ) goes by what is around it."""
    first = match.group()[0]
    if first.lower() != first.upper():
        return first.isupper()
    after = next(_cased(text, match.end(), 1), "")
    before = [*_cased(text, match.start() - 1, -1)][:2]
    around = [*before[:1], after] if after else before
    return len(around) > 1 and all(char.isupper() for char in around)


def read(path: Path) -> Scheme:
    """Read a scheme from a TOML file; ConfigError where it is not one."""
    place = Place(str(path))
    try:
        scheme = msgspec.convert(tomllib.loads(read_bytes(path).decode()), Scheme)
        scheme.apply("")  # compiles the rules: a mistake shows here
    except (ValueError, regex.error) as error:
        raise ConfigError(f"is no transliteration scheme: {error}", place=place) from error
    return scheme


@lru_cache(maxsize=1)
def _all() -> tuple[Scheme, ...]:
    found = [read(path) for path in _FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda scheme: (scheme.lang, scheme.id)))


def schemes(lang: str = "") -> tuple[Scheme, ...]:
    """Return the schemes of a language, or all, in order of language and id.

    >>> [scheme.id for scheme in schemes("be-Latn")]
    ['lacinka']
    """
    tag = _plain(lang) if lang else ""
    return tuple(scheme for scheme in _all() if not tag or scheme.lang == tag)


def _plain(lang: str) -> str:
    """Return a tag without region and variant: a spelling reform changes no letter's value.

    >>> _plain("be@tarask"), _plain("be@latin"), _plain("ru_RU")
    ('be', 'be-Latn', 'ru')
    """
    tag = LanguageTag.parse(lang)
    return f"{tag.language}-{tag.script}" if tag.script else tag.language


def languages() -> tuple[str, ...]:
    """Return the languages that have a scheme, sorted."""
    return tuple(sorted({scheme.lang for scheme in _all()}))


def find(lang: str, name: str) -> Scheme:
    """Return a scheme of a language; UnknownNameError lists what there is."""
    known = {scheme.id: scheme for scheme in schemes(lang)}
    if not known:
        raise UnknownNameError(
            f"no transliteration scheme from “{lang}”", hint=f"known: {', '.join(languages())}"
        )
    if name not in known:
        close = did_you_mean(name, known)
        listed = f"known: {', '.join(known)}"
        raise UnknownNameError(
            f"no transliteration scheme “{name}” from {_plain(lang)}",
            hint=close if close == listed else f"{close} {listed}",
        )
    return known[name]
