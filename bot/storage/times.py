"""Moments as they are kept: whole milliseconds since 1970 in UTC, so that both databases sort them alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Clock = Callable[[], dt.datetime]
"""Tells the present moment, with a time zone. Passed in everywhere, so that a test can be at midnight."""

_MILLISECOND = dt.timedelta(milliseconds=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def wall_clock() -> dt.datetime:
    """The present moment in UTC by this machine's clock."""
    return dt.datetime.now(dt.UTC)


def to_milliseconds(moment: dt.datetime) -> int:
    """A moment as it is kept.

    Raises:
        ValueError: the moment has no time zone, so nobody knows when it was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment}")
    return (moment - _EPOCH) // _MILLISECOND


def from_milliseconds(kept: int) -> dt.datetime:
    """The kept moment, in UTC."""
    return _EPOCH + kept * _MILLISECOND


def start_of(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The first moment of a day where the clocks of ``zone`` hang, in UTC.

    Where summer time skips midnight, it is the moment of the skip.

    >>> from zoneinfo import ZoneInfo
    >>> start_of(dt.date(2026, 1, 1), ZoneInfo("Asia/Ho_Chi_Minh")).isoformat()
    '2025-12-31T17:00:00+00:00'
    """
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def bounds(first: dt.date, days: int, zone: ZoneInfo) -> tuple[int, int]:
    """The kept moments from the start of ``first`` (included) to the end of the last of ``days`` days (excluded)."""
    after = first + dt.timedelta(days=days)
    return to_milliseconds(start_of(first, zone)), to_milliseconds(start_of(after, zone))
