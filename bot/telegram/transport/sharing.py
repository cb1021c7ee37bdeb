"""Telegram's limits on what a bot sends: all replicas together keep to them, and what it asks of one chat binds that.

python-telegram-bot's own limiter has every chat wait where Telegram asks one to: somebody who floods would hold up all.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.transport.receiving import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.storage.database import Database

    Json = dict[str, Any]

_LOG: Final = logging.getLogger(__name__)

PER_SECOND: Final = 25.0
"""Telegram lets about 30 messages a second out (Bot FAQ, "My bot is hitting limits")."""

AT_ONCE: Final = 3.0
"""So many may be sent at once by all replicas together, on top of the pace: 28 in a second, of Telegram's 30.

What is held up on its way for a tenth of a second arrives together with what follows.
"""

A_GROUP: Final = (20.0, 60.0)
"""So many messages in so many seconds into one group (Bot FAQ)."""

GROUPS: Final = 500
"""Of so many groups it is remembered what was sent; the least recently used go first."""

RETRIES: Final = 3
"""So often a call is made again that Telegram asked to wait."""

LOOK_SECONDS: Final = 1.0
"""How often it is looked how many replicas there are."""

_PRESENCE: Final = 0x686F69626F70  # "hoibop": a lock that every replica shares


class SharedPace(BaseRateLimiter[int]):
    """A pace that can be changed, for messages to all chats.

    Args:
        per_second: how many messages all replicas together may send in a second; 0 for any number.
    """

    __slots__ = ("_groups", "_limiter", "_per_second")

    def __init__(self, per_second: float = PER_SECOND) -> None:
        self._per_second = per_second
        self._limiter = AsyncLimiter(per_second, 1.0) if per_second else None
        self._groups: OrderedDict[int | str, AsyncLimiter] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing: it is ready."""

    async def shutdown(self) -> None:
        """Nothing: it holds nothing."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | Json | list[Json]]],
        args: Any,
        kwargs: Json,
        endpoint: str,
        data: Json,
        rate_limit_args: int | None,
    ) -> bool | Json | list[Json]:
        """Makes the call in its turn, and again where Telegram asks it to wait: meanwhile the other chats go on.

        Raises:
            RetryAfter: Telegram still asks to wait, after so many attempts.
        """
        chat, left = data.get("chat_id"), RETRIES if rate_limit_args is None else rate_limit_args
        while True:
            await self._turn(chat)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as slower:
                if not left:
                    raise
                left -= 1
                wait = seconds_of(slower)
                _LOG.info("Telegram asks %s to wait for %.0f s", endpoint, wait)
                await asyncio.sleep(wait + 0.1)

    async def _turn(self, chat: object) -> None:
        if chat is None:
            return
        # What has a name in place of a number is a channel or a group.
        if isinstance(chat, str) or (isinstance(chat, int) and chat < 0):
            of_group = self._groups.pop(chat, None) or AsyncLimiter(*A_GROUP)
            self._groups[chat] = of_group
            if len(self._groups) > GROUPS:
                self._groups.popitem(last=False)
            await of_group.acquire()
        if self._limiter is not None:
            await self._limiter.acquire()

    def share(self, replicas: int) -> None:
        """Keeps to one of so many equal shares from now on. One replica alone may also send a second's worth at once.

        >>> pace = SharedPace(25)
        >>> pace.share(3)
        >>> pace.limit
        (1.0, 8.33)
        """
        if not self._per_second:
            return
        if replicas <= 1:
            self._limiter = AsyncLimiter(self._per_second, 1.0)
            return
        burst, rate = max(AT_ONCE / replicas, 1.0), self._per_second / replicas
        self._limiter = AsyncLimiter(burst, burst / rate)

    @property
    def limit(self) -> tuple[float, float] | None:
        """How many may be sent at once, and how many a second; None without a limit."""
        if self._limiter is None:
            return None
        return round(self._limiter.max_rate, 2), round(self._limiter.max_rate / self._limiter.time_period, 2)

    async def follow(self, database: Database) -> None:
        """Keeps to this replica's share, however many come and go, for ever; cancel to stop."""
        known = 0
        async with database.presence(_PRESENCE) as present:
            while True:
                replicas = max(await present(), 1)
                if replicas != known:
                    known = replicas
                    self.share(replicas)
                    _LOG.info("one of %d replicas, each with its share of the sending", replicas)
                await asyncio.sleep(LOOK_SECONDS)
