"""Readings of phrases that mean months, quarters, years and spans: a match of the grammar and today give the days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.language.calendar_words import number_in_words
from bot.language.reading import Reading, Unit, latest_year, monday, month_span, said_year, shifted_month

if TYPE_CHECKING:
    import re

_PARTY_TERMS: Final = {10: (2006, 2011), 11: (2011, 2016), 12: (2016, 2021), 13: (2021, 2026), 14: (2026, 2031)}
"""The terms of the Party's Central Committee, from congress to congress."""
_ASSEMBLY_TERMS: Final = {12: (2007, 2011), 13: (2011, 2016), 14: (2016, 2021), 15: (2021, 2026), 16: (2026, 2031)}
"""The terms of the National Assembly."""


def read_month(match: re.Match[str], today: dt.date) -> Reading:
    """``tháng 5``, ``tháng 5/2009``."""
    month = number_in_words(match.group(1))
    year = said_year(match, 2, today)
    first, last = month_span(year or latest_year(month, today), month, month)
    return Reading(first, last, Unit.MONTH, year is None)


def read_month_figures(match: re.Match[str], _today: dt.date) -> Reading:
    """``5/2009``."""
    return Reading(*month_span(int(match.group(2)), int(match.group(1)), int(match.group(1))), Unit.MONTH)


def read_months(match: re.Match[str], today: dt.date) -> Reading | None:
    """``từ tháng 3 đến tháng 5 năm 2010``, ``tháng 3 và tháng 4``."""
    first, last = number_in_words(match.group(1)), number_in_words(match.group(2))
    year = said_year(match, 3, today)
    return Reading(*month_span(year or latest_year(first, today), first, last), Unit.SPAN, year is None)


def read_part_of_month(match: re.Match[str], today: dt.date) -> Reading:
    """``đầu tháng 9``, ``trung tuần tháng 3``."""
    part, month = match.group(1), number_in_words(match.group(2))
    year = said_year(match, 3, today)
    first, last = month_span(year or latest_year(month, today), month, month)
    return Reading(*_third(part, first, last), Unit.SPAN, year is None)


