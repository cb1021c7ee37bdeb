"""People whose question was in a gap, on their way to hear that it is answered: each is told once, over restarts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.storage.times import to_milliseconds

if TYPE_CHECKING:
    from bot.storage.database import Database
    from bot.storage.times import Clock

_HELD_MS: Final = 10 * 60_000
"""So long a message that is being sent is left to its process; after that another tries."""


@dataclass(frozen=True, slots=True)
class DueAsker:
    """Somebody who asked and is to be told that there is an answer, claimed by this process."""

    gap: int
    chat: int
    question: str


class GapAskers:
    """Who is still to be told."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._now = database.dialect.now

    async def claim(self) -> DueAsker | None:
        """The next person to be told, for this process alone; None where nobody is left."""
        async with self._database.write() as transaction:
            row = await transaction.fetch_one(
                "SELECT gap, chat, question FROM gap_askers WHERE told_at IS NULL "  # noqa: S608
                f"AND (held_until IS NULL OR held_until < {self._now}) "
                f"ORDER BY gap, chat LIMIT 1 {self._database.dialect.skip_locked}"
            )
            if row is None:
                return None
            await transaction.execute(
                f"UPDATE gap_askers SET held_until = {self._now} + ? WHERE gap = ? AND chat = ?",  # noqa: S608
                _HELD_MS,
                row[0],
                row[1],
            )
        return DueAsker(*row)

    async def settle(self, due: DueAsker) -> None:
        """Remembers that the person was told, or cannot be, and lets their words go."""
        async with self._database.write() as transaction:
            await transaction.execute(
                "UPDATE gap_askers SET told_at = ?, question = '' WHERE gap = ? AND chat = ?",
                to_milliseconds(self._clock()),
                due.gap,
                due.chat,
            )
