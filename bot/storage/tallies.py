"""Counts over whole days, made by the database: of the exchanges themselves, or of the sums that outlive them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.answering.answer import Status
from bot.storage.times import bounds, from_milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from bot.storage.database import Database, Transaction

_QUARTER_HOUR = 900_000  # every time zone's offset is a whole number of these
_MEDIAN, _HIGH = 0.5, 0.95


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted over some days.

    Attributes:
        statuses: questions by how they went.
        people: different people who asked; over several days that are kept as sums only, the sum of each day's.
        hours: questions by the hour of the day, 24 of them, by the clocks of the time zone.
        days: questions by day, days without any left out.
        median_ms: the time to an answer that half of the questions stayed under; None where nothing was asked.
        p95_ms: the same for 95 in 100. Over several days that are kept as sums, the mean of the days weighted by
            their questions.
        first: entries by how often they were the first shown.
        shown: entries by how often they were shown at all.
        liked: entries shown first by how many found the answer good.
        disliked: the same for not good.
    """

    statuses: Mapping[Status, int] = field(default_factory=dict)
    people: int = 0
    hours: tuple[int, ...] = (0,) * 24
    days: Mapping[dt.date, int] = field(default_factory=dict)
    median_ms: float | None = None
    p95_ms: float | None = None
    first: Mapping[str, int] = field(default_factory=dict)
    shown: Mapping[str, int] = field(default_factory=dict)
    liked: Mapping[str, int] = field(default_factory=dict)
    disliked: Mapping[str, int] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return sum(self.statuses.values())


async def tally(database: Database, first: dt.date, days: int, zone: ZoneInfo, *, shown: bool = True) -> Tally:
    """The counts of ``days`` whole days in ``zone`` from ``first`` on; ``shown`` may be left out, it takes longest."""
    async with database.read() as transaction:
        swept = await _swept(transaction, first, days)
        live = await tally_live(transaction, first, days, zone, shown=shown)
    whole = _together([*swept, live])
    return whole if shown else replace(whole, shown={})


async def tally_live(
    transaction: Transaction, first: dt.date, days: int, zone: ZoneInfo, *, shown: bool = True
) -> Tally:
    """The counts of the exchanges that are still kept one by one."""
    span = bounds(first, days, zone)
    within = "asked_at >= ? AND asked_at < ?"
    went = await transaction.fetch_all(
        f"SELECT asked_at / {_QUARTER_HOUR}, status, COUNT(*) FROM exchanges WHERE {within} GROUP BY 1, 2",  # noqa: S608  # constants, as below
        *span,
    )
    people = await transaction.fetch_one(
        f"SELECT COUNT(DISTINCT person) FROM exchanges WHERE {within} AND person <> ''",  # noqa: S608
        *span,
    )
    statuses, hours, by_day = Counter[Status](), [0] * 24, Counter[dt.date]()
    for quarter, status, count in went:
        local = from_milliseconds(quarter * _QUARTER_HOUR).astimezone(zone)
        statuses[Status(status)] += count
        hours[local.hour] += count
        by_day[local.date()] += count
    median, high = (_place(share, statuses.total()) for share in (_MEDIAN, _HIGH))
    times = await transaction.fetch_all(
        "SELECT place, elapsed_ms FROM (SELECT elapsed_ms, ROW_NUMBER() OVER (ORDER BY elapsed_ms) AS place "  # noqa: S608
        f"FROM exchanges WHERE {within}) placed WHERE place IN (?, ?)",
        *span,
        median,
        high,
    )
    time_at = {place: float(time) for place, time in times}

    async def by_entry(sql: str) -> dict[str, int]:
        rows = await transaction.fetch_all(sql, *span)
        return {str(entry): int(count) for entry, count in rows}

    rated = (
        "SELECT s.entry, COUNT(*) FROM feedback f JOIN shown s ON s.reference = f.reference AND s.place = 0 "
        "WHERE f.given_at >= ? AND f.given_at < ? AND f.good = {} GROUP BY s.entry"
    )
    return Tally(
        statuses=dict(statuses),
        people=people[0] if people else 0,
        hours=tuple(hours),
        days=dict(by_day),
        median_ms=time_at.get(median),
        p95_ms=time_at.get(high),
        first=await by_entry(f"SELECT entry, COUNT(*) FROM shown WHERE {within} AND place = 0 GROUP BY entry"),  # noqa: S608
        shown=await by_entry(f"SELECT entry, COUNT(*) FROM shown WHERE {within} GROUP BY entry")  # noqa: S608
        if shown
        else {},
        liked=await by_entry(rated.format(1)),
        disliked=await by_entry(rated.format(0)),
    )


