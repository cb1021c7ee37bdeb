"""The times that an entry tells, and what it tells of each: at a meeting on quarter I what is planned for the next."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.language.dates import times_in
from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.normal import fold
from bot.language.reading import Unit
from bot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.entry import Entry
    from bot.language.dates import TimePhrase
    from bot.language.sentences import Sentence

_NEAR: Final = 40
"""Characters before a time in which what it is the time of is looked for."""
_OPENING: Final = 14
"""Characters that may stand before a time which opens its sentence: "Tính đến ngày"."""
_COMPARED: Final = re.compile(r"(?:so voi|cung k[iy])(?: cung k[iy])?(?: cua)?(?: nam)? $")
"""What stands before a time that something is only compared with."""
_WORD: Final = re.compile(r"[^\W_]+")
_NO_NAMES: Final = FUNCTION_SYLLABLES - {"bao"}
"""What the name of a meeting does not end in; "họp báo" does."""


def times_told(entry: Entry, base: dt.date) -> tuple[TimePhrase, ...]:
    """The times in the title and in the text of an entry."""
    return times_of(entry.title, base) + times_of(entry.body, base)


@lru_cache(maxsize=4096)
def times_of(text: str, base: dt.date) -> tuple[TimePhrase, ...]:
    """The times of a text in normal form that was written on a day."""
    return times_in(text, base)


def meets(asked: TimePhrase, told: TimePhrase) -> bool:
    """Whether the time told lies in the asked one; a day asked for is met by that very day only."""
    if asked.unit is Unit.DAY:
        return told.unit is Unit.DAY and asked.holds(told.first)
    if asked.unit is Unit.YEAR or asked.first == dt.date.min or asked.last == dt.date.max:
        return told.first <= asked.last and asked.first <= told.last
    return asked.holds(told.first) and asked.holds(told.last)


def is_of_some_year(asked: TimePhrase, told: TimePhrase) -> bool:
    """Whether a day asked for without its year, or from, after or until which is asked, is told of another year."""
    if not asked.year_is_assumed or not {asked.unit, told.unit} <= {Unit.DAY, Unit.SPAN}:
        return False
    ends = [day for day in (asked.first, asked.last) if dt.date.min < day < dt.date.max]
    if asked.unit is Unit.SPAN:
        ends += [day - dt.timedelta(days=1) for day in ends]  # "sau 31/3" begins on the first of April
    days = {(day.month, day.day) for day in ends}
    return any((day.month, day.day) in days for day in (told.first, told.last))


def is_alike(asked: TimePhrase, told: TimePhrase) -> bool:
    """Whether a time told is the one asked about, or the same month of the year told where none was asked."""
    return meets(asked, told) or (asked.unit is Unit.MONTH and asked.first.month == told.first.month)


def is_told_of_the_same(period: TimePhrase, question: str, entry: Entry) -> bool:
    """Whether the text gives that time to the thing asked about: "kế hoạch quý II" at a meeting on quarter I."""
    base = entry.date.last if entry.date else dt.date.max
    before = [word for word in fold(question[: period.start]).split() if word not in FUNCTION_SYLLABLES][-2:]
    if len(before) < 2:
        return False
    told = [time for time in times_of(entry.body, base) if time.unit is period.unit and meets(period, time)]
    if period.unit is Unit.DAY:  # of which a sentence has one, wherever it stands: "đến 8/9, còn 3,4 triệu thuê bao 2G"
        return any(set(before) <= words_around(entry.body, time.start) for time in told)
    return (
        _told_at_that_time(period, question, told, entry)
        or _told_beside_that_year(period, question, told, entry)
        or any(" ".join(before) in fold(_just_before(entry.body, time.start)) for time in told)
    )


def _told_at_that_time(period: TimePhrase, question: str, told: Iterable[TimePhrase], entry: Entry) -> bool:
    """Whether what is told of that time has every word of content that is asked beside it: at least two.

    That is its sentence and, where it opens that, what follows in the paragraph. Not where the time is the name of what
    is asked about, as it is the title's: "họp báo tháng 10" is another one.
    """
    named = [word for word in _WORD.findall(fold(question[: period.start])) if word not in _NO_NAMES][-2:]
    asked = words_beside(question, (period.start, period.end), entry)
    if len(asked) < 2 or set(named) <= set(_WORD.findall(fold(entry.title))):
        return False
    return any(asked <= _words_governed(entry.body, time.start) for time in told)


def _told_beside_that_year(period: TimePhrase, question: str, told: Iterable[TimePhrase], entry: Entry) -> bool:
    """Whether every word of content that is asked beside a year, at least two, stands close to it: "mục tiêu năm 2025".

    Of the year that another is only compared with nothing else is told.
    """
    asked = words_beside(question, (period.start, period.end), entry)
    if period.unit is not Unit.YEAR or len(asked) < 2:
        return False
    for time in told:
        before = fold(_just_before(entry.body, time.start))
        after = fold(entry.body[time.end : time.end + _NEAR].partition("\n")[0])
        if not _COMPARED.search(before) and asked <= set(_WORD.findall(f"{before} {after}")):
            return True
    return False


def _words_governed(body: str, place: int) -> set[str]:
    """The folded words of the sentence at a place, and of those behind it where the place is at its beginning."""
    around = _sentence_at(body, place)
    if around is None:
        return set()
    paragraph = body.find("\n", place)
    opens = place - around.start <= _OPENING
    end = (paragraph if paragraph >= 0 else len(body)) if opens else around.end
    return set(_WORD.findall(fold(body[around.start : end])))


def _sentence_at(body: str, place: int) -> Sentence | None:
    return next((one for one in sentences(body) if one.start <= place < one.end), None)


def _just_before(body: str, place: int) -> str:
    """What stands before a place in its paragraph, near it."""
    return body[max(place - _NEAR, body.rfind("\n", 0, place) + 1) : place]


def words_beside(text: str, span: tuple[int, int], entry: Entry) -> set[str]:
    """The words of content, folded, that a question has beside one part of it and beside the entry's title."""
    rest = f"{text[: span[0]]} {text[span[1] :]}"
    return set(_WORD.findall(fold(rest))) - FUNCTION_SYLLABLES - set(_WORD.findall(fold(entry.title)))


def words_around(body: str, place: int) -> set[str]:
    """The folded words of the sentence that stands at a place."""
    around = _sentence_at(body, place)
    return set(_WORD.findall(fold(body[around.start : around.end]))) if around else set()
