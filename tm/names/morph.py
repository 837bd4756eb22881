"""Forms of Russian words from pymorphy3, where the extra `morph` is installed and asked for."""

from __future__ import annotations

from importlib.util import find_spec

__all__ = ["available", "disable", "enable", "enabled"]

_PACKAGE = "pymorphy3"
_on = [False]


def available() -> bool:
    """Return whether pymorphy3 is installed."""
    return find_spec(_PACKAGE) is not None


def enable() -> bool:
    """Let `tm.names.inflect` add pymorphy3's forms; return whether it can."""
    _on[0] = available()
    return _on[0]


def disable() -> None:
    """Leave pymorphy3 alone again."""
    _on[0] = False


def enabled() -> bool:
    """Return whether pymorphy3's forms are added."""
    return _on[0]
