"""Lets people's words go in time: after some days only counts stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.storage.gaps import let_go
from bot.storage.tallies import keep_sums, tally_live
from bot.storage.times import bounds, from_milliseconds

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.storage.database import Database
    from bot.storage.updates import Updates

_UPDATES_SECONDS = 2 * 86_400.0  # Telegram keeps an update for one day
_TOLD_DAYS = 365


@dataclass(frozen=True, slots=True)
class Swept:
    """What went: days turned into counts, their exchanges, and finished updates."""

    days: int
    exchanges: int
    updates: int


async def sweep(database: Database, updates: Updates, *, today: dt.date, keep_days: int, zone: ZoneInfo) -> Swept:
    """Turns every day that ended more than ``keep_days`` days before ``today`` into counts, and deletes its words.

    Each day goes in one transaction: it is kept one by one or as counts, never both or neither.
    """
    last = today - dt.timedelta(days=keep_days)
    days = exchanges = 0
    while (day := await _oldest(database, zone)) is not None and day < last:
        async with database.write() as transaction:
            await keep_sums(transaction, day, await tally_live(transaction, day, 1, zone))
            span = bounds(day, 1, zone)
            await transaction.execute("DELETE FROM feedback WHERE given_at >= ? AND given_at < ?", *span)
            await transaction.execute("DELETE FROM shown WHERE asked_at >= ? AND asked_at < ?", *span)
            exchanges += await transaction.execute("DELETE FROM exchanges WHERE asked_at >= ? AND asked_at < ?", *span)
        days += 1
    longest_ago, _ = bounds(today - dt.timedelta(days=_TOLD_DAYS), 1, zone)
    words_from, _ = bounds(last, 1, zone)
    async with database.write() as transaction:
        await transaction.execute("DELETE FROM told WHERE told_at < ?", longest_ago)
        await transaction.execute("DELETE FROM corrections WHERE made_at < ?", words_from)
        await transaction.execute(
            "DELETE FROM correction_readers WHERE correction NOT IN (SELECT number FROM corrections)"
        )
        await let_go(transaction, words_from, longest_ago)
        await transaction.execute("DELETE FROM invitations WHERE expires_at < ?", words_from)
    return Swept(days, exchanges, await updates.forget(_UPDATES_SECONDS))


async def _oldest(database: Database, zone: ZoneInfo) -> dt.date | None:
    async with database.read() as transaction:
        row = await transaction.fetch_one(
            "SELECT MIN(moment) FROM "
            "(SELECT MIN(asked_at) AS moment FROM exchanges UNION ALL SELECT MIN(given_at) FROM feedback) oldest"
        )
    return None if row is None or row[0] is None else from_milliseconds(row[0]).astimezone(zone).date()
