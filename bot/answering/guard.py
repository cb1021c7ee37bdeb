"""Whether an entry agrees with what a question fixes: a year, a month, a quarter, a code, an ordinal, an amount.

Likeness cannot see that ``30/2020/NĐ-CP`` is not ``20/2020/NĐ-CP``; so what is fixed is checked, not weighed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from bot.answering.people import names_person
from bot.answering.told_times import (
    is_alike,
    is_of_some_year,
    is_told_of_the_same,
    meets,
    times_of,
    times_told,
    words_around,
    words_beside,
)
from bot.language.countries import names_country
from bot.language.dates import periods_in
from bot.language.exact import Fixed, exacts_in
from bot.language.normal import fold
from bot.language.numbered_names import numbered_in
from bot.language.reading import Unit
from bot.language.sentences import sentences
from bot.language.syllables import tokens

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.knowledge.entry import Entry
    from bot.language.dates import TimePhrase
    from bot.language.exact import Exact
    from bot.language.names import PersonNamed
    from bot.language.numbered_names import Numbered


_EVENT: Final = re.compile(
    r"(?<!\w)(hop bao|giao ban|toa dam|dai hoi|hoi sach|trien lam|tong ket|so ket)(?: (?:thuong ki|thuong ky|cua bo|bo|"
    r"quan li nha nuoc|quan ly nha nuoc|cong tac))* $"
)
"""Kinds of event as they stand before their time, folded."""
_COUNTED: Final = re.compile(r" (?!(?:và|của|tại|ở|do|là|cho|về|với|lần|trong)\b)([^\W\d_])")
"""What a number counts follows it in small letters."""
_OR: Final = re.compile(r"\s*,?\s*(?:hay(?: là)?|hoặc(?: là)?|hoac|hay la)\s*")
_NAMES: Final = (Fixed.CODE, Fixed.COUNTRY, Fixed.PROVINCE)
"""What an entry must have, so that its silence is a contradiction as well."""
_RATES_OF: Final = frozenset(("%", "mhz", "ghz", "mbps", "gbps", "kbps", "km", "dong", "usd", "euro"))
"""Measures: one of those is an amount like any other."""
_GENERATION: Final = "g"
"""What 5G is a version of: as good as a name, so that an entry without it does not speak of it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What was asked for and, of the same kind, what the entry has instead; both as they were written."""

    asked: str
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FixedByQuestion:
    """The periods, exact things, people and numbered names of one question."""

    text: str
    periods: tuple[TimePhrase, ...]
    exacts: tuple[Exact, ...]
    people: tuple[PersonNamed, ...] = ()
    numbered: tuple[Numbered, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is fixed at all."""
        return bool(self.periods or self.exacts or self.people or self.numbered)

    @property
    def kinds(self) -> frozenset[Fixed]:
        """Which kinds of exact things it fixes."""
        return frozenset(exact.kind for exact in self.exacts)


def fixed_by(question: str, today: dt.date, people: tuple[PersonNamed, ...] = ()) -> FixedByQuestion:
    """What a question in normal form fixes; ``people`` are those whom it names."""
    exacts = tuple(exact for exact in exacts_in(question) if not _is_rate(exact))
    codes = [exact for exact in exacts if exact.kind is Fixed.CODE]
    periods = tuple(
        period
        for period in periods_in(question, today)
        if not any(period.start < code.end and code.start < period.end for code in codes)
    )
    exacts = tuple(
        exact
        for exact in exacts
        if exact.kind is Fixed.CODE or not any(p.start < exact.end and exact.start < p.end for p in periods)
    )
    taken = [(period.start, period.end) for period in periods] + [(exact.start, exact.end) for exact in exacts]
    numbered = tuple(
        one for one in numbered_in(question) if not any(one.start < end and start < one.end for start, end in taken)
    )
    return FixedByQuestion(question, periods, exacts, people, numbered)


def _is_rate(exact: Exact) -> bool:
    """Whether an amount is what a rate is told by: "mức sửa 1 trạm", "mỗi 1 hộ"; a text says "một"."""
    return exact.kind is Fixed.AMOUNT and exact.value == "1" and bool(exact.of) and exact.of not in _RATES_OF


