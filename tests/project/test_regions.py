"""A language asked for finds the variety of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tm.errors import UsageError
from tm.formats.po import PoFile
from tm.model import unit_id
from tm.project.exchange import Options, convert

if TYPE_CHECKING:
    from pathlib import Path

TMX = """<tmx version="1.4"><header srclang="en-US"/><body>
<tu><tuv xml:lang="en-US"><seg>Minsk</seg></tuv><tuv xml:lang="be-BY"><seg>Мінск</seg></tuv></tu>
</body></tmx>"""


def test_be_finds_be_by(tmp_path: Path) -> None:
    source, target = tmp_path / "a.tmx", tmp_path / "a.po"
    source.write_text(TMX)
    convert(str(source), str(target), Options(), pair=("en", "be"))
    file = PoFile.parse(target.read_bytes())
    assert [(e.msgid, e.msgstr) for e in file.messages] == [("Minsk", ("Мінск",))]
    assert file.field("Language") == "be"


def test_a_table_has_the_columns_asked_for(tmp_path: Path) -> None:
    source, target = tmp_path / "a.tmx", tmp_path / "a.tsv"
    source.write_text(TMX)
    convert(str(source), str(target), Options(), pair=("en", "be"))
    head, row = target.read_text().splitlines()
    cells = dict(zip(head.split("\t"), row.split("\t"), strict=True))
    assert (cells["en"], cells["be"]) == ("Minsk", "Мінск")
    assert cells.get("id", unit_id("en", None, "Minsk")) == unit_id("en", None, "Minsk")


def test_a_language_that_is_not_there_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    source, target = tmp_path / "a.tmx", tmp_path / "a.po"
    source.write_text(TMX)
    with pytest.raises(UsageError, match=r"there is no text in ru.*be-BY"):
        convert(str(source), str(target), Options(), pair=("en", "ru"))
    assert not target.exists()
