"""The public interface is frozen: a name goes only with a new major version."""

from __future__ import annotations

from importlib import import_module

import pytest

PUBLIC = {
    "tm.clock": "timestamp",
    "tm.config": "Config DocumentOptions Documents Segmentation load",
    "tm.documents": "Article Block KINDS Kind Replacement build inline kind_of parse sentences",
    "tm.errors": (
        "CharsetError ConfigError InputError LanguageError LossError Place PluralError "
        "SyntaxProblemError TmError UnknownNameError UsageError WriteError did_you_mean"
    ),
    "tm.files": "atomic_write read_bytes unreadable write_bytes",
    "tm.formats": "EXTENSIONS FORMATS Format Input Output detect",
    "tm.formats.jsonl": "FORMAT read write",
    "tm.formats.mo": "FORMAT",
    "tm.formats.moses": "FORMAT read write",
    "tm.formats.po": "Entry FORMAT PoFile from_polib to_polib",
    "tm.formats.tmx": "FORMAT read write",
    "tm.formats.tsv": "FORMAT read write",
    "tm.lang": "LanguageTag alphabet canonical plural_forms",
    "tm.model": ("Code Document Note Pair Previous Provenance Segment State Unit Variant unit_id"),
    "tm.plurals": "PluralForms SAMPLE parse_plural_forms",
    "tm.progress": "Progress SILENT",
    "tm.project": "Doc Project",
    "tm.registry": "Registry",
    "tm.segment": (
        "Decision FormatHandle LanguageMap LanguageRule Rule Segmenter SrxDocument default_rules "
        "read_srx write_srx"
    ),
}


@pytest.mark.parametrize("name", PUBLIC)
def test_the_public_names(name: str) -> None:
    module = import_module(name)
    assert sorted(module.__all__) == sorted(PUBLIC[name].split())
    assert all(hasattr(module, public) for public in module.__all__)
