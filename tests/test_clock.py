"""SOURCE_DATE_EPOCH: a time, or an error that says what to give."""

from __future__ import annotations

import time

import pytest

from tm.clock import timestamp
from tm.errors import UsageError


def test_the_time_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert timestamp() == time.gmtime(1600000000)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")
    assert time.strftime("%Y", timestamp() or time.gmtime()) == "9999"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert timestamp() is None
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert timestamp() is None


@pytest.mark.parametrize(
    "value", ["99999999999999999999", "253402300800", "²", "٣", "-1", "1.5", "yesterday", " 1"]
)
def test_no_time(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(UsageError, match="no time"):
        timestamp()
