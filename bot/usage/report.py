"""The day at a glance: how much was asked, how it went, what was asked about, and what deserves a look."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.answering.answer import Status
from bot.storage.tallies import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from bot.knowledge.entry import Entry
    from bot.storage.database import Database

K = TypeVar("K", str, int)

MOST = 5
"""How many topics, entries and hours a list names."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Something by how often it came: an entry's id or a topic, what to call it, and the number of questions."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Rated:
    """An entry that people found wanting: how many found the answer good and how many not."""

    id: str
    title: str
    liked: int
    disliked: int


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry that answers questions though it should be looked at: since when (None: another replaced it)."""

    id: str
    title: str
    count: int
    review_by: dt.date | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The main figures of one time. Times are in milliseconds, None where nothing was asked."""

    asked: int
    people: int
    answered: int
    ambiguous: int
    not_found: int
    median_ms: float | None
    p95_ms: float | None
    liked: int
    disliked: int


@dataclass(frozen=True, slots=True)
class Report:
    """The use of ``days`` whole days from ``first`` on.

    Attributes:
        first: the first day, in the installation's time zone.
        days: how many.
        now: the figures of this time.
        before: those of as many days just before.
        week_before: those of the same days a week earlier; for longer times the same as ``before``.
        hours: questions by hour of the day, 24 of them.
        by_day: questions by day, each day of the time, also those without any.
        busiest: the hours with most questions, most first.
        topics: what was asked about most: topics of the first entry shown.
        entries: the entries shown first most.
        low_rated: entries that more people found wanting than good, worst first.
        stale: entries past their date of review, or replaced, that were shown first, most first.
    """

    first: dt.date
    days: int
    now: Figures
    before: Figures
    week_before: Figures
    hours: tuple[int, ...]
    by_day: tuple[tuple[dt.date, int], ...]
    busiest: tuple[int, ...]
    topics: tuple[Ranked, ...]
    entries: tuple[Ranked, ...]
    low_rated: tuple[Rated, ...]
    stale: tuple[Stale, ...]

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.first + dt.timedelta(days=self.days - 1)


async def make_report(
    database: Database, entries: Iterable[Entry], first: dt.date, days: int, zone: ZoneInfo
) -> Report:
    """The report on ``days`` whole days from ``first`` on, with the titles and topics of today's knowledge."""

    async def counted(start: dt.date) -> Tally:
        return await tally(database, start, days, zone, shown=False)

    now, before = await counted(first), await counted(first - dt.timedelta(days=days))
    week = dt.timedelta(days=7)
    week_before = await counted(first - week) if days < week.days else before
    return report(first, days, now=now, before=before, week_before=week_before, entries=entries)


def report(
    first: dt.date, days: int, *, now: Tally, before: Tally, week_before: Tally, entries: Iterable[Entry]
) -> Report:
    """The report, from what was counted."""
    by_id = {entry.id: entry for entry in entries}
    replaced_by = {entry.replaces: entry.id for entry in by_id.values() if entry.replaces}
    all_days = [first + dt.timedelta(days=number) for number in range(days)]
    return Report(
        first=first,
        days=days,
        now=_figures(now),
        before=_figures(before),
        week_before=_figures(week_before),
        hours=now.hours,
        by_day=tuple((day, now.days.get(day, 0)) for day in all_days),
        busiest=tuple(hour for hour, count in _most(dict(enumerate(now.hours)), 3) if count),
        topics=tuple(Ranked(topic, topic, count) for topic, count in _most(_topics(now.first, by_id))),
        entries=tuple(Ranked(entry, _title(entry, by_id), count) for entry, count in _most(now.first)),
        low_rated=_low_rated(now, by_id),
        stale=_stale(now.first, by_id, replaced_by, first + dt.timedelta(days=days - 1)),
    )


def _figures(counted: Tally) -> Figures:
    return Figures(
        asked=counted.asked,
        people=counted.people,
        answered=counted.statuses.get(Status.ANSWER, 0) + counted.statuses.get(Status.LIST, 0),
        ambiguous=counted.statuses.get(Status.AMBIGUOUS, 0),
        not_found=counted.statuses.get(Status.NOT_FOUND, 0),
        median_ms=counted.median_ms,
        p95_ms=counted.p95_ms,
        liked=sum(counted.liked.values()),
        disliked=sum(counted.disliked.values()),
    )


def _most(counts: Mapping[K, int], most: int = MOST) -> list[tuple[K, int]]:
    """The most frequent, most first, equals by name, so that the same counts give the same list."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]


def _title(entry: str, by_id: Mapping[str, Entry]) -> str:
    return by_id[entry].title if entry in by_id else entry


def _topics(first: Mapping[str, int], by_id: Mapping[str, Entry]) -> Counter[str]:
    topics = Counter[str]()
    for entry, count in first.items():
        for topic in by_id[entry].topics if entry in by_id else ():
            topics[topic] += count
    return topics


def _low_rated(counted: Tally, by_id: Mapping[str, Entry]) -> tuple[Rated, ...]:
    rated = [
        Rated(entry, _title(entry, by_id), counted.liked.get(entry, 0), disliked)
        for entry, disliked in counted.disliked.items()
        if disliked > counted.liked.get(entry, 0)
    ]
    return tuple(sorted(rated, key=lambda one: (one.liked - one.disliked, one.id))[:MOST])


def _stale(
    first: Mapping[str, int], by_id: Mapping[str, Entry], replaced_by: Mapping[str, str], today: dt.date
) -> tuple[Stale, ...]:
    old = {
        entry: count
        for entry, count in first.items()
        if entry in by_id
        and (entry in replaced_by or ((review := by_id[entry].review_by) is not None and review < today))
    }
    return tuple(
        Stale(entry, by_id[entry].title, count, by_id[entry].review_by, replaced_by.get(entry))
        for entry, count in _most(old)
    )
