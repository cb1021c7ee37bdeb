"""Readings of phrases that mean a day or a week: a match of the grammar and today give the days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.language.calendar_words import number_in_words
from bot.language.reading import Reading, Unit, latest_year, monday, month_span, said_year

if TYPE_CHECKING:
    import re

_ORDINALS: Final = {"hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7}
_FRACTIONS: Final = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/10"})
"""Rather parts of a whole than days, where no word says "ngày"."""
_NEAR_DAYS: Final = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}


def read_day(match: re.Match[str], today: dt.date) -> Reading | None:
    """``ngày 8 tháng 5``, ``8/5``, ``mùng 8 tháng 5 năm 2009``."""
    if match.group() in _FRACTIONS:
        return None
    day, month = number_in_words(match.group(1)), number_in_words(match.group(2))
    year = said_year(match, 3, today)
    assumed = year is None
    if year is None:
        year = latest_year(month, today)
        if assumed and (month, day) == (2, 29) and not calendar.isleap(year):
            year -= year % 4
    when = dt.date(year, month, day)
    return Reading(when, when, Unit.DAY, assumed)


def read_figures(match: re.Match[str], _today: dt.date) -> Reading:
    """``8/5/2009``, ``8-5-09``."""
    year = int(match.group(3))
    if year < 100:
        year += 2000
    when = dt.date(year, int(match.group(2)), int(match.group(1)))
    return Reading(when, when, Unit.DAY)


def read_iso(match: re.Match[str], _today: dt.date) -> Reading:
    """``2009-05-08``."""
    when = dt.date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return Reading(when, when, Unit.DAY)


def read_day_of_this_month(match: re.Match[str], today: dt.date) -> Reading | None:
    """``ngày 15``, ``mùng 5``, ``ngày 28 tháng trước``."""
    day = number_in_words(match.group(1))
    if not 1 <= day <= 31:
        return None
    month = dt.date(today.year, today.month, 1)
    if match.group(2) == "truoc" or (not match.group(2) and day > today.day):
        month = (month - dt.timedelta(days=1)).replace(day=1)
    when = month.replace(day=day)
    return Reading(when, when, Unit.DAY, year_is_assumed=not match.group(2))


def read_week(match: re.Match[str], today: dt.date) -> Reading:
    """``tuần trước``, ``tuần này``."""
    first = monday(today, match.group(1))
    return Reading(first, first + dt.timedelta(days=6), Unit.WEEK)


def read_numbered_week(match: re.Match[str], today: dt.date) -> Reading:
    """``tuần 37/2017``: weeks as ISO 8601 numbers them, from Monday."""
    number, year = int(match.group(1)), said_year(match, 2, today)
    assumed = year is None
    if year is None:
        this = today.isocalendar()
        year = this.year if number <= this.week else this.year - 1
    first = dt.date.fromisocalendar(year, number, 1)
    return Reading(first, first + dt.timedelta(days=6), Unit.WEEK, assumed)


def read_week_of_month(match: re.Match[str], today: dt.date) -> Reading | None:
    """``tuần 2 tháng 5``: the first seven days are the first week; ``tuần cuối`` is the last seven."""
    which, month = match.group(1), number_in_words(match.group(2))
    year = said_year(match, 3, today)
    first, last = month_span(year or latest_year(month, today), month, month)
    if which == "cuoi":
        return Reading(last - dt.timedelta(days=6), last, Unit.SPAN, year is None)
    number = 1 if which in ("dau", "nhat") else number_in_words(which)
    if not 1 <= number <= 5:
        return None
    begin = first + dt.timedelta(days=7 * (number - 1))
    return Reading(begin, min(begin + dt.timedelta(days=6), last), Unit.SPAN, year is None)


def read_weekday(match: re.Match[str], today: dt.date) -> Reading:
    """``thứ năm tuần trước``, ``thứ sáu vừa rồi``."""
    ordinal = 8 if match.group(2) else int(_ORDINALS.get(match.group(1)) or match.group(1))
    word = match.group(3)
    if match.group(4):  # thứ sáu vừa rồi: the last one before today
        back = (today.weekday() - (ordinal - 2)) % 7 or 7
        when = today - dt.timedelta(days=back)
    else:
        when = monday(today, word) + dt.timedelta(days=ordinal - 2)
    return Reading(when, when, Unit.DAY)


def read_near_day(match: re.Match[str], today: dt.date) -> Reading:
    """``hôm qua``, ``sáng nay``, ``ngày kia``."""
    word = next(group for group in match.groups() if group)
    when = today + dt.timedelta(days=2 if match.group().startswith("ngay kia") else _NEAR_DAYS[word])
    return Reading(when, when, Unit.DAY)


def read_days_of_month(match: re.Match[str], today: dt.date) -> Reading | None:
    """``ngày 8 và 9/5/2009``, ``các ngày 1, 2 và 3 tháng 9``, ``từ 1 đến 5/9``: from the first named to the last."""
    first, last, month = (number_in_words(match.group(group)) for group in (1, 2, 3))
    year = said_year(match, 4, today)
    told = year or latest_year(month, today)
    return Reading(dt.date(told, month, first), dt.date(told, month, last), Unit.SPAN, year is None)


def read_part_of_week(match: re.Match[str], today: dt.date) -> Reading:
    """``đầu tuần này`` is Monday and Tuesday, ``giữa tuần`` the next two days, ``cuối tuần`` the rest."""
    first = monday(today, match.group(2))
    begin, end = {"dau": (0, 1), "giua": (2, 3), "cuoi": (4, 6)}[match.group(1)]
    return Reading(first + dt.timedelta(days=begin), first + dt.timedelta(days=end), Unit.SPAN)


def read_last_weekday(match: re.Match[str], today: dt.date) -> Reading:
    """``hôm thứ năm``, ``sáng thứ hai``: the last such day, today among them; ``thứ hai tới``: the next."""
    ordinal = 8 if match.group(2) else int(_ORDINALS.get(match.group(1)) or match.group(1))
    ahead = (ordinal - 2 - today.weekday()) % 7
    days = ahead or 7 if match.group(3) else -((7 - ahead) % 7)
    when = today + dt.timedelta(days=days)
    return Reading(when, when, Unit.DAY)


def read_same_day(match: re.Match[str], today: dt.date) -> Reading:
    """``ngày này năm ngoái``, ``hôm nay năm 2010``: 29 February is the 28th where there is none."""
    year = said_year(match, 1, today) or today.year
    last = dt.date(year, today.month, 28) if (today.month, today.day) == (2, 29) else None
    when = last or today.replace(year=year)
    return Reading(when, when, Unit.DAY)


def read_week_before_last(_match: re.Match[str], today: dt.date) -> Reading:
    """``tuần trước nữa``, ``tuần kia``."""
    first = monday(today, "truoc") - dt.timedelta(days=7)
    return Reading(first, first + dt.timedelta(days=6), Unit.WEEK)
