"""File formats: each is a reader and a writer of units, in a module of its own.

tm.formats.base      Format, Input, Output: what a format is given and must offer
tm.formats.po        PO and POT, byte-preserving; MO
tm.formats.tmx       TMX 1.1-1.4
tm.formats.tsv moses jsonl
"""

from tm.formats.base import EXTENSIONS, FORMATS, Format, Input, Output, detect

__all__ = ["EXTENSIONS", "FORMATS", "Format", "Input", "Output", "detect"]
