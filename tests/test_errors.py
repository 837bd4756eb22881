from __future__ import annotations

import inspect
import re

import pytest

from tm import errors
from tm.errors import Place, TmError, did_you_mean

TREE = re.findall(r"(\w+Error)\b", errors.__doc__ or "")
CLASSES = [
    value
    for _, value in inspect.getmembers(errors, inspect.isclass)
    if issubclass(value, TmError) and value.__module__ == "tm.errors"
]


def test_the_docstring_draws_every_error() -> None:
    assert sorted(TREE) == sorted(cls.__name__ for cls in CLASSES)


@pytest.mark.parametrize("cls", CLASSES)
def test_an_error_says_what_where_and_what_to_do(cls: type[TmError]) -> None:
    error = cls("is broken", place=Place("ru.po", 3, 4), hint="mend it")
    assert str(error) == "ru.po:3:4: is broken (mend it)"
    assert str(cls("is broken")) == "is broken"
    assert (error.message, error.exit_code) == ("is broken", 2)
    assert cls.__doc__


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.po"), "a.po"),
        (Place("a.po", 3), "a.po:3"),
        (Place("a.po", 3, 1), "a.po:3:1"),
        (Place("a.po", 0, 7), "a.po"),
    ],
)
def test_places(place: Place, text: str) -> None:
    assert str(place) == text


def test_did_you_mean() -> None:
    assert did_you_mean("langauge", ["language", "country"]) == "did you mean language?"
    assert did_you_mean("tm", ["tmx", "tms", "po"]) == "did you mean tmx or tms?"
    assert did_you_mean("zzz", ["po", "mo"]) == "known: mo, po"
    assert did_you_mean("zzz", []) == "known: "
