"""A name rendered by that of another place, for `scripts/bench noise`."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import names_register as places
from noise_projects import register_names

if TYPE_CHECKING:
    import random

    from noise_texts import Change, Text

__all__ = ["name_swapped"]


@cache
def mentions() -> dict[str, list[places.Case]]:
    """Return the names of the register that each unit has."""
    kept = {name.id for name in register_names()}
    found: dict[str, list[places.Case]] = defaultdict(list)
    for case in places.mentions(places.NAMES):
        if case.name.id in kept:
            found[f"{case.doc}.{case.line}"].append(case)
    return found


def name_swapped(text: Text, rng: random.Random) -> Change | None:
    """Put another name of the kind in the place of the only mention of a name, in its case."""
    for case in mentions().get(text.row.at, ()):
        at = places.found(case, text.lang, text.target)
        if len(at) == 1:
            other = places.another(at[0], case.name, text.lang, rng)
            bad = text.target[: at[0].start] + other + text.target[at[0].end :]
            return text.source, text.target, bad
    return None
