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


@pytest.mark.parametrize(
    ("translation", "written"),
    [
        ('<b onclick="x()">Мінск</b>', '&lt;b onclick="x()">Мінск</b>'),
        ('<a href="java&#115;cript:x()">Мінск</a>', '&lt;a href="java&#115;cript:x()">Мінск</a>'),
        ('<a href="https://minsk.by/">Мінск</a>', '<a href="https://minsk.by/">Мінск</a>'),
        ('<span lang="be">Мінск</span>', '<span lang="be">Мінск</span>'),
    ],
)
def test_a_translation_brings_no_script_into_a_page(translation: str, written: str) -> None:
    article = parse(b"<p>Minsk</p>", "html")
    built = build(article, {0: [Replacement(0, 5, translation)]}, lang="be").decode()
    assert built == f"<p>{written}</p>"


def test_the_script_of_the_source_stays() -> None:
    article = parse(b'<p><a onclick="x()">Minsk</a></p>', "html")
    text = article.blocks[0].text
    change = {0: [Replacement(0, len(text), text.replace("Minsk", "Мінск"))]}
    assert build(article, change, lang="be").decode() == '<p><a onclick="x()">Мінск</a></p>'
