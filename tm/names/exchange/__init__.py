"""Registers and termbases in the formats of other programs.

tm.names.exchange.files       the formats by name; reading and writing bytes
tm.names.exchange.tbx         TBX v2 (martif) and v3: every field of ours and back
tm.names.exchange.tbx_reader  TBX of any program
tm.names.exchange.convention  how a field of ours is a TBX element or note
tm.names.exchange.tables      OmegaT's and Weblate's glossaries, and TSV of all languages
"""

FORMATS = ("tbx", "tbx3", "omegat", "weblate", "tsv")
"""TBX v2 and v3, OmegaT's glossary, Weblate's CSV, TSV of all languages."""

__all__ = ["FORMATS"]
