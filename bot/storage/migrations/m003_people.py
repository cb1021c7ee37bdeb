"""Who may ask, who invited them, and what they set for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m003_people(transaction: Transaction, dialect: Dialect) -> None:
    """Adds ``people``, ``invitations``, ``requests`` and ``chat_settings``."""
    del dialect
    for statement in (
        """CREATE TABLE people (
            person BIGINT PRIMARY KEY,
            name TEXT NOT NULL,
            rank TEXT NOT NULL,
            let_in_by BIGINT,
            let_in_at BIGINT NOT NULL,
            removed_by BIGINT,
            removed_at BIGINT
        )""",
        """CREATE TABLE invitations (
            code TEXT PRIMARY KEY,
            rank TEXT NOT NULL,
            uses_left BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            made_by BIGINT NOT NULL,
            made_at BIGINT NOT NULL
        )""",
        """CREATE TABLE requests (
            person BIGINT PRIMARY KEY,
            name TEXT NOT NULL,
            asked_at BIGINT NOT NULL
        )""",
        """CREATE TABLE chat_settings (
            chat BIGINT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            set_at BIGINT NOT NULL,
            PRIMARY KEY (chat, name)
        )""",
    ):
        await transaction.execute(statement)
