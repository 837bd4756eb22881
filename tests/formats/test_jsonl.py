"""JSONL: errors with their place, lone surrogates. The round trip is in test_tmx_roundtrip."""

from __future__ import annotations

import io

import pytest

from tm.errors import InputError, LanguageError, LossError, SyntaxProblemError
from tm.formats import detect, jsonl
from tm.formats.base import Input, Output
from tm.model import Document, Note, Segment, Unit, Variant, unit_id

LINE = '{"id":"1","variants":[{"lang":"be","segment":{"parts":["ў’я"]}}],"source":"be"}\n'


def read(data: str | bytes) -> Document:
    raw = data.encode() if isinstance(data, str) else data
    return jsonl.read(Input("a.jsonl", (io.BytesIO(raw),)))


def test_source_blank_lines_bom_and_unknown_keys() -> None:
    document = read("\ufeff" + LINE + "\r\n\n" + LINE.replace('"id"', '"later":1,"id"'))
    assert document.source == "be"
    assert [unit.variants[0].text for unit in document.units] == ["ў’я", "ў’я"]
    assert list(read("").units) == []


@pytest.mark.parametrize(
    ("line", "message", "place"),
    [
        ("{", "Input data was truncated", "a.jsonl:2:2"),
        ('{"id": ё}', "malformed: invalid character", "a.jsonl:2:8"),
        (LINE + "x", "malformed", "a.jsonl:3:1"),
        ("[]", "Expected `object`, got `array`", "a.jsonl:2:1"),
        ('{"variants":[]}', "missing required field `id`", "a.jsonl:2:1"),
        ('{"id": 7}', "Expected `str`, got `int` - at `$.id`", "a.jsonl:2:1"),
        (
            '{"id":"1","variants":[{"lang":"be","state":"odd"}]}',
            "Invalid enum value 'odd'",
            "a.jsonl:2:1",
        ),
        ('{"id":"\\ud800"}', "is a lone surrogate", "a.jsonl:2:8"),
        (b'{"id":"\xff"}', "the bytes FF are not utf-8", "a.jsonl:2:8"),
        ('{"id":"a\x01"}', "invalid character", "a.jsonl:2:"),
        ('{"id":"1"} {"id":"2"}', "trailing characters", "a.jsonl:2:13"),
    ],
)
def test_errors(line: str | bytes, message: str, place: str) -> None:
    raw = line.encode() if isinstance(line, str) else line
    document = read(LINE.encode() + raw)
    with pytest.raises(InputError) as caught:
        list(document.units)
    assert message in caught.value.message
    assert str(caught.value.place).startswith(place)


def test_a_lone_surrogate_is_a_loss() -> None:
    unit = Unit("1", (Variant("be", Segment.of("ў\ud800")),), "be", notes=(Note("\udfff"),))
    stream = io.BytesIO()
    output = Output("b", (stream,), allow_loss=True)
    jsonl.write(Document("d", "be", [unit]), output)
    assert sum(output.losses.values()) == 2
    (again,) = read(stream.getvalue()).units
    assert (again.variants[0].text, again.notes) == ("ў", (Note(""),))
    with pytest.raises(LossError, match=r"lone surrogate in a text \(U\+D800\)"):
        jsonl.write(Document("d", "be", [unit]), Output("b", (io.BytesIO(),)))


@pytest.mark.parametrize(
    "line",
    [
        '{"id":"1","members":[' * 5000 + "]}" * 5000,
        '{"id":"1","x":' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
)
def test_nested_too_deeply(line: str) -> None:
    document = read(LINE + line)
    with pytest.raises(SyntaxProblemError, match="too deeply") as caught:
        list(document.units)
    assert str(caught.value.place) == "a.jsonl:2:1"


def test_languages_become_canonical_and_ids_our_own() -> None:
    line = '{"id":"7","variants":[{"lang":"EN_us","segment":{"parts":["a"]}}],"source":"en-us"}'
    (unit,) = read(line).units
    assert (unit.source, unit.languages) == ("en-US", ("en-US",))
    assert (unit.id, unit.properties) == (unit_id("en-US", None, "a"), (("id", "7"),))
    (outer,) = read('{"id":"1","members":[' + line + "]}").units
    assert outer.members == (unit,)
    document = read(LINE + line.replace("EN_us", "by"))
    with pytest.raises(LanguageError) as caught:
        list(document.units)
    assert str(caught.value.place).startswith("a.jsonl:2")


def test_only_header_fields_that_are_not_made_anew_are_a_loss() -> None:
    usual = (("Language", "be"), ("Last-Translator", "A"), ("X-Document-Format", "markdown"))
    jsonl.write(Document("d", "en", [], header=usual), Output("b", (io.BytesIO(),)))
    mine = Document("d", "en", [], header=(*usual, ("X-Mine", "1")))
    with pytest.raises(LossError, match="the file's header"):
        jsonl.write(mine, Output("b", (io.BytesIO(),)))


def test_detected() -> None:
    assert detect("a.jsonl").name == "jsonl"
    assert detect("a.txt", LINE.encode()).name == "jsonl"
