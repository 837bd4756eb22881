"""Adds units to a memory, one by one and in batches, and tells each that is acknowledged.

    python adder.py MEMORY FIRST

It goes on until it is killed.
"""

from __future__ import annotations

import sys
from itertools import count, cycle, islice
from pathlib import Path

from tm.memory.sqlite import SqliteMemory
from tm.model import Segment, Unit, Variant, unit_id


def unit(number: int) -> Unit:
    """Return a unit that no other number gives."""
    source = f"Law {number} was signed in Minsk on day {number * 7} of the month."
    target = f"Закон № {number} падпісаны ў Мінску ў {number * 7}-ы дзень."
    variants = (Variant("en", Segment.of(source)), Variant("be", Segment.of(target)))
    return Unit(unit_id("en", None, source), variants, source="en")


def main() -> None:
    """Add until killed."""
    numbers = count(int(sys.argv[2]))
    with SqliteMemory.open(Path(sys.argv[1]), write=True) as memory:
        for size in cycle((1, 1, 7, 1, 60, 1, 700)):
            batch = list(islice(numbers, size))
            memory.add(unit(number) for number in batch)
            sys.stdout.write("".join(f"{number}\n" for number in batch))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
