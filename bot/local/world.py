"""What exists on the local server: the bot, people, chats, messages and files, and who waits for a change of them."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.local.updates import UpdateQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.local.flood import FloodControl

Json = dict[str, Any]
"""An object in the Bot API's own form, as it goes over the wire."""

KEPT_MESSAGES = 5_000
"""Messages kept in a chat; the oldest go first."""

_LONG_AGO = 1_700_000_000
_IDS_A_SECOND = 4

KEPT_QUERIES = 5_000
"""Pressed buttons, and inline queries, that are remembered; the oldest go first."""

KEPT_BYTES = 256 * 1024 * 1024
"""Bytes of files that are kept in memory; the oldest go first."""

KEPT_EVENTS = 2_000
"""Events that a chat page may fall behind before it has to load anew."""


@dataclass(slots=True)
class Chat:
    """A private chat, group or supergroup and what was said in it.

    ``members`` are statuses in Telegram's words (``creator``, ``administrator``, ``member``, ``restricted``, ``left``,
    ``kicked``) by user id, the bot's among them. ``started`` is whether the bot may write first to a private chat.
    ``reactions`` are emoji by message id and by who reacted. ``moved_to`` is the supergroup that a basic group became.
    """

    id: int
    kind: str
    title: str = ""
    topics: dict[int, str] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, dict[int, list[str]]] = field(default_factory=dict)
    action: str = ""
    acting_until: float = 0.0
    started: bool = False
    blocked: bool = False
    hears_everything: bool = False
    person: Json | None = None
    moved_to: int = 0

    @property
    def is_private(self) -> bool:
        """Whether it is the bot's chat with one person."""
        return self.kind == "private"

    def as_json(self) -> Json:
        """The chat as it stands inside messages."""
        if self.person is not None:
            names = {key: self.person[key] for key in ("first_name", "last_name", "username") if key in self.person}
            return {"id": self.id, "type": "private", **names}
        return {"id": self.id, "type": self.kind, "title": self.title} | ({"is_forum": True} if self.topics else {})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that somebody sent: its content, name, media type and Telegram's ids for it."""

    content: bytes
    name: str
    mime: str
    file_id: str
    unique_id: str
    path: str

    def as_json(self) -> Json:
        """The ids and size, as ``getFile`` and documents give them."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


@dataclass(slots=True)
class Query:
    """A pressed button or an inline query, waiting for the bot's answer.

    ``until`` is when it becomes too old to answer, in seconds of the world's clock.
    """

    person: int
    until: float
    asked: Json
    answer: Json | None = None


class World:
    """The state of one local server. Everything in it happens on one event loop.

    Args:
        token: the bot's token, whose number before the colon is the bot's id.
        username: the bot's name after the @.
        name: the bot's name as people see it.
        clock: seconds since 1970.
    """

    def __init__(self, token: str, username: str, name: str, clock: Callable[[], float]) -> None:
        self.token = token
        self.clock = clock
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.people: dict[int, Json] = {}
        self.roles: dict[int, str] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.presses: dict[str, Query] = {}
        self.inline: dict[str, Query] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}
        # A server started anew must not repeat ids that a bot with a database may remember from the one before.
        self._first_id = max(int((clock() - _LONG_AGO) * _IDS_A_SECOND), 0)
        self.updates = UpdateQueue(self._first_id + 1)
        self.flood: FloodControl | None = None
        self.closing = False
        self._file_bytes = 0
        self._files_ever = 0
        self._message_ids: dict[int, int] = {}
        self._waiting: set[asyncio.Future[None]] = set()
        self._watching: set[asyncio.Queue[Json]] = set()

    def now(self) -> int:
        """The time for a message's date."""
        return int(self.clock())

    def add_person(self, person_id: int, name: str, language: str, username: str) -> Json:
        """A person and the private chat with them; the same person again gets the new name."""
        first, _, last = name.partition(" ")
        person: Json = {"id": person_id, "is_bot": False, "first_name": first, "language_code": language}
        person |= {"last_name": last} if last else {}
        person |= {"username": username} if username else {}
        self.people[person_id] = person
        chat = self.chats.setdefault(person_id, Chat(person_id, "private"))
        chat.person = person
        self.publish({"event": "chats"})
        return person

    def add_chat(self, chat: Chat) -> Chat:
        """Puts a group into the world."""
        self.chats[chat.id] = chat
        self.publish({"event": "chats"})
        return chat

    def add_message(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Puts a message into a chat and tells everybody who watches; its id is the chat's next one."""
        # Private chats share the account's count, each supergroup has its own, as on Telegram.
        counter = 0 if chat.is_private else chat.id
        number = self._message_ids[counter] = self._message_ids.get(counter, self._first_id) + 1
        message: Json = {"message_id": number, "from": sender, "chat": chat.as_json(), "date": self.now(), **content}
        chat.messages[number] = message
        if len(chat.messages) > KEPT_MESSAGES:
            del chat.messages[next(iter(chat.messages))]
        if sender is self.bot:
            chat.action = ""
        self.publish({"event": "message", "chat_id": chat.id, "message": message})
        return message

    def add_file(self, content: bytes, name: str, mime: str, folder: str) -> StoredFile:
        """Keeps a file; its ids are new even where the same bytes were sent before."""
        number = self._files_ever = self._files_ever + 1
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        suffix = suffix if suffix.isalnum() and suffix.isascii() else "bin"
        unique = secrets.token_urlsafe(12)
        file = StoredFile(content, name, mime, f"BQAC{unique}", f"AgAD{unique}", f"{folder}/file_{number}.{suffix}")
        self.files[file.file_id] = file
        self._file_bytes += len(content)
        while self._file_bytes > KEPT_BYTES and len(self.files) > 1:
            self._file_bytes -= len(self.files.pop(next(iter(self.files))).content)
        return file

    def remember(self, queries: dict[str, Query], number: str, query: Query) -> None:
        """Keeps a query among `presses` or `inline`, and drops the oldest where there are too many."""
        queries[number] = query
        if len(queries) > KEPT_QUERIES:
            del queries[next(iter(queries))]

    def react(self, chat: Chat, number: int, who: int, emoji: list[str]) -> list[str]:
        """Sets somebody's reactions to a message; returns the ones from before."""
        by_person = chat.reactions.setdefault(number, {})
        before = by_person.pop(who, [])
        if emoji:
            by_person[who] = emoji
        shown = [one for several in by_person.values() for one in several]
        self.publish({"event": "reactions", "chat_id": chat.id, "message_id": number, "emoji": shown})
        return before

    def publish(self, event: Json) -> None:
        """Tells chat pages what changed, and wakes whoever waits for a condition.

        A page that fell too far behind is told to load anew instead.
        """
        for queue in self._watching:
            if queue.qsize() >= KEPT_EVENTS:
                while not queue.empty():
                    queue.get_nowait()
                event = {"event": "reload"}
            queue.put_nowait(event)
        self.wake()

    def wake(self) -> None:
        """Lets everybody who waits look at the world again."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    def watch(self) -> asyncio.Queue[Json]:
        """Events from now on, for a chat page; give it back to `unwatch`."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._watching.add(queue)
        return queue

    def unwatch(self, queue: asyncio.Queue[Json]) -> None:
        """No more events for this one."""
        self._watching.discard(queue)

    async def change(self, seconds: float) -> bool:
        """Waits until anything changes, at most so long; whether it did."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True

    def close(self) -> None:
        """Ends every wait, so that the server can stop."""
        self.closing = True
        self.publish({"event": "closing"})
