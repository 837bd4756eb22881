"""PO and POT: untouched entries keep their bytes, edited ones are written as msgcat would.

entry      Entry, the escapes, header fields
lexer      text → entries with their exact text
file       PoFile: bytes ↔ entries, charset, width, header
render     an entry as msgcat writes it      linebreak   where it may wrap
marks      `# tm:KEY=VALUE` comments
units      entries ↔ units                   bridge      polib objects, MO
"""

from tm.formats.base import Format
from tm.formats.po.bridge import from_polib, to_polib
from tm.formats.po.entry import Entry
from tm.formats.po.file import PoFile
from tm.formats.po.units import read, write

__all__ = ["FORMAT", "Entry", "PoFile", "from_polib", "to_polib"]


def sniff(head: bytes) -> bool:
    """Whether a file's first bytes hold a msgid."""
    return b"msgid " in head and b"\0" not in head


FORMAT = Format("po", (".po", ".pot"), sniff, read, write)
