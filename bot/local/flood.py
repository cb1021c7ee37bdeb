"""Telegram's sending limits, where they are switched on: 429 with the seconds to wait.

The figures are those of Telegram's bot FAQ ("My bot is hitting limits"): about 30 messages a second over all chats, 20
a minute in one group, and one a second in one private chat, where short bursts pass.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.local.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Rate:
    """So many messages within so many seconds."""

    messages: int
    seconds: float


OVERALL = Rate(30, 1.0)
GROUP = Rate(20, 60.0)
PRIVATE = Rate(5, 5.0)
"""One a second on average, five at once."""


@dataclass(slots=True)
class FloodControl:
    """Counts what was sent. ``clock`` gives seconds; a refused message counts for nothing."""

    clock: Callable[[], float]
    _sent: dict[int, deque[float]] = field(default_factory=dict)

    def pass_or_refuse(self, chat: int) -> None:
        """Lets a message to this chat through.

        Raises:
            RefusalError: 429, with ``retry_after`` in whole seconds, at least one.
        """
        now = self.clock()
        counted = ((0, OVERALL), (chat, GROUP if chat < 0 else PRIVATE))
        for key, rate in counted:
            times = self._sent.setdefault(key, deque())
            while times and times[0] <= now - rate.seconds:
                times.popleft()
            if len(times) >= rate.messages:
                wait = max(math.ceil(times[0] + rate.seconds - now), 1)
                raise RefusalError(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})
        for key, _ in counted:
            self._sent[key].append(now)
