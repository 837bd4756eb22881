"""A translation cannot change the structure of its article."""

import html

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from tests.documents.strategies import ANY, identity, translated
from tm.documents import Article, Replacement, build, parse

ADVERSARIAL = (
    "# x",
    "#",
    "- x",
    "+ x",
    "* x",
    "-",
    "1. x",
    "23) x",
    "> x",
    "a | b",
    "| a",
    "a |",
    "|---|",
    "--- | ---",
    "===",
    "---",
    "***",
    "* * *",
    "``` x",
    "~~~ x",
    "    code",
    "\tcode",
    "[a]: b",
    "<div>",
    "<div> x",
    "</p>",
    "<!-- x",
    "<!-- x -->",
    "<script>",
    "<pre>",
    "a < b & c > d",
    "x #",
    "## x ##",
    "x\\",
    "a\nb",
    "a\n\n# b",
    "a  \n# b",
    "title: x",
    'it\'s: "so" #1',
    "true",
    "12",
    "~",
    "[x]",
    "{x}",
    "!x",
    "%x",
    "@x",
    "`x",
    "x:",
    "a\tb",
    "Мінск — гэта горад’ў",
    "\U0001f600",
)
SOURCES = {
    "text": "One. Two.\n\nThree\nfour.\n",
    "markdown": """---
title: Plain title
description: 'Single title'
summary: "Double title"
---
# Atx

Atx closed no. Second
line. Third.

## Closed ##

Setext one
===

Setext two
---

- item. Second.
- other

  loose. Para
  graph.
  1. deep. Er.

> quote. Two
> lines. Lazy
line. End.

| head | two |
|------|-----|
| cell | `c` d |
tight|x

a | b
--|--
c | d

Hard. Break\\
here. Now.

Last
""",
    "html": """<!DOCTYPE html><html lang="en"><head><title>Title</title>
<meta name="description" content="Said."></head><body><h1>Head</h1><p>One <b>bold</b>. Two.</p>
<p><img src="x" alt="alt text" title='say so'></p><ul><li>Item</li><li>Other</ul>
<table><tr><td>Cell</td><td>Two</td></tr></table><input placeholder=Name><pre>keep  this</pre>
<p>Last</p></body></html>""",
}
EOLS = ("\n", "\r\n", "\r")


def plain(article: Article, index: int) -> str:
    """Return what a reader sees of a block, on one line."""
    text = article.blocks[index].text
    if article.kind == "markdown" and not article.blocks[index].kind.startswith("front matter"):
        text = lxml_html.fromstring(
            "<p>" + MarkdownIt("commonmark").renderInline(text)
        ).text_content()
    elif article.kind == "html":
        text = html.unescape(text)
    return " ".join(text.split())


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("eol", EOLS)
@pytest.mark.parametrize("text", ADVERSARIAL)
def test_adversarial_translations_keep_the_blocks(kind: str, eol: str, text: str) -> None:
    article = parse(SOURCES[kind].replace("\n", eol).encode(), kind)
    for changes in (translated(article, text), first_only(translated(article, text))):
        after = parse(build(article, changes, lang="ru"), kind)
        assert [block.kind for block in after.blocks] == [block.kind for block in article.blocks]
        for index in range(len(article.blocks)):
            if kind == "text" or article.blocks[index].kind.startswith("front matter"):
                got = " ".join(after.blocks[index].text.split())
                assert " ".join(text.split()) in got


def kinds(article: Article) -> list[str]:
    """Return the kinds of the blocks without attributes: a translation may drop their tag."""
    found = [block.kind for block in article.blocks]
    return [kind for kind in found if kind != "alt text" and not kind.startswith("attribute")]


def first_only(changes: dict[int, list[Replacement]]) -> dict[int, list[Replacement]]:
    """Keep the first replacement of every block and join the second to it."""
    return {
        index: [new[0], *(Replacement(each.start, each.end, "") for each in new[1:2])]
        for index, new in changes.items()
    }


@pytest.mark.parametrize(
    "text", [t for t in ADVERSARIAL if "<" not in t and "\\" not in t and "`" not in t]
)
def test_adversarial_translations_read_as_they_are(text: str) -> None:
    article = parse(SOURCES["markdown"].encode(), "markdown")
    changes = {
        index: [Replacement(0, len(block.text), text)] for index, block in enumerate(article.blocks)
    }
    after = parse(build(article, changes, lang="ru"), "markdown")
    seen = [plain(after, index) for index in range(len(article.blocks))]
    assert seen == [" ".join(text.split())] * len(seen)


words = st.text("abcЯўі’ё«»—,.!?;:()#*_-+=~>|\"'1 ", max_size=12).filter(
    lambda text: any(map(str.isalnum, text))
)


@given(source=ANY["markdown"], text=words)
def test_any_translation_keeps_the_blocks_of_any_markdown(source: str, text: str) -> None:
    article = parse(source.encode(), "markdown")
    after = parse(build(article, translated(article, text), lang=None), "markdown")
    assert [block.kind for block in after.blocks] == [block.kind for block in article.blocks]


@given(
    source=ANY["html"], text=st.text("abЯ<>&;\"'/p b=!-", min_size=1, max_size=12).filter(str.strip)
)
def test_any_translation_keeps_the_blocks_of_any_html(source: str, text: str) -> None:
    article = parse(source.encode(), "html")
    after = parse(build(article, translated(article, text), lang="be"), "html")
    assert kinds(after) == kinds(article)


@given(st.text(max_size=20).filter(str.strip))
def test_yaml_reads_exactly_the_translation(text: str) -> None:
    wanted = " ".join(
        part.strip(" \t") for part in text.strip().replace("\r", "\n").split("\n") if part
    )
    for value in ("plain one", "'single'", '"double"', "plain # comment"):
        article = parse(f"---\ntitle: {value}\nx: 1\n---\n".encode(), "markdown")
        block = article.blocks[0]
        built = build(article, {0: [Replacement(0, len(block.text), text)]}, lang="ru").decode()
        read = yaml.safe_load(built.split("---\n")[1])
        assert read["x"] == 1
        assert " ".join(read["title"].split(" ")).split() == wanted.split()
        assert parse(built.encode(), "markdown").blocks[0].text == read["title"]


@given(ANY["markdown"])
def test_an_identity_build_renders_the_same(source: str) -> None:
    article = parse(source.encode(), "markdown")
    built = build(article, identity(article), lang=None).decode()
    parser = MarkdownIt("commonmark").enable("table")
    assert parser.render(built.replace("\ufeff", "")) == parser.render(source.replace("\ufeff", ""))


def test_lxml_reads_the_translations_and_the_rest_as_before() -> None:
    article = parse(SOURCES["html"].encode(), "html")
    changes = translated(article, "Я & <ты>")
    tree = lxml_html.fromstring(build(article, changes, lang="ru").decode())
    assert tree.get("lang") == "ru"
    assert tree.findtext(".//title") == "Я & <ты>"
    assert tree.find(".//meta").get("content") == "Я & <ты>"  # type: ignore[union-attr]
    assert [cell.text_content() for cell in tree.iter("td")] == ["Я & <ты>"] * 2
    image = next(tree.iter("img"))
    assert (image.get("alt"), image.get("title")) == ("Я & <ты>", "Я & <ты>")
    before = lxml_html.fromstring(SOURCES["html"])
    assert [each.tag for each in before.iter("li", "p")] == [
        each.tag for each in tree.iter("li", "p")
    ]
