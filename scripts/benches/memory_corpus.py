"""The memory and the queries that the benches of the memory use, made from the data sets.

Real segments come from the Russian catalogs, NTREX and the project's article; mutants top them up:
up to a third of the words replaced by others as frequent as they are in the corpus, 60 % of the
mutants from a tenth of the bases. 2,000 queries: half held out, half edited. The seed is fixed.
"""

from __future__ import annotations

import os
import random
import re
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tm.errors import TmError
from tm.formats.po import PoFile
from tm.model import Segment, Unit, Variant, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT / ".." / "shared" / "data"))
QUERIES = 2000
HOT, FROM_HOT = 0.1, 0.6

Pair = tuple[str, str]
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Corpus(NamedTuple):
    """Pairs of English and Russian texts, and English queries."""

    pairs: list[Pair]
    queries: list[str]


def corpus(size: int) -> Corpus:
    """Return a memory of `size` pairs, and the queries for it."""
    chance = random.Random(20261124)  # noqa: S311  (not for secrets)
    real = sorted(_real())
    chance.shuffle(real)
    held, bases = real[: QUERIES // 2], real[QUERIES // 2 :][:size]
    english = [word for source, _ in bases for word in source.split()]
    russian = [word for _, target in bases for word in target.split()]
    long = [pair for pair in bases if len(pair[0].split()) > 1]
    hot = long[: max(int(len(long) * HOT), 1)]
    pairs = dict(bases)
    while len(pairs) < size:
        source, target = chance.choice(hot if chance.random() < FROM_HOT else long)
        pairs.setdefault(
            _mutant(source, english, chance, 1 / 3), _mutant(target, russian, chance, 1 / 3)
        )
    edited = [
        _mutant(source, english, chance, 1 / 5) for source, _ in chance.sample(long, QUERIES // 2)
    ]
    return Corpus(list(pairs.items()), [source for source, _ in held] + edited)


def _mutant(text: str, corpus_words: list[str], chance: random.Random, share: float) -> str:
    words = text.split()
    for _ in range(chance.randint(1, max(int(len(words) * share), 1))):
        words[chance.randrange(len(words))] = chance.choice(corpus_words)
    return " ".join(words)


def _real() -> set[Pair]:
    found: dict[str, str] = {}
    lines = (DATA / "ntrex" / "ntrex.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        _, _, english, russian, *_ = line.split("\t")
        found.setdefault(english, russian)
    article = ROOT / "locales" / "ru" / "belarus-2020.po"
    for name, data in [("article", article.read_bytes()), *_catalogs()]:
        for source, target in _pairs(name, data):
            found.setdefault(source, target)
    return set(found.items())


def _catalogs() -> Iterator[tuple[str, bytes]]:
    with tarfile.open(DATA / "po" / "catalogs.tar.xz") as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if stream and member.name.endswith(".po") and "/ru" in f"/{member.name}":
                yield member.name, stream.read()


def _pairs(name: str, data: bytes) -> Iterator[Pair]:
    try:
        file = PoFile.parse(data, name)
    except TmError:
        return  # some are broken on purpose
    for entry in file.messages:
        control = _CONTROL.search(entry.msgid + entry.msgstr[0])  # no TMX can hold them
        if entry.msgid and entry.msgstr[0] and not entry.fuzzy and not control:
            yield " ".join(entry.msgid.split()), " ".join(entry.msgstr[0].split())


def units(pairs: Iterable[Pair]) -> Iterator[Unit]:
    """Yield the pairs as units, English to Russian."""
    for source, target in pairs:
        variants = (Variant("en", Segment.of(source)), Variant("ru", Segment.of(target)))
        yield Unit(unit_id("en", None, source), variants, source="en")
