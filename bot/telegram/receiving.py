"""Updates from the Bot API by long polling, handled in order within a chat and side by side between chats."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from telegram.error import Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import telegram

_LOG: Final = logging.getLogger(__name__)

UPDATES_WANTED: Final = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member")
"""The kinds of update that the bot asks Telegram for."""

LONGEST_WAIT: Final = 30.0
"""The most seconds between two attempts to reach the Bot API."""


class ByChat:
    """Runs the handling of updates: one after the other within a chat, at most ``width`` chats at once."""

    def __init__(self, handle: Callable[[telegram.Update], Awaitable[None]], width: int = 32) -> None:
        self._handle = handle
        self._width = asyncio.Semaphore(width)
        self._last: dict[int, asyncio.Task[None]] = {}

    def submit(self, update: telegram.Update) -> asyncio.Task[None]:
        """Begins to handle the update once those before it in its chat are done."""
        place = place_of(update)
        task = asyncio.create_task(self._after(self._last.get(place), update))
        self._last[place] = task
        task.add_done_callback(lambda done: self._forget(place, done))
        return task

    async def finish(self) -> None:
        """Waits until everything submitted is handled."""
        while self._last:
            await asyncio.wait(list(self._last.values()))

    async def _after(self, before: asyncio.Task[None] | None, update: telegram.Update) -> None:
        if before is not None:
            await asyncio.wait([before])
        async with self._width:
            await self._handle(update)

    def _forget(self, place: int, done: asyncio.Task[None]) -> None:
        if self._last.get(place) is done:
            del self._last[place]
        if not done.cancelled() and (error := done.exception()) is not None:
            _LOG.error("an update was not handled", exc_info=error)


def place_of(update: telegram.Update) -> int:
    """What an update has to keep its order in: its chat, else its person; 0 where it has neither."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


class Polling:
    """Fetches updates until it is stopped, through outages of any length.

    Args:
        bot: an initialised bot.
        accept: takes an update over. The update is acknowledged to Telegram, by the next fetch, only after this
            returned, so that what must not be lost is made durable here.
        seconds: how long Telegram may hold a fetch open.
    """

    def __init__(
        self, bot: telegram.Bot, accept: Callable[[telegram.Update], Awaitable[None]], seconds: int = 25
    ) -> None:
        self._bot = bot
        self._accept = accept
        self._seconds = seconds
        self._offset = 0

    async def run(self) -> None:
        """Fetches for ever; cancel to stop.

        Raises:
            InvalidToken: Telegram does not know the token any more.
        """
        wait = 1.0
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=self._offset, timeout=self._seconds, allowed_updates=list(UPDATES_WANTED)
                )
                wait = 1.0
            except (InvalidToken, Forbidden):
                raise
            except RetryAfter as slower:
                _LOG.warning("Telegram asks to wait: %s", slower)
                await asyncio.sleep(_seconds(slower))
                continue
            except Conflict as other:
                _LOG.error("another program fetches this bot's updates (%s); only one may run", other)
                wait = await _pause(wait)
                continue
            except TelegramError as unreachable:
                _LOG.warning("the Bot API cannot be reached (%s); trying again in %.0f s", unreachable, wait)
                wait = await _pause(wait)
                continue
            for update in updates:
                await self._accept(update)
                self._offset = update.update_id + 1

    async def acknowledge(self) -> None:
        """Tells Telegram of what was taken over last, for one last time: it is not sent again after a restart."""
        if not self._offset:
            return
        try:
            await self._bot.get_updates(offset=self._offset, timeout=0, limit=1)
        except TelegramError as unreachable:
            _LOG.info("the last updates were not acknowledged (%s)", unreachable)


async def _pause(wait: float) -> float:
    await asyncio.sleep(wait)
    return min(wait * 2, LONGEST_WAIT)


def _seconds(slower: RetryAfter) -> float:
    after = slower.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
