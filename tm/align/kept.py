"""What was learnt, as a memory keeps it: MessagePack with a version."""

from __future__ import annotations

from typing import Protocol, TypeVar

import msgspec

from tm.errors import InputError

__all__ = ["Versioned", "decode"]


class Versioned(Protocol):
    """A struct that says by which version of its form it was written."""

    version: int


T = TypeVar("T", bound=Versioned)


def decode(data: bytes, kind: type[T], version: int, name: str) -> T:
    """Return what was kept; InputError for anything else, and for another version.

    `name` is what people call it, with its article: “a lexicon”.
    """
    try:
        stored = msgspec.msgpack.decode(data, type=kind)
    except msgspec.DecodeError as error:
        raise InputError(f"is not {name}", hint="learn it again") from error
    if stored.version != version:
        raise InputError(f"is {name} of version {stored.version}", hint="learn it again")
    return stored
