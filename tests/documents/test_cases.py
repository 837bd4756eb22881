"""The cases as files: for every article a file of its blocks, which a linguist can read and extend.

A line of `NAME.blocks` is `kind [context] | sentence | sentence`, with ⏎ for a line feed.
"""

from pathlib import Path

import pytest

from tests.documents.strategies import breaks
from tm.documents import Article, kind_of, parse, sentences

CASES = sorted(
    path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix != ".blocks"
)


def described(article: Article) -> list[str]:
    lines: list[str] = []
    for block in article.blocks:
        context = f" [{block.context}]" if block.context else ""
        cut = [block.text[start:end].replace("\n", "⏎") for start, end in sentences(block, breaks)]
        lines.append(" | ".join([block.kind + context, *cut]))
    return lines


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_an_article_has_the_blocks_that_its_case_says(path: Path) -> None:
    kind = kind_of(path.name)
    assert kind is not None
    expected = path.with_suffix(path.suffix + ".blocks").read_text(encoding="utf-8").splitlines()
    assert described(parse(path.read_bytes(), kind, path=path.name)) == expected
