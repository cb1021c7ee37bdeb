"""The day of an article as Vietnamese pages have it: ``Thứ sáu, 08/05/2009 15:30``, ``Cập nhật 15:30, 8-5-2009``."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERS: Final = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/-])")
_WORDS: Final = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+năm\s+(\d{4})", re.IGNORECASE)
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_CLOCK: Final = re.compile(r"hôm nay|bây giờ", re.IGNORECASE)
"""A page's clock, which shows the day of reading."""


def day_in(text: str) -> dt.date | None:
    """The first possible day that a text names in full; None where it names none.

    >>> day_in("Cập nhật lúc 15:30 ngày 8 tháng 5 năm 2009")
    datetime.date(2009, 5, 8)
    """
    found = [
        (match.start(), day)
        for pattern, order in ((_ISO, (1, 2, 3)), (_NUMBERS, (3, 2, 1)), (_WORDS, (3, 2, 1)))
        for match in pattern.finditer(text)
        if (day := _day(*(int(match.group(number)) for number in order))) is not None
    ]
    return min(found)[1] if found else None


def page_day(lines: Iterable[str]) -> dt.date | None:
    """The day that a page gives near its title: of the first short line that names one and is no clock."""
    for line in lines:
        if len(line) <= 90 and not _CLOCK.search(line) and (day := day_in(line)):
            return day
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1945 <= year <= 2100 else None
    except ValueError:
        return None
