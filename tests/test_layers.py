"""The public interface is frozen: a name goes only with a new major version."""

from __future__ import annotations

from importlib import import_module

import pytest

PUBLIC = {
    "tm.config": "Config DocumentOptions Documents Segmentation load",
    "tm.errors": (
        "CharsetError ConfigError InputError LanguageError LossError Place PluralError "
        "SyntaxProblemError TmError UnknownNameError UsageError WriteError did_you_mean"
    ),
    "tm.files": "atomic_write read_bytes unreadable write_bytes",
    "tm.formats": "EXTENSIONS FORMATS Format Input Output detect",
    "tm.formats.mo": "FORMAT",
    "tm.formats.po": "Entry FORMAT PoFile from_polib to_polib",
    "tm.lang": "LanguageTag alphabet canonical plural_forms",
    "tm.model": ("Code Document Note Pair Previous Provenance Segment State Unit Variant unit_id"),
    "tm.plurals": "PluralForms SAMPLE parse_plural_forms",
    "tm.progress": "Progress SILENT",
    "tm.registry": "Registry",
}


@pytest.mark.parametrize("name", PUBLIC)
def test_the_public_names(name: str) -> None:
    module = import_module(name)
    assert sorted(module.__all__) == sorted(PUBLIC[name].split())
    assert all(hasattr(module, public) for public in module.__all__)
