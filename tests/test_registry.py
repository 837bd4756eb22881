from __future__ import annotations

import sys
from importlib.metadata import EntryPoint

import pytest

from tm import registry as module
from tm.errors import TmError, UnknownNameError
from tm.registry import Registry


def points(monkeypatch: pytest.MonkeyPatch, *found: tuple[str, str]) -> None:
    def entry_points(*, group: str) -> list[EntryPoint]:
        return [EntryPoint(name, value, group) for name, value in found if group == "tm.things"]

    monkeypatch.setattr(module, "entry_points", entry_points)


def things(builtin: dict[str, str]) -> Registry[object]:
    return Registry("thing", "tm.things", builtin)


def test_names_import_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    points(monkeypatch, ("plug", "this:s"))
    assert things({"b": "antigravity:x", "a": "this:x"}).names() == ("a", "b", "plug")
    assert "antigravity" not in sys.modules


def test_built_ins_and_plugins_are_got_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    points(monkeypatch, ("plug", "string:ascii_uppercase"))
    registry = things({"own": "string:ascii_lowercase"})
    assert registry.get("own") == "abcdefghijklmnopqrstuvwxyz"
    assert registry.get("plug") == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_an_unknown_name_names_the_closest(monkeypatch: pytest.MonkeyPatch) -> None:
    points(monkeypatch)
    with pytest.raises(UnknownNameError, match="unknown thing “tmz”") as caught:
        things({"tmx": "a:b", "po": "a:b"}).get("tmz")
    assert caught.value.hint == "did you mean tmx?"


@pytest.mark.parametrize(
    "found", [[("own", "other:x")], [("plug", "one:x"), ("plug", "two:x")]], ids=["own", "plugins"]
)
def test_a_name_used_twice_is_an_error(
    monkeypatch: pytest.MonkeyPatch, found: list[tuple[str, str]]
) -> None:
    points(monkeypatch, *found)
    with pytest.raises(TmError, match=r"two things are called “(own|plug)”") as caught:
        things({"own": "mine:x"}).names()
    assert found[-1][1] in caught.value.hint


@pytest.mark.parametrize("target", ["no_such_module_anywhere:x", "string:no_such_name"])
def test_a_broken_plugin_is_our_error(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    points(monkeypatch, ("plug", target))
    with pytest.raises(TmError, match="the thing “plug” cannot be loaded") as caught:
        things({}).get("plug")
    assert target in caught.value.hint
