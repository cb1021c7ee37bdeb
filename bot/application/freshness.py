"""Serves an edit of the knowledge without a restart; a broken one is told and changes nothing."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from watchfiles import awatch

from bot.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.answering.snapshot import Served
    from bot.telegram.knowledge_state import KnowledgeState

_LOG: Final = logging.getLogger(__name__)


async def keep_fresh(
    served: Served, folder: Path, changed: Callable[[], Awaitable[object]], state: KnowledgeState
) -> None:
    """Reloads after each change in the folder, for ever; cancel to stop.

    Args:
        served: holds what is served.
        folder: the knowledge.
        changed: called after each reload that brought something new.
        state: tells admins what keeps the knowledge from being served.
    """
    caught_up = False
    async for changes in awatch(folder, step=100, rust_timeout=1_000, yield_on_timeout=True):
        if caught_up and not changes:
            continue
        caught_up = True  # what was edited between loading and the first look is served as well
        if await refresh(served, state):
            await changed()


async def refresh(served: Served, state: KnowledgeState) -> bool:
    """Reloads once, in a thread. Returns whether that brought something new."""
    try:
        changed = await asyncio.to_thread(served.reload)
    except KnowledgeError as broken:
        _LOG.error("the knowledge cannot be served; the last good one stays:\n%s", broken)
        await state.broken(broken, len(served.now.knowledge.entries))
        return False
    await state.good(len(served.now.knowledge.entries))
    if changed:
        _LOG.info("serving %d entries", len(served.now.knowledge.entries))
    return changed
