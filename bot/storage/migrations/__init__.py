"""The tables, built up by numbered plain functions that run once each, in order, and never backwards.

A migration only adds (tables, columns with a default, indexes): the release before it goes on working on the new
tables, so that replicas can be replaced one after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.migrations.m001_exchanges import m001_exchanges
from bot.storage.migrations.m002_inbox import m002_inbox
from bot.storage.migrations.m003_people import m003_people
from bot.storage.migrations.m004_wishes import m004_wishes
from bot.storage.migrations.m005_edits import m005_edits
from bot.storage.migrations.m006_gaps import m006_gaps
from bot.storage.migrations.m007_sessions import m007_sessions
from bot.storage.migrations.m008_replies import m008_replies
from bot.storage.migrations.m009_counting import m009_counting
from bot.storage.times import to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.storage.database import Database, Dialect, Transaction
    from bot.storage.times import Clock

    Migration = Callable[[Transaction, Dialect], Awaitable[None]]

MIGRATIONS: Sequence[Migration] = (
    m001_exchanges, m002_inbox, m003_people, m004_wishes, m005_edits, m006_gaps, m007_sessions,
    m008_replies, m009_counting,
)  # fmt: skip
"""Every migration, oldest first. A released one is never changed."""

_LOCK = 0x686F69626F  # "hoibo": whoever holds it is migrating


async def migrate(database: Database, clock: Clock, migrations: Sequence[Migration] = MIGRATIONS) -> tuple[str, ...]:
    """Brings the tables up to date, all in one transaction, and returns the names of what was applied.

    Any number of processes may start at once: one migrates, the others wait for it and find nothing left to do.
    Migrations of a newer release that the database has already had are left alone.
    """
    applied = []
    async with database.write() as transaction:
        await transaction.lock(_LOCK)
        await transaction.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)"
        )
        done = {name for (name,) in await transaction.fetch_all("SELECT name FROM migrations")}
        for migration in migrations:
            name = migration.__name__
            if name in done:
                continue
            await migration(transaction, database.dialect)
            await transaction.execute("INSERT INTO migrations VALUES (?, ?)", name, to_milliseconds(clock()))
            applied.append(name)
    return tuple(applied)
