"""Sentence segmentation against named peers: boundary quality on gold data, and speed.

Run `scripts/bench segmentation [--runs N]`. The gold data is looked for in `segmentation/` below
TM_DATA (default: `../shared/data` beside the checkout); its README defines the measures.

F1t is the harmonic mean of precision over all predicted boundaries and recall over those gold
boundaries that terminal punctuation marks; F1 counts all gold boundaries. Peers are called with
their own rules and defaults. "-" stands where a peer has no such language. Speed is characters
per second of CPU time, the median of the runs; a peer marked * is timed on a part of the text.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import time
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tm.segment import Segmenter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Cut = Callable[[str], Iterable[str]]

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data")) / "segmentation"
CORPORA = (
    ("UD_English-EWT", "en"),
    ("UD_English-GUM", "en"),
    ("NTREX-en", "en"),
    ("UD_Russian-GSD", "ru"),
    ("UD_Russian-Taiga", "ru"),
    ("NTREX-ru", "ru"),
    ("UD_Belarusian-HSE", "be"),
    ("NTREX-be", "be"),
)
TERMINATED = re.compile(r"""[.!?…]["'”’»)\]]*$""")
SLOW_PART = 30_000
MISSING = 2


class Row(NamedTuple):
    """One paragraph and the end offsets of its sentences but the last."""

    text: str
    ends: frozenset[int]


class Peer(NamedTuple):
    """A segmenter: its package, the languages it has, how to make one, whether it is slow."""

    package: str
    languages: frozenset[str]
    make: Callable[[str], Cut]
    slow: bool = False


class Quality(NamedTuple):
    """F1t and F1, 0 to 1."""

    f1t: float
    f1: float


def read(corpus: str) -> list[Row]:
    """Read the paragraphs of one gold file; leaves the program where it is missing."""
    path = DATA / f"{corpus}.jsonl"
    if not path.is_file():
        print(f"segmentation: no gold data {path}; set TM_DATA to its folder", file=sys.stderr)
        raise SystemExit(MISSING)
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_bytes().splitlines()]
    return [Row(row["text"], frozenset(end for _, end in row["spans"][:-1])) for row in rows]


def ends(text: str, sentences: Iterable[str]) -> set[int]:
    """Turn sentences, in whatever white space, into the end offsets of all but the last.

    Only characters that are not white space are counted: some peers change the white space.
    """
    solid = [offset for offset, char in enumerate(text) if not char.isspace()]
    found: set[int] = set()
    count = 0
    for sentence in sentences:
        count += sum(len(word) for word in sentence.split())
        if 0 < count < len(solid):
            found.add(solid[count - 1] + 1)
    return found


def measure(rows: list[Row], cut: Cut) -> Quality:
    """Compare a segmenter's boundaries with the gold ones."""
    right = found = total = hit = wanted = 0
    for row in rows:
        ours = ends(row.text, cut(row.text))
        terminated = {end for end in row.ends if TERMINATED.search(row.text[:end])}
        right, found, total = right + len(ours & row.ends), found + len(ours), total + len(row.ends)
        hit, wanted = hit + len(ours & terminated), wanted + len(terminated)
    precision = right / max(found, 1)
    return Quality(_mean(precision, hit / max(wanted, 1)), _mean(precision, right / max(total, 1)))


