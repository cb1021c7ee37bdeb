"""Ends tasks that go on for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_AGAIN: Final = 1.0


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancels the tasks and returns when all are over, however they ended.

    A task that goes on is cancelled again each second: ``asyncio.wait_for`` before Python 3.12 loses a cancellation
    that comes in the moment in which it has what it waits for (CPython issue 86296), and the pool of connections uses
    it.
    """
    going = {task for task in tasks if not task.done()}
    while going:
        for task in going:
            task.cancel()
        _, going = await asyncio.wait(going, timeout=_AGAIN)
