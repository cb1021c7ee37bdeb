"""What was decided about questions without an answer, and who is to be told once they have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m006_gaps(transaction: Transaction, dialect: Dialect) -> None:
    """Adds ``gaps``, ``gap_marks`` and ``gap_askers``."""
    for statement in (
        f"""CREATE TABLE gaps (
            number {dialect.identity},
            turn BIGINT NOT NULL,
            state TEXT NOT NULL,
            question TEXT NOT NULL,
            entry TEXT NOT NULL,
            asked BIGINT NOT NULL,
            disliked BIGINT NOT NULL,
            decided_by BIGINT,
            who TEXT NOT NULL,
            expert BIGINT,
            expert_name TEXT NOT NULL,
            message BIGINT,
            decided_at BIGINT NOT NULL,
            answered_at BIGINT
        )""",
        """CREATE TABLE gap_marks (
            mark TEXT PRIMARY KEY,
            gap BIGINT NOT NULL
        )""",
        "CREATE INDEX gap_marks_by_gap ON gap_marks (gap)",
        """CREATE TABLE gap_askers (
            gap BIGINT NOT NULL,
            chat BIGINT NOT NULL,
            question TEXT NOT NULL,
            ordered_at BIGINT NOT NULL,
            held_until BIGINT,
            told_at BIGINT,
            PRIMARY KEY (gap, chat)
        )""",
    ):
        await transaction.execute(statement)
