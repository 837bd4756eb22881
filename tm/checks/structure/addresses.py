"""Web addresses: where they are, when two are one, and when one is the other's in a language."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

__all__ = ["Address", "addresses", "localised"]

_URL = re.compile(r"""(?:https?|ftp)://[^\s<>"'«»“”„’`\\|]+|\bwww\.[^\s<>"'«»“”„’`\\|]+""")
_TRAILING = re.compile(r"""(?:[.,;:!?*_…)\]}]|&\w+;)+$""")
_START = re.compile(r"(?:[a-z]+://)?(?:www\.)?", re.IGNORECASE)
_REAL = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-zа-яіў]{2,}(?=[:/?#]|$)")
_INVENTED = re.compile(r"example|domain|your|sample|(?:^|\.)(?:host|server|proxy|site|foo)\b")
_TOKEN = re.compile(r"[a-z]+")
_OURS = frozenset(["ru", "rus", "russian", "be", "by", "bel", "belarusian", "tarask", "рф"])
_THEIRS = frozenset(
    ["en", "eng", "english", "us", "uk", "gb", "com", "org", "net", "html", "htm", "index"]
)
_CYRILLIC = re.compile(r"[а-яёіў]|%d[01]|xn--", re.IGNORECASE)


class Address(NamedTuple):
    """An address as written, what it is compared by, and its place."""

    text: str
    key: str
    start: int
    end: int


def _trimmed(url: str) -> str:
    """Return an address without what belongs to the sentence around it.

    >>> _trimmed("https://tut.by/a_(b))."), _trimmed("https://tut.by/?")
    ('https://tut.by/a_(b)', 'https://tut.by/')
    """
    cut = url.partition("](")[0]
    while (found := _TRAILING.search(cut)) is not None:
        last = found.group()
        if last.endswith(")") and cut.count("(") >= cut.count(")"):
            break
        cut = cut[:-1] if last[-1] != ";" or last == ";" else cut[: -len(last)]
    return cut


def _key(url: str) -> str:
    """Return what two writings of one address have in common.

    >>> _key("HTTPS://www.Tut.by/"), _key("http://tut.by")
    ('tut.by', 'tut.by')
    """
    bare = unescape(url)[len(_START.match(url).group()) :]  # type: ignore[union-attr]
    host, slash, path = bare.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


@lru_cache(maxsize=256)
def addresses(text: str) -> tuple[Address, ...]:
    """Return the addresses of a text in order, without invented ones (example.com, http://%s).

    >>> [each.text for each in addresses("Гл. https://tut.by/a, http://example.com/ і http://%s")]
    ['https://tut.by/a']
    """
    found: list[Address] = []
    for match in _URL.finditer(text):
        url = _trimmed(match.group())
        key = _key(url)
        if _REAL.match(key) and not _INVENTED.search(key.partition("/")[0]):
            found.append(Address(url, key, match.start(), match.start() + len(url)))
    return tuple(found)


def localised(source: str, target: str) -> bool:
    """Whether an address may be the page of another in our languages, or without its language.

    >>> localised("en.wikipedia.org/wiki/Minsk", "be.wikipedia.org/wiki/Мінск")
    True
    >>> localised("gnu.org/home.en.html", "gnu.org/home.html")
    True
    >>> localised("gnu.org/licenses", "gnu.org/license")
    False
    """
    ours, theirs = _TOKEN.findall(target.lower()), _TOKEN.findall(source.lower())
    if any(token in _OURS and token not in theirs for token in ours):
        return True
    if _CYRILLIC.search(target) and not _CYRILLIC.search(source):
        return True
    return [token for token in ours if token not in _THEIRS] == [
        token for token in theirs if token not in _THEIRS
    ] and len(ours) != len(theirs)
