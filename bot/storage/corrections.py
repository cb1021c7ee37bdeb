"""Corrections on their way to the people who were shown what was wrong: each is told once, over restarts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.storage.times import to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.storage.database import Database
    from bot.storage.times import Clock

_HELD_MS: Final = 10 * 60_000
"""So long a message that is being sent is left to its process; after that another tries."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What an entry said and what it says now, both as Telegram HTML; ``after`` is empty where it was withdrawn.

    ``visibility`` is the entry's, as its value: who may not see that any more is not told.
    """

    number: int
    entry: str
    visibility: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Due:
    """A correction that a chat is to be told of, claimed by this process."""

    correction: Correction
    chat: int


class Corrections:
    """The corrections and who is still to be told."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._now = database.dialect.now

    async def add(self, entry: str, visibility: str, before: str, after: str) -> int:
        """Keeps a correction that nobody is told of yet; returns its number."""
        async with self._database.write() as transaction:
            row = await transaction.fetch_one(
                "INSERT INTO corrections (entry, visibility, shown_before, shown_after, made_at) "
                "VALUES (?, ?, ?, ?, ?) RETURNING number",
                entry,
                visibility,
                before,
                after,
                to_milliseconds(self._clock()),
            )
        if row is None:
            raise AssertionError("an insert that returns its row gave none")
        return int(row[0])

    async def find(self, number: int) -> Correction | None:
        """The correction of that number; None where it is gone."""
        row = await self._database.look_up(
            "SELECT number, entry, visibility, shown_before, shown_after FROM corrections WHERE number = ?", number
        )
        return None if row is None else Correction(*row)

    async def order(self, number: int, chats: Iterable[int]) -> bool:
        """Decides, once, who is told (nobody, where there are none). Returns whether it was not decided before."""
        async with self._database.write() as transaction:
            first = await transaction.execute(
                "UPDATE corrections SET ordered_at = ? WHERE number = ? AND ordered_at IS NULL",
                to_milliseconds(self._clock()),
                number,
            )
            if first:
                await transaction.execute_many(
                    "INSERT INTO correction_readers (correction, chat) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    [(number, chat) for chat in chats],
                )
        return first > 0

    async def claim(self) -> Due | None:
        """The next chat to be told, for this process alone; None where nobody is left."""
        async with self._database.write() as transaction:
            row = await transaction.fetch_one(
                "SELECT r.chat, c.number, c.entry, c.visibility, c.shown_before, c.shown_after "  # noqa: S608
                "FROM correction_readers r JOIN corrections c ON c.number = r.correction "
                f"WHERE r.told_at IS NULL AND (r.held_until IS NULL OR r.held_until < {self._now}) "
                f"ORDER BY r.correction, r.chat LIMIT 1 {self._database.dialect.skip_locked}"
            )
            if row is None:
                return None
            chat, *kept = row
            await transaction.execute(
                f"UPDATE correction_readers SET held_until = {self._now} + ? WHERE correction = ? AND chat = ?",  # noqa: S608
                _HELD_MS,
                kept[0],
                chat,
            )
        return Due(Correction(*kept), chat)

    async def settle(self, due: Due) -> None:
        """Remembers that the chat was told, or cannot be."""
        async with self._database.write() as transaction:
            await transaction.execute(
                "UPDATE correction_readers SET told_at = ? WHERE correction = ? AND chat = ?",
                to_milliseconds(self._clock()),
                due.correction.number,
                due.chat,
            )
