"""What chats want to hear of: topics, people, searches; and questions whose answer somebody waits for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.storage.masking import mask
from bot.storage.times import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.storage.database import Database, Row
    from bot.storage.times import Clock


class Interest(StrEnum):
    """What a subscription looks for in a new entry."""

    TOPIC = "topic"
    PERSON = "person"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat's wish to hear of new entries: ``words`` is the topic, the person's name or what to search for."""

    number: int
    chat: int
    interest: Interest
    words: str
    paused: bool
    made_at: dt.datetime
    told_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Wait:
    """A question that had no answer, in a chat that wants to be told when it has."""

    number: int
    chat: int
    question: str
    asked_at: dt.datetime


_COLUMNS = "number, chat, interest, words, paused, made_at, told_at"


def _subscription(row: Row) -> Subscription:
    number, chat, interest, words, paused, made_at, told_at = row
    told = None if told_at is None else from_milliseconds(told_at)
    return Subscription(number, chat, Interest(interest), words, bool(paused), from_milliseconds(made_at), told)


class Subscriptions:
    """The subscriptions, and who was told of what."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, chat: int, interest: Interest, words: str) -> Subscription:
        """A new subscription; one to the same that the chat has already is returned, and no longer paused."""
        async with self._database.write() as transaction:
            row = await transaction.fetch_one(
                "INSERT INTO subscriptions (chat, interest, words, made_at) VALUES (?, ?, ?, ?) "  # noqa: S608
                f"ON CONFLICT (chat, interest, words) DO UPDATE SET paused = 0 RETURNING {_COLUMNS}",
                chat,
                interest.value,
                words,
                to_milliseconds(self._clock()),
            )
        if row is None:
            raise AssertionError("an insert that returns its row gave none")
        return _subscription(row)

    async def of(self, chat: int) -> tuple[Subscription, ...]:
        """A chat's subscriptions, oldest first."""
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all(
                f"SELECT {_COLUMNS} FROM subscriptions WHERE chat = ? ORDER BY number",  # noqa: S608
                chat,
            )
        return tuple(map(_subscription, rows))

    async def active(self) -> tuple[Subscription, ...]:
        """Every subscription that is not paused, by chat."""
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all(
                f"SELECT {_COLUMNS} FROM subscriptions WHERE paused = 0 ORDER BY chat, number"  # noqa: S608
            )
        return tuple(map(_subscription, rows))

    async def pause(self, chat: int, number: int, *, paused: bool) -> bool:
        """Pauses one, or goes on with it. Returns whether the chat has it."""
        async with self._database.write() as transaction:
            return (
                await transaction.execute(
                    "UPDATE subscriptions SET paused = ? WHERE chat = ? AND number = ?", int(paused), chat, number
                )
                > 0
            )

    async def remove(self, chat: int, number: int) -> bool:
        """Ends one. Returns whether the chat had it."""
        async with self._database.write() as transaction:
            return (
                await transaction.execute("DELETE FROM subscriptions WHERE chat = ? AND number = ?", chat, number) > 0
            )

    async def remove_all(self, chat: int) -> int:
        """Ends everything of a chat, as when it blocked the bot. Returns how many there were."""
        async with self._database.write() as transaction:
            await transaction.execute("DELETE FROM waiting WHERE chat = ?", chat)
            return await transaction.execute("DELETE FROM subscriptions WHERE chat = ?", chat)

    async def moved(self, chat: int, new_chat: int) -> None:
        """Follows a group that became a supergroup, and so has another id."""
        async with self._database.write() as transaction:
            for table in ("subscriptions", "waiting", "told", "chat_settings"):
                await transaction.execute(f"DELETE FROM {table} WHERE chat = ?", new_chat)  # noqa: S608  # the names above
                await transaction.execute(f"UPDATE {table} SET chat = ? WHERE chat = ?", new_chat, chat)  # noqa: S608

    async def untold(self, chat: int, subjects: Iterable[str]) -> tuple[str, ...]:
        """Those subjects (an entry's id, or an id with its version) that the chat has not been told of, in order."""
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all("SELECT subject FROM told WHERE chat = ?", chat)
        known = {subject for (subject,) in rows}
        return tuple(subject for subject in subjects if subject not in known)

    async def told(self, chat: int, subjects: Iterable[str], *, subscriptions: Iterable[int] = ()) -> None:
        """Remembers, once the message is sent, what a chat was told of and through which subscriptions."""
        now = to_milliseconds(self._clock())
        async with self._database.write() as transaction:
            await transaction.execute_many(
                "INSERT INTO told (chat, subject, told_at) VALUES (?, ?, ?) ON CONFLICT (chat, subject) DO NOTHING",
                [(chat, subject, now) for subject in subjects],
            )
            await transaction.execute_many(
                "UPDATE subscriptions SET told_at = ? WHERE chat = ? AND number = ?",
                [(now, chat, number) for number in subscriptions],
            )


class Waiting:
    """The questions whose answer somebody waits for."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, chat: int, question: str) -> bool:
        """Keeps a question, personal numbers masked. Returns whether the chat was not waiting for it already."""
        async with self._database.write() as transaction:
            added = await transaction.execute(
                "INSERT INTO waiting (chat, question, asked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                chat,
                mask(question),
                to_milliseconds(self._clock()),
            )
        return added > 0

    async def open(self) -> tuple[Wait, ...]:
        """Every question that waits, oldest first."""
        return await self._waits("ORDER BY number")

    async def of(self, chat: int) -> tuple[Wait, ...]:
        """What a chat waits for, oldest first."""
        return await self._waits("WHERE chat = ? ORDER BY number", chat)

    async def _waits(self, where: str, *values: int) -> tuple[Wait, ...]:
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all(
                f"SELECT number, chat, question, asked_at FROM waiting {where}",  # noqa: S608  # the endings above
                *values,
            )
        return tuple(Wait(number, chat, question, from_milliseconds(asked)) for number, chat, question, asked in rows)

    async def end(self, number: int) -> bool:
        """Strikes a question off once its asker was told. Returns whether it was there."""
        async with self._database.write() as transaction:
            return await transaction.execute("DELETE FROM waiting WHERE number = ?", number) > 0
