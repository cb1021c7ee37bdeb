"""Updates from the Bot API by long polling, each acknowledged only when it is on a disk."""

from __future__ import annotations

import asyncio
import json
import logging
import warnings
from typing import TYPE_CHECKING, Any, Final, Protocol

import telegram
from telegram.error import Conflict, EndPointNotFound, Forbidden, InvalidToken, RetryAfter, TelegramError

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOG: Final = logging.getLogger(__name__)

UPDATES_WANTED: Final = (
    "message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member", "message_reaction",
)  # fmt: skip
"""The kinds of update that the bot asks Telegram for."""

LONGEST_WAIT: Final = 10.0
"""The most seconds between two attempts to reach the Bot API."""

READ_SECONDS: Final = 5.0
"""The seconds that an answer may take beyond those for which a fetch is held open."""

GOODBYE: Final = 3.0
"""The seconds that the last acknowledgement may take: without it, updates come again and are known."""


class Inbox(Protocol):
    """Takes updates over, as the worker of the storage does."""

    async def accept(self, update_id: int, chat: int, payload: str) -> None:
        """Returns when the update may be acknowledged: it is on a disk, or handled."""


def place_of(update: telegram.Update) -> int:
    """What an update has to keep its order in: its chat, else its person; 0 where it has neither."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


def read_update(raw: dict[str, Any], bot: telegram.Bot | None = None) -> telegram.Update | None:
    """An update as the library reads it; None, and an error in the log, where the library cannot.

    A Bot API server of another version than the library's leaves out fields that it asks for. Such an update can never
    be handled, and must not keep those behind it waiting.
    """
    try:
        update = telegram.Update.de_json(dict(raw), bot)
        if not isinstance(place_of(update), int):  # the library takes numbers as they come
            raise TypeError("the number of its chat or person is none")  # noqa: TRY301  # told as what the library finds
    except Exception:  # noqa: BLE001  # whatever the library stumbles over
        kinds = ", ".join(sorted(raw.keys() - {"update_id"}))
        _LOG.exception("update %s (%s) is none that this version can read", raw.get("update_id"), kinds)
        return None
    return update


def to_keep(raw: dict[str, Any]) -> tuple[telegram.Update, str]:
    """An update and its JSON as the inbox keeps it: as it came, or without its content where it cannot be read.

    Raises:
        KeyError: it has no ``update_id``, so it is no update.
    """
    update = read_update(raw)
    if update is not None:
        return update, json.dumps(raw)
    empty = telegram.Update(raw["update_id"])
    return empty, empty.to_json()


class Polling:
    """Fetches updates until it is stopped, through outages of any length.

    Args:
        bot: an initialised bot.
        inbox: takes updates over. They are acknowledged to Telegram, by the next fetch, only once it has them.
        seconds: how long Telegram may hold a fetch open.
    """

    def __init__(self, bot: telegram.Bot, inbox: Inbox, seconds: int = 25) -> None:
        self._bot = bot
        self._inbox = inbox
        self._seconds = seconds
        self._offset = 0

    async def run(self) -> None:
        """Fetches for ever; cancel to stop.

        Raises:
            InvalidToken: Telegram does not know the token any more.
        """
        # The library would have its own method called, which gives all updates or none and logs everybody's words.
        warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'")
        wait = 1.0
        while True:
            try:
                updates = await self._fetched()
                wait = 1.0
            except EndPointNotFound as revoked:  # what the library makes of a token that is known no more
                raise InvalidToken(revoked.message) from revoked
            except (InvalidToken, Forbidden):
                raise
            except RetryAfter as slower:
                _LOG.warning("Telegram asks to wait: %s", slower)
                await asyncio.sleep(seconds_of(slower))
                continue
            except Conflict as other:
                _LOG.error("another program fetches this bot's updates (%s); only one may run", other)
                wait = await _pause(wait)
                continue
            except TelegramError as unreachable:
                _LOG.warning("the Bot API cannot be reached (%s); trying again in %.0f s", unreachable, wait)
                wait = await _pause(wait)
                continue
            except Exception:  # noqa: BLE001  # a proxy sends what it likes, and the library does not foresee all
                _LOG.exception("what came for updates is none; trying again in %.0f s", wait)
                wait = await _pause(wait)
                continue
            if not await self._taken_over(updates):
                wait = await _pause(wait)

    async def _fetched(self) -> list[tuple[telegram.Update, str]]:
        """What waits at the Bot API: each update as it is read, and as it came."""
        wanted = {"offset": self._offset, "timeout": self._seconds, "allowed_updates": list(UPDATES_WANTED)}
        raw = await self._bot.do_api_request("getUpdates", wanted, read_timeout=self._seconds + READ_SECONDS)
        return [to_keep(one) for one in raw]

    async def _taken_over(self, updates: Sequence[tuple[telegram.Update, str]]) -> bool:
        """Hands updates over, all at once so that they share a commit. Returns whether the inbox took every one."""
        taking = [self._inbox.accept(update.update_id, place_of(update), payload) for update, payload in updates]
        for (update, _), outcome in zip(updates, await asyncio.gather(*taking, return_exceptions=True), strict=True):
            if isinstance(outcome, BaseException):
                _LOG.error("update %d was not taken over; it will be fetched again", update.update_id, exc_info=outcome)
                return False
            self._offset = update.update_id + 1
        return True

    async def acknowledge(self) -> None:
        """Tells Telegram of what was taken over last, for one last time: it is not sent again after a restart."""
        if not self._offset:
            return
        try:
            async with asyncio.timeout(GOODBYE):
                await self._bot.get_updates(offset=self._offset, timeout=0, limit=1)
        except (TelegramError, TimeoutError) as unreachable:
            _LOG.info("the last updates were not acknowledged (%s)", unreachable)


async def _pause(wait: float) -> float:
    await asyncio.sleep(wait)
    return min(wait * 2, LONGEST_WAIT)


def seconds_of(slower: RetryAfter) -> float:
    """The seconds that Telegram asks to wait."""
    after = slower.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