def conflicts(fixed: FixedByQuestion, entry: Entry) -> tuple[Conflict, ...]:
    """Each thing that the question fixes and the entry contradicts; silence is no contradiction."""
    found = [
        conflict
        for period in fixed.periods
        if (conflict := _time_conflict(period, fixed.text, entry)) is not None
        and not _told_beside_another(period, fixed, entry)
        and not _other_choice_fits(period, fixed, entry)
    ]
    found.extend(_event_missing(fixed, entry))
    found.extend(_another_of_its_name(fixed, entry))
    held = _exacts_of(entry.title, entry.body, fixed.kinds) if fixed.exacts else ()
    for exact in fixed.exacts:
        if any(exact.same_as(other) for other in held):
            found.extend(_only_in_passing(exact, fixed, entry))
            continue
        if _named_otherwise(exact, entry):
            continue
        others = sorted((other for other in held if other.same_kind_as(exact)), key=partial(_unlikeness, exact.value))
        if others or exact.kind in _NAMES or exact.of == _GENERATION:
            text = f"{entry.title}\n{entry.body}"
            shown = dict.fromkeys(text[other.start : other.end] for other in others)
            found.append(Conflict(fixed.text[exact.start : exact.end], tuple(shown)[:3]))
    found.extend(
        Conflict(fixed.text[person.start : person.end], ())
        for person in fixed.people
        if not names_person(entry, person)
    )
    return tuple(found)


def _event_missing(fixed: FixedByQuestion, entry: Entry) -> Iterator[Conflict]:
    """The kind of event that a question dates ("họp báo tháng 9/2023"), where an entry does not speak of one."""
    folded = fold(fixed.text)
    for period in fixed.periods:
        event = _EVENT.search(folded, 0, period.start)
        if event and event.group(1) not in fold(f"{entry.title}\n{entry.body}"):
            yield Conflict(fixed.text[event.start() : period.end], ())


def _another_of_its_name(fixed: FixedByQuestion, entry: Entry) -> Iterator[Conflict]:
    """What a question gives another number than the entry's title does: Vành đai 3 is not Vành đai 2.

    Unless a sentence of the text names that as well, as in "các tuyến vành đai 2 và 3".
    """
    if fixed.numbered:
        titled = {one.name: one for one in numbered_in(entry.title) if not _is_count(entry.title, one.end)}
        for asked in fixed.numbered:
            held = titled.get(asked.name)
            if held is not None and held.number != asked.number and not _is_named(asked, entry.body):
                yield Conflict(fixed.text[asked.start : asked.end], (entry.title[held.start : held.end],))


def _is_count(title: str, end: int) -> bool:
    """Whether the number that ends there counts what follows it."""
    counted = _COUNTED.match(title, end)
    return counted is not None and counted.group(1).islower()


def _is_named(asked: Numbered, body: str) -> bool:
    """Whether a sentence of a text has the name and, anywhere, the number."""
    for one in sentences(body):
        words = [token.folded.lstrip("0") for token in tokens(body[one.start : one.end])]
        if asked.number in words and asked.name in pairwise(words):
            return True
    return False


def is_of(fixed: FixedByQuestion, entry: Entry) -> bool:
    """Whether an entry bears the date of each period of a question, or tells a time of that very kind within it.

    A list of 2023 is not answered by what in 2021 was planned for "2022 - 2025".
    """
    return entry.date is None or all(
        period.holds(entry.date.first)
        or period.holds(entry.date.last)
        or any(time.unit is period.unit and meets(period, time) for time in times_told(entry, entry.date.last))
        for period in fixed.periods
    )


def _only_in_passing(exact: Exact, fixed: FixedByQuestion, entry: Entry) -> tuple[Conflict, ...]:
    """What the title has in the place of an ordinal or a version of which the text tells something else than asked.

    An entry on the 50th contest says who won the 49th, not what was asked at it.
    """
    if exact.kind not in (Fixed.ORDINAL, Fixed.VERSION) or exact.of == _GENERATION:
        return ()
    titled = [other for other in exacts_in(entry.title, fixed.kinds) if exact.same_kind_as(other)]
    if not titled or any(exact.same_as(other) for other in titled):
        return ()
    asked = words_beside(fixed.text, (exact.start, exact.end), entry)
    told = (
        len(asked & words_around(entry.body, other.start))
        for other in exacts_in(entry.body, fixed.kinds)
        if exact.same_as(other)
    )
    if 2 * max(told, default=0) >= len(asked):
        return ()
    return (Conflict(fixed.text[exact.start : exact.end], (entry.title[titled[0].start : titled[0].end],)),)


