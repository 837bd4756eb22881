"""The page of a rule: the docstring of its module."""

from __future__ import annotations

import inspect
from importlib import import_module

from tm.checks.base import RULES

__all__ = ["page", "summary"]


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
