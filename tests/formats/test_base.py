from __future__ import annotations

import io

import pytest

from tm.errors import LossError, UnknownNameError, UsageError
from tm.formats import EXTENSIONS, FORMATS, Input, Output, detect


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.po", "po"),
        ("a.POT", "po"),
        ("locales/ru.tmx", "tmx"),
        ("x.mo", "mo"),
        ("x.tsv", "tsv"),
        ("x.jsonl", "jsonl"),
        ("x.en,x.ru", "moses"),
    ],
)
def test_the_path_tells(path: str, name: str) -> None:
    assert detect(path).name == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'# c\nmsgid ""\nmsgstr ""\n', "po"),
        (b"\xde\x12\x04\x95\0\0\0\0", "mo"),
        (b'<?xml version="1.0"?>\n<tmx version="1.4">', "tmx"),
    ],
)
def test_the_first_bytes_tell(head: bytes, name: str) -> None:
    assert detect("-", head).name == name
    assert detect("file.unknown", head).name == name


@pytest.mark.parametrize("head", [b"", b"hello", b"\0\xff\xfe"])
def test_nothing_tells(head: bytes) -> None:
    with pytest.raises(UsageError, match="is no known format") as caught:
        detect("x.docx", head)
    assert "--from-format" in caught.value.hint
    assert "tmx" in caught.value.hint


def test_every_format_says_what_it_can() -> None:
    for name in FORMATS.names():
        form = FORMATS.get(name)
        assert form.name == name
        assert form.read or form.write
        assert {EXTENSIONS.get(extension, name) for extension in form.extensions} <= {name}
    assert set(EXTENSIONS.values()) <= set(FORMATS.names())


def test_an_unknown_format() -> None:
    with pytest.raises(UnknownNameError, match="unknown format “tmz”"):
        FORMATS.get("tmz")


def test_losses_are_told_together_with_the_first_unit() -> None:
    output = Output("x.po", (io.BytesIO(),))
    output.settle()
    output.lose("properties", "u1")
    output.lose("properties", "u2")
    output.lose("who", "u3")
    with pytest.raises(LossError) as caught:
        output.settle()
    assert "2 × properties (first in unit u1); 1 × who (first in unit u3)" in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.path == "x.po"
    assert "--allow-loss" in caught.value.hint


def test_losses_with_leave() -> None:
    output = Output("x.po", (io.BytesIO(),), allow_loss=True)
    output.lose("properties", "u1")
    output.settle()
    assert output.losses == {"properties": 1}


def test_outputs_do_not_share_their_counts() -> None:
    Output("x", ()).lose("a", "1")
    assert not Output("x", ()).losses


def test_the_only_stream() -> None:
    stream = io.BytesIO(b"x")
    assert Input("x", (stream,)).stream is stream
    assert Output("x", (stream,)).stream is stream
