"""Handles the updates of the inbox around one function: each once, in order within a chat, chats side by side."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

from bot.errors import HoiboError
from bot.storage.errors import StorageError
from bot.storage.updates import Claimed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

    from bot.storage.updates import Updates

    Handle = Callable[[Claimed], Awaitable[None]]

_LOG: Final = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 1.0  # how often to look for what a dead replica held, or what was put back for a while

FINISHING: Final = 8.0
"""The seconds that what was begun gets to be finished at the end; what is not is left in the inbox."""

_CANCELLING: Final = 1.0  # a driver may wait for a server that never answers before it lets go

PAUSES: Final = (1.0, 2.0, 4.0, 8.0, 15.0)
"""The seconds before an update that has to wait is tried again; the last one from then on."""

SLOWEST: Final = 15.0
"""The seconds that a database which replicas share may take to keep an update. Two were too few on a busy machine: of
500 questions at once, up to 60 were answered without being kept, 12 of them twice, by a replica that found them kept
after all; and of 5,000, three were out of order, from the three seconds in which the database started again."""

MOST_STRIKES: Final = 12
"""So often may an update fail while others succeed before it is taken for the cause itself: two minutes and more."""


class LaterError(HoiboError):
    """An update cannot be handled just now through no fault of its own: the way out is broken, or closed for a while.

    Args:
        what: what stands in the way.
        seconds: the least time to wait.
    """

    def __init__(self, what: str, *, seconds: float = 0.0) -> None:
        super().__init__(what)
        self.seconds = seconds


@dataclass(slots=True)
class _Waiting:
    """How often an update had to wait, and how often of these others went through meanwhile."""

    times: int = 0
    strikes: int = 0


class Worker:
    """Takes updates over and has them handled.

    Args:
        updates: the inbox.
        handle: handles one update. One that raises is tried again later, before the others of its chat: ``attempts``
            times, or, where it raised a ``LaterError``, for as long as nothing else goes through either.
        give_up: what to do, instead, with an update that was begun ``attempts`` times and never finished: it may be
            what kills the process. It then counts as finished.
        width: how many updates are handled at once.
        attempts: how many times an update is begun. Three were too few: kills at random moments, one every two seconds,
            had one in 25 of the innocent given up.
        patience: seconds that the database may take to keep an update before it is handled without.
        slowest: the same, where other replicas could find the update kept and handle it as well.
        pauses: the seconds before an update that has to wait is tried again; the last from then on.
        finishing: seconds that what was begun gets at the end.
    """

    def __init__(
        self,
        updates: Updates,
        handle: Handle,
        *,
        give_up: Handle,
        width: int = 32,
        attempts: int = 8,
        patience: float = 2.0,
        slowest: float = SLOWEST,
        pauses: Sequence[float] = PAUSES,
        finishing: float = FINISHING,
    ) -> None:
        self._updates = updates
        self._handle = handle
        self._give_up = give_up
        self._width = width
        self._attempts = attempts
        self._patience = patience
        self._slowest = slowest
        self._held: dict[int, asyncio.Task[None]] = {}
        self._unkept: set[int] = set()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._pauses = pauses
        self._finishing = finishing
        self._ending = asyncio.Event()
        self._handled = 0
        self._remembering = 0

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
            await self._kept(keeping)
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

    async def _kept(self, keeping: asyncio.Future[bool]) -> None:
        """Returns when it is kept.

        Raises:
            TimeoutError: it took longer than the database may.
            StorageError: it is not going to be.
        """
        done, _ = await asyncio.wait([keeping], timeout=self._patience)
        if not done and self._updates.is_shared:
            done, _ = await asyncio.wait([keeping], timeout=max(self._slowest - self._patience, 0.0))
        if not done:
            raise TimeoutError
        keeping.result()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Handles updates inside the block. On leaving, no more are begun, and those begun are finished.

        Those that cannot be within ``finishing``, as where neither Telegram nor the database answers, stay in the inbox
        for the next start.
        """
        looking = asyncio.create_task(self._look(), name="inbox")
        renewing = asyncio.create_task(self._renew(), name="leases")
        try:
            yield
        finally:
            self._ending.set()
            self._updates.arrived.set()
            await asyncio.wait([looking, *self._held.values()], timeout=self._finishing)
            if self._held:
                _LOG.warning("%d updates are left for the next start", len(self._held))
            ending = [looking, renewing, *self._held.values()]
            for task in ending:
                task.cancel()
            await asyncio.wait(ending, timeout=_CANCELLING)

    async def _look(self) -> None:
        while not self._ending.is_set():
            self._updates.arrived.clear()
            try:
                free = self._width - len(self._held) + self._remembering
                claimed = await self._updates.claim(free) if free > 0 else ()
                if self._ending.is_set():
                    for update in claimed:
                        await self._updates.release(update.update_id)
                    return
            except StorageError as refused:
                _LOG.error("the inbox cannot be read: %s", refused)
                claimed = ()
            except Exception:  # noqa: BLE001  # without this loop nothing would be answered any more
                _LOG.exception("the inbox was not read")
                claimed = ()
            for update in claimed:
                if update.update_id not in self._held:  # a clock that was put forward ends the leases of the living
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
                    if not await self._seen_through(update):
                        return
        except Exception:  # noqa: BLE001  # whatever it was, the update comes again and the other chats go on
            _LOG.exception("update %d was not handled, attempt %d", update.update_id, update.attempt)
            if update.attempt <= self._attempts:
                with contextlib.suppress(StorageError):  # the lease ends in any case
                    await self._updates.release(
                        update.update_id, after_seconds=min(2.0**update.attempt / 4, self._pauses[-1])
                    )
                return
        self._remembering += 1
        self._updates.arrived.set()  # its place is free while the database works
        try:
            await self._remember(update)
        finally:
            self._remembering -= 1

    async def _remember(self, update: Claimed) -> None:
        """Has the inbox know that an update was handled: until it does, its chat waits, and a crash brings it again."""
        for pause in self._pauses:
            try:
                await self._updates.finish(update.update_id)
            except Exception:  # noqa: BLE001  # whatever it was, it is logged and tried again
                _LOG.exception("update %d was handled, and may be again", update.update_id)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._ending.wait(), pause)
                    return
            else:
                return

    async def _seen_through(self, update: Claimed) -> bool:
        """Handles an update, waiting for better times where need be. False where they did not come before the end."""
        handle = self._handle if update.attempt <= self._attempts else self._give_up
        waiting = _Waiting()
        while True:
            try:
                await handle(update)
            except LaterError as later:
                pause = max(later.seconds, self._pauses[min(waiting.times, len(self._pauses) - 1)])
                waiting.times, before = waiting.times + 1, self._handled
                _LOG.warning("update %d waits for %.0f s: %s", update.update_id, pause, later)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._ending.wait(), pause)
                if self._ending.is_set():
                    with contextlib.suppress(StorageError):  # the lease ends in any case
                        await self._updates.release(update.update_id, counted=False)
                    return False
                waiting.strikes += self._handled > before
                if waiting.strikes > MOST_STRIKES:
                    if handle is self._give_up:
                        raise
                    handle = self._give_up
            else:
                self._handled += 1
                return True

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(self._updates.lease_seconds / 3)
            try:
                await self._updates.renew(list(self._held))
            except StorageError as refused:
                _LOG.warning("the leases of %d updates were not renewed: %s", len(self._held), refused)
            except Exception:  # noqa: BLE001  # whatever it was, it is logged and the others go on
                _LOG.exception("the leases of %d updates were not renewed", len(self._held))

    def _turn(self, chat: int) -> asyncio.Lock:
        return self._turns.setdefault(chat, asyncio.Lock())


def _nobody_waits(kept: asyncio.Future[bool]) -> None:
    if not kept.cancelled() and (error := kept.exception()) is not None:
        _LOG.warning("an update that was handled is not remembered: %s", error)
