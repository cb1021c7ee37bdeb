"""What people want to be told of, and the jobs that run once a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m004_wishes(transaction: Transaction, dialect: Dialect) -> None:
    """Adds ``subscriptions``, ``told``, ``waiting`` and ``jobs``."""
    for statement in (
        f"""CREATE TABLE subscriptions (
            number {dialect.identity},
            chat BIGINT NOT NULL,
            interest TEXT NOT NULL,
            words TEXT NOT NULL,
            paused BIGINT NOT NULL DEFAULT 0,
            made_at BIGINT NOT NULL,
            told_at BIGINT,
            UNIQUE (chat, interest, words)
        )""",
        """CREATE TABLE told (
            chat BIGINT NOT NULL,
            subject TEXT NOT NULL,
            told_at BIGINT NOT NULL,
            PRIMARY KEY (chat, subject)
        )""",
        f"""CREATE TABLE waiting (
            number {dialect.identity},
            chat BIGINT NOT NULL,
            question TEXT NOT NULL,
            asked_at BIGINT NOT NULL,
            UNIQUE (chat, question)
        )""",
        """CREATE TABLE jobs (
            name TEXT NOT NULL,
            day TEXT NOT NULL,
            held_until BIGINT,
            done_at BIGINT,
            PRIMARY KEY (name, day)
        )""",
    ):
        await transaction.execute(statement)
