"""Records exchanges beside the answering: never delays an answer, and loses nothing that it acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.storage.errors import StorageError
from bot.storage.exchanges import put_exchanges

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.storage.database import Transaction
    from bot.storage.exchanges import Exchange
    from bot.storage.group_commit import GroupCommit
    from bot.storage.journal import Journal


class Recorder:
    """Takes exchanges at once and acknowledges each when it is on a disk.

    Usually that is the database, within a group commit. Where the database takes longer than ``patience`` seconds, or
    its queue is full, the exchange is written to the journal instead, which ``take_back`` brings home later; since an
    exchange is kept once by its reference, one that is in both is not doubled. Where the journal fails as well, the
    exchange goes on waiting for the database; only with a full queue *and* no journal is one refused, and its future
    says so.

    Args:
        writer: the group commit of the database.
        journal: the file for times of trouble.
        trouble: told of each exchange that neither took, and of journal lines that are not whole.
        patience: seconds to wait for the database before the journal is used.
    """

    def __init__(
        self,
        writer: GroupCommit,
        journal: Journal,
        *,
        trouble: Callable[[StorageError | None], None],
        patience: float = 2.0,
    ) -> None:
        self._writer = writer
        self._journal = journal
        self._trouble = trouble
        self._patience = patience
        self._open: set[asyncio.Task[None]] = set()

    def record(self, exchange: Exchange) -> asyncio.Future[None]:
        """Begins to record and returns at once. The future is done when the exchange is on a disk.

        Whoever does not wait for the future loses nothing but the news: a failure is told to ``trouble`` as well. It is
        committed no later than what is given to the same group commit afterwards.
        """

        async def work(transaction: Transaction) -> None:
            await put_exchanges(transaction, [exchange])

        kept: asyncio.Future[None] | None = None
        with contextlib.suppress(StorageError):  # a full queue, or closed: the journal takes it
            kept = self._writer.submit(work)
        task = asyncio.create_task(self._see_through(exchange, kept))
        self._open.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._open.discard(task)
        if not task.cancelled() and isinstance(error := task.exception(), StorageError):
            self._trouble(error)

    async def _see_through(self, exchange: Exchange, kept: asyncio.Future[None] | None) -> None:
        if kept is None:
            await self._spill(exchange)
            return
        try:
            await asyncio.wait_for(asyncio.shield(kept), self._patience)
        except TimeoutError:
            try:
                await self._spill(exchange)
            except StorageError as unwritable:
                self._trouble(unwritable)
                await kept
        except StorageError:  # the writer was closed, or the database refused for good
            await self._spill(exchange)

    async def _spill(self, exchange: Exchange) -> None:
        await asyncio.to_thread(self._journal.append, [exchange])

    async def take_back(self) -> int:
        """Brings what is in the journal into the database. Returns the number of exchanges brought.

        Raises:
            StorageError: the database cannot take them; they stay in the journal.
        """
        exchanges, broken = await asyncio.to_thread(self._journal.take)
        if broken:
            self._trouble(
                StorageError(f"{broken} lines of the journal were cut short by a crash", where=str(self._journal.path))
            )
        if exchanges:
            await self._writer.submit(lambda transaction: put_exchanges(transaction, exchanges))
        await asyncio.to_thread(self._journal.drop)
        return len(exchanges)

    async def close(self) -> None:
        """Waits until everything begun is on a disk or has been told as lost. Close the group commit first."""
        while self._open:
            await asyncio.wait(self._open)
