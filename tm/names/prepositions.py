"""The cases that a preposition before a name leaves.

Facts of Russian and Belarusian grammar: prepositions that govern one or two cases. Those with more
(по, з) or with a rare second case are left out or have both.
"""

from __future__ import annotations

import re

from tm.lang import primary

__all__ = ["governed"]

_CASES = {
    "ru": {
        ("gen",): "без для до из от ото у около возле против ради кроме из-за из-под среди",
        ("dat",): "к ко благодаря согласно вопреки",
        ("acc",): "про через сквозь",
        ("ins",): "над перед между",
        ("loc",): "о об обо при",
        ("gen", "ins"): "с со",
        ("acc", "loc"): "в во на",
        ("acc", "ins"): "за под",
    },
    "be": {
        ("gen",): "без для дзеля да ад каля ля супраць акрамя з-за з-пад сярод",
        ("dat",): "к дзякуючы насуперак",
        ("acc",): "праз скрозь",
        ("ins",): "над перад паміж",
        ("loc",): "аб пры",
        ("gen", "ins"): "з са",
        ("acc", "loc"): "у ў ва на",
        ("acc", "ins"): "за пад",
    },
}
_GOVERNS = {
    lang: {word: frozenset(cases) for cases, listed in table.items() for word in listed.split()}
    for lang, table in _CASES.items()
}
_BEFORE = re.compile(r"(?<![\w-])((?i:[а-яёіў]+(?:-[а-яёіў]+)?))[ \u00a0\u202f][«“„\"]?\Z")


def governed(text: str, start: int, lang: str) -> tuple[str, frozenset[str]]:
    """Return the preposition right before `start` and the cases it governs; ("", {}) for none.

    >>> governed("уехала из Минска", 10, "ru")
    ('из', frozenset({'gen'}))
    """
    table = _GOVERNS.get(primary(lang), {})
    found = _BEFORE.search(text, max(0, start - 12), start)
    word = found[1].lower() if found else ""
    return (word, table[word]) if word in table else ("", frozenset())
