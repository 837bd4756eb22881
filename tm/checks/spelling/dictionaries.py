"""Hunspell dictionaries: where they are, and what they know."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from tm.errors import UsageError
from tm.lang import alphabet, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.config import Spelling

__all__ = ["Dictionary", "find", "system_dictionaries"]

_FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts")
_STEM = 4
_APOSTROPHES = str.maketrans("’ʼ", "''")


@cache
def _endings() -> dict[str, list[list[str]]]:
    text = files("tm.checks.spelling").joinpath("endings.toml").read_text("utf-8")
    return tomllib.loads(text)


class _Speller(Protocol):
    def spell(self, word: str) -> bool: ...


class Dictionary:
    """The words of one hunspell dictionary and of a list of one's own."""

    def __init__(self, path: Path, lang: str, own: frozenset[str] = frozenset()) -> None:
        self._speller = _speller(path)
        self._own = own
        self._letters = "".join(sorted({*alphabet(lang).lower(), "'"}))
        self._endings = _endings().get(primary(lang), [])
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is known as it is, or as a compound of known parts; small letters."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._looked_up(word.translate(_APOSTROPHES))
        return known

    def _looked_up(self, word: str) -> bool:
        if word in self._own or self._speller.spell(word):
            return True
        if "-" in word:
            return all(not part or self._looked_up(part) for part in word.split("-"))
        return any(self._speller.spell(form) for form in self._other_forms(word))

    def _other_forms(self, word: str) -> Iterator[str]:
        """Yield a word with other endings of the same declension."""
        for row in self._endings:
            for ending in row:
                stem = word.removesuffix(ending)
                if ending and len(stem) >= _STEM and stem != word:
                    yield from (stem + other for other in row if other != ending)

    def near(self, word: str) -> list[str]:
        """Return the known words that one letter more, less, changed or swapped makes, sorted."""
        word = word.translate(_APOSTROPHES)
        halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        tried = {a + b[1:] for a, b in halves if b}
        tried |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
        tried |= {a + c + b[1:] for a, b in halves if b for c in self._letters}
        tried |= {a + c + b for a, b in halves for c in self._letters}
        tried.discard(word)
        return sorted(each for each in tried if len(each) > 1 and self._speller.spell(each))


def _speller(path: Path) -> _Speller:
    try:
        hunspell = import_module("hunspell")  # chunspell's module, an extra
    except ImportError as error:
        raise UsageError(
            "spelling needs chunspell, which is not installed",
            hint="install the extra: pip install tm-toolkit[spell]",
        ) from error
    return cast("_Speller", hunspell.Hunspell(path.name, hunspell_data_dir=str(path.parent)))


def find(lang: str, config: Spelling, root: Path) -> Path | None:
    """Return the path of a language's dictionary without its ending.

    It is the configured one (None where that is ""), else the first of the system. UsageError
    where there is none.
    """
    given = config.dictionaries.get(lang)
    if given is not None:
        path = root / given
        if given and not path.with_name(f"{path.name}.dic").is_file():
            raise UsageError(f"{path}.dic is not there", hint="see [checks.spelling] dictionaries")
        return path if given else None
    found = system_dictionaries(lang)
    if not found:
        raise UsageError(
            f"there is no hunspell dictionary for {lang}",
            hint=f'install one, or set [checks.spelling] dictionaries = {{ {lang} = "PATH" }};'
            ' "" turns spelling off for this language',
        )
    return found[0]


def system_dictionaries(lang: str) -> list[Path]:
    """Return the dictionaries of the system for a language, without ending: DICPATH's first."""
    folders = [*os.environ.get("DICPATH", "").split(os.pathsep), *_FOLDERS]
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folders.insert(-len(_FOLDERS), str(home / "hunspell"))
    found: list[Path] = []
    for folder in filter(None, folders):
        for pattern in (f"{lang}.dic", f"{lang}_*.dic", f"{lang}-*.dic"):
            paths = sorted(Path(folder).glob(pattern))
            found += [path.with_suffix("") for path in paths if path.with_suffix(".aff").is_file()]
    return found
