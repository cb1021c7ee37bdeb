"""What people asked lately, to be tried on an edit before it is made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.storage.exchanges import Exchanges

REPLAYED_DAYS: Final = 30
"""The questions of so many days are tried."""
MOST_REPLAYED: Final = 300
"""The newest so many of them."""


async def recent_questions(exchanges: Exchanges, today: dt.date) -> tuple[str, ...]:
    """The questions of the last days, each once, the newest last."""
    first = today - dt.timedelta(days=REPLAYED_DAYS - 1)
    kept: dict[str, None] = {}
    async for one in exchanges.of_days(first, REPLAYED_DAYS):
        kept.pop(one.exchange.question, None)
        kept[one.exchange.question] = None
        if len(kept) > MOST_REPLAYED:
            kept.pop(next(iter(kept)))
    return tuple(question for question in kept if question)
