"""TMX: Translation Memory eXchange, read from 1.1 to 1.4b and written as 1.4b."""

from tm.formats.base import Format
from tm.formats.tmx.reader import read
from tm.formats.tmx.writer import write

__all__ = ["FORMAT", "read", "write"]


def _sniff(head: bytes) -> bool:
    """Whether there is a `<tmx` in the first bytes, in any width of characters."""
    return b"<tmx" in head.replace(b"\0", b"")


FORMAT = Format("tmx", (".tmx",), _sniff, read, write)