def _named_otherwise(exact: Exact, entry: Entry) -> bool:
    """Whether an entry names the country by its short name, which a careful text writes in one way."""
    return exact.kind is Fixed.COUNTRY and names_country(f"{entry.title}\n{entry.body}", exact.value)


def written_out(fixed: FixedByQuestion, entry: Entry) -> bool:
    """Whether an entry has each code that the question gives just as it stands there, not merely its number.

    "Thông tư số 03/2024" in an entry on another circular agrees with 03/2024/TT-BTTTT, but says less of it.
    """
    codes = [exact for exact in fixed.exacts if exact.kind is Fixed.CODE]
    held = {(exact.of, exact.value) for exact in _exacts_of(entry.title, entry.body, fixed.kinds)} if codes else set()
    return all((code.of, code.value) in held for code in codes)


def _unlikeness(asked: str, other: Exact) -> int:
    """In how many figures another value differs: what was mistyped is likely the nearest."""
    return OSA.distance(asked, other.value)


def _time_conflict(period: TimePhrase, question: str, entry: Entry) -> Conflict | None:
    """None where the entry's own date, its title or its text falls into the period, or where it has no date at all."""
    if entry.date is None:
        return None
    asked, base = question[period.start : period.end], entry.date.last
    titled = [time for time in times_of(entry.title, base) if time.unit is period.unit or _is_part(time, period)]
    if titled and period.unit in (Unit.QUARTER, Unit.MONTH, Unit.DAY, Unit.YEAR, Unit.WEEK):
        dated = period.unit is Unit.YEAR and period.holds(base)  # tasks for 2015 are given at the end of 2014
        if dated or any(meets(period, time) for time in titled) or is_told_of_the_same(period, question, entry):
            return None
        return Conflict(asked, tuple(dict.fromkeys(entry.title[time.start : time.end] for time in titled)))
    fits = (
        period.holds(entry.date.first)
        or period.holds(entry.date.last)
        or entry.date.first <= period.first <= period.last <= entry.date.last
        or any(meets(period, time) or is_of_some_year(period, time) for time in times_told(entry, base))
    )
    return None if fits else Conflict(asked, (f"{base.day}/{base.month}/{base.year}",))


def _is_part(titled: TimePhrase, period: TimePhrase) -> bool:
    """Whether a title's months of one year ("tám tháng năm 2023") stand where a question has a year."""
    return period.unit is Unit.YEAR and titled.unit is Unit.SPAN and titled.first.year == titled.last.year


def _told_beside_another(period: TimePhrase, fixed: FixedByQuestion, entry: Entry) -> bool:
    """Whether the title has another of the question's periods, and the text this one.

    "Họp báo tháng 12/2023: doanh thu tháng 11" asks what the press conference of December told of November.
    """
    if entry.date is None or len(fixed.periods) < 2:
        return False
    base = entry.date.last
    titled, told = times_of(entry.title, base), times_of(entry.body, base)
    return any(meets(other, time) for other in fixed.periods if other is not period for time in titled) and any(
        time.unit is period.unit and is_alike(period, time) for time in told
    )


def _other_choice_fits(period: TimePhrase, fixed: FixedByQuestion, entry: Entry) -> bool:
    """Whether the question leaves a choice, and another period of it agrees: "năm ngoái hay năm kia"."""
    return any(
        other is not period
        and _OR.fullmatch(fixed.text[min(period.end, other.end) : max(period.start, other.start)])
        and _time_conflict(other, fixed.text, entry) is None
        for other in fixed.periods
    )


@lru_cache(maxsize=4096)
def _exacts_of(title: str, body: str, kinds: frozenset[Fixed]) -> tuple[Exact, ...]:
    return exacts_in(f"{title}\n{body}", kinds)
