"""Which of the bot's messages an exchange ended in, so that a reaction to it is known for what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m008_replies(transaction: Transaction, _dialect: Dialect) -> None:
    """Adds ``exchanges.reply``: the number of the message within its chat; 0 where none is kept."""
    await transaction.execute("ALTER TABLE exchanges ADD COLUMN reply BIGINT NOT NULL DEFAULT 0")
    await transaction.execute("CREATE INDEX exchanges_by_reply ON exchanges (person, reply) WHERE reply <> 0")
