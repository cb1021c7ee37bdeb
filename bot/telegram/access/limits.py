"""How much one person may ask of the bot at a time."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_KEPT: Final = 50_000
"""Buckets kept; the least recently used go first, which gives their owners a full one."""


class Allowance:
    """A bucket for each key that holds ``burst`` and refills at ``per_minute``.

    Args:
        burst: how many at once.
        per_minute: how many a minute in the long run.
        clock: seconds, as `time.monotonic` gives them.
    """

    def __init__(self, burst: int, per_minute: float, clock: Callable[[], float]) -> None:
        self._burst = float(burst)
        self._rate = per_minute / 60
        self._clock = clock
        self._buckets: OrderedDict[Hashable, tuple[float, float, int]] = OrderedDict()

    def take(self, key: Hashable, update_id: int = 0) -> int:
        """Takes one from the bucket of the key: 0, or the whole seconds to wait where it is empty.

        An update that comes again, since the way to Telegram was broken, takes nothing a second time.
        """
        now = self._clock()
        held, since, last = self._buckets.pop(key, (self._burst, now, 0))
        held = min(self._burst, held + (now - since) * self._rate)
        paid = update_id != 0 and update_id == last
        allowed = paid or held >= 1
        self._buckets[key] = (held - 1 if allowed and not paid else held, now, update_id if allowed else last)
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - held) / self._rate))


class Pace:
    """How fast one person may go, in each way of asking.

    Attributes:
        questions: typed ones.
        presses: of buttons, and keystrokes of inline questions.
        groups: of each person in each group.
        words: the bot's own word that someone goes too fast, which must not be noise itself.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.questions = Allowance(15, 20, clock)
        self.presses = Allowance(30, 90, clock)
        self.groups = Allowance(2, 20, clock)
        self.words = Allowance(1, 3, clock)
