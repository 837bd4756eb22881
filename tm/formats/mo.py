"""MO, the compiled form of PO (GNU gettext manual, "MO Files"); written by polib, not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.formats.base import Format
from tm.formats.po.bridge import to_mo
from tm.formats.po.file import PoFile
from tm.formats.po.units import entry_from_unit, po_header

if TYPE_CHECKING:
    from tm.formats.base import Output
    from tm.model import Document

__all__ = ["FORMAT"]

_MAGIC = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")


def sniff(head: bytes) -> bool:
    """Whether a file starts with the magic number of MO, in either byte order."""
    return head.startswith(_MAGIC)


def write(document: Document, output: Output) -> None:
    """Write the translated units of the first target; others are not compiled."""
    targets = [lang for lang in output.languages or document.targets if lang != document.source]
    target = targets[0] if targets else None
    file = PoFile(path=output.path)
    for unit in document.units:
        file.entries += [entry_from_unit(member, target) for member in unit.members or (unit,)]
    file.set_header(po_header(document.header, document.source, target))
    output.stream.write(to_mo(file))
    output.settle()


FORMAT = Format("mo", (".mo",), sniff, None, write)
