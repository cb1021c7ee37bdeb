"""Handles the updates of the inbox around one function: each once, in order within a chat, chats side by side."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.storage.errors import StorageError
from bot.storage.updates import Claimed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from bot.storage.updates import Updates

    Handle = Callable[[Claimed], Awaitable[None]]

_LOG = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0  # how often to look for what a dead replica held, or what was put back for a while
_CLOSING_SECONDS = 5.0


class Worker:
    """Takes updates over and has them handled.

    Args:
        updates: the inbox.
        handle: handles one update. One that raises is tried again later, before the others of its chat.
        give_up: what to do, instead, with an update that was begun ``attempts`` times and never finished: it may be
            what kills the process. It then counts as finished.
        width: how many updates are handled at once.
        attempts: how many times an update is tried.
        patience: seconds that the database may take to keep an update before it is handled without.
    """

    def __init__(
        self,
        updates: Updates,
        handle: Handle,
        *,
        give_up: Handle,
        width: int = 32,
        attempts: int = 3,
        patience: float = 2.0,
    ) -> None:
        self._updates = updates
        self._handle = handle
        self._give_up = give_up
        self._width = width
        self._attempts = attempts
        self._patience = patience
        self._held: dict[int, asyncio.Task[None]] = {}
        self._unkept: set[int] = set()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._stopping = False

    async def accept(self, update_id: int, chat: int, payload: str) -> None:
        """Returns when the update may be acknowledged: it is on the disk, or it has been handled.

        The second is for a database that takes longer than ``patience``, or refuses: answering goes on without it, and
        what a crash interrupts then is not acknowledged, so Telegram sends it again. The database hears of it once it
        can.

        Raises:
            Exception: whatever ``handle`` raised in that case; the update must not be acknowledged.
        """
        if update_id in self._unkept:
            return
        keeping = asyncio.ensure_future(
            self._updates.put(update_id, chat, payload, done=lambda: update_id in self._unkept)
        )
        try:
            await asyncio.wait_for(asyncio.shield(keeping), self._patience)
        except (TimeoutError, StorageError) as trouble:
            why = str(trouble) or "the database is slow"
            _LOG.warning("update %d is handled without being kept (%s)", update_id, why)
            keeping.add_done_callback(_nobody_waits)
            self._unkept.add(update_id)
            try:
                async with self._turn(chat):
                    await self._handle(Claimed(update_id, chat, payload, 1))
            except BaseException:
                self._unkept.discard(update_id)
                raise

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Handles updates inside the block. On leaving, no more are begun, and those begun are finished."""
        looking = asyncio.create_task(self._look(), name="inbox")
        renewing = asyncio.create_task(self._renew(), name="leases")
        try:
            yield
        finally:
            self._stopping = True
            self._updates.arrived.set()
            await asyncio.wait([looking], timeout=_CLOSING_SECONDS)
            looking.cancel()
            while self._held:
                await asyncio.wait(list(self._held.values()))
            renewing.cancel()
            await asyncio.wait([looking, renewing])

    async def _look(self) -> None:
        while not self._stopping:
            self._updates.arrived.clear()
            try:
                free = self._width - len(self._held)
                claimed = await self._updates.claim(free) if free else ()
                if self._stopping:
                    for update in claimed:
                        await self._updates.release(update.update_id)
                    return
            except StorageError as refused:
                _LOG.error("the inbox cannot be read: %s", refused)
                claimed = ()
            for update in claimed:
                self._begin(update)
            if not claimed:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._updates.arrived.wait(), _LOOK_SECONDS)

    def _begin(self, update: Claimed) -> None:
        task = asyncio.create_task(self._work(update), name=f"update {update.update_id}")
        self._held[update.update_id] = task

        def ended(_: asyncio.Task[None]) -> None:
            del self._held[update.update_id]
            self._updates.arrived.set()

        task.add_done_callback(ended)

    async def _work(self, update: Claimed) -> None:
        try:
            if update.update_id not in self._unkept:
                async with self._turn(update.chat):
                    await (self._handle if update.attempt <= self._attempts else self._give_up)(update)
        except Exception:  # noqa: BLE001  # whatever it was, the update comes again and the other chats go on
            _LOG.exception("update %d was not handled, attempt %d", update.update_id, update.attempt)
            if update.attempt <= self._attempts:
                with contextlib.suppress(StorageError):  # the lease ends in any case
                    await self._updates.release(update.update_id, after_seconds=2.0**update.attempt / 4)
                return
        try:
            await self._updates.finish(update.update_id)
        except StorageError as refused:
            _LOG.error("update %d was handled, and may be again: %s", update.update_id, refused)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(self._updates.lease_seconds / 3)
            try:
                await self._updates.renew(list(self._held))
            except StorageError as refused:
                _LOG.warning("the leases of %d updates were not renewed: %s", len(self._held), refused)

    def _turn(self, chat: int) -> asyncio.Lock:
        return self._turns.setdefault(chat, asyncio.Lock())


def _nobody_waits(kept: asyncio.Future[bool]) -> None:
    if not kept.cancelled() and (error := kept.exception()) is not None:
        _LOG.warning("an update that was handled is not remembered: %s", error)
