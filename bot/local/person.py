"""A person of a test: writes to the bot, presses its buttons, and waits for what it says."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from bot.local import acts
from bot.local.acts import ImpossibleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.local.world import Chat, World

Json = dict[str, Any]

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds that a person waits for the bot unless told otherwise."""


class Room(Protocol):
    """Where people write beside their own chat with the bot: a group."""

    @property
    def id(self) -> int:
        """The chat's id."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button as it is seen: its words, and its callback data or address."""

    text: str
    data: str
    url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it stands in the chat; ``json`` is a copy in the Bot API's form."""

    json: Json

    @property
    def id(self) -> int:
        """The message's id in its chat."""
        return int(self.json["message_id"])

    @property
    def chat_id(self) -> int:
        """The chat's id."""
        return int(self.json["chat"]["id"])

    @property
    def text(self) -> str:
        """The text or the caption, without its marks."""
        return str(self.json.get("text", self.json.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """What is marked in the text."""
        return list(self.json.get("entities") or self.json.get("caption_entities") or [])

    @property
    def buttons(self) -> list[Button]:
        """The inline buttons, row after row."""
        rows = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        return [
            Button(button["text"], button.get("callback_data", ""), button.get("url", ""))
            for row in rows
            for button in row
        ]


@dataclass(frozen=True, slots=True)
class Toast:
    """What ``answerCallbackQuery`` showed; the text may be empty."""

    text: str
    is_alert: bool
    url: str


@dataclass(slots=True)
class Person:
    """Somebody who uses the bot. Where ``chat`` is left out, the private chat with the bot is meant.

    What a person waits for is taken in order: a message that was received is not received again.
    """

    world: World
    id: int
    _received: set[tuple[int, int]] = field(default_factory=set)

    async def says(self, text: str, *, chat: Room | None = None, reply_to: Seen | None = None, topic: int = 0) -> Seen:
        """Writes a text; the last message where the app splits it."""
        messages = acts.say(
            self.world, self.id, self._chat(chat), text, reply_to=reply_to.id if reply_to else 0, topic=topic
        )
        return Seen(dict(messages[-1]))

    async def sends_file(
        self,
        name: str,
        content: bytes,
        *,
        mime: str = "application/octet-stream",
        caption: str = "",
        chat: Room | None = None,
    ) -> Seen:
        """Sends a document (a photo where ``mime`` and the bytes are a picture's)."""
        return Seen(dict(acts.send_file(self.world, self.id, self._chat(chat), name, content, mime, caption=caption)))

    async def sends(self, content: Json, *, chat: Room | None = None) -> Seen:
        """Sends a message of any other kind, as ``{"sticker": {…}}``, ``{"location": {…}}``, ``{"contact": {…}}``."""
        return Seen(dict(acts.send_other(self.world, self.id, self._chat(chat), content)))

    async def edits(self, message: Seen, text: str) -> Seen:
        """Changes an own message."""
        return Seen(dict(acts.edit(self.world, self.id, self.world.chats[message.chat_id], message.id, text)))

    async def presses(self, button: str, *, on: Seen | None = None, chat: Room | None = None) -> str:
        """Presses the inline button with these words, or this callback data, on a message (the newest that has one).

        Returns:
            the callback query's id, for `sees_toast`.

        Raises:
            ImpossibleError: there is no such button now.
        """
        place = self.world.chats[on.chat_id] if on else self._chat(chat)
        numbers = [on.id] if on else sorted(place.messages, reverse=True)
        for number in numbers:
            if number in place.messages:
                for found in Seen(place.messages[number]).buttons:
                    if found.data and button in {found.text, found.data}:
                        return acts.press(self.world, self.id, place, number, found.data)
        raise ImpossibleError(f"no button {button!r}", where=f"chat {place.id}")

    async def presses_stale(self, data: str, *, on: Seen) -> str:
        """Presses a button that the app still shows although the message has changed or gone: the query's id."""
        place = self.world.chats[on.chat_id]
        kept = place.messages.get(on.id)
        place.messages[on.id] = {
            **on.json,
            "reply_markup": {"inline_keyboard": [[{"text": "…", "callback_data": data}]]},
        }
        try:
            return acts.press(self.world, self.id, place, on.id, data)
        finally:
            if kept is None:
                del place.messages[on.id]
            else:
                place.messages[on.id] = kept

    async def receives(
        self, containing: str = "", *, chat: Room | None = None, topic: int = 0, seconds: float = PATIENCE
    ) -> Seen:
        """The bot's next message in the chat, not received before, with these words in its text or caption.

        Messages without them are passed over, and stay to be received.

        Raises:
            TimeoutError: it did not come; the error tells what the chat holds.
        """
        place = self._chat(chat)

        def next_message() -> Seen | None:
            for number, message in place.messages.items():
                fits = message["from"]["id"] == self.world.bot["id"] and (place.id, number) not in self._received
                if fits and (not topic or message.get("message_thread_id") == topic):
                    seen = Seen(dict(message))
                    if containing in seen.text:
                        self._received.add((place.id, number))
                        return seen
            return None

        return await self._wait(next_message, f"a message with {containing!r}", place, seconds)

    async def sees_edit(self, message: Seen, containing: str = "", *, seconds: float = PATIENCE) -> Seen:
        """The message once it differs from how it was seen and has these words.

        Raises:
            TimeoutError: it did not change so.
        """
        place = self.world.chats[message.chat_id]

        def changed() -> Seen | None:
            now = place.messages.get(message.id)
            return Seen(dict(now)) if now is not None and now != message.json and containing in Seen(now).text else None

        return await self._wait(changed, f"message {message.id} edited to hold {containing!r}", place, seconds)

    async def sees_toast(self, query: str, *, seconds: float = PATIENCE) -> Toast:
        """What the bot answered to a pressed button (``query`` is what `presses` gave).

        Raises:
            TimeoutError: it did not answer: the button would spin on.
        """
        asked = self.world.presses[query]

        def answered() -> Toast | None:
            told = asked.answer
            return None if told is None else Toast(told["text"], told["show_alert"], told["url"])

        return await self._wait(answered, "an answer to the pressed button", self.world.chats[self.id], seconds)

    async def asks_inline(self, text: str, *, offset: str = "", seconds: float = PATIENCE) -> tuple[str, list[Json]]:
        """Types ``@bot text``: the query's id and the bot's results.

        Raises:
            TimeoutError: it did not answer.
        """
        query = acts.ask_inline(self.world, self.id, text, offset)
        asked = self.world.inline[query]
        answer = await self._wait(lambda: asked.answer, "inline results", self.world.chats[self.id], seconds)
        return query, list(answer["results"])

    async def chooses(self, query: str, result: str, *, chat: Room | None = None) -> Seen:
        """Sends an inline result (by its id) into a chat."""
        return Seen(dict(acts.choose_inline(self.world, self.id, query, result, self._chat(chat))))

    async def reacts(self, message: Seen, *emoji: str) -> None:
        """Reacts to a message; without emoji takes the reaction back."""
        acts.react(self.world, self.id, self.world.chats[message.chat_id], message.id, list(emoji))

    async def blocks(self) -> None:
        """Blocks the bot: it gets ``my_chat_member``, and 403 when it writes."""
        acts.block(self.world, self.id, blocked=True)

    async def unblocks(self) -> None:
        """Lets the bot write again."""
        acts.block(self.world, self.id, blocked=False)

    def history(self, chat: Room | None = None) -> list[Seen]:
        """All messages of the chat, oldest first."""
        return [Seen(dict(message)) for message in self._chat(chat).messages.values()]

    def _chat(self, chat: Room | None) -> Chat:
        return self.world.chats[chat.id if chat else self.id]

    async def _wait(self, look: Callable[[], T | None], what: str, chat: Chat, seconds: float) -> T:
        until = time.monotonic() + seconds
        while (found := look()) is None:
            if not await self.world.change(until - time.monotonic()):
                told = [Seen(message).text[:120] for message in list(chat.messages.values())[-5:]]
                raise TimeoutError(f"no {what} in {seconds} s; the chat's last messages: {told}")
        return found
