"""Links whose text is their own label."""

from __future__ import annotations

import pytest

from tm.documents import Replacement, build, parse

DEFINITIONS = "\n\n[Minsk]: https://minsk.by/\n[Brest]: https://brest.by/\n"


@pytest.mark.parametrize(
    ("source", "translation", "written"),
    [
        ("See [Minsk].", "Гл. [Мінск].", "Гл. [Мінск][Minsk]."),
        ("See [Minsk][].", "Гл. [Мінск][].", "Гл. [Мінск][Minsk]."),
        ("[Minsk], [Brest]", "[Мінск], [Брэст]", "[Мінск][Minsk], [Брэст][Brest]"),
        ("[Minsk], [Brest]", "[Brest], [Мінск]", "[Brest], [Мінск][Minsk]"),
        ("[Minsk]", "[Мінск][Minsk]", "[Мінск][Minsk]"),
        ("[Minsk]", "`[a]` [Мінск]", "`[a]` [Мінск][Minsk]"),
        ("[Minsk]", "[Мінск] і [Брэст]", "[Мінск] і [Брэст]"),
        ("[x](y) [Minsk]", "[х](y) [Мінск]", "[х](y) [Мінск][Minsk]"),
        ("A [note]", "[Нататка]", "[Нататка]"),
    ],
)
def test_a_translated_label_keeps_its_link(source: str, translation: str, written: str) -> None:
    article = parse((source + DEFINITIONS).encode(), "markdown")
    change = {0: [Replacement(0, len(source), translation)]}
    assert build(article, change, lang="be").decode() == written + DEFINITIONS
