"""What a phrase of time means: days from first to last, and how finely it tells them."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


class Unit(StrEnum):
    """How finely a phrase tells the time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Reading:
    """The days that a phrase means."""

    first: dt.date
    last: dt.date
    unit: Unit
    year_is_assumed: bool = False


def said_year(match: re.Match[str], group: int, today: dt.date) -> int | None:
    """The year in two neighbouring groups (figures, or a word), None where the text gives none."""
    if match.group(group):
        return int(match.group(group))
    word = match.group(group + 1)
    steps = {"nay": 0, "ngoai": -1, "truoc": -1, "kia": -2, "sau": 1, "toi": 1}
    return today.year + steps[word] if word else None


def month_span(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    """From the first day of one month of a year to the last day of another."""
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def latest_year(month: int, today: dt.date) -> int:
    """The year of the month that was last, or is now."""
    return today.year if month <= today.month else today.year - 1


def shifted_month(today: dt.date, word: str) -> tuple[dt.date, dt.date]:
    """The month before, after or around today, as the word has it."""
    this = today.replace(day=1)
    if word in ("truoc", "qua", "vua qua", "vua roi", "roi"):
        this = (this - dt.timedelta(days=1)).replace(day=1)
    elif word in ("sau", "toi"):
        this = (this + dt.timedelta(days=31)).replace(day=1)
    return month_span(this.year, this.month, this.month)


def monday(today: dt.date, word: str | None) -> dt.date:
    """The first day of the week before, after or around today, as the word has it."""
    this = today - dt.timedelta(days=today.weekday())
    if word in ("truoc", "qua", "vua qua", "vua roi", "roi"):
        return this - dt.timedelta(days=7)
    if word in ("sau", "toi"):
        return this + dt.timedelta(days=7)
    return this
