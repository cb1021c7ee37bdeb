"""What a chat has set or said that must survive a restart: its language, the thread of its conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.times import to_milliseconds

if TYPE_CHECKING:
    import datetime as dt

    from bot.storage.database import Database
    from bot.storage.times import Clock


class Chats:
    """Named texts of each chat. In a private chat the chat's id is the person's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def get(self, chat: int, name: str, *, within: dt.timedelta | None = None) -> str | None:
        """The value last put under that name; None where there is none, or none as young as ``within``."""
        since = 0 if within is None else to_milliseconds(self._clock() - within)
        row = await self._database.look_up(
            "SELECT value FROM chat_settings WHERE chat = ? AND name = ? AND set_at >= ?", chat, name, since
        )
        return None if row is None else str(row[0])

    async def put(self, chat: int, name: str, value: str | None) -> None:
        """Keeps a value; None forgets it."""
        async with self._database.write() as transaction:
            if value is None:
                await transaction.execute("DELETE FROM chat_settings WHERE chat = ? AND name = ?", chat, name)
                return
            await transaction.execute(
                "INSERT INTO chat_settings (chat, name, value, set_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (chat, name) DO UPDATE SET value = excluded.value, set_at = excluded.set_at",
                chat,
                name,
                value,
                to_milliseconds(self._clock()),
            )

    async def language(self, chat: int) -> str | None:
        """The language that was chosen in the chat, "vi" or "en"; None where none was."""
        return await self.get(chat, "language")

    async def choose_language(self, chat: int, language: str | None) -> None:
        """Keeps the choice; None goes back to the Telegram client's language."""
        await self.put(chat, "language", language)
