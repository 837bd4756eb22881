"""Kills a process that adds to a memory, again and again: nothing acknowledged may be lost.

    python scripts/benches/memory-kill.py [--kills N]

Exit code 1 where a unit was lost or a file is broken.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.memory.killing import campaign


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=120)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = campaign(Path(folder) / "memory.sqlite", options.kills, seed=7)
    print(
        f"{found.kills} kills, {found.acknowledged} units acknowledged, {found.lost} lost, "
        f"{found.broken} broken files"
    )
    return 1 if found.lost or found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
