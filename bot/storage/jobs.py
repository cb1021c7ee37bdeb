"""Jobs of a day: each runs once a day of the installation's time zone, over restarts, replicas and clock changes."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.storage.times import to_milliseconds

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from zoneinfo import ZoneInfo

    from bot.storage.database import Database
    from bot.storage.times import Clock

_HELD_MINUTES = 15


class Jobs:
    """Says which process runs a day's job, and remembers that it ran.

    Args:
        database: where it is remembered.
        clock: the present moment.
        zone: where days begin and end.
    """

    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone
        self._now = database.dialect.now

    def due(self, at: dt.time) -> dt.date:
        """The last day whose job, due at that time of the day, has come due: today, or before that time yesterday."""
        now = self._clock().astimezone(self._zone)
        return now.date() if now.time() >= at else now.date() - dt.timedelta(days=1)

    def seconds_until(self, at: dt.time) -> float:
        """How long until that time of the day comes next. Look again at least each minute: clocks are set."""
        now = self._clock().astimezone(self._zone)
        day = self.due(at) + dt.timedelta(days=1)
        return (dt.datetime.combine(day, at, self._zone) - now).total_seconds()

    async def begin(self, name: str, at: dt.time | None = None) -> None:
        """Introduces a job. What was due before it was ever heard of is not made up for.

        ``at`` is when on a day it comes due; where it is left out, today's is still to be done.
        """
        yesterday = self._clock().astimezone(self._zone).date() - dt.timedelta(days=1)
        missed = yesterday if at is None else self.due(at)
        async with self._database.write() as transaction:
            if await transaction.fetch_one("SELECT 1 FROM jobs WHERE name = ?", name) is None:
                await transaction.execute(
                    "INSERT INTO jobs (name, day, done_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    name,
                    missed.isoformat(),
                    to_milliseconds(self._clock()),
                )

    @asynccontextmanager
    async def daily(self, name: str, day: dt.date) -> AsyncGenerator[bool]:
        """Gives True to one process for one day, and then remembers that the job was done.

        Everyone else gets False and does nothing. A block that fails gives the day back; one whose process is killed
        does so after a quarter of an hour, so a job must bear being run again after a crash. Days before the last one
        that was done are never run any more.
        """
        mine = await self._claim(name, day)
        try:
            yield mine
        except BaseException:
            if mine:
                await self._settle("held_until = NULL", name, day)
            raise
        if mine:
            await self._settle(f"done_at = {self._now}", name, day)

    async def _claim(self, name: str, day: dt.date) -> bool:
        async with self._database.write() as transaction:
            later = await transaction.fetch_one(
                "SELECT 1 FROM jobs WHERE name = ? AND day >= ? AND done_at IS NOT NULL", name, day.isoformat()
            )
            if later is not None:
                return False
            claimed = await transaction.execute(
                f"INSERT INTO jobs (name, day, held_until) VALUES (?, ?, {self._now} + ?) "  # noqa: S608  # a constant
                f"ON CONFLICT (name, day) DO UPDATE SET held_until = excluded.held_until "
                f"WHERE jobs.done_at IS NULL AND (jobs.held_until IS NULL OR jobs.held_until < {self._now})",
                name,
                day.isoformat(),
                _HELD_MINUTES * 60_000,
            )
        return claimed > 0

    async def _settle(self, change: str, name: str, day: dt.date) -> None:
        async with self._database.write() as transaction:
            await transaction.execute(
                f"UPDATE jobs SET {change} WHERE name = ? AND day = ?",  # noqa: S608  # one of the two changes above
                name,
                day.isoformat(),
            )
