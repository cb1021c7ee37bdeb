"""Counting what was asked without reading every question: the columns that a report counts, in indexes of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Dialect, Transaction


async def m009_counting(transaction: Transaction, _dialect: Dialect) -> None:
    """Adds two indexes: all that is counted of an exchange, and the entries that were shown first."""
    for statement in (
        "CREATE INDEX exchanges_counted ON exchanges (asked_at, status, elapsed_ms, person)",
        "CREATE INDEX shown_first ON shown (asked_at, entry) WHERE place = 0",
    ):
        await transaction.execute(statement)
