"""Serves an edit of the knowledge without a restart, on every replica; a broken one is told and changes nothing."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from watchfiles import awatch

from bot.errors import KnowledgeError
from bot.storage.database import Dialect

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.answering.snapshot import Served
    from bot.storage.database import Database
    from bot.telegram.initiative.knowledge_state import KnowledgeState

_LOG: Final = logging.getLogger(__name__)

CHANNEL: Final = "hoibo_knowledge"
"""Where replicas tell each other that the knowledge was changed."""


class Freshness:
    """Keeps what is served like what is on the disk.

    Args:
        served: holds what is served.
        folder: the knowledge. Replicas share it, or each have their own copy.
        changed: called after each reload that brought something new.
        state: tells admins what keeps the knowledge from being served.
        database: through which replicas tell each other.
    """

    def __init__(
        self,
        served: Served,
        folder: Path,
        changed: Callable[[], Awaitable[object]],
        state: KnowledgeState,
        database: Database,
    ) -> None:
        self._served = served
        self._folder = folder
        self._changed = changed
        self._state = state
        self._database = database
        self._reloading = asyncio.Lock()

    async def watch(self) -> None:
        """Reloads after each change in the folder, for ever, and tells the other replicas; cancel to stop."""
        caught_up = False
        async for changes in awatch(self._folder, step=100, rust_timeout=1_000, yield_on_timeout=True):
            if caught_up and not changes:
                continue
            caught_up = True  # what was edited between loading and the first look is served as well
            if await self.refresh():
                async with self._database.write() as transaction:
                    await transaction.tell(CHANNEL)
                await self._changed()

    async def hear(self) -> None:
        """Reloads when another replica says that it did, for ever; cancel to stop. Returns at once on SQLite.

        A folder that several machines share tells none of them what another wrote, so watching it is not enough.
        """
        if self._database.dialect is Dialect.SQLITE:
            return
        async with self._database.listen(CHANNEL) as told:
            await self._catch_up()  # with what was told while nobody listened
            async for _ in told:
                await self._catch_up()

    async def _catch_up(self) -> None:
        if await self.refresh():
            await self._changed()

    async def refresh(self) -> bool:
        """Reloads once, in a thread. Returns whether that brought something new."""
        async with self._reloading:
            try:
                changed = await asyncio.to_thread(self._served.reload)
            except KnowledgeError as broken:
                _LOG.error("the knowledge cannot be served; the last good one stays:\n%s", broken)
                await self._state.broken(broken, len(self._served.now.knowledge.entries))
                return False
            entries, held_back = len(self._served.now.knowledge.entries), self._served.held_back
        if held_back:
            await self._state.held_back(held_back, entries)
        else:
            await self._state.good(entries)
        if changed:
            _LOG.info("serving %d entries", entries)
        return changed
