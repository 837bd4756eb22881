"""Names: transliteration, inflection, a register on real news, and detection without a register.

    python scripts/benches/names.py [PART]...

PART is transliteration, inflection, register or detection; all by default. Each is a file beside
this one, `names_PART.py`, and says itself what it prints.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

PARTS = ("transliteration", "inflection", "register", "detection")


def main() -> int:
    """Run the parts; exit code 2 for an unknown one."""
    wanted = sys.argv[1:] or list(PARTS)
    for part in wanted:
        if part not in PARTS:
            print(f"no part “{part}”; there are {', '.join(PARTS)}", file=sys.stderr)
            return 2
    sys.argv[1:] = []
    return max(map(_run, wanted))


def _run(part: str) -> int:
    """Run one part and return its exit code: 1 where a floor of the part is not reached."""
    print(f"== {part}", flush=True)
    try:
        runpy.run_path(str(Path(__file__).with_name(f"names_{part}.py")), run_name="__main__")
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
