"""The page of a rule: the docstring of its module, and how often it was wrong."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from importlib.resources import files

from tm.checks.base import RULES

__all__ = ["page", "rates", "summary"]


def page(rule: str) -> str:
    """Return what a rule's module says of it; UnknownNameError for no rule.

    >>> page("names/forbidden").splitlines()[0]
    'A form that the register forbids.'
    """
    RULES.get(rule)
    return inspect.cleandoc(import_module(RULES.target(rule).partition(":")[0]).__doc__ or "")


def summary(rule: str) -> str:
    """Return the first line of a rule's page."""
    return page(rule).partition("\n")[0]


@cache
def _rates() -> dict[str, list[list[str]]]:
    """Return the rows of rates.tsv by rule: language, units, flagged units, real defects."""
    found: dict[str, list[list[str]]] = {}
    text = files("tm.checks").joinpath("rates.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        rule, *row = line.split("\t")
        found.setdefault(rule, []).append(row)
    return found


def rates(rule: str) -> str:
    """Return a sentence on how many professional translations a rule flags, "" if not measured.

    `scripts/bench noise --write` measures it on the news of NTREX-128.
    """
    parts = [
        f"{lang} {flagged} of {units}"
        + (f" ({real} of them real errors)" if real and int(flagged) else "")
        for lang, units, flagged, real in _rates().get(rule, ())
    ]
    if not parts:
        return ""
    return f"Flagged units of professional news translations (NTREX-128): {', '.join(parts)}."