def _mean(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def speed(rows: list[Row], cut: Cut, runs: int, limit: int | None) -> float:
    """Return characters per second of CPU time, the median of the runs."""
    texts: list[str] = []
    for row in rows:
        if limit is None or sum(map(len, texts)) < limit:
            texts.append(row.text)
    size = sum(map(len, texts))
    rates = []
    for _ in range(runs):
        start = time.process_time()
        for text in texts:
            list(cut(text))
        rates.append(size / max(time.process_time() - start, 1e-9))
    return statistics.median(rates)


# The segmenters.


def ours(lang: str) -> Cut:
    """Use our rules."""
    segmenter = Segmenter.for_language(lang)
    return lambda text: [text[start:end] for start, end in segmenter.spans(text)]


def choppa(lang: str) -> Cut:
    """Use LanguageTool's rules, which come inside choppa-srx."""
    import choppa as peer  # noqa: PLC0415 - a peer that is not installed must not stop the others

    document = peer.SrxDocument(ruleset=peer.DEFAULT_SRX_RULESET)
    return lambda text: peer.SrxTextIterator(document, lang, text)


def sentence_splitter(lang: str) -> Cut:
    """Use the Europarl splitter's prefix lists."""
    from sentence_splitter import SentenceSplitter  # noqa: PLC0415 - as above

    split: Cut = SentenceSplitter(language=lang).split
    return split


def blingfire(_lang: str) -> Cut:
    """Use the one model blingfire has for all languages."""
    import blingfire as peer  # noqa: PLC0415 - as above

    return lambda text: str(peer.text_to_sentences(text)).split("\n")


def razdel(_lang: str) -> Cut:
    """Use razdel, for Russian only."""
    import razdel as peer  # noqa: PLC0415 - as above

    return lambda text: [sentence.text for sentence in peer.sentenize(text)]


def pysbd(lang: str) -> Cut:
    """Use pragmatic segmentation without its text cleaning."""
    import pysbd as peer  # noqa: PLC0415 - as above

    segment: Cut = peer.Segmenter(language=lang, clean=False).segment
    return segment


def icu(lang: str) -> Cut:
    """Use ICU's break iterator for the locale (UAX 29; it has no data of its own for ru and be)."""
    peer = import_module("icu")
    iterator = peer.BreakIterator.createSentenceInstance(peer.Locale(lang))

    def cut(text: str) -> Iterable[str]:
        units = peer.UnicodeString(text)
        iterator.setText(units)
        start, found = 0, []
        for end in iterator:
            found.append(str(units[start:end]))
            start = end
        return found

    return cut


def uax29(_lang: str) -> Cut:
    """Use UAX 29 as unicode-segmentation has it, without any language."""
    from unicode_segmentation_rs import unicode_sentences  # noqa: PLC0415 - as above

    cut: Cut = unicode_sentences
    return cut


ALL = frozenset(("en", "ru", "be"))
PEERS = {
    "tm": Peer("tm-toolkit", ALL, ours),
    "LanguageTool": Peer("choppa-srx", ALL, choppa),
    "sent.-splitter": Peer("sentence-splitter", frozenset(("en", "ru")), sentence_splitter),
    "blingfire": Peer("blingfire", ALL, blingfire),
    "razdel": Peer("razdel", frozenset(("ru",)), razdel),
    "pysbd": Peer("pysbd", frozenset(("en", "ru")), pysbd, slow=True),
    "ICU": Peer("icukit-pyicu", ALL, icu),
    "UAX 29": Peer("unicode-segmentation-rs", ALL, uax29),
}


def installed() -> dict[str, Peer]:
    """Return the segmenters that can run here, and say which cannot."""
    found = {}
    for name, peer in PEERS.items():
        try:
            peer.make(min(peer.languages))
        except ImportError as error:
            print(f"{name}: not installed ({peer.package}: {error}), left out")
        else:
            found[name] = peer
    return found


def line(cells: Iterable[str]) -> str:
    """Return one line of a table: a wide first column, the others right-aligned."""
    first, *others = cells
    return f"{first:<20}" + "".join(f"{cell:>15}" for cell in others)


def print_quality(peers: dict[str, Peer]) -> None:
    """Print F1t and F1 for every corpus file and segmenter."""
    print("Boundaries: F1t (F1), in %")
    print(line(["corpus", *peers]))
    for corpus, lang in CORPORA:
        rows = read(corpus)
        cells = [corpus]
        for peer in peers.values():
            if lang in peer.languages:
                quality = measure(rows, peer.make(lang))
                cells.append(f"{100 * quality.f1t:.2f} ({100 * quality.f1:.2f})")
            else:
                cells.append("-")
        print(line(cells), flush=True)


def print_speed(peers: dict[str, Peer], runs: int) -> None:
    """Print characters per second for every language and segmenter."""
    print(f"\nSpeed: 1,000 characters a second of CPU time, median of {runs} runs")
    print(line(["language", *(name + "*" * peer.slow for name, peer in peers.items())]))
    for lang in ("en", "ru", "be"):
        rows = [row for corpus, its in CORPORA if its == lang for row in read(corpus)]
        cells = [lang]
        for peer in peers.values():
            if lang in peer.languages:
                limit = SLOW_PART if peer.slow else None
                cells.append(f"{speed(rows, peer.make(lang), runs, limit) / 1000:,.0f}")
            else:
                cells.append("-")
        print(line(cells), flush=True)
    print(f"* timed on the first {SLOW_PART:,} characters")


def print_versions(peers: dict[str, Peer]) -> None:
    """Print which version of every peer was measured."""
    for name, peer in peers.items():
        try:
            print(f"{name}: {peer.package} {version(peer.package)}")
        except PackageNotFoundError:
            print(f"{name}: {peer.package}, from the checkout")


def main() -> None:
    """Measure and print; exit code 2 where the gold data is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each (default 5)")
    runs = max(1, parser.parse_args().runs)
    for corpus, _ in CORPORA:
        read(corpus)
    peers = installed()
    print_versions(peers)
    print()
    print_quality(peers)
    print_speed(peers, runs)


if __name__ == "__main__":
    main()
