"""The grammar of Vietnamese dates: patterns over canonical words, each with the days that it means.

The first pattern that fits a piece of text has it; so longer and surer ones stand before shorter ones.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.language import day_readings, period_readings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    from bot.language.reading import Reading

    Reader: TypeAlias = Callable[[re.Match[str], dt.date], Reading | None]

_TENS = r"(?:hai |ba )?muoi(?: (?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|[46]))?"
_DAY = rf"(?:\d{{1,2}}|{_TENS}|mot|hai|ba|bon|nam|sau|bay|tam|chin)"
_N = rf"(?:{_DAY}|tu)"
_YEAR = r"(?:(?:nam |/)?((?:19|20)\d\d)|nam (nay|ngoai|truoc|sau|toi|kia))"
_WEEKDAY = r"(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))"
_PAST = r"(?:qua|vua qua|vua roi|gan day|gan nhat|tro lai day)"
_COUNT = rf"({_N}|vai|may|nhung|it)"
_PASSED = r"(?: (?:vua qua|vua roi|nay|roi))?"


def _patterns() -> Iterator[tuple[str, Reader]]:
    year = f"(?: ?(?:- )?{_YEAR})"
    yield (
        r"(?:(?:giai doan|nhiem ki|trong|tu) )?(?:nam )?((?:19|20)\d\d) ?(?:-|den|toi|va)(?: nam)? ?((?:19|20)\d\d)",
        period_readings.read_years,
    )
    yield (
        rf"ngay (\d{{1,2}})(?: \d{{1,2}})* (?:va |- )?(\d{{1,2}})(?: thang |[/.-])({_N}){year}?(?![/.\d])",
        day_readings.read_days_of_month,
    )
    and_day = r"(?:-|va|den|toi) (?:ngay |mung )?(\d{1,2})"
    yield (
        rf"(?:tu )?(?:ngay )?(\d{{1,2}}) {and_day}(?: thang |[/.-])({_N}){year}?(?![/.\d])",
        day_readings.read_days_of_month,
    )
    yield r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?![/.\d])", day_readings.read_figures
    yield r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?![/.\d])", day_readings.read_iso
    yield (
        rf"tuan (?:le )?(?:thu )?(dau|cuoi|nhat|hai|ba|tu|nam|[1-5])(?: tien)?(?: cua)? thang ({_N}){year}?",
        day_readings.read_week_of_month,
    )
    yield (
        rf"(?<!moi )(?<!mot )(?<!\d )tuan (?:thu )?(\d{{1,2}}){year}?(?! (?:lan|buoi|gio|ngay|bai|cuoc|dot|nguoi))",
        day_readings.read_numbered_week,
    )
    yield r"thang (\d{1,2})(?:, ?| )(\d{1,2})(?:/| (?:nam )?)((?:19|20)\d\d)()", period_readings.read_months
    yield rf"(?:tu )?thang ({_N}) (?:(?:den|toi|va|-) (?:thang )?|thang )({_N}){year}?", period_readings.read_months
    yield (
        rf"(?<!ngay )(?<!mung )({_N}) (?:thang|_?t)(?: (dau|cuoi)(?: cua)?|(?= nam (?:19|20)\d\d))(?: {_YEAR}| nam)?",
        period_readings.read_months_of_year,
    )
    yield rf"(?:ngay |mung )*({_DAY})(?: thang |/)({_N}){year}?(?![/.\d])", day_readings.read_day
    yield rf"nua (dau|cuoi|sau)(?: cua)? thang ({_N}){year}?", period_readings.read_half_of_month
    yield rf"(dau|giua|cuoi|thuong tuan|trung tuan|ha tuan) thang ({_N}){year}?", period_readings.read_part_of_month
    yield (
        (
            r"(dau|giua|cuoi|thuong tuan|trung tuan|ha tuan) thang"
            r"(?: (nay|truoc|sau|toi(?! nay| gio)|qua|vua qua)|(?=$| (?:den|toi|bo|co)\b))"
        ),
        period_readings.read_part_of_this_month,
    )
    yield rf"({_N}) qui (dau|cuoi)(?: cua)?(?: {_YEAR}| nam)?", period_readings.read_quarters_of_year
    yield rf"(nua dau|nua cuoi|nua sau)(?: cua)? (?:nam$|nam(?= (?!\d))|{_YEAR})", period_readings.read_part_of_year
    yield (
        rf"(?<!lan )(dau|giua|cuoi) (?:nam$|nam(?= (?!\d|nay|ngoai|truoc|sau|toi|kia))|{_YEAR})",
        period_readings.read_part_of_year,
    )
    yield rf"(dau|giua|cuoi) qui ({_N}){year}?", period_readings.read_part_of_quarter
    yield rf"(?:tu )?qui ({_N}) (?:va|-|den|toi) (?:qui )?({_N}){year}?", period_readings.read_quarters
    yield rf"qui ({_N}){year}?{_PASSED}", period_readings.read_quarter
    yield r"qui (nay|truoc|sau|toi|vua qua|vua roi|qua)", period_readings.read_this_quarter
    yield (
        rf"{_WEEKDAY}(?: (?:cua )?tuan (nay|truoc|sau|toi|vua roi|vua qua|roi)| (vua roi|vua qua|roi))",
        day_readings.read_weekday,
    )
    yield rf"(?:hom|sang|trua|chieu) {_WEEKDAY}()", day_readings.read_last_weekday
    yield rf"{_WEEKDAY} (toi|sap toi)", day_readings.read_last_weekday
    yield rf"(?:ngay nay|hom nay|ngay hom nay) {_YEAR}", day_readings.read_same_day
    yield r"ngay (?:mung )?(\d{1,2}) thang (nay|truoc)(?![/.\d])", day_readings.read_day_of_this_month
    yield rf"{_COUNT} (ngay|hom|tuan|thang|nam) (?:toi|sap toi|nua)", period_readings.read_next_days
    yield rf"cach day (?:khoang )?{_COUNT} (ngay|hom|tuan|thang|nam)", period_readings.read_ago
    yield rf"{_COUNT} (ngay|hom|tuan|thang|nam) truoc(?: day)?", period_readings.read_ago
    yield r"(?:may|nhung) (?:ngay|hom) nay", period_readings.read_these_days
    yield rf"{_COUNT} (ngay|hom|tuan|thang|nam) {_PAST}", period_readings.read_last_days
    yield r"thang (nay|truoc|sau|toi|vua qua|vua roi|qua)", period_readings.read_this_month
    yield rf"thang ({_N}) (?:toi|sap toi)(?! (?:thang|nam|\d))", period_readings.read_next_month
    yield rf"thang ({_N}){year}?{_PASSED}(?! (?:dau|cuoi) nam)", period_readings.read_month
    yield r"(\d{1,2}) - ((?:19|20)\d\d)(?! -)", period_readings.read_month_figures
    yield r"(?<![/.\d])(\d{1,2})/((?:19|20)\d\d)(?![/.\d])", period_readings.read_month_figures
    yield r"(dau|giua|cuoi) tuan(?: (nay|truoc|sau|toi|vua qua|vua roi|qua|roi))?", day_readings.read_part_of_week
    yield r"tuan (?:truoc nua|kia)", day_readings.read_week_before_last
    yield r"tuan (nay|truoc|sau|toi|vua qua|vua roi|qua|roi)", day_readings.read_week
    yield (
        r"(?:hom|sang|trua|chieu|toi|dem) (nay|qua|kia)|(?:ngay|sang|trua|chieu|toi) (mai)|ngay (hom qua|kia)",
        day_readings.read_near_day,
    )
    yield r"ngay (?:mung )?(\d{1,2})()(?![/.\d])", day_readings.read_day_of_this_month
    yield rf"mung ({_N})()", day_readings.read_day_of_this_month
    yield rf"nam hai (?:nghin|ngan)(?: khong tram)?(?: (?:linh|le))? ({_DAY})", period_readings.read_year_in_words
    yield r"the ki (\d{2})", period_readings.read_century
    yield r"(?:nhung nam|thap nien|thap ki) (\d{2,4})", period_readings.read_decade
    yield r"khoa (\d{1,2})", period_readings.read_term
    yield (
        r"gan day(?! nhat)|moi day(?! nhat)|thoi gian qua|thoi gian gan day|vua qua|dao nay",
        period_readings.read_lately,
    )
    yield rf"(?<![/.\d-]){_YEAR}(?![/.\d-])", period_readings.read_year


@cache
def grammar() -> Sequence[tuple[re.Pattern[str], Reader]]:
    """Each pattern with what reads its match; a reading may refuse with None or ValueError.

    Made when a text is first met that may name a time: that takes longer than answering it.
    """
    return tuple((re.compile(rf"(?<!\w){pattern}(?!\w)"), reading) for pattern, reading in _patterns())
