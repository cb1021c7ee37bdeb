"""Many small writes in one commit: each is acknowledged when it is on the disk, and none waits for a disk of its own.

A commit a row costs one synchronisation a row; a group shares one. While one group is being written the next one
gathers, so the group's size follows the load and nothing is delayed on purpose.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from bot.storage.errors import PassingStorageError, QueueFullError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.storage.database import Database, Work

_LOG: Final = logging.getLogger(__name__)

T = TypeVar("T")

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0
_CLOSING_SECONDS = 5.0
_GATHERING = 0.005
_CANCELLING = 1.0  # a driver may wait for a server that never answers before it lets go


@dataclass(slots=True)
class _Pending(Generic[T]):
    work: Work[T]
    done: asyncio.Future[T]
    settled: bool = False

    def succeed(self, result: T) -> None:
        self.settled = True
        if not self.done.done():  # whoever waited may have given up; the work is done all the same
            self.done.set_result(result)

    def fail(self, error: Exception) -> None:
        self.settled = True
        if not self.done.done():
            self.done.set_exception(error)


class GroupCommit:
    """Writes what is submitted, in order, in groups.

    A group that meets passing trouble (a locked database, a full disk, a server that is gone) is tried again, with
    growing pauses, until it succeeds or the writer is closed; ``trouble`` is called with the error at each failed try
    and with None once it is over. A piece of work that fails by itself fails alone.

    Args:
        database: where to write.
        trouble: told of passing trouble and of its end. It must not block or raise.
        capacity: how many pieces of work may wait; one more is refused.
        group: how many pieces at most share a commit.
    """

    def __init__(
        self,
        database: Database,
        *,
        trouble: Callable[[StorageError | None], None],
        capacity: int = 10_000,
        group: int = 200,
    ) -> None:
        self._database = database
        self._trouble = trouble
        self._capacity = capacity
        self._group = group
        self._waiting: deque[_Pending[Any]] = deque()
        self._more = asyncio.Event()
        self._closing = False
        self._written = 0.0
        self._writer = asyncio.create_task(self._run(), name="group-commit")

    def submit(self, work: Work[T]) -> asyncio.Future[T]:
        """Puts a piece of work in line and returns at once. The future is done when its group is committed.

        The work must bear being run again, since a group is repeated when it failed, and also when the connection
        broke before the commit was confirmed.

        Raises:
            QueueFullError: as much as may wait is waiting already.
            StorageError: the writer is closed.
        """
        if self._closing:
            raise StorageError("the writer is closed")
        if len(self._waiting) >= self._capacity:
            raise QueueFullError(f"{self._capacity} writes are waiting already", mend="see why the database is slow")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Pending(work, done))
        self._more.set()
        return done

    async def close(self) -> None:
        """Writes what waits, for at most five seconds; what is left then fails with a ``StorageError``."""
        self._closing = True
        self._more.set()
        try:
            await asyncio.wait_for(asyncio.shield(self._writer), _CLOSING_SECONDS)
        except TimeoutError:
            self._writer.cancel()
            await asyncio.wait([self._writer], timeout=_CANCELLING)
        self._fail_the_rest()

    def _fail_the_rest(self) -> None:
        for pending in self._waiting:
            if not pending.settled:
                pending.fail(StorageError("the writer was closed before this could be written"))
        self._waiting.clear()

    async def _run(self) -> None:
        while True:
            await self._more.wait()
            while self._waiting:
                if not self._closing and time.monotonic() - self._written < _GATHERING:
                    await asyncio.sleep(_GATHERING)
                try:
                    await self._write_a_group()
                except Exception:  # noqa: BLE001  # without this loop nothing would be kept any more
                    _LOG.exception("a group was not written, and is tried again")
                    await asyncio.sleep(_LONGEST_PAUSE)
            self._more.clear()
            if self._closing:
                return

    async def _write_a_group(self) -> None:
        pause, troubled = _FIRST_PAUSE, False
        while True:
            group = [self._waiting[place] for place in range(min(self._group, len(self._waiting)))]
            try:
                await self._commit([pending for pending in group if not pending.settled])
                break
            except PassingStorageError as passing:
                troubled = True
                self._trouble(passing)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
        if troubled:
            self._trouble(None)
        for _ in group:
            self._waiting.popleft()
        self._written = time.monotonic()

    async def _commit(self, group: list[_Pending[Any]]) -> None:
        """Commits a group; where one of its pieces fails by itself, each piece alone."""
        try:
            results = await self._database.together([pending.work for pending in group])
        except PassingStorageError:
            raise
        except Exception as failed:  # noqa: BLE001  # whatever a piece of work raises is handed to who submitted it
            if len(group) == 1:
                group[0].fail(failed)
                return
            for pending in group:
                await self._commit([pending])
        else:
            for pending, result in zip(group, results, strict=True):
                pending.succeed(result)
