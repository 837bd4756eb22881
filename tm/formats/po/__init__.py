"""PO and POT: untouched entries keep their bytes, edited ones are written as msgcat would.

entry      Entry, the escapes, header fields
lexer      text → entries with their exact text
file       PoFile: bytes ↔ entries, charset, width, header
render     an entry as msgcat writes it      linebreak   where it may wrap
marks      `# tm:KEY=VALUE` comments
units      entries ↔ units                   bridge      polib objects, MO
"""

import re

from tm.formats.base import Format
from tm.formats.po.bridge import from_polib, to_polib
from tm.formats.po.entry import Entry
from tm.formats.po.file import PoFile
from tm.formats.po.units import read, write

__all__ = ["FORMAT", "Entry", "PoFile", "from_polib", "to_polib"]


_MESSAGE = re.compile(rb'^(?:\xef\xbb\xbf)?[ \t]*(?:#~[ \t]*)?msg(?:id|ctxt)[ \t]*"', re.MULTILINE)


def sniff(head: bytes) -> bool:
    """Whether a line of a file's first bytes starts with msgid or msgctxt and a string."""
    return b"\0" not in head and _MESSAGE.search(head) is not None


FORMAT = Format("po", (".po", ".pot"), sniff, read, write)
