"""MO, the compiled form of PO (GNU gettext manual, "MO Files"); written, not read.

It has what a program looks up: contexts, texts and plural forms. Translations that are not ready
and obsolete ones are left out, and counted as lost. Comments, places, flags, previous sources and
properties are for the translator, who has the PO that a program's MO is made from: no loss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.formats.base import Format
from tm.formats.common import single_target
from tm.formats.po.bridge import to_mo
from tm.formats.po.file import PoFile
from tm.formats.po.units import entries_of, po_header

if TYPE_CHECKING:
    from tm.formats.base import Output
    from tm.model import Document

__all__ = ["FORMAT"]

_HOLDS = frozenset(
    {
        *("context", "members", "forms"),
        *("notes", "previous", "properties", "made", "text notes", "text properties"),
    }
)
_MAGIC = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")


def sniff(head: bytes) -> bool:
    """Whether a file starts with the magic number of MO, in either byte order."""
    return head.startswith(_MAGIC)


def write(document: Document, output: Output) -> None:
    """Write the translated units of the one target; UsageError when there are several."""
    target = single_target(document, output)
    holds = _HOLDS | {"states"} if output.include_fuzzy else _HOLDS
    header = po_header(document.header, document.source, target)
    file = PoFile(entries_of(document.units, target, header, output, holds), output.path)
    file.set_header(header)
    output.stream.write(to_mo(file, include_fuzzy=output.include_fuzzy))
    output.settle()


FORMAT = Format("mo", (".mo",), sniff, None, write)