def _third(part: str, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The beginning, middle or end of a month: its first ten days, the next ten, the rest."""
    if part in ("dau", "thuong tuan"):
        return first, first.replace(day=10)
    if part in ("giua", "trung tuan"):
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def read_part_of_this_month(match: re.Match[str], today: dt.date) -> Reading:
    """``cuối tháng trước``; ``cuối tháng`` is this month's."""
    first, last = shifted_month(today, match.group(2) or "nay")
    return Reading(*_third(match.group(1), first, last), Unit.SPAN)


def read_this_month(match: re.Match[str], today: dt.date) -> Reading:
    """``tháng này``, ``tháng trước``."""
    return Reading(*shifted_month(today, match.group(1)), Unit.MONTH)


def read_quarter(match: re.Match[str], today: dt.date) -> Reading | None:
    """``quý I/2009``."""
    quarter = number_in_words(match.group(1))
    if not 1 <= quarter <= 4:
        return None
    year = said_year(match, 2, today)
    first = quarter * 3 - 2
    return Reading(*month_span(year or latest_year(first, today), first, first + 2), Unit.QUARTER, year is None)


def read_this_quarter(match: re.Match[str], today: dt.date) -> Reading:
    """``quý này``, ``quý trước``."""
    first = dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    if match.group(1) in ("truoc", "vua qua", "vua roi", "qua"):
        first = (first - dt.timedelta(days=80)).replace(day=1)
    elif match.group(1) in ("sau", "toi"):
        first = (first + dt.timedelta(days=100)).replace(day=1)
    return Reading(*month_span(first.year, first.month, first.month + 2), Unit.QUARTER)


def read_months_of_year(match: re.Match[str], today: dt.date) -> Reading | None:
    """``6 tháng đầu năm``, ``ba tháng cuối năm 2010``; ``tám tháng năm 2023`` are its first."""
    count = number_in_words(match.group(1))
    if not 1 <= count <= 12:
        return None
    year = said_year(match, 3, today) or today.year
    span = (13 - count, 12) if match.group(2) == "cuoi" else (1, count)
    return Reading(*month_span(year, *span), Unit.SPAN)


def read_part_of_year(match: re.Match[str], today: dt.date) -> Reading:
    """``nửa đầu năm``, ``cuối năm 2013``."""
    year = said_year(match, 2, today) or today.year
    spans = {"nua dau": (1, 6), "nua cuoi": (7, 12), "nua sau": (7, 12), "dau": (1, 4), "giua": (5, 8), "cuoi": (9, 12)}
    return Reading(*month_span(year, *spans[match.group(1)]), Unit.SPAN)


def read_last_days(match: re.Match[str], today: dt.date) -> Reading | None:
    """``3 ngày qua``, ``ba năm gần đây``."""
    count = 3 if match.group(1) in ("vai", "may", "nhung", "it") else number_in_words(match.group(1))
    days = {"ngay": 1, "hom": 1, "tuan": 7, "thang": 30, "nam": 365}[match.group(2)]
    if not 1 <= count * days <= 365 * 60:
        return None
    return Reading(today - dt.timedelta(days=count * days), today, Unit.SPAN)


def read_lately(_match: re.Match[str], today: dt.date) -> Reading:
    """``gần đây``: the last thirty days."""
    return Reading(today - dt.timedelta(days=30), today, Unit.SPAN)


def read_years(match: re.Match[str], _today: dt.date) -> Reading:
    """``giai đoạn 2016-2020``."""
    return Reading(dt.date(int(match.group(1)), 1, 1), dt.date(int(match.group(2)), 12, 31), Unit.SPAN)


def read_year(match: re.Match[str], today: dt.date) -> Reading | None:
    """``năm 2009``, ``năm ngoái``."""
    year = said_year(match, 1, today)
    return Reading(dt.date(year, 1, 1), dt.date(year, 12, 31), Unit.YEAR) if year else None


def read_decade(match: re.Match[str], _today: dt.date) -> Reading:
    """``thập niên 2010``, ``những năm 90``."""
    first = int(match.group(1))
    first += 1900 if 20 < first < 100 else 2000 if first <= 20 else 0
    return Reading(dt.date(first // 10 * 10, 1, 1), dt.date(first // 10 * 10 + 9, 12, 31), Unit.SPAN)


def read_term(match: re.Match[str], _today: dt.date) -> Reading | None:
    """``khóa XI``: the Party's, or the National Assembly's where that is named."""
    terms = _ASSEMBLY_TERMS if "quoc hoi" in match.string else _PARTY_TERMS
    years = terms.get(int(match.group(1)))
    return Reading(dt.date(years[0], 1, 1), dt.date(years[1], 12, 31), Unit.SPAN) if years else None


_FEW: Final = ("vai", "may", "nhung", "it")
_DAYS: Final = {"ngay": 1, "hom": 1, "tuan": 7, "thang": 30, "nam": 365, "qui": 91}


def read_part_of_quarter(match: re.Match[str], today: dt.date) -> Reading | None:
    """``cuối quý I/2009``: the quarter's first, second or last month."""
    quarter = number_in_words(match.group(2))
    if not 1 <= quarter <= 4:
        return None
    month = quarter * 3 - 2 + {"dau": 0, "giua": 1, "cuoi": 2}[match.group(1)]
    year = said_year(match, 3, today)
    return Reading(*month_span(year or latest_year(month, today), month, month), Unit.MONTH, year is None)


def read_quarters(match: re.Match[str], today: dt.date) -> Reading | None:
    """``quý I và II/2010``, ``quý II-III/2010``."""
    first, last = number_in_words(match.group(1)), number_in_words(match.group(2))
    if not 1 <= first < last <= 4:
        return None
    year = said_year(match, 3, today)
    told = year or latest_year(first * 3 - 2, today)
    return Reading(*month_span(told, first * 3 - 2, last * 3), Unit.SPAN, year is None)


def read_quarters_of_year(match: re.Match[str], today: dt.date) -> Reading | None:
    """``3 quý đầu năm 2012``."""
    count = number_in_words(match.group(1))
    if not 1 <= count <= 4:
        return None
    span = (1, 3 * count) if match.group(2) == "dau" else (13 - 3 * count, 12)
    return Reading(*month_span(said_year(match, 3, today) or today.year, *span), Unit.SPAN)


def read_half_of_month(match: re.Match[str], today: dt.date) -> Reading:
    """``nửa đầu tháng 9``: to the fifteenth; ``nửa cuối``: from the sixteenth."""
    month, year = number_in_words(match.group(2)), said_year(match, 3, today)
    first, last = month_span(year or latest_year(month, today), month, month)
    if match.group(1) == "dau":
        return Reading(first, first.replace(day=15), Unit.SPAN, year is None)
    return Reading(first.replace(day=16), last, Unit.SPAN, year is None)


def read_ago(match: re.Match[str], today: dt.date) -> Reading | None:
    """``cách đây 2 tuần``, ``3 tháng trước``, ``hai năm trước``: that day, week, month or year."""
    count = 3 if match.group(1) in _FEW else number_in_words(match.group(1))
    unit = match.group(2)
    if unit in ("ngay", "hom"):
        when = today - dt.timedelta(days=count)
        return Reading(when, when, Unit.DAY)
    if unit == "tuan":
        first = monday(today, None) - dt.timedelta(days=7 * count)
        return Reading(first, first + dt.timedelta(days=6), Unit.WEEK)
    if unit == "thang":
        months = today.year * 12 + today.month - 1 - count
        return Reading(*month_span(months // 12, months % 12 + 1, months % 12 + 1), Unit.MONTH)
    return Reading(*month_span(today.year - count, 1, 12), Unit.YEAR)


def read_next_days(match: re.Match[str], today: dt.date) -> Reading | None:
    """``3 ngày tới``, ``hai tuần nữa``."""
    count = 3 if match.group(1) in _FEW else number_in_words(match.group(1))
    return Reading(today, today + dt.timedelta(days=count * _DAYS[match.group(2)]), Unit.SPAN)


def read_these_days(_match: re.Match[str], today: dt.date) -> Reading:
    """``mấy hôm nay``, ``những ngày này``: the last seven days."""
    return Reading(today - dt.timedelta(days=7), today, Unit.SPAN)


def read_next_month(match: re.Match[str], today: dt.date) -> Reading:
    """``tháng 5 tới``: the next such month."""
    month = number_in_words(match.group(1))
    return Reading(*month_span(today.year + (month <= today.month), month, month), Unit.MONTH)


def read_year_in_words(match: re.Match[str], _today: dt.date) -> Reading:
    """``năm hai nghìn không trăm linh chín``, ``hai nghìn mười hai``."""
    return Reading(*month_span(2000 + number_in_words(match.group(1)), 1, 12), Unit.YEAR)


def read_century(match: re.Match[str], _today: dt.date) -> Reading | None:
    """``thế kỷ 21``: from 2001 to 2100."""
    century = int(match.group(1))
    if not 15 <= century <= 30:
        return None
    return Reading(dt.date(century * 100 - 99, 1, 1), dt.date(century * 100, 12, 31), Unit.SPAN)
