"""BLEU, chrF, chrF++ and TER: sacrebleu's own formulas over counts that are made faster.

Papineni et al. 2002 (BLEU), Popović 2015 and 2017 (chrF, chrF++), Snover et al. 2006 (TER, HTER),
Goyal et al. 2022 (spBLEU); Post 2018 (sacrebleu and its signatures).
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sentencepiece import SentencePieceProcessor

from tm.errors import InputError, Place, UsageError
from tm.files import read_bytes
from tm.scores.ngrams import Vocabulary, characters, overlaps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tm.scores.base import Metric, Needs, Resampling, Translations

__all__ = ["bleu", "chrf", "chrf_words", "hter", "spbleu", "ter"]

_WORDS = 4
_SIGNED = 12
"""How much of a model's hash its signature shows."""


class _Sacrebleu:
    """A metric whose formula and signature are sacrebleu's."""

    wants = frozenset({"references"})

    def __init__(self, name: str, metric: Any, *, higher: bool) -> None:
        self.name = name
        self.higher = higher
        self._metric = metric

    def value(self, sums: NDArray[np.float64] | NDArray[np.float32]) -> float:
        # in float32 its own sums are, and so is its arithmetic then; else they are whole numbers
        row = sums if sums.dtype == np.float32 else [int(one) for one in sums.tolist()]
        return cast("float", self._metric._compute_score_from_stats(row).score)  # noqa: SLF001

    def segment(self, counts: NDArray[np.float64]) -> float:
        return self.value(counts)

    def signature(self, resampling: Resampling | None = None, test: str = "") -> str:
        self._metric.num_refs = 1
        signature = self._metric.get_signature()
        if resampling and resampling.samples:
            signature.update("seed", str(resampling.seed))
            signature.update(test or "bs", resampling.samples)
        return cast("str", signature.format())


class _Bleu(_Sacrebleu):
    def __init__(self, name: str, tokenize: str) -> None:
        super().__init__(name, BLEU(tokenize=tokenize, force=True), higher=True)
        self._alone: Any = BLEU(tokenize=tokenize, force=True, effective_order=True)
        self._words = Vocabulary()

    def statistics(self, texts: Translations) -> NDArray[np.float64]:
        hypotheses = self._words.flat(self._tokens(texts.hypotheses))
        references = self._words.flat(self._tokens(texts.references))
        found = overlaps(hypotheses, references, _WORDS)
        lengths = np.stack([hypotheses.lengths, references.lengths], 1)
        return np.concatenate([lengths, found[:, :, 2], found[:, :, 0]], 1).astype(np.float64)

    def _tokens(self, texts: Sequence[str]) -> list[list[str]]:
        return [self._metric._preprocess_segment(text).split() for text in texts]  # noqa: SLF001

    def segment(self, counts: NDArray[np.float64]) -> float:
        """Return the value by the orders of n-gram that there are (sacrebleu's eff:yes)."""
        row = [int(one) for one in counts.tolist()]
        return cast("float", self._alone._compute_score_from_stats(row).score)  # noqa: SLF001


class _Bleu13a(_Bleu):
    """BLEU over the tokens of mteval-v13a, which are cut as sacrebleu does, but faster."""

    def __init__(self) -> None:
        super().__init__("bleu", "13a")

    def _tokens(self, texts: Sequence[str]) -> list[list[str]]:
        return [_mteval(text.rstrip()).split() for text in texts]


def _mteval(text: str) -> str:
    """Return a text with spaces around its tokens (NIST mteval-v13a.pl).

    >>> _mteval("5-ы, «так» &amp; 80.1%").split()
    ['5', '-', 'ы', ',', '«так»', '&', '80.1', '%']
    """
    text = text.replace("<skipped>", "").replace("-\n", "").replace("\n", " ")
    if "&" in text:
        for name, char in _ENTITIES:
            text = text.replace(name, char)
    text = f" {text} ".translate(_APART)
    for pattern, new in _MARKS:
        text = pattern.sub(new, text)
    return text


