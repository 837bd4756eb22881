from __future__ import annotations

import gettext
import io
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import UsageError
from tm.formats import FORMATS, Input, Output
from tm.formats.mo import FORMAT, sniff
from tm.formats.po import Entry, PoFile
from tm.formats.po.bridge import to_mo
from tm.formats.po.units import read
from tm.model import Document, Segment, State, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = [
    ("POT-Creation-Date", "2020-01-01 00:00+0000"),
    ("Language", "be"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Plural-Forms", "nplurals=3; plural=n%3;"),
]


def catalog(*entries: Entry) -> PoFile:
    file = PoFile(entries)
    file.set_header(HEADER)
    return file


def translations(data: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(data))


def messages(data: bytes) -> dict[object, str]:
    """Return every text by msgid, or (msgid, form), less the header."""
    found: dict[object, str] = dict(vars(translations(data))["_catalog"])
    return {key: text for key, text in found.items() if key}


def test_real_catalogs_compile_to_what_msgfmt_makes(
    program: Callable[[str], str], catalogs: list[tuple[Path, bytes]], tmp_path: Path
) -> None:
    theirs, ours, compared = tmp_path / "theirs.mo", tmp_path / "ours.mo", 0
    for path, data in catalogs[::8]:
        if b"%<PRI" in data:
            continue  # msgfmt puts these into tables that depend on the system
        subprocess.run([program("msgfmt"), "-o", theirs, path], capture_output=True, check=True)
        file = PoFile.parse(data)
        ours.write_bytes(to_mo(file))
        assert messages(ours.read_bytes()) == messages(theirs.read_bytes()), path
        if file.encoding == "utf-8":
            texts = [
                subprocess.run([program("msgunfmt"), name], capture_output=True, check=True).stdout
                for name in (ours, theirs)
            ]
            assert texts[0] == texts[1], path
        compared += 1
    assert compared > 60


KEYS = st.tuples(st.none() | st.text(max_size=4), st.text(min_size=1, max_size=6)).filter(
    lambda key: not set("\0\4") & set((key[0] or "") + key[1])
)
TEXTS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=9
)


@given(st.dictionaries(KEYS, st.lists(TEXTS, min_size=3, max_size=3), max_size=12), st.booleans())
def test_every_text_is_found_again(
    entries: dict[tuple[str | None, str], list[str]],
    plural: bool,  # noqa: FBT001
) -> None:
    made = [
        Entry(msgid, tuple(forms if plural else forms[:1]), context, msgid if plural else None)
        for (context, msgid), forms in entries.items()
    ]
    found = translations(to_mo(catalog(*made)))
    for (context, msgid), forms in entries.items():
        if context is None and not plural:
            assert found.gettext(msgid) == forms[0]
        elif context is None:
            assert [found.ngettext(msgid, msgid, n) for n in range(3)] == forms
        elif not plural:
            assert found.pgettext(context, msgid) == forms[0]
        else:
            assert [found.npgettext(context, msgid, msgid, n) for n in range(3)] == forms


def test_what_is_not_compiled() -> None:
    file = catalog(
        Entry("ok", ("добра",)),
        Entry("fuzzy", ("няпэўна",), flags=("fuzzy",)),
        Entry("none", ("",)),
        Entry("partly", ("a", "", "c"), msgid_plural="parts"),
        Entry("old", ("стары",), obsolete=True),
        Entry("ok", ("яшчэ раз",)),
    )
    assert messages(to_mo(file)) == {"ok": "добра"}
    assert messages(to_mo(file, include_fuzzy=True)) == {"ok": "добра", "fuzzy": "няпэўна"}


def test_the_header_is_kept_but_for_the_date_and_the_charset() -> None:
    info = translations(to_mo(catalog())).info()
    assert info["language"] == "be"
    assert "pot-creation-date" not in info
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n\n'
    file = PoFile.parse(f'{header}msgid "a"\nmsgstr "ж"'.encode("koi8-r"))
    assert translations(to_mo(file)).charset() == "UTF-8"
    assert messages(to_mo(file)) == {"a": "ж"}
    assert messages(to_mo(PoFile([Entry("a", ("ж",))]))) == {"a": "ж"}


def test_equal_texts_give_equal_bytes_in_any_order() -> None:
    one, two = Entry("a", ("1",)), Entry("b", ("2",))
    assert to_mo(catalog(one, two)) == to_mo(catalog(two, one))


def test_the_format_writes_the_first_target() -> None:
    source = b'msgid ""\nmsgstr "Language: be\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    document = read(Input("x.po", (io.BytesIO(source),)))
    output = Output("x.mo", (io.BytesIO(),))
    assert FORMAT.write is not None
    assert FORMAT.read is None
    FORMAT.write(document, output)
    output.stream.seek(0)
    data = output.stream.read()
    assert messages(data) == {"a": "b"}
    assert sniff(data)
    assert not sniff(source)
    assert FORMATS.get("mo") is FORMAT


def test_only_texts_that_are_done_are_compiled() -> None:
    states = [(State.REVIEWED, "r"), (State.NEEDS_REVIEW, "n"), (State.INITIAL, "")]
    units = [
        Unit(
            text,
            (Variant("en", Segment.of(f"x{text}")), Variant("be", Segment.of(text), state)),
            "en",
        )
        for state, text in states
    ]
    assert FORMAT.write is not None
    for include_fuzzy, found in ((False, {"xr": "r"}), (True, {"xr": "r", "xn": "n"})):
        output = Output("x.mo", (io.BytesIO(),), ("en", "be"), allow_loss=True)
        output.include_fuzzy = include_fuzzy
        FORMAT.write(Document("x", "en", units), output)
        output.stream.seek(0)
        assert messages(output.stream.read()) == found
        assert bool(output.losses) is not include_fuzzy


def test_two_targets_are_too_many() -> None:
    output = Output("x.mo", (io.BytesIO(),), ("en", "be", "ru"))
    assert FORMAT.write is not None
    with pytest.raises(UsageError, match="one target language"):
        FORMAT.write(Document("x", "en", []), output)
