"""Single-use links into the admins' page, and who is signed in there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m007_sessions(transaction: Transaction, _dialect: Dialect) -> None:
    """Adds ``sign_ins`` and ``sessions``. Both hold digests only: nobody gets in with a copy of the database."""
    for statement in (
        """CREATE TABLE sign_ins (
            code TEXT PRIMARY KEY,
            person BIGINT NOT NULL,
            ends_at BIGINT NOT NULL
        )""",
        """CREATE TABLE sessions (
            cookie TEXT PRIMARY KEY,
            person BIGINT NOT NULL,
            seen_at BIGINT NOT NULL,
            ends_at BIGINT NOT NULL
        )""",
    ):
        await transaction.execute(statement)
