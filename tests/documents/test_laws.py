"""What holds for every text whatsoever."""

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.strategies import ANY, breaks, identity
from tm.documents import Article, Block, build, inline, parse, sentences
from tm.errors import CharsetError

KINDS = ("text", "markdown", "html")
BOMS = ("", "\ufeff")


def of(kind: str) -> st.SearchStrategy[tuple[str, bytes]]:
    return st.builds(
        lambda bom, text: (kind, (bom + text).encode()), st.sampled_from(BOMS), ANY[kind]
    )


@given(st.one_of([of(kind) for kind in KINDS]))
def test_an_identity_build_is_byte_identical(case: tuple[str, bytes]) -> None:
    kind, data = case
    article = parse(data, kind)
    assert build(article, {}, lang=None) == data
    assert build(article, identity(article), lang=None) == data


@given(st.one_of([of(kind) for kind in KINDS]))
def test_blocks_are_in_order_and_offsets_recover_the_raw_text(case: tuple[str, bytes]) -> None:
    kind, data = case
    article = parse(data, kind)
    starts = [block.offsets[0] for block in article.blocks]
    assert starts == sorted(starts)
    for block in article.blocks:
        check_offsets(article, block)


def check_offsets(article: Article, block: Block) -> None:
    text, offsets = block.text, block.offsets
    assert len(offsets) == len(text) + 1
    assert all(left < right for left, right in pairwise(offsets))
    assert text.strip()
    if block.kind.startswith("front matter"):
        return
    assert text == text.strip()
    raw = article.text[offsets[0] : offsets[-1]]
    for index, char in enumerate(text):
        between = article.text[offsets[index] : offsets[index + 1]]
        assert between == char or (char in " \n" and ("\n" in between or "\r" in between)), raw


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_inline_keeps_the_text(kind: str, data: st.DataObject) -> None:
    text = data.draw(st.text() | ANY[kind])
    segment = inline(text, kind)
    assert segment.text == text
    opened = [code.id for code in segment.codes if code.kind == "open"]
    assert opened == [str(number) for number in range(1, len(opened) + 1)]
    assert sorted(opened) == sorted(code.id for code in segment.codes if code.kind == "close")


@given(st.one_of([of(kind) for kind in KINDS]), st.data())
def test_sentences_are_disjoint_trimmed_and_hold_all_text(
    case: tuple[str, bytes], data: st.DataObject
) -> None:
    kind, source = case
    for block in parse(source, kind).blocks:
        cuts = data.draw(st.lists(st.integers(0, len(block.text)), max_size=5))
        check_sentences(block, sentences(block, breaks), kind)
        check_sentences(block, sentences(block, partial(given_cuts, cuts)), kind)


def given_cuts(cuts: list[int], text: str) -> list[int]:
    return [cut for cut in cuts if cut <= len(text)]


def check_sentences(block: Block, found: list[tuple[int, int]], kind: str) -> None:
    assert found
    position = 0
    for start, end in found:
        assert position <= start < end <= len(block.text)
        assert block.text[start:end] == block.text[start:end].strip()
        assert not inline(block.text[position:start], kind).plain.replace("\\", "").strip()
        position = end
    assert not inline(block.text[position:], kind).plain.replace("\\", "").strip()


@given(st.binary(max_size=60), st.sampled_from(KINDS))
def test_any_bytes_give_an_article_or_an_error_with_a_place(data: bytes, kind: str) -> None:
    article: Article | CharsetError
    try:
        article = parse(data, kind, path="a.x")
    except CharsetError as error:
        article = error
    if isinstance(article, CharsetError):
        assert str(article).startswith("a.x")
        assert article.hint
    else:
        assert build(article, {}, lang=None) == data
