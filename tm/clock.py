"""The time that files are stamped with."""

from __future__ import annotations

import os
import re
import time

from tm.errors import UsageError

__all__ = ["timestamp"]

_LAST = 253_402_300_799
"""The last second of the year 9999: dates in files have four digits for the year."""


def timestamp() -> time.struct_time | None:
    """Return the time of SOURCE_DATE_EPOCH (seconds since 1970) in UTC, None where it is not set.

    UsageError when it is no such number.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    number = re.fullmatch(r"0*([0-9]{1,12})", value)
    if number is None or int(number[1]) > _LAST:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is “{value[:40]}”, which is no time",
            hint="give the seconds since 1970 as a whole number, or unset it",
        )
    return time.gmtime(int(number[1]))
