"""Questions and how they went, what was shown for them, and what people thought of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m001_exchanges(transaction: Transaction, dialect: Dialect) -> None:
    """Adds ``exchanges``, ``shown``, ``feedback`` and ``day_sums``."""
    del dialect
    for statement in (
        """CREATE TABLE exchanges (
            reference TEXT PRIMARY KEY,
            asked_at BIGINT NOT NULL,
            person TEXT NOT NULL,
            chat TEXT NOT NULL,
            language TEXT NOT NULL,
            question TEXT NOT NULL,
            normalised TEXT NOT NULL,
            status TEXT NOT NULL,
            confidence DOUBLE PRECISION NOT NULL,
            entries TEXT NOT NULL,
            stages TEXT NOT NULL,
            elapsed_ms DOUBLE PRECISION NOT NULL
        )""",
        "CREATE INDEX exchanges_by_time ON exchanges (asked_at)",
        "CREATE INDEX exchanges_by_person ON exchanges (person, asked_at)",
        """CREATE TABLE shown (
            reference TEXT NOT NULL,
            entry TEXT NOT NULL,
            place BIGINT NOT NULL,
            asked_at BIGINT NOT NULL,
            PRIMARY KEY (reference, place)
        )""",
        "CREATE INDEX shown_by_time ON shown (asked_at, entry)",
        """CREATE TABLE feedback (
            reference TEXT NOT NULL,
            person TEXT NOT NULL,
            good BIGINT NOT NULL,
            reason TEXT NOT NULL,
            given_at BIGINT NOT NULL,
            PRIMARY KEY (reference, person)
        )""",
        "CREATE INDEX feedback_by_time ON feedback (given_at)",
        """CREATE TABLE day_sums (
            day TEXT NOT NULL,
            measure TEXT NOT NULL,
            name TEXT NOT NULL,
            value DOUBLE PRECISION NOT NULL,
            PRIMARY KEY (day, measure, name)
        )""",
    ):
        await transaction.execute(statement)
