"""Write tm/align/defaults.toml: what evidence is worth before anything is learnt.

    python scripts/alignment_defaults.py

Counted over the three `medium` sets of TM_DATA's `alignment`, by their links: once with a
dictionary that the other documents taught, once without any.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np

from tm.align.calibration import counted, spreads
from tm.align.dictionary import Dictionary, stems_of
from tm.align.sentences import Side

ROOT = Path(__file__).parent.parent
OUT = ROOT / "tm" / "align" / "defaults.toml"
HEAD = """\
# What evidence is worth before anything is learnt, for English, Russian and Belarusian alike.
# Made by scripts/alignment_defaults.py from sentences with known links; do not edit.
# pairs: what these figures weigh against what is learnt.
# own, near: the share of tokens that are found at each level in their translation, and in a
# sentence nearby; a row is a class of tokens, of the source first. See tm/align/evidence.py.
"""


def sides(pair: str) -> tuple[Side, Side]:
    """Return the linked texts of a set, in order."""
    folder = Path(os.environ.get("TM_DATA", ROOT / ".." / "shared" / "data")) / "alignment"
    texts: tuple[list[str], list[str]] = ([], [])
    for line in (folder / f"ntrex-medium-{pair}.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        for first, second in document["beads"]:
            if first and second:
                texts[0].append(" ".join(document["source"][i] for i in first))
                texts[1].append(" ".join(document["target"][j] for j in second))
    return Side.of(texts[0]), Side.of(texts[1])


def table(name: str, counts: np.ndarray) -> str:
    """Return counts as shares, a row a class."""
    shares = (counts + 0.5) / (counts + 0.5).sum(axis=2, keepdims=True)
    lines = [f"{name} = ["]
    for side in shares:
        rows = [f"    [{', '.join(f'{share:.5f}' for share in row)}],\n" for row in side]
        lines.append(f"  [\n{''.join(rows)}  ],")
    return "\n".join([*lines, "]\n"])


def main() -> None:
    """Count, and write the file."""
    own = near = np.zeros(())
    spread: list[tuple[float, float]] = []
    for pair in ("en-ru", "en-be", "ru-be"):
        source, target = sides(pair)
        stems = list(zip(stems_of(source), stems_of(target), strict=True))
        nothing: list[tuple[list[str], list[str]]] = [([], [])] * len(stems)
        for taught in (stems, nothing):
            first, second = counted(Dictionary.empty(), source, target, taught)
            own, near = own + first, near + second
        ratio = float(target.lengths.sum() / source.lengths.sum())
        spread.append(spreads(source.lengths, target.lengths, ratio))
    narrow, wide = np.mean(spread, axis=0)
    numbers = f"ratio = 1.05\nspread = {narrow:.2f}\nwide = {wide:.2f}\nscale = 0.4\npairs = 100\n"
    OUT.write_text(HEAD + numbers + table("own", own) + table("near", near), "utf-8")


if __name__ == "__main__":
    main()