_ENTITIES = (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"))
_APART = {ord(char): f" {char} " for char in '{|}~[\\]^_` !"#$%&()*+:;<=>?@/'}
_MARKS = (
    (re.compile(r"([^0-9])([\.,])"), r"\1 \2 "),
    (re.compile(r"([\.,])([^0-9])"), r" \1 \2"),
    (re.compile(r"([0-9])(-)"), r"\1 \2 "),
)


class _SpBleu(_Bleu):
    """BLEU over the pieces of a sentencepiece model, which the signature names by its hash."""

    def __init__(self, path: Path) -> None:
        super().__init__("spbleu", "none")
        data = read_bytes(path)
        self._hash = sha256(data).hexdigest()[:_SIGNED]
        try:
            self._model = SentencePieceProcessor(model_proto=data)
        except RuntimeError as error:
            raise InputError(
                "is no sentencepiece model",
                place=Place(str(path)),
                hint="train one with `tm corpus subwords`",
            ) from error

    def _tokens(self, texts: Sequence[str]) -> list[list[str]]:
        return cast("list[list[str]]", self._model.encode(list(texts), out_type=str))

    def signature(self, resampling: Resampling | None = None, test: str = "") -> str:
        signature = super().signature(resampling, test)
        return signature.replace("tok:none", f"tok:none|spm:{self._hash}")


class _Chrf(_Sacrebleu):
    def __init__(self, name: str, words: int) -> None:
        super().__init__(name, CHRF(word_order=words), higher=True)
        self._order = words
        self._words = Vocabulary()
        self._pieces: dict[str, list[str]] = {}

    def statistics(self, texts: Translations) -> NDArray[np.float64]:
        sides = texts.hypotheses, texts.references
        one, other = (characters(["".join(text.split()) for text in side]) for side in sides)
        found = [overlaps(one, other, self._metric.char_order)]
        if self._order:
            one, other = (self._words.flat([self._split(t) for t in side]) for side in sides)
            found.append(overlaps(one, other, self._order))
        counts = np.concatenate(found, 1)
        counts[:, :, 0] *= counts[:, :, 1] > 0  # without n-grams in the reference none count
        return counts.reshape(len(counts), -1).astype(np.float64)

    def _split(self, text: str) -> list[str]:
        found: list[str] = []
        for word in text.split():
            pieces = self._pieces.get(word)
            if pieces is None:
                pieces = self._pieces[word] = self._metric._remove_punctuation(word)  # noqa: SLF001
            found += pieces
        return found


class _Ter(_Sacrebleu):
    def __init__(self, name: str) -> None:
        super().__init__(name, TER(), higher=False)
        self._known: dict[tuple[str, str], list[float]] = {}

    def statistics(self, texts: Translations) -> NDArray[np.float64]:
        pairs = zip(texts.hypotheses, texts.references, strict=True)
        return np.array([self._one(*pair) for pair in pairs], np.float64).reshape(-1, 2)

    def _one(self, hypothesis: str, reference: str) -> list[float]:
        metric, pair = self._metric, (hypothesis, reference)
        if pair not in self._known:
            words = metric._extract_reference_info([reference])  # noqa: SLF001
            text = metric._preprocess_segment(hypothesis)  # noqa: SLF001
            self._known[pair] = metric._compute_segment_statistics(text, words)  # noqa: SLF001
        return self._known[pair]


def bleu(needs: Needs) -> Metric:
    """BLEU, 0-100, as sacrebleu's default: 13a, exponential smoothing."""
    del needs
    return _Bleu13a()


def spbleu(needs: Needs) -> Metric:
    """BLEU over subwords, 0-100; UsageError without a model, InputError for what is none."""
    if needs.model is None:
        raise UsageError(
            "spbleu needs a sentencepiece model",
            hint="give --model FILE; `tm corpus subwords` trains one",
        )
    return _SpBleu(needs.model)


def chrf(needs: Needs) -> Metric:
    """chrF2, 0-100: characters, n-grams to 6."""
    del needs
    return _Chrf("chrf", 0)


def chrf_words(needs: Needs) -> Metric:
    """chrF2++, 0-100: characters to 6 and words to 2."""
    del needs
    return _Chrf("chrf++", 2)


def ter(needs: Needs) -> Metric:
    """TER, from 0, lower is better: edits for 100 words of the reference."""
    del needs
    return _Ter("ter")


def hter(needs: Needs) -> Metric:
    """TER between a draft and what a person made of it."""
    del needs
    return _Ter("hter")
