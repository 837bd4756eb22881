"""у after a vowel inside words, for short-u-inside and name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Inside", "inside"]

_MAYBE = re.compile("[аеёіоуыэюяАЕЁІОЭЯ]у")
_WORD = re.compile(r"(?<![\w’'])(?:[^\W\d_]?[а-яёіў’']*[аеёіоуыэюя]|[АЕЁІОЭЯ])у[а-яёіў’']*(?!\w)")
_AFTER_VOWEL = re.compile("(?<=[аеёіоуыэюяАЕЁІОУЫЭЮЯ])у(?!́)")
_RIGHT = re.compile(
    r"[іыуеэ]у[мс](?:[аеуы]|ам|ом|аў|амі|ах|н\w*)?\Z|(?:шоу|ноу|хоу|коу|хау|тау)\Z(?<!\w{4})|"
    r"\A(?:трыумф|дуумв|вакуум|мяу|соус|клоун|траур|аул|баул|алеу|караул|сеул|саудаўс|рауль|"
    r"науру|заур|саул|раут|паулін|радыоу|відэау)"
)
"""у may follow a vowel at the end of a loan in -ум or -ус and where it has the stress."""
_BELARUSIAN = re.compile(
    r"у(?:ск\w*|ств\w*|ля\w+|ш\w+|ся|цаў?|цы|цам|цамі|"
    r"н(?:ая|ай|ую|ага|аму|ыя?|ых|ымі?|ае|а|ік\w*|асц\w+))\Z|"
    r"[ыё]у\Z|\w{2}[нк]оу\Z|\w{3}[стр]ау\Z|"
    r"\A(?:Еуро|Еура|Дзяу|Прау|Галоу|Зауваж|Пауноч|Пауд|Поун|Доуг|Слоу|Асноу|Аут|Зноу|Сапрауд|Тоу)"
)
"""Words that are no foreign names: Ціханоўская, Дзяржаўная, Салаўёў, Паўночны."""


class Inside(NamedTuple):
    """A word with у for ў, its offset, how it should be written, and whether it is a name."""

    word: str
    start: int
    expected: str
    name: bool


@lru_cache(maxsize=16)
def inside(text: str) -> tuple[Inside, ...]:
    """Return the words of a text with у after a vowel inside them.

    >>> [(found.expected, found.name) for found in inside("Вось аутар, Майкл Роулет і кансорцыум")]
    [('аўтар', False), ('Роўлет', True)]
    """
    if not _MAYBE.search(text):
        return ()
    return tuple(
        Inside(word, match.start(), _AFTER_VOWEL.sub("ў", word), _is_name(word))
        for match in _WORD.finditer(text)
        if not _RIGHT.search((word := match[0]).lower())
    )


def _is_name(word: str) -> bool:
    """Whether a word is spelled as its bearer likes: a foreign name."""
    return word[0].isupper() and not _BELARUSIAN.search(word)
