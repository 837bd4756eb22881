"""Languages: BCP 47 tags and gettext locale names, both ways; alphabets and plural rules.

BCP 47 is RFC 5646. A gettext locale is `language[_COUNTRY][.codeset][@modifier]` (GNU gettext
manual, "Locale Names"); its modifier is a script (`be@latin` is be-Latn) or a variant
(`be@tarask`).
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from tm.errors import LanguageError
from tm.plurals import PluralForms, parse_plural_forms

__all__ = ["LanguageTag", "alphabet", "canonical", "plural_forms", "primary"]

_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
_MODIFIERS = {script: modifier for modifier, script in _SCRIPTS.items()}
_NATIVE_SCRIPT = {
    "be": "Cyrl",
    "ru": "Cyrl",
    "uk": "Cyrl",
    "en": "Latn",
    "pl": "Latn",
    "de": "Latn",
}
_DEFAULT_VARIANT = {"be": ("1959acad",)}
_WHOLE = {"be-x-old": "be-tarask"}
_SHORTEST = {"bel": "be", "deu": "de", "eng": "en", "pol": "pl", "rus": "ru", "ukr": "uk"}
_COUNTRY_AS_LANGUAGE = {
    "by": "be",
    "ua": "uk",
    "cz": "cs",
    "jp": "ja",
    "cn": "zh",
    "dk": "da",
}
_VARIANT = re.compile(r"[a-z0-9]{5,8}|\d[a-z0-9]{3}", re.ASCII)
_CODESET = re.compile(r"\.[A-Za-z0-9_-]+")
_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*)"
    r"(?P<extension>(?:-[A-Za-wyz0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-x(?:-[A-Za-z0-9]{1,8})+)?)\Z",
    re.IGNORECASE | re.ASCII,
)

_ALPHABETS = {
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "be-Latn": "abcćčdefghijklłmnńoprsśštuŭvyzźž",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}

# Three forms, as gettext's own table has them (gettext-tools/src/plural-table.c; facts).
_EAST_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<10 || n%100>=20) ? 1 : 2);"
)
_PLURALS = {
    "be": _EAST_SLAVIC,
    "de": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ru": _EAST_SLAVIC,
    "uk": _EAST_SLAVIC,
}


class LanguageTag(msgspec.Struct, frozen=True):
    """A language in canonical case: `be`, `be-tarask`, `be-Latn`, `en-US`.

    The script is empty where it is the language's own, and `be-1959acad` is `be`: the official
    orthography is what `be` means here.

    >>> LanguageTag.parse("be@latin").bcp47
    'be-Latn'
    >>> LanguageTag.parse("be-tarask").gettext
    'be@tarask'
    """

    language: str
    script: str = ""
    region: str = ""
    variants: tuple[str, ...] = ()
    extension: str = ""

    @classmethod
    def parse(cls, text: str) -> LanguageTag:
        """Read a BCP 47 tag or a gettext locale name; LanguageError when it is neither."""
        return _parse(text)

    @property
    def bcp47(self) -> str:
        """The canonical BCP 47 tag."""
        parts = [self.language, self.script, self.region, *self.variants, self.extension]
        return "-".join(part for part in parts if part)

    @property
    def gettext(self) -> str:
        """The gettext locale name, without a codeset.

        A name has room for one modifier; a tag with more is written with "_" for every "-".
        """
        if self.extension or len(self.variants) > 1:
            return self.bcp47.replace("-", "_")
        modifier = "@" + self.variants[0] if self.variants else ""
        language = self.language
        if self.script and not modifier and self.script in _MODIFIERS:
            modifier = "@" + _MODIFIERS[self.script]
        elif self.script:
            language += "_" + self.script
        return language + ("_" + self.region if self.region else "") + modifier

    def __str__(self) -> str:
        """Return the BCP 47 tag."""
        return self.bcp47


@lru_cache(maxsize=1024)
def _parse(text: str) -> LanguageTag:
    bare, _, modifier = _CODESET.sub("", text.strip()).partition("@")
    plain = bare.replace("_", "-")
    plain = _WHOLE.get(plain.lower(), plain)
    match = _TAG.match(plain)
    if match is None:
        raise LanguageError(
            f"“{text}” is not a language tag",
            hint="write it as in be, ru, en-US, be-tarask or be@tarask",
        )
    language = match["language"].lower()
    if language in _COUNTRY_AS_LANGUAGE:
        right = _COUNTRY_AS_LANGUAGE[language]
        raise LanguageError(f"“{text}” is a country, not a language", hint=f"did you mean {right}?")
    script, variants = (
        (match["script"] or "").capitalize(),
        match["variants"].lower().split("-")[1:],
    )
    script, variants = _apply_modifier(text, modifier.lower(), script, variants)
    for name in [name for name in variants if name in _SCRIPTS]:  # be-latin: a modifier in a tag
        script = _SCRIPTS[name]
        variants.remove(name)
    language = _SHORTEST.get(language, language)
    return LanguageTag(
        language=language,
        script="" if script == _NATIVE_SCRIPT.get(language) else script,
        region=(match["region"] or "").upper(),
        variants=tuple(v for v in variants if v not in _DEFAULT_VARIANT.get(language, ())),
        extension=match["extension"].lower().lstrip("-"),
    )


def _apply_modifier(
    text: str, modifier: str, script: str, variants: list[str]
) -> tuple[str, list[str]]:
    if not modifier or modifier == "euro":  # @euro chose a currency sign, not a language
        return script, variants
    if modifier in _SCRIPTS or modifier.capitalize() in _MODIFIERS:
        return _SCRIPTS.get(modifier, modifier.capitalize()), variants
    if _VARIANT.fullmatch(modifier):
        return script, [*variants, modifier]
    raise LanguageError(
        f"“{text}”: “@{modifier}” is not a known modifier",
        hint="use a script or variant, as in be@latin",
    )


def canonical(text: str) -> str:
    """Return the canonical BCP 47 form of a tag or locale name; LanguageError when it is neither.

    >>> canonical("en_US.UTF-8")
    'en-US'
    """
    return _parse(text).bcp47


def primary(lang: str) -> str:
    """Return the primary language subtag (RFC 5646, 2.2.1) of a canonical tag.

    >>> primary("be-tarask"), primary("en-GB"), primary("ru")
    ('be', 'en', 'ru')
    """
    return lang.partition("-")[0]


def alphabet(lang: str) -> str:
    """Return the lower-case letters of a language's alphabet, or "" where we do not know it.

    The apostrophe of Belarusian and Ukrainian is punctuation here, not a letter.

    >>> "ў" in alphabet("be"), "и" in alphabet("be-tarask")
    (True, False)
    """
    tag = _parse(lang)
    if tag.script:
        return _ALPHABETS.get(f"{tag.language}-{tag.script}", "")
    return _ALPHABETS.get(tag.language, "")


def plural_forms(lang: str) -> PluralForms | None:
    """Return the usual Plural-Forms of a language, or None where we do not know them."""
    header = _PLURALS.get(_parse(lang).language)
    return parse_plural_forms(header) if header else None
