"""Texts that are likely to go wrong, and a segmenter that is simple enough to be right."""

import re

from hypothesis import strategies as st

from tm.documents import Article, Replacement, sentences

CHARACTERS = "abЯўі’ё «»\t\n\n\r\0\u00a0\u0085\u2028\U0001f600.!?#*_-+=~`>|<&;:/\\[]()\"'1{}x"
MARKDOWN = (
    "> ",
    "- ",
    "1. ",
    "  ",
    "    ",
    "# ",
    "***",
    "**",
    "```\n",
    "~~~",
    "---\n",
    "===\n",
    "| a | b |\n|---|---|\n",
    "a | b\n--- | ---\n",
    "\\|",
    "[a](b)",
    "![a](b)",
    "[a][b]",
    "[b]: c\n",
    "<https://a.b>",
    "<b>",
    "</b>",
    "<div>\n",
    "</div>",
    "<!-- c -->",
    "<!-- tm:context=n -->\n",
    "  \n",
    "\\\n",
    "\r\n",
    "\n\n",
    "`x`",
    "Word. ",
    "A b.\n",
    "title: x\n",
    'title: "a \\n b"\n',
    "&amp;",
)
HTML = (
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<ul><li>",
    "</ul>",
    "<table><tr><td>",
    "</table>",
    "<br>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<textarea>",
    "<img alt='a b' title=\"c\">",
    "<input placeholder=x>",
    "<span translate=no>",
    "</span>",
    "<html lang=en>",
    "<!-- c -->",
    "<!-- tm:context=n -->",
    "<!--",
    "<![CDATA[",
    "<?x",
    "<!doctype html>",
    "<svg>",
    "</svg>",
    '<a href="x',
    '">',
    "</",
    "&amp;",
    "&nbsp;",
    "\r\n",
    "Word. ",
)


def texts(*pieces: str) -> st.SearchStrategy[str]:
    """Return texts of given pieces and of characters with a meaning somewhere."""
    piece = st.sampled_from(pieces) if pieces else st.nothing()
    return st.lists(piece | st.text(CHARACTERS, max_size=5), max_size=14).map("".join)


ANY = {"text": texts("Word. ", "\n\n", "\r\n"), "markdown": texts(*MARKDOWN), "html": texts(*HTML)}


def breaks(text: str) -> list[int]:
    """Find a boundary after every full stop with white space."""
    return [match.end() for match in re.finditer(r"[.!?]\s+", text)]


def identity(article: Article) -> dict[int, list[Replacement]]:
    """Replace every sentence by itself."""
    return {
        index: [
            Replacement(start, end, block.text[start:end])
            for start, end in sentences(block, breaks)
        ]
        for index, block in enumerate(article.blocks)
    }


def translated(article: Article, text: str) -> dict[int, list[Replacement]]:
    """Replace every sentence by a text."""
    return {
        index: [Replacement(start, end, text) for start, end in sentences(block, breaks)]
        for index, block in enumerate(article.blocks)
    }
