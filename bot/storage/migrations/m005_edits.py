"""What was edited in the knowledge and by whom, and who is to be told of a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m005_edits(transaction: Transaction, dialect: Dialect) -> None:
    """Adds ``edits``, ``corrections`` and ``correction_readers``."""
    for statement in (
        f"""CREATE TABLE edits (
            number {dialect.identity},
            entry TEXT NOT NULL,
            file TEXT NOT NULL,
            who TEXT NOT NULL,
            what TEXT NOT NULL,
            text_before TEXT,
            text_after TEXT,
            made_at BIGINT NOT NULL
        )""",
        "CREATE INDEX edits_by_entry ON edits (entry, number)",
        f"""CREATE TABLE corrections (
            number {dialect.identity},
            entry TEXT NOT NULL,
            visibility TEXT NOT NULL,
            shown_before TEXT NOT NULL,
            shown_after TEXT NOT NULL,
            ordered_at BIGINT,
            made_at BIGINT NOT NULL
        )""",
        """CREATE TABLE correction_readers (
            correction BIGINT NOT NULL,
            chat BIGINT NOT NULL,
            held_until BIGINT,
            told_at BIGINT,
            PRIMARY KEY (correction, chat)
        )""",
    ):
        await transaction.execute(statement)
