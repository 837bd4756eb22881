"""Building translated articles: what is put where, and what is refused."""

import pytest

from tests.documents.strategies import breaks, translated
from tm.documents import KINDS, Replacement, build, inline, kind_of, parse, sentences
from tm.documents.markdown_inline import inline_markdown
from tm.errors import CharsetError, LossError, UnknownNameError


def built(
    source: str, kind: str, *changes: tuple[int, int, int, str], lang: str | None = None
) -> str:
    """Build a source with (block, start, end, text) replaced."""
    replacements: dict[int, list[Replacement]] = {}
    for index, start, end, text in changes:
        replacements.setdefault(index, []).append(Replacement(start, end, text))
    return build(parse(source.encode(), kind), replacements, lang=lang).decode()


@pytest.mark.parametrize(
    ("kind", "source", "first", "second", "expected"),
    [
        ("text", "One. Two.\n", "", "Б.", "Б.\n"),
        ("text", "One. Two.\n", "А.", "", "А.\n"),
        ("text", "One.\nTwo. Three.\n", "А.", "", "А. Three.\n"),
        ("text", "One. Two.\n", "", "", "One. Two.\n"),
        ("markdown", "> One.\n> Two.\n", "А.", "", "> А.\n"),
        ("markdown", "> One.\n> Two.\n", "", "Б.", "> Б.\n"),
        ("markdown", "> One.\n> Two.\n", "А.", "Two.", "> А.\n> Two.\n"),
        ("markdown", "One.\\\nTwo.\n", "А.", "", "А.\n"),
        ("markdown", "One.\n2. Two.\n", "", "2. Two.", "2\\. Two.\n"),
        ("html", "<p>One.<br> Two.</p>", "А.", "", "<p>А.</p>"),
    ],
)
def test_an_empty_translation_goes_with_its_white_space(
    kind: str, source: str, first: str, second: str, expected: str
) -> None:
    article = parse(source.encode(), kind)
    cuts = sentences(article.blocks[0], breaks)
    if "2." in source:
        cuts = [(0, 4), (5, 12)]
    changes = [Replacement(*cut, text) for cut, text in zip(cuts, (first, second), strict=False)]
    assert build(article, {0: changes}, lang=None).decode() == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("> a  \n> b", "в  \nг", "> в  \n> г"),
        ("> a\\\n> b", "в\\\nг\\\n# д", "> в\\\n> г\\\n> \\# д"),
        ("> a\n> b", "в\\\nг", "> в\\ г"),
        ("- a\\\r\n  b", "в\\\nг", "- в\\\r\n  г"),
    ],
)
def test_a_translation_may_have_hard_breaks_where_the_source_has(
    source: str, text: str, expected: str
) -> None:
    article = parse(source.encode(), "markdown")
    whole = len(article.blocks[0].text)
    assert built(source, "markdown", (0, 0, whole, text)) == expected


def test_an_attribute_is_translated_inside_of_a_translated_sentence() -> None:
    source = "<p>See <img src=a alt='A cat'> here.</p>"
    text = "Вось <img src=a alt='A cat'> тут."
    assert built(source, "html", (0, 0, 33, text), (1, 0, 5, "К'от")) == (
        "<p>Вось <img src=a alt='К&#39;от'> тут.</p>"
    )
    assert built(source, "html", (1, 0, 5, "Кот")) == source.replace("A cat", "Кот")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<html><p>a", '<html lang="be"><p>a'),
        ("<HTML lang=en class=x><p>a", "<HTML lang=be class=x><p>a"),
        ('<html xml:lang="en" lang="en"><p>a', '<html xml:lang="be" lang="be"><p>a'),
        ("<html lang='be'><p>a", "<html lang='be'><p>a"),
        ("<p>a", "<p>a"),
    ],
)
def test_html_gets_its_language(source: str, expected: str) -> None:
    assert built(source, "html", lang="be") == expected
    assert built(source, "html") == source


