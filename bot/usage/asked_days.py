"""The days that somebody names who asks for figures: "hôm qua", "tuần trước", "7", "1/7", with accents or without."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_DAYS: Final = 366
_COUNT: Final = re.compile(r"(\d{1,3})(?: (?:ngay|days?))?", re.ASCII)
_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def days_asked(words: str, today: dt.date) -> tuple[dt.date, int] | None:
    """The first day and the number of days that the words name; None where that cannot be read.

    Nothing is today; a number is so many days up to today; a day without its year is the last one of that name.

    >>> days_asked("tuần", dt.date(2026, 7, 9))
    (datetime.date(2026, 7, 3), 7)
    >>> days_asked("hom qua", dt.date(2026, 7, 9))
    (datetime.date(2026, 7, 8), 1)
    >>> days_asked("31/12", dt.date(2026, 7, 9))
    (datetime.date(2025, 12, 31), 1)
    """
    words = " ".join(fold(words).split())
    if words in _NAMED:
        return _NAMED[words](today)
    if counted := _COUNT.fullmatch(words):
        days = int(counted.group(1))
        return _up_to(today, days) if 1 <= days <= MOST_DAYS else None
    found = _DATE.fullmatch(words)
    if found is None:
        return None
    day, month, year = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
    return _last_named(int(day), int(month), int(year) if year else None, today)


def _last_named(day: int, month: int, year: int | None, today: dt.date) -> tuple[dt.date, int] | None:
    """That day; without a year the last one that is not to come, so that "31/12" in January is of the year before."""
    try:
        found = dt.date(year or today.year, month, day)
        return (found if year or found <= today else dt.date(today.year - 1, month, day)), 1
    except ValueError:
        return None


def _up_to(today: dt.date, days: int) -> tuple[dt.date, int]:
    return today - dt.timedelta(days=days - 1), days


def _from(first: dt.date, last: dt.date) -> tuple[dt.date, int]:
    return first, (last - first).days + 1


def _week(today: dt.date, ago: int) -> tuple[dt.date, int]:
    monday = today - dt.timedelta(days=today.weekday() + 7 * ago)
    return _from(monday, min(monday + dt.timedelta(days=6), today))


def _month_before(today: dt.date) -> tuple[dt.date, int]:
    last = today.replace(day=1) - dt.timedelta(days=1)
    return _from(last.replace(day=1), last)


_NAMED: Final[Mapping[str, Callable[[dt.date], tuple[dt.date, int]]]] = {
    **dict.fromkeys(("", "hom nay", "today"), lambda today: (today, 1)),
    **dict.fromkeys(("hom qua", "yesterday"), lambda today: (today - dt.timedelta(days=1), 1)),
    **dict.fromkeys(("hom kia",), lambda today: (today - dt.timedelta(days=2), 1)),
    **dict.fromkeys(("tuan", "week"), lambda today: _up_to(today, 7)),
    **dict.fromkeys(("tuan nay", "this week"), lambda today: _week(today, 0)),
    **dict.fromkeys(("tuan truoc", "tuan qua", "last week"), lambda today: _week(today, 1)),
    **dict.fromkeys(("thang", "month"), lambda today: _up_to(today, 30)),
    **dict.fromkeys(("thang nay", "this month"), lambda today: _from(today.replace(day=1), today)),
    **dict.fromkeys(("thang truoc", "thang qua", "last month"), _month_before),
}
