"""The inbox of updates: durable before they are acknowledged, handled in order within a chat, remembered when done.

Any number of replicas share one inbox on PostgreSQL. An update is held under a lease that its holder keeps renewing; a
holder that was killed renews no more, and another takes over what it held (``liveness`` mostly sees to that before the
lease ends). On SQLite there is one process, so what an earlier one held is free at once.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.storage.database import Dialect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.storage.database import Database, Transaction
    from bot.storage.group_commit import GroupCommit

LEASE_SECONDS: Final = 30.0
"""How long an update stays with a holder that gives no sign of life."""

LONGEST_LEASE_MS: Final = 60_000
"""No lease ends later than that from now: one that seems to was given before the clock was put back, and is over."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update to handle now.

    Attributes:
        update_id: Telegram's number of it.
        chat: the chat, or the person where there is none, within which order is kept.
        payload: the update as it came, in JSON.
        attempt: 1 the first time; more where an earlier holder died or gave it back.
    """

    update_id: int
    chat: int
    payload: str
    attempt: int


class Updates:
    """The inbox. What it returns from is on the disk.

    Args:
        database: where it is kept.
        writer: the group commit of that database.
        holder: the name of this process among all that ever ran.
        lease_seconds: how long an update stays with a holder that is silent.
    """

    def __init__(
        self, database: Database, writer: GroupCommit, *, holder: str, lease_seconds: float = LEASE_SECONDS
    ) -> None:
        self._database = database
        self._writer = writer
        self._holder = holder
        self._lease = round(lease_seconds * 1000)
        self._farthest = max(self._lease, LONGEST_LEASE_MS)
        self._now = database.dialect.now
        self.lease_seconds = lease_seconds
        self.arrived = asyncio.Event()
        """Set when there may be something new to claim."""

    @property
    def is_shared(self) -> bool:
        """Whether other replicas may find here what this process puts in, and handle it."""
        return self._database.dialect is not Dialect.SQLITE

    async def put(self, update_id: int, chat: int, payload: str, *, done: Callable[[], bool] = lambda: False) -> bool:
        """Keeps an update, and returns when it is on the disk: then it may be acknowledged.

        Returns whether it is new; one that is there already, finished or not, stays as it is. Where ``done`` says so
        at the moment of writing, it is only remembered as finished.

        Raises:
            StorageError: it is not kept, and must not be acknowledged.
        """

        async def work(transaction: Transaction) -> bool:
            finished = done()
            inserted = await transaction.execute(
                "INSERT INTO inbox (update_id, chat, payload, received_at, finished_at) "  # noqa: S608  # constants
                f"VALUES (?, ?, ?, {self._now}, {self._now if finished else 'NULL'}) "
                "ON CONFLICT (update_id) DO NOTHING",
                update_id,
                chat,
                "" if finished else payload,
            )
            return inserted > 0

        new = await self._writer.submit(work)
        self.arrived.set()
        return new

    async def claim(self, limit: int = 1) -> tuple[Claimed, ...]:
        """Up to ``limit`` updates to handle now, oldest first, at most one a chat, and none of a chat being handled.

        They are this process's until it finishes or releases them, or is silent for longer than the lease.
        """

        async def work(transaction: Transaction) -> tuple[Claimed, ...]:
            rows = await transaction.fetch_all(
                f"""WITH next AS MATERIALIZED (
                    SELECT i.update_id FROM inbox i
                    WHERE i.finished_at IS NULL AND (
                        i.held_until IS NULL OR i.held_until < {self._now} OR i.held_until > {self._now} + ?
                    )
                    AND NOT EXISTS (
                        SELECT 1 FROM inbox e
                        WHERE e.chat = i.chat AND e.finished_at IS NULL AND e.update_id < i.update_id
                    )
                    ORDER BY i.update_id LIMIT ? {self._database.dialect.skip_locked}
                )
                UPDATE inbox SET holder = ?, held_until = {self._now} + ?, attempts = attempts + 1
                WHERE update_id IN (SELECT update_id FROM next)
                RETURNING update_id, chat, payload, attempts""",  # noqa: S608  # constants of the dialect
                self._farthest,
                limit,
                self._holder,
                self._lease,
            )
            return tuple(Claimed(*row) for row in sorted(rows))

        return await self._writer.submit(work)

    async def finish(self, update_id: int) -> None:
        """Remembers that an update was handled: it never comes again. Its text is kept no longer."""

        async def work(transaction: Transaction) -> None:
            await transaction.execute(
                f"UPDATE inbox SET finished_at = {self._now}, payload = '', held_until = NULL "  # noqa: S608
                "WHERE update_id = ? AND finished_at IS NULL",
                update_id,
            )

        await self._writer.submit(work)
        self.arrived.set()

    async def release(self, update_id: int, *, after_seconds: float = 0.0, counted: bool = True) -> None:
        """Gives an update back unhandled, to be claimed again, by whomever, after a while.

        One that is not ``counted`` was no attempt: nothing was wrong with the update.
        """

        async def work(transaction: Transaction) -> None:
            await transaction.execute(
                f"UPDATE inbox SET held_until = {self._now} + ?, attempts = attempts - ? "  # noqa: S608
                "WHERE update_id = ? AND holder = ? AND finished_at IS NULL",
                round(after_seconds * 1000) - 1,
                0 if counted else 1,
                update_id,
                self._holder,
            )

        await self._writer.submit(work)
        self.arrived.set()

    async def renew(self, held: Iterable[int]) -> None:
        """Says that this process is alive and still at work on these updates."""
        rows = [(self._lease, update_id, self._holder) for update_id in held]

        async def work(transaction: Transaction) -> None:
            await transaction.execute_many(
                f"UPDATE inbox SET held_until = {self._now} + ? "  # noqa: S608
                "WHERE update_id = ? AND holder = ? AND finished_at IS NULL",
                rows,
            )

        if rows:
            await self._writer.submit(work)

    async def take_over(self) -> int:
        """At start: frees what an earlier process on this SQLite file held. Returns how many.

        On PostgreSQL others may be alive, so nothing is freed but by the end of a lease.
        """
        if self._database.dialect is not Dialect.SQLITE:
            return 0
        async with self._database.write() as transaction:
            return await transaction.execute(
                "UPDATE inbox SET held_until = NULL WHERE finished_at IS NULL AND held_until IS NOT NULL"
            )

    async def open_count(self) -> int:
        """How many updates are not finished."""
        async with self._database.read() as transaction:
            row = await transaction.fetch_one("SELECT COUNT(*) FROM inbox WHERE finished_at IS NULL")
        return int(row[0]) if row else 0

    async def forget(self, older_than_seconds: float) -> int:
        """Deletes what was finished longer ago than that. Telegram repeats no update that is older than a day."""
        async with self._database.write() as transaction:
            return await transaction.execute(
                f"DELETE FROM inbox WHERE finished_at < {self._now} - ?",  # noqa: S608
                round(older_than_seconds * 1000),
            )