def test_the_encoding_stays_and_html_refers_to_what_it_lacks() -> None:
    source = "<meta charset=windows-1251><p>Мір</p>".encode("cp1251")
    article = parse(source, "html")
    assert (article.encoding, article.blocks[0].text) == ("cp1251", "Мір")
    new = build(article, {0: [Replacement(0, 3, "Мір ☃")]}, lang=None)
    assert new == source.replace(b"</p>", b" &#9731;</p>")


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"caf\xe9", "text", "a:1:4: byte 0xE9 at offset 3 is not UTF-8 (save it as UTF-8)"),
        (b"a\r\nb\rc\xff", "text", "a:3:2: byte 0xFF at offset 6 is not UTF-8"),
        (b"\xff\xfea", "text", "a:1:1: byte 0x61 at offset 2 is not UTF-16-LE"),
        (b"<meta charset=klingon>", "html", "a:1:15: declares the unknown encoding “klingon”"),
        (b"<meta charset=utf-7>", "html", "a:1:15: declares the unknown encoding “utf-7”"),
    ],
)
def test_undecodable_bytes_are_named(data: bytes, kind: str, message: str) -> None:
    with pytest.raises(CharsetError) as caught:
        parse(data, kind, path="a")
    assert str(caught.value).startswith(message)


def test_wrong_replacements_are_refused() -> None:
    article = parse(b"abc", "text")
    for wrong in ([(2, 5)], [(-1, 1)], [(2, 1)], [(0, 2), (1, 3)]):
        with pytest.raises(ValueError, match="block 0: the replacement of"):
            build(article, {0: [Replacement(*each, "x") for each in wrong]}, lang=None)
    with pytest.raises(ValueError, match="there is no block 1: the article has 1"):
        build(article, {1: []}, lang=None)
    with pytest.raises(LossError, match="U\\+D800 cannot be written as UTF-8"):
        build(article, {0: [Replacement(0, 1, "\ud800")]}, lang=None)


def test_kinds_are_found_by_extension_and_unknown_ones_refused() -> None:
    assert [kind_of(name) for name in ("a.txt", "A.MARKDOWN", "b/c.htm", "x.po")] == [
        "text",
        "markdown",
        "html",
        None,
    ]
    assert KINDS.names() == ("html", "markdown", "text")
    with pytest.raises(UnknownNameError, match="unknown document kind “marcdown”"):
        parse(b"", "marcdown")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a [b][] c", [("open", "["), ("close", "][]")]),
        ("[see [1] here](u)", [("open", "["), ("close", "](u)")]),
        ("[1] and ![a *b*](c 'd')", [("open", "!["), ("close", "](c 'd')")]),
        ("***a** b*", [("open", "*"), ("open", "**"), ("close", "**"), ("close", "*")]),
        ("a<br/>b <i>c", [("standalone", "<br/>"), ("standalone", "<i>")]),
        ("a_b_c 2 * 3", []),
    ],
)
def test_inline_markdown(text: str, codes: list[tuple[str, str]]) -> None:
    assert [(code.kind, code.data) for code in inline(text, "markdown").codes] == codes


def test_a_shortcut_is_a_link_where_the_document_defines_it() -> None:
    assert not inline("[a]", "markdown").codes
    assert len(inline_markdown("[a]", {"A": {"href": "", "title": ""}}).codes) == 2


@pytest.mark.parametrize(
    "source",
    [
        "A word and *more* text. It is `code` here. ",
        "A word.\n",
        "- item one. Two.\n",
        "> a b. c.\n\n",
        "[a](",
        "*a_ ",
        "<div>\n\n",
        "<b> ",
        '<a b=">"',
        "<pre><code>x",
        "<!--",
        "> ",
        "a  \n",
        " ",
    ],
)
@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_a_long_article_is_built_byte_for_byte(source: str, kind: str) -> None:
    data = (source * (100_000 // len(source))).encode()
    article = parse(data, kind)
    same = {n: [Replacement(0, len(b.text), b.text)] for n, b in enumerate(article.blocks)}
    assert build(article, same, lang=None) == data
    assert build(article, translated(article, "Я"), lang="ru") != data or not article.blocks
