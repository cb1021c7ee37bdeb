"""Telegram's limit on what a bot sends holds for all its replicas together: each keeps to its share."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final

from aiolimiter import AsyncLimiter
from telegram.ext import AIORateLimiter

if TYPE_CHECKING:
    from bot.storage.database import Database

_LOG: Final = logging.getLogger(__name__)

PER_SECOND: Final = 25.0
"""Telegram lets about 30 messages a second out (Bot FAQ, "My bot is hitting limits")."""

AT_ONCE: Final = 5.0
"""So many may be sent at once by all replicas together, on top of the pace: in no second more than Telegram's 30."""

LOOK_SECONDS: Final = 1.0
"""How often it is looked how many replicas there are."""

_PRESENCE: Final = 0x686F69626F70  # "hoibop": a lock that every replica shares


class SharedPace(AIORateLimiter):
    """python-telegram-bot's limiter, with a pace that can be changed.

    Args:
        per_second: how many messages all replicas together may send in a second; 0 for any number.
    """

    __slots__ = ("_per_second",)

    def __init__(self, per_second: float = PER_SECOND) -> None:
        super().__init__(overall_max_rate=per_second, max_retries=3)
        self._per_second = per_second

    def share(self, replicas: int) -> None:
        """Keeps to one of so many equal shares from now on. One replica alone may also send a second's worth at once.

        >>> pace = SharedPace(25)
        >>> pace.share(3)
        >>> pace.limit
        (1.67, 8.33)
        """
        if not self._per_second:
            return
        if replicas <= 1:
            self._base_limiter = AsyncLimiter(self._per_second, 1.0)
            return
        burst, rate = max(AT_ONCE / replicas, 1.0), self._per_second / replicas
        self._base_limiter = AsyncLimiter(burst, burst / rate)

    @property
    def limit(self) -> tuple[float, float] | None:
        """How many may be sent at once, and how many a second; None without a limit."""
        limiter: Any = self._base_limiter
        if limiter is None:
            return None
        return round(limiter.max_rate, 2), round(limiter.max_rate / limiter.time_period, 2)

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
