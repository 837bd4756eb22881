"""Named things that are looked up at run time: formats, document kinds, later rules and metrics."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from tm.errors import TmError, UnknownNameError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Registry"]

T = TypeVar("T")


class Registry(Generic[T]):
    """Built-ins by name plus plugins by entry point; both are imported at first use.

    `builtin` maps a name to "module:attribute". `group` is the entry-point group of plugins. A
    plugin with a built-in's name, or two plugins with one name, are a TmError.
    """

    def __init__(self, kind: str, group: str, builtin: Mapping[str, str]) -> None:
        self.kind = kind
        self.group = group
        self._builtin = builtin
        self._targets: dict[str, str] | None = None

    def _all(self) -> dict[str, str]:
        if self._targets is None:
            targets = dict(self._builtin)
            for point in entry_points(group=self.group):
                if point.name in targets:
                    both = f"{targets[point.name]} and {point.value}"
                    raise TmError(
                        f"two {self.kind}s are called “{point.name}”: {both}",
                        hint=f"uninstall the package that adds {point.value}",
                    )
                targets[point.name] = point.value
            self._targets = targets
        return self._targets

    def names(self) -> tuple[str, ...]:
        """Return all names, sorted, importing nothing."""
        return tuple(sorted(self._all()))

    def target(self, name: str) -> str:
        """Return the "module:attribute" of a name; UnknownNameError names the closest if none."""
        if name not in self._all():
            raise UnknownNameError(
                f"unknown {self.kind} “{name}”", hint=did_you_mean(name, self._all())
            )
        return self._all()[name]

    def get(self, name: str) -> T:
        """Return the thing of that name, imported; UnknownNameError as `target`.

        A plugin that cannot be imported is a TmError.
        """
        target = self.target(name)
        module, _, attribute = target.partition(":")
        try:
            return cast("T", getattr(import_module(module), attribute))
        except (ImportError, AttributeError) as error:
            if name in self._builtin:
                raise
            raise TmError(
                f"the {self.kind} “{name}” cannot be loaded: {error}",
                hint=f"mend or uninstall the package that adds {target}",
            ) from error
