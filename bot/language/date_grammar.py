"""The grammar of Vietnamese dates: patterns over canonical words, each with the days that it means.

The first pattern that fits a piece of text has it; so longer and surer ones stand before shorter ones.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.language.calendar_words import number_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Unit(StrEnum):
    """How finely a phrase tells the time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"


_TENS = r"(?:hai |ba )?muoi(?: (?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|[46]))?"
_DAY = rf"(?:\d{{1,2}}|{_TENS}|mot|hai|ba|bon|nam|sau|bay|tam|chin)"
_N = rf"(?:{_DAY}|tu)"
_YEAR = r"(?:(?:nam |/)?((?:19|20)\d\d)|nam (nay|ngoai|truoc|sau|toi|kia))"
_WEEKDAY = r"(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))"
_PAST = r"(?:qua|vua qua|vua roi|gan day|gan nhat|tro lai day|truoc)"
_ORDINALS: Final = {"hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7}
_PARTY_TERMS: Final = {10: (2006, 2011), 11: (2011, 2016), 12: (2016, 2021), 13: (2021, 2026), 14: (2026, 2031)}
"""The terms of the Party's Central Committee, from congress to congress."""
_ASSEMBLY_TERMS: Final = {12: (2007, 2011), 13: (2011, 2016), 14: (2016, 2021), 15: (2021, 2026), 16: (2026, 2031)}
"""The terms of the National Assembly."""


_FRACTIONS: Final = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/10"})
"""Rather parts of a whole than days, where no word says "ngày"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The days that a phrase means."""

    first: dt.date
    last: dt.date
    unit: Unit
    year_is_assumed: bool = False


def _year(match: re.Match[str], group: int, today: dt.date) -> int | None:
    """The year in two neighbouring groups (figures, or a word), None where the text gives none."""
    if match.group(group):
        return int(match.group(group))
    word = match.group(group + 1)
    steps = {"nay": 0, "ngoai": -1, "truoc": -1, "kia": -2, "sau": 1, "toi": 1}
    return today.year + steps[word] if word else None


def _month_span(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _latest_year(month: int, today: dt.date) -> int:
    """The year of the month that was last, or is now."""
    return today.year if month <= today.month else today.year - 1


def _read_day(match: re.Match[str], today: dt.date) -> Reading | None:
    if match.group() in _FRACTIONS:
        return None
    day, month = number_in_words(match.group(1)), number_in_words(match.group(2))
    year = _year(match, 3, today)
    assumed = year is None
    if year is None:
        year = _latest_year(month, today)
        if assumed and (month, day) == (2, 29) and not calendar.isleap(year):
            year -= year % 4
    when = dt.date(year, month, day)
    return Reading(when, when, Unit.DAY, assumed)


def _read_figures(match: re.Match[str], _today: dt.date) -> Reading:
    year = int(match.group(3))
    if year < 100:
        year += 2000
    when = dt.date(year, int(match.group(2)), int(match.group(1)))
    return Reading(when, when, Unit.DAY)


def _read_iso(match: re.Match[str], _today: dt.date) -> Reading:
    when = dt.date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return Reading(when, when, Unit.DAY)


def _read_day_of_this_month(match: re.Match[str], today: dt.date) -> Reading | None:
    day = number_in_words(match.group(1))
    if not 1 <= day <= 31:
        return None
    month = dt.date(today.year, today.month, 1)
    if match.group(2) == "truoc" or (not match.group(2) and day > today.day):
        month = (month - dt.timedelta(days=1)).replace(day=1)
    when = month.replace(day=day)
    return Reading(when, when, Unit.DAY, year_is_assumed=not match.group(2))


def _read_month(match: re.Match[str], today: dt.date) -> Reading:
    month = number_in_words(match.group(1))
    year = _year(match, 2, today)
    first, last = _month_span(year or _latest_year(month, today), month, month)
    return Reading(first, last, Unit.MONTH, year is None)


def _read_month_figures(match: re.Match[str], _today: dt.date) -> Reading:
    return Reading(*_month_span(int(match.group(2)), int(match.group(1)), int(match.group(1))), Unit.MONTH)


def _read_months(match: re.Match[str], today: dt.date) -> Reading | None:
    """``từ tháng 3 đến tháng 5 năm 2010``, ``tháng 3 và tháng 4``."""
    first, last = number_in_words(match.group(1)), number_in_words(match.group(2))
    year = _year(match, 3, today)
    return Reading(*_month_span(year or _latest_year(first, today), first, last), Unit.SPAN, year is None)


def _read_part_of_month(match: re.Match[str], today: dt.date) -> Reading:
    part, month = match.group(1), number_in_words(match.group(2))
    year = _year(match, 3, today)
    first, last = _month_span(year or _latest_year(month, today), month, month)
    return Reading(*_third(part, first, last), Unit.SPAN, year is None)


def _third(part: str, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The beginning, middle or end of a month: its first ten days, the next ten, the rest."""
    if part in ("dau", "thuong tuan"):
        return first, first.replace(day=10)
    if part in ("giua", "trung tuan"):
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def _read_part_of_this_month(match: re.Match[str], today: dt.date) -> Reading:
    first, last = _shifted_month(today, match.group(2))
    return Reading(*_third(match.group(1), first, last), Unit.SPAN)


def _shifted_month(today: dt.date, word: str) -> tuple[dt.date, dt.date]:
    this = today.replace(day=1)
    if word in ("truoc", "qua", "vua qua", "vua roi"):
        this = (this - dt.timedelta(days=1)).replace(day=1)
    elif word in ("sau", "toi"):
        this = (this + dt.timedelta(days=31)).replace(day=1)
    return _month_span(this.year, this.month, this.month)


def _read_this_month(match: re.Match[str], today: dt.date) -> Reading:
    return Reading(*_shifted_month(today, match.group(1)), Unit.MONTH)


def _read_quarter(match: re.Match[str], today: dt.date) -> Reading | None:
    quarter = number_in_words(match.group(1))
    if not 1 <= quarter <= 4:
        return None
    year = _year(match, 2, today)
    first = quarter * 3 - 2
    return Reading(*_month_span(year or _latest_year(first, today), first, first + 2), Unit.QUARTER, year is None)


def _read_this_quarter(match: re.Match[str], today: dt.date) -> Reading:
    first = dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    if match.group(1) in ("truoc", "vua qua", "vua roi", "qua"):
        first = (first - dt.timedelta(days=80)).replace(day=1)
    elif match.group(1) in ("sau", "toi"):
        first = (first + dt.timedelta(days=100)).replace(day=1)
    return Reading(*_month_span(first.year, first.month, first.month + 2), Unit.QUARTER)


def _read_months_of_year(match: re.Match[str], today: dt.date) -> Reading | None:
    """``6 tháng đầu năm``, ``ba tháng cuối năm 2010``."""
    count = number_in_words(match.group(1))
    if not 1 <= count <= 12:
        return None
    year = _year(match, 3, today) or today.year
    span = (1, count) if match.group(2) == "dau" else (13 - count, 12)
    return Reading(*_month_span(year, *span), Unit.SPAN)


def _read_part_of_year(match: re.Match[str], today: dt.date) -> Reading:
    year = _year(match, 2, today) or today.year
    spans = {"nua dau": (1, 6), "nua cuoi": (7, 12), "nua sau": (7, 12), "dau": (1, 4), "giua": (5, 8), "cuoi": (9, 12)}
    return Reading(*_month_span(year, *spans[match.group(1)]), Unit.SPAN)


def _read_week(match: re.Match[str], today: dt.date) -> Reading:
    monday = _monday(today, match.group(1))
    return Reading(monday, monday + dt.timedelta(days=6), Unit.WEEK)


def _monday(today: dt.date, word: str | None) -> dt.date:
    monday = today - dt.timedelta(days=today.weekday())
    if word in ("truoc", "qua", "vua qua", "vua roi", "roi"):
        return monday - dt.timedelta(days=7)
    if word in ("sau", "toi"):
        return monday + dt.timedelta(days=7)
    return monday


def _read_numbered_week(match: re.Match[str], today: dt.date) -> Reading:
    """``tuần 37/2017``: weeks as ISO 8601 numbers them, from Monday."""
    number, year = int(match.group(1)), _year(match, 2, today)
    assumed = year is None
    if year is None:
        this = today.isocalendar()
        year = this.year if number <= this.week else this.year - 1
    monday = dt.date.fromisocalendar(year, number, 1)
    return Reading(monday, monday + dt.timedelta(days=6), Unit.WEEK, assumed)


def _read_week_of_month(match: re.Match[str], today: dt.date) -> Reading | None:
    """``tuần 2 tháng 5``: the first seven days are the first week; ``tuần cuối`` is the last seven."""
    which, month = match.group(1), number_in_words(match.group(2))
    year = _year(match, 3, today)
    first, last = _month_span(year or _latest_year(month, today), month, month)
    if which == "cuoi":
        return Reading(last - dt.timedelta(days=6), last, Unit.SPAN, year is None)
    number = 1 if which in ("dau", "nhat") else number_in_words(which)
    if not 1 <= number <= 5:
        return None
    begin = first + dt.timedelta(days=7 * (number - 1))
    return Reading(begin, min(begin + dt.timedelta(days=6), last), Unit.SPAN, year is None)


def _read_weekday(match: re.Match[str], today: dt.date) -> Reading:
    ordinal = 8 if match.group(2) else int(_ORDINALS.get(match.group(1)) or match.group(1))
    word = match.group(3)
    if match.group(4):  # thứ sáu vừa rồi: the last one before today
        back = (today.weekday() - (ordinal - 2)) % 7 or 7
        when = today - dt.timedelta(days=back)
    else:
        when = _monday(today, word) + dt.timedelta(days=ordinal - 2)
    return Reading(when, when, Unit.DAY)


_NEAR_DAYS: Final = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}


def _read_near_day(match: re.Match[str], today: dt.date) -> Reading:
    word = next(group for group in match.groups() if group)
    when = today + dt.timedelta(days=2 if match.group().startswith("ngay kia") else _NEAR_DAYS[word])
    return Reading(when, when, Unit.DAY)


def _read_last_days(match: re.Match[str], today: dt.date) -> Reading | None:
    count = 3 if match.group(1) in ("vai", "may", "nhung", "it") else number_in_words(match.group(1))
    days = {"ngay": 1, "hom": 1, "tuan": 7, "thang": 30, "nam": 365}[match.group(2)]
    if not 1 <= count * days <= 365 * 60:
        return None
    return Reading(today - dt.timedelta(days=count * days), today, Unit.SPAN)


def _read_lately(_match: re.Match[str], today: dt.date) -> Reading:
    return Reading(today - dt.timedelta(days=30), today, Unit.SPAN)


def _read_years(match: re.Match[str], _today: dt.date) -> Reading:
    return Reading(dt.date(int(match.group(1)), 1, 1), dt.date(int(match.group(2)), 12, 31), Unit.SPAN)


def _read_year(match: re.Match[str], today: dt.date) -> Reading | None:
    year = _year(match, 1, today)
    return Reading(dt.date(year, 1, 1), dt.date(year, 12, 31), Unit.YEAR) if year else None


def _read_decade(match: re.Match[str], _today: dt.date) -> Reading:
    first = int(match.group(1))
    first += 1900 if 20 < first < 100 else 2000 if first <= 20 else 0
    return Reading(dt.date(first // 10 * 10, 1, 1), dt.date(first // 10 * 10 + 9, 12, 31), Unit.SPAN)


def _read_term(match: re.Match[str], _today: dt.date) -> Reading | None:
    terms = _ASSEMBLY_TERMS if "quoc hoi" in match.string else _PARTY_TERMS
    years = terms.get(int(match.group(1)))
    return Reading(dt.date(years[0], 1, 1), dt.date(years[1], 12, 31), Unit.SPAN) if years else None


def _patterns() -> Iterator[tuple[str, Callable[[re.Match[str], dt.date], Reading | None]]]:
    year = f"(?: ?{_YEAR})"
    yield (
        r"(?:(?:giai doan|nhiem ki|trong|tu) )?(?:nam )?((?:19|20)\d\d) ?(?:-|den|toi|va)(?: nam)? ?((?:19|20)\d\d)",
        _read_years,
    )
    yield r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?![/.\d])", _read_figures
    yield r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?![/.\d])", _read_iso
    yield (
        rf"tuan (?:le )?(?:thu )?(dau|cuoi|nhat|hai|ba|tu|nam|[1-5])(?: tien)?(?: cua)? thang ({_N}){year}?",
        _read_week_of_month,
    )
    yield (
        rf"(?<!moi )(?<!mot )(?<!\d )tuan (?:thu )?(\d{{1,2}}){year}?(?! (?:lan|buoi|gio|ngay|bai|cuoc|dot|nguoi))",
        _read_numbered_week,
    )
    yield rf"(?:tu )?thang ({_N}) (?:den|toi|va|-) (?:thang )?({_N}){year}?", _read_months
    yield rf"(?:ngay |mung )*({_DAY})(?: thang |/)({_N}){year}?(?![/.\d])", _read_day
    yield rf"(dau|giua|cuoi|thuong tuan|trung tuan|ha tuan) thang ({_N}){year}?", _read_part_of_month
    yield (
        r"(dau|giua|cuoi|thuong tuan|trung tuan|ha tuan) thang (nay|truoc|sau|toi|qua|vua qua)",
        _read_part_of_this_month,
    )
    yield rf"({_N}) thang (dau|cuoi)(?: cua)?(?: nam)?(?: {_YEAR})?", _read_months_of_year
    yield rf"(nua dau|nua cuoi|nua sau)(?: cua)? (?:nam$|nam(?= (?!\d))|{_YEAR})", _read_part_of_year
    yield rf"(dau|giua|cuoi) (?:nam$|nam(?= (?!\d|nay|ngoai|truoc|sau|toi|kia))|{_YEAR})", _read_part_of_year
    yield rf"qui ({_N}){year}?", _read_quarter
    yield r"qui (nay|truoc|sau|toi|vua qua|vua roi|qua)", _read_this_quarter
    yield rf"{_WEEKDAY}(?: (?:cua )?tuan (nay|truoc|sau|toi|vua roi|vua qua|roi)| (vua roi|vua qua|roi))", _read_weekday
    yield r"ngay (?:mung )?(\d{1,2}) thang (nay|truoc)(?![/.\d])", _read_day_of_this_month
    yield rf"({_N}|vai|may|nhung) (ngay|hom|tuan|thang|nam) {_PAST}", _read_last_days
    yield r"thang (nay|truoc|sau|toi|vua qua|vua roi|qua)", _read_this_month
    yield rf"thang ({_N}){year}?(?! (?:dau|cuoi) nam)", _read_month
    yield r"(?<![/.\d])(\d{1,2})/((?:19|20)\d\d)(?![/.\d])", _read_month_figures
    yield r"tuan (nay|truoc|sau|toi|vua qua|vua roi|qua|roi)", _read_week
    yield r"(?:hom|sang|trua|chieu|toi) (nay|qua|kia)|ngay (mai|hom qua|kia)", _read_near_day
    yield r"ngay (?:mung )?(\d{1,2})()(?![/.\d])", _read_day_of_this_month
    yield rf"mung ({_N})()", _read_day_of_this_month
    yield r"(?:nhung nam|thap nien|thap ki) (\d{2,4})", _read_decade
    yield r"khoa (\d{1,2})", _read_term
    yield r"gan day|moi day|thoi gian qua|vua qua", _read_lately
    yield rf"(?<![/.\d-]){_YEAR}(?![/.\d-])", _read_year


GRAMMAR: Final = tuple((re.compile(rf"(?<!\w){pattern}(?!\w)"), reading) for pattern, reading in _patterns())
"""Each pattern with what reads its match; a reading may refuse with None or ValueError."""
