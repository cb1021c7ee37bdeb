"""Updates from Telegram, kept from before they are acknowledged until long after they were handled."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m002_inbox(transaction: Transaction, dialect: Dialect) -> None:
    """Adds ``inbox``."""
    del dialect
    for statement in (
        """CREATE TABLE inbox (
            update_id BIGINT PRIMARY KEY,
            chat BIGINT NOT NULL,
            payload TEXT NOT NULL,
            received_at BIGINT NOT NULL,
            holder TEXT,
            held_until BIGINT,
            attempts BIGINT NOT NULL DEFAULT 0,
            finished_at BIGINT
        )""",
        "CREATE INDEX inbox_open ON inbox (update_id) WHERE finished_at IS NULL",
        "CREATE INDEX inbox_open_by_chat ON inbox (chat, update_id) WHERE finished_at IS NULL",
        "CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL",
    ):
        await transaction.execute(statement)