def _place(share: float, asked: int) -> int:
    """Which of so many times, from 1 for the shortest, that share of them is shorter than."""
    return min(asked - 1, int(asked * share)) + 1


async def keep_sums(transaction: Transaction, day: dt.date, counted: Tally) -> None:
    """Keeps one day's counts, in the place of its exchanges. Counts that the day has already are added to."""
    rows: list[tuple[str, str, float]] = [("people", "", counted.people)]
    rows += [("status", status.value, count) for status, count in counted.statuses.items()]
    rows += [("hour", f"{hour:02}", count) for hour, count in enumerate(counted.hours) if count]
    if counted.median_ms is not None and counted.p95_ms is not None:
        # Weighted by the questions, so that adding up stays right.
        rows += [("median", "", counted.median_ms * counted.asked), ("p95", "", counted.p95_ms * counted.asked)]
    for measure in ("first", "shown", "liked", "disliked"):
        rows += [(measure, entry, count) for entry, count in getattr(counted, measure).items()]
    await transaction.execute_many(
        "INSERT INTO day_sums (day, measure, name, value) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (day, measure, name) DO UPDATE SET value = day_sums.value + excluded.value",
        [(day.isoformat(), *row) for row in rows],
    )


async def _swept(transaction: Transaction, first: dt.date, days: int) -> list[Tally]:
    after = first + dt.timedelta(days=days)
    rows = await transaction.fetch_all(
        "SELECT day, measure, name, value FROM day_sums WHERE day >= ? AND day < ? ORDER BY day",
        first.isoformat(),
        after.isoformat(),
    )
    by_day: dict[str, dict[str, dict[str, float]]] = {}
    for day, measure, name, value in rows:
        by_day.setdefault(day, {}).setdefault(measure, {})[name] = value
    return [_from_sums(dt.date.fromisoformat(day), sums) for day, sums in by_day.items()]


def _from_sums(day: dt.date, sums: Mapping[str, Mapping[str, float]]) -> Tally:
    def whole(measure: str) -> dict[str, int]:
        return {name: round(value) for name, value in sums.get(measure, {}).items()}

    statuses = {Status(name): count for name, count in whole("status").items()}
    asked = sum(statuses.values())
    return Tally(
        statuses=statuses,
        people=whole("people").get("", 0),
        hours=tuple(whole("hour").get(f"{hour:02}", 0) for hour in range(24)),
        days={day: asked} if asked else {},
        median_ms=sums["median"][""] / asked if asked and "median" in sums else None,
        p95_ms=sums["p95"][""] / asked if asked and "p95" in sums else None,
        first=whole("first"),
        shown=whole("shown"),
        liked=whole("liked"),
        disliked=whole("disliked"),
    )


def _together(tallies: list[Tally]) -> Tally:
    """Several counts of different days as one."""
    some = [one for one in tallies if one.asked or one.liked or one.disliked]
    if len(some) < 2:
        return some[0] if some else Tally()

    def mean(times: list[tuple[int, float | None]]) -> float | None:
        known = [(count, value) for count, value in times if value is not None]
        weight = sum(count for count, _ in known)
        return sum(count * value for count, value in known) / weight if weight else None

    def added(maps: list[Mapping[str, int]]) -> dict[str, int]:
        total = Counter[str]()
        for one in maps:
            total.update(one)
        return dict(total)

    statuses, by_day = Counter[Status](), Counter[dt.date]()
    for one in some:
        statuses.update(one.statuses)
        by_day.update(one.days)
    return Tally(
        statuses=dict(statuses),
        people=sum(one.people for one in some),
        hours=tuple(sum(hour) for hour in zip(*(one.hours for one in some), strict=True)),
        days=dict(by_day),
        median_ms=mean([(one.asked, one.median_ms) for one in some]),
        p95_ms=mean([(one.asked, one.p95_ms) for one in some]),
        first=added([one.first for one in some]),
        shown=added([one.shown for one in some]),
        liked=added([one.liked for one in some]),
        disliked=added([one.disliked for one in some]),
    )
