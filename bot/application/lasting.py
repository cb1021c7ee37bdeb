"""Work that goes on beside the answering for as long as the bot runs, whatever happens to it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import TYPE_CHECKING, Final

from bot.storage.ending import end

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

_LOG: Final = logging.getLogger(__name__)

LONGEST_WAIT: Final = 60.0
"""The most seconds before work that ended by an error is begun again."""


@contextlib.asynccontextmanager
async def beside(work: Mapping[str, Callable[[], Awaitable[object]]], first_wait: float = 1.0) -> AsyncIterator[None]:
    """Has each piece of work go on while the block runs.

    Args:
        work: by its name what to begin. An error of it goes to the log, and it is begun again; it ends by returning.
        first_wait: the seconds before it is begun again the first time; later, twice as long from time to time.
    """
    tasks = [asyncio.create_task(_lasting(name, begin, first_wait), name=name) for name, begin in work.items()]
    try:
        yield
    finally:
        await end(tasks)


async def _lasting(name: str, begin: Callable[[], Awaitable[object]], first_wait: float) -> None:
    wait = first_wait
    while True:
        begun = time.monotonic()
        try:
            await begin()
        except Exception:  # noqa: BLE001  # whatever it was, it is logged and the work goes on
            if time.monotonic() - begun > LONGEST_WAIT:
                wait = first_wait
            _LOG.exception("%s ended, and begins again in %.0f s", name, wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        else:
            return
