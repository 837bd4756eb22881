"""What a format string asks of its arguments, and how two of them are compared."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ANY", "Builder", "FormatError", "Key", "Spec", "counted", "keyed"]

Key = int | str
"""An argument: its number (from 1) or its name."""


class FormatError(ValueError):
    """A text that is no valid format string: why, and [start, end) of the place."""

    def __init__(self, why: str, start: int, end: int) -> None:
        super().__init__(why)
        self.why = why
        self.span = start, end


class Spec(NamedTuple):
    """The arguments of a format string with their types, and where each is first used.

    `shape` tells apart ways to pass arguments that do not go together ("tuple", "mapping").
    """

    args: dict[Key, str]
    spans: dict[Key, tuple[int, int]]
    shape: str = ""


ANY = "of any type"
"""The type that goes with every other one."""


class Builder:
    """Collects the arguments of a format string while it is read.

    With `mixed`, arguments with and without a number may stand in one text; with `follow`, one
    without a number is the argument after the one before it, whether that had a number or not.
    """

    def __init__(self, *, mixed: bool = False, follow: bool = False) -> None:
        self.mixed = mixed or follow
        self.follow = follow
        self.args: dict[Key, str] = {}
        self.spans: dict[Key, tuple[int, int]] = {}
        self.unnumbered = 0
        self.numbered = False

    def add(self, key: Key, kind: str, span: tuple[int, int]) -> None:
        """Add a use of an argument; FormatError where an earlier one is of another type."""
        known = self.args.get(key, kind)
        if known == ANY:
            known = kind
        if kind not in {known, ANY}:
            raise FormatError(f"argument {key} is used with two types", *span)
        self.args[key] = known
        self.spans.setdefault(key, span)

    def positional(self, number: str | None, kind: str, span: tuple[int, int]) -> None:
        """Add an argument by its number, or the next one; FormatError where both ways are used."""
        if number is None:
            self.unnumbered += 1
        else:
            self.numbered = True
        if self.numbered and self.unnumbered and not self.mixed:
            raise FormatError("arguments with and without a number are mixed", *span)
        if number is not None and not int(number[:9]):
            raise FormatError("argument number 0 does not exist", *span)
        if number is not None and self.follow:
            self.unnumbered = int(number[:9])
        self.add(self.unnumbered if number is None else int(number[:9]), kind, span)

    def spec(self, *, gaps: bool = True, shape: str = "") -> Spec:
        """Return what was collected; FormatError where a number is left out and may not be."""
        if not gaps:
            for number in range(1, len(self.args) + 1):
                if number not in self.args:
                    last = max(self.args, key=str)
                    raise FormatError(f"argument {number} is left out", *self.spans[last])
        return Spec(self.args, self.spans, shape)


def counted(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare by position: as many arguments (at most as many unless strict), of equal types.

    Returns what is wrong, "" for nothing, and the argument of the target that it is about.
    """
    ours, theirs = len(target.args), len(source.args)
    if ours > theirs or (strict and ours < theirs):
        return f"{ours} arguments, the source has {theirs}", (theirs + 1 if ours > theirs else None)
    return _types(source, target)


def keyed(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare by number or name: none unknown, none missing where strict, of equal types."""
    if source.shape and target.shape and source.shape != target.shape:
        return f"arguments are a {target.shape}, in the source a {source.shape}", None
    for key in target.args:
        if key not in source.args:
            return f"the source has no argument {key}", key
    for key in source.args if strict else ():
        if key not in target.args:
            return f"argument {key} is missing", None
    return _types(source, target)


def _types(source: Spec, target: Spec) -> tuple[str, Key | None]:
    for key, kind in target.args.items():
        known = source.args.get(key, kind)
        if known != kind and ANY not in {known, kind}:
            return f"argument {key} is {kind}, in the source {source.args[key]}", key
    return "", None
