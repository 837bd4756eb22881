"""Subword models (sentencepiece): trained on texts, and judged by how they cut them.

Kudo and Richardson 2018; BPE (Sennrich et al. 2016) or unigram (Kudo 2018). Nothing is normalised
but as sentencepiece is told: not at all.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal, cast

import msgspec
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

from tm.errors import InputError, Place, UsageError
from tm.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["KEPT", "Fertility", "Subwords", "load", "train"]

Kind = Literal["bpe", "unigram"]

KEPT = "ўЎіІёЁ’ʼ«»—"
"""Characters that every model has a piece for, however rare they are in what it is trained on."""

_UNKNOWN = 0


class Fertility(msgspec.Struct, frozen=True):
    """How a model cuts the texts of a language.

    `pieces_per_word` is the mean over words between white space, `whole` the share of words that
    are one piece, `unknown` the share of pieces that the model does not know; 0-1.
    """

    lang: str
    texts: int
    words: int
    pieces: int
    pieces_per_word: float
    whole: float
    unknown: float


class Subwords:
    """A trained model."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._model = SentencePieceProcessor(model_proto=data)

    @property
    def size(self) -> int:
        """How many pieces there are."""
        return self._model.get_piece_size()

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text; ▁ stands for a space."""
        return cast("list[str]", self._model.encode(text, out_type=str))

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text of pieces."""
        return cast("str", self._model.decode(list(pieces)))

    def knows(self, characters: str) -> Mapping[str, bool]:
        """Return for every character whether the model has a piece for it."""
        return {char: self._model.piece_to_id(char) != _UNKNOWN for char in characters}

    def fertility(self, lang: str, texts: Iterable[str]) -> Fertility:
        """Return how the texts of a language are cut."""
        number = words = pieces = whole = unknown = 0
        for number, text in enumerate(texts, 1):  # noqa: B007  (counted)
            for word in text.split():
                ids = cast("list[int]", self._model.encode(word, out_type=int))
                words += 1
                pieces += len(ids)
                whole += len(ids) == 1
                unknown += ids.count(_UNKNOWN)
        return Fertility(
            lang,
            number,
            words,
            pieces,
            pieces / max(words, 1),
            whole / max(words, 1),
            unknown / max(pieces, 1),
        )


def train(
    texts: Iterable[str], size: int, kind: Kind = "unigram", characters: str = KEPT
) -> Subwords:
    """Train a model of `size` pieces; the same texts give the same model.

    UsageError where the texts are too few for so many pieces.
    """
    written = io.BytesIO()
    found = [text for text in texts if text.strip()]
    if not found:
        raise UsageError("there is no text to train on", hint="name files, or fill the memory")
    try:
        SentencePieceTrainer.train(
            sentence_iterator=iter(found),
            model_writer=written,
            vocab_size=size,
            model_type=kind,
            character_coverage=1.0,
            required_chars=characters,
            normalization_rule_name="identity",
            num_threads=1,
            shuffle_input_sentence=False,
            minloglevel=2,
        )
    except RuntimeError as error:
        raise UsageError(
            f"no model of {size} pieces can be made: {str(error).rpartition(') ')[2]}",
            hint="give another --size, or more text",
        ) from error
    return Subwords(written.getvalue())


def load(path: Path) -> Subwords:
    """Read a model; InputError for a file that is none."""
    try:
        return Subwords(read_bytes(path))
    except RuntimeError as error:
        raise InputError(
            "is no sentencepiece model",
            place=Place(str(path)),
            hint="train one with `tm corpus subwords`",
        ) from error
