"""Subword models: nothing is lost, and every letter of Belarusian has a piece."""

from __future__ import annotations

from pathlib import Path

import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st

from tm.corpus.subwords import KEPT, Subwords, load, train
from tm.errors import InputError, UsageError
from tm.project import Project
from tm.project.subwords import texts_by_language

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    paths = [str(ROOT / f"locales/{lang}/belarus-2020.po") for lang in ("ru", "be")]
    return texts_by_language(Project.open(ROOT), paths)


@pytest.fixture(scope="module", params=["unigram", "bpe"])
def model(texts: dict[str, list[str]], request: pytest.FixtureRequest) -> Subwords:
    return train([text for each in texts.values() for text in each], 500, request.param)


def test_texts_are_those_of_all_languages_each_once(texts: dict[str, list[str]]) -> None:
    assert list(texts) == ["be", "en", "ru"]
    assert all(len(set(each)) == len(each) for each in texts.values())


def test_a_model_is_as_large_as_asked_and_knows_rare_letters(model: Subwords) -> None:
    assert model.size == 500
    assert all(model.knows(KEPT).values())
    assert not model.knows("字")["字"]


def test_pieces_give_the_text_back(model: Subwords, texts: dict[str, list[str]]) -> None:
    for text in texts["be"]:
        assert model.decode(model.encode(text)) == text


@given(st.text("Ўўіё’«» абв", max_size=30))
def test_nothing_is_normalised(text: str) -> None:
    small = _small()
    assert small.decode(small.encode(text)) == " ".join(text.split())


def _small(cache: list[Subwords] = []) -> Subwords:  # noqa: B006  (trained once)
    if not cache:
        cache.append(train(["абв Ўўіё’«» вба аб бв ба"] * 20, 30, "bpe"))
    return cache[0]


def test_fertility_is_that_of_counting(model: Subwords, texts: dict[str, list[str]]) -> None:
    peer = sentencepiece.SentencePieceProcessor(model_proto=model.data)
    words = [word for text in texts["ru"] for word in text.split()]
    pieces = [peer.encode(word, out_type=str) for word in words]
    found = model.fertility("ru", texts["ru"])
    assert (found.words, found.pieces) == (len(words), sum(map(len, pieces)))
    assert found.whole == sum(len(one) == 1 for one in pieces) / len(words)


def test_the_same_texts_give_the_same_model(texts: dict[str, list[str]]) -> None:
    assert train(texts["be"], 300).data == train(texts["be"], 300).data


def test_what_cannot_be_made_or_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no model of 9000 pieces"):
        train(["мала тэксту"], 9000)
    with pytest.raises(UsageError, match="no text to train on"):
        train(["", " "], 100)
    (tmp_path / "x.model").write_bytes(b"\xd1")
    with pytest.raises(InputError, match="is no sentencepiece model"):
        load(tmp_path / "x.model")
