"""Frees what a replica held as soon as the database notices that it died, long before its leases end.

Each replica holds an advisory lock in a connection of its own (``Database.presence``), and the lock's number is in the
name under which it holds updates. PostgreSQL ends the lock with the process: what is held without one is free.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.storage.database import Dialect
from bot.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.storage.database import Database

_LOG: Final = logging.getLogger(__name__)

_PREFIX: Final = "lock"
_LOOK_SECONDS: Final = 1.0

GRACE_SECONDS: Final = 3.0
"""So long after it was taken or renewed an update stays, whatever became of the lock: a connection may be cut and made
anew under a replica that is well."""

AFTER_A_START_SECONDS: Final = 15.0
"""So long after a start of the database nobody is taken for dead: all locks ended with it, and come back one by one."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a process is among the replicas: the number of its lock, and the name under which it holds updates."""

    lock: int
    holder: str

    @classmethod
    def new(cls, where: str) -> Identity:
        """A fresh one; ``where`` (host and process) is for people who read the table."""
        lock = secrets.randbits(62) | 1 << 61  # far from the small numbers that name jobs and migrations
        return cls(lock, f"{_PREFIX}:{lock}:{where}")


async def stay_alive(
    database: Database,
    identity: Identity,
    lease_seconds: float,
    *,
    freed: Callable[[], None],
    grace_seconds: float = GRACE_SECONDS,
    after_a_start_seconds: float = AFTER_A_START_SECONDS,
) -> None:
    """Shows the others that this replica lives, and frees what the dead among them held; for ever, cancel to stop.

    On SQLite there are no others, and it returns at once.

    Args:
        database: where the inbox is.
        identity: this process.
        lease_seconds: for how long updates are taken and renewed.
        freed: called after updates became free.
        grace_seconds: see ``GRACE_SECONDS``.
        after_a_start_seconds: see ``AFTER_A_START_SECONDS``.
    """
    if database.dialect is Dialect.SQLITE:
        return
    while True:
        try:
            async with database.presence(identity.lock) as counted:
                while await counted():
                    if await _free_the_dead(database, lease_seconds, grace_seconds, after_a_start_seconds):
                        freed()
                    await asyncio.sleep(_LOOK_SECONDS)
        except StorageError as refused:
            _LOG.warning("the database does not know that this replica lives, which is said again soon: %s", refused)
        await asyncio.sleep(_LOOK_SECONDS)


async def _free_the_dead(database: Database, lease: float, grace: float, after_a_start: float) -> int:
    """How many updates became free. The replicas of the release before have no lock, and are left to their leases."""
    now = database.dialect.now
    async with database.write() as transaction:
        count = await transaction.execute(
            f"""UPDATE inbox SET held_until = 0
                WHERE finished_at IS NULL AND held_until > {now} AND held_until < {now} + ? AND holder LIKE ?
                AND EXTRACT(EPOCH FROM clock_timestamp() - pg_postmaster_start_time()) >= ?
                AND NOT EXISTS (
                    SELECT 1 FROM pg_locks
                    WHERE locktype = 'advisory' AND granted AND objsubid = 1
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND CAST((CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) AS TEXT)
                        = split_part(holder, ':', 2)
                )""",  # noqa: S608  # a constant of the dialect
            round((lease - grace) * 1000),
            f"{_PREFIX}:%",
            after_a_start,
        )
    if count:
        _LOG.info("%d updates were held by replicas that died, and are free", count)
    return count
