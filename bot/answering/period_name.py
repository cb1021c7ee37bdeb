"""A period in the words that people use for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from bot.language.dates import TimePhrase

_QUARTERS: Final = ("I", "II", "III", "IV")


def period_name(period: TimePhrase, language: Language = Language.VIETNAMESE) -> str:
    """The name of a period: a day, month, quarter or year where it is just that, else its first and last day.

    >>> from bot.language.dates import periods_in
    >>> period_name(periods_in("quý 1 năm ngoái", dt.date(2010, 5, 1))[0])
    'quý I/2009'
    """
    say = catalogue(language).say
    first, last = period.first, period.last
    if first == dt.date.min:
        name = say("period-until", day=_day(last))
    elif last == dt.date.max:
        name = say("period-since", day=_day(first))
    elif first == last:
        name = _day(first)
    elif first.year == last.year and first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        name = _months(first, last, language)
    else:
        name = say("period-span", first=_day(first), last=_day(last))
    return name


def _months(first: dt.date, last: dt.date, language: Language) -> str:
    """The name of whole months of one year."""
    say = catalogue(language).say
    year, months = str(first.year), (first.month, last.month)
    if months == (1, 12):
        return say("period-year", year=year)
    if first.month == last.month:
        return say("period-month", month=first.month, year=year)
    if months[1] - months[0] == 2 and months[0] % 3 == 1:
        return say("period-quarter", quarter=_QUARTERS[months[0] // 3], year=year)
    return say("period-span", first=_day(first), last=_day(last))


def _day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
