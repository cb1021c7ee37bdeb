"""Serves an edit of the knowledge without a restart; a broken one is told in the log and changes nothing."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from watchfiles import awatch

from bot.errors import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.snapshot import Served

_LOG: Final = logging.getLogger(__name__)


async def keep_fresh(served: Served, folder: Path) -> None:
    """Reloads after each change in the folder, for ever; cancel to stop."""
    async for _ in awatch(folder, step=100):
        await refresh(served)


async def refresh(served: Served) -> None:
    """Reloads once, in a thread."""
    try:
        changed = await asyncio.to_thread(served.reload)
    except KnowledgeError as broken:
        _LOG.error("the knowledge cannot be served; the last good one stays:\n%s", broken)
        return
    if changed:
        _LOG.info("serving %d entries", len(served.now.knowledge.entries))
