"""Admins are told of what nobody foresaw: once for each place where it happened, whoever met it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import traceback
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.telegram.messages.greetings import alarm_message
from bot.telegram.transport.postponing import wait_after

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.telegram.initiative.admins import Admins

_OURS: Final = Path(__file__).parents[2]
_MOST_WAITING: Final = 100


class Alarm(logging.Handler):
    """A log handler that passes on errors with their place, never with their words: those may hold anything.

    What is logged with an exception at ERROR or above counts, but for outages, which end by themselves. Everything that
    goes on in the bot logs what it survives, so nothing needs to know of the alarm.

    Args:
        admins: who is told.
    """

    def __init__(self, admins: Admins) -> None:
        super().__init__(logging.ERROR)
        self._admins = admins
        self._told: set[str] = set()
        self._waiting: asyncio.Queue[str] = asyncio.Queue(_MOST_WAITING)
        self._loop = asyncio.get_running_loop()

    def emit(self, record: logging.LogRecord) -> None:
        """Notes an error, from any thread."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, Exception) and wait_after(error) is None and wait_after(_root(error)) is None:
            self._loop.call_soon_threadsafe(self._note, f"{type(error).__name__}, {place_of_error(error)}")

    def _note(self, what: str) -> None:
        if what not in self._told and not self._waiting.full():
            self._told.add(what)
            self._waiting.put_nowait(what)

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Hears what is logged while the block runs; `tell` must run as well."""
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)

    async def tell(self) -> None:
        """Tells every admin of each error that was noted, for ever; cancel to stop."""
        while True:
            what = await self._waiting.get()
            await self._admins.tell(partial(alarm_message, what))


def place_of_error(error: BaseException) -> str:
    """Where in our code an error came up, as ``telegram/asking/answers.py:52``; in another's where none of ours is."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_OURS)]
    if ours:
        return f"{Path(ours[-1].filename).relative_to(_OURS)}:{ours[-1].lineno}"
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def _root(error: BaseException) -> Exception:
    cause = error.__cause__
    return cause if isinstance(cause, Exception) else Exception()
