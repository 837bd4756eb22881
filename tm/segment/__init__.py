"""Sentence segmentation by SRX 2.0 rules, with our own for English, Russian and Belarusian."""

from tm.segment.engine import Decision
from tm.segment.segmenter import Segmenter, default_rules
from tm.segment.srx import (
    FormatHandle,
    LanguageMap,
    LanguageRule,
    Rule,
    SrxDocument,
    read_srx,
    write_srx,
)

__all__ = [
    "Decision",
    "FormatHandle",
    "LanguageMap",
    "LanguageRule",
    "Rule",
    "Segmenter",
    "SrxDocument",
    "default_rules",
    "read_srx",
    "write_srx",
]
