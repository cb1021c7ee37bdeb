"""The reports that the page shows, made once for a page and its drawings."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from bot.usage.report import make_report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from bot.answering.snapshot import Snapshot
    from bot.storage.database import Database
    from bot.usage.report import Report

FRESH: Final = 20.0
"""A report is shown again for so many seconds, before it is made anew."""
_MOST: Final = 8


class Reports:
    """Reports by their days; whoever asks for one that is being made waits for it.

    Args:
        database: what was asked.
        snapshot: gives what is served now, for titles and topics.
        zone: in which days begin and end.
        ticks: seconds.
    """

    def __init__(
        self,
        database: Database,
        snapshot: Callable[[], Snapshot],
        zone: ZoneInfo,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._snapshot = snapshot
        self._zone = zone
        self._ticks = ticks
        self._made: dict[tuple[dt.date, int], tuple[float, asyncio.Task[Report]]] = {}

    async def of(self, first: dt.date, days: int) -> Report:
        """The report on ``days`` days from ``first`` on, at most ``FRESH`` seconds old."""
        key, now = (first, days), self._ticks()
        self._made = {
            other: made
            for other, made in self._made.items()
            if now - made[0] < FRESH and not (made[1].done() and made[1].exception())
        }
        if key not in self._made:
            if len(self._made) >= _MOST:
                self._made.pop(next(iter(self._made)))
            task = asyncio.create_task(
                make_report(self._database, self._snapshot().knowledge.entries, first, days, self._zone)
            )
            self._made[key] = now, task
        return await asyncio.shield(self._made[key][1])
