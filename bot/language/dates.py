"""Points and periods of time in a Vietnamese question, read against a given day: ``quý 1 năm ngoái``.

The words are brought into one canonical form first (see ``calendar_words``); the grammar (see ``date_grammar``) then
never meets an accent, a spelled number or a Roman numeral in a quarter.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.language.calendar_words import canonical
from bot.language.date_grammar import grammar
from bot.language.normal import fold
from bot.language.reading import Unit
from bot.language.syllables import key

if TYPE_CHECKING:
    from bot.language.date_grammar import Reader
    from bot.language.reading import Reading


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A period that a text names: ``text[start:end]`` means the days from ``first`` to ``last``, both included.

    An open side is ``dt.date.min`` or ``dt.date.max``. ``year_is_assumed`` where the text did not say the year, so that
    "tháng 5" may be the May of any.
    """

    first: dt.date
    last: dt.date
    unit: Unit
    start: int
    end: int
    year_is_assumed: bool = False

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies within the period, in its own year or, where the year is only assumed, in any."""
        if self.first <= day <= self.last:
            return True
        if not self.year_is_assumed:
            return False
        if self.unit is Unit.WEEK:
            return day.isocalendar().week == self.first.isocalendar().week
        if self.first.year != self.last.year:
            return False
        return (self.first.month, self.first.day) <= (day.month, day.day) <= (self.last.month, self.last.day)


def times_in(text: str, today: dt.date) -> tuple[TimePhrase, ...]:
    """The times that a text names, in order and apart; relative ones are reckoned from ``today``.

    Nothing is read where a number is impossible (``tháng 13``), nor out of codes (``30/2020/NĐ-CP``).
    """
    words = canonical(text)
    taken = [False] * (len(words.text) + 1)
    found: list[TimePhrase] = []
    for reading, match in _matches(words.text):
        if any(taken[match.start() : match.end()]):
            continue
        read = _checked(reading, match, today)
        if read is None:
            continue
        taken[match.start() : match.end()] = [True] * (match.end() - match.start())
        start, end = words.original(match.start(), match.end())
        found.append(TimePhrase(read.first, read.last, read.unit, start, end, read.year_is_assumed))
    return tuple(sorted(found, key=lambda phrase: phrase.start))


_OF_TIMES: Final = re.compile(
    r"\d|(?<![a-z])(?:t |thang|tuan|nam|qui|thu|nhat|ngay|hom|sang|trua|chieu|toi|dem|mung|day|gian|qua|nay|mai|kia)"
)
"""What every pattern of the grammar needs one of, in a canonical text."""


@lru_cache(maxsize=256)
def _matches(text: str) -> tuple[tuple[Reader, re.Match[str]], ...]:
    """What may be read of a canonical text, the surest first: of one question it is asked for several days."""
    if _OF_TIMES.search(text) is None:
        return ()
    return tuple((reading, match) for pattern, reading in grammar() for match in pattern.finditer(text))


def _checked(reading: Reader, match: re.Match[str], today: dt.date) -> Reading | None:
    try:
        read = reading(match, today)
    except (ValueError, OverflowError):  # no such day
        return None
    return read if read and read.first <= read.last else None


_OPENERS: Final = re.compile(r"(tu|ke tu|sau|truoc|den|toi|tinh den) (?:het )?(?:ngay |thoi diem )?$")
_TILL_NOW: Final = re.compile(
    r"\s+(?:cho )?(?:(?:den|toi) (?:nay|gio|bay gio|hien (?:tai|nay))|tro (?:di|lai day))(?!\w)"
)
"""What closes a period that an opener began, folded: "từ 2020 đến nay"."""
_EVENING: Final = key("tối")
_AND: Final = frozenset((",", "và", "va", "&", "hoặc", "hoac"))


def periods_in(text: str, today: dt.date) -> tuple[TimePhrase, ...]:
    """The periods that a question asks about: ``times_in``, with "từ A đến B", "trước A", "kể từ A" put together.

    >>> [(p.first.isoformat(), p.last.isoformat()) for p in periods_in("từ 1/9/2010 đến 5/9/2010", dt.date(2026, 1, 1))]
    [('2010-09-01', '2010-09-05')]
    """
    times = list(times_in(text, today))
    joined: list[TimePhrase] = []
    folded = fold(text)
    while times:
        one = times.pop(0)
        opener, opens = _opener(text, one)
        if (
            opener in ("tu", "ke tu")
            and times
            and _between(text, one.end, times[0].start) in ("den", "toi", "den het", "-")
        ):
            other = times.pop(0)
            one = _spanned(one, other)
        elif times and _between(text, one.end, times[0].start) in ("-", "den", "toi"):
            one = _spanned(one, times.pop(0))
        elif opener is None:
            unit = one.unit
            while times and times[0].unit is unit and text[one.end : times[0].start].strip() in _AND:
                one = _spanned(one, times.pop(0))  # năm 2010, 2011 và 2012
        elif opener in ("tu", "ke tu"):
            closed = _TILL_NOW.match(folded, one.end)
            one = replace(one, last=dt.date.max, unit=Unit.SPAN, end=closed.end() if closed else one.end)
        elif opener == "sau":
            one = replace(one, first=_beside(one.last, 1), last=dt.date.max, unit=Unit.SPAN)
        elif opener == "truoc":
            one = replace(one, first=dt.date.min, last=_beside(one.first, -1), unit=Unit.SPAN)
        elif opener in ("den", "toi", "tinh den"):
            one = replace(one, first=dt.date.min, unit=Unit.SPAN)
        joined.append(replace(one, start=min(opens, one.start)))
    return tuple(joined)


def _spanned(one: TimePhrase, other: TimePhrase) -> TimePhrase:
    """From one to the other, which tells the year for both where only it has one.

    Where they stand the wrong way round, an assumed year is the one before; said years are meant the right way round.
    """
    first, last = one.first, other.last
    if one.year_is_assumed and not other.year_is_assumed:
        first = _in_year(first, last.year)
    if first > last and one.year_is_assumed:
        first = _in_year(first, last.year - 1)
    if first > last:
        first, last = other.first, one.last
    return TimePhrase(
        first,
        last,
        Unit.SPAN,
        one.start,
        other.end,
        year_is_assumed=one.year_is_assumed and other.year_is_assumed,
    )


def _in_year(day: dt.date, year: int) -> dt.date:
    """The same day of another year, where 29 February may be the 28th."""
    year = min(max(year, dt.MINYEAR), dt.MAXYEAR)
    leaps = (day.month, day.day) == (2, 29) and not calendar.isleap(year)
    return day.replace(year=year, day=28 if leaps else day.day)


def _beside(day: dt.date, days: int) -> dt.date:
    """The day before or after, as far as the calendar goes."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return day


def _opener(text: str, phrase: TimePhrase) -> tuple[str | None, int]:
    """The word that opens a period at the phrase, with where it stands; "tối 3/10" is an evening, "tới 3/10" an end."""
    before = canonical(text[: phrase.start])
    found = _OPENERS.search(before.text + " ")
    if found is None:
        return None, phrase.start
    start, _ = before.original(found.start(1), found.end(1))
    word = text[start : phrase.start].split(maxsplit=1)[0]
    if found.group(1) == "toi" and (key(word) == _EVENING or (word.isascii() and text[phrase.start].isdigit())):
        return None, phrase.start
    return found.group(1), start


def _between(text: str, end: int, start: int) -> str:
    between = text[end:start].strip()
    return "-" if between in ("-", "–", "—") else re.sub(r"\b(ngay|het)\b", "", canonical(between).text).strip()
