"""Following a topic, a person or a search, and waiting for an answer that is not there yet."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.telegram.asking.asker import whole
from bot.telegram.asking.interests import interest_of, meant
from bot.telegram.messages.following import MOST_FOLLOWED, following_message
from bot.telegram.messages.greetings import plain_message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.storage.subscriptions import Subscriptions, Waiting
    from bot.telegram.asking.asker import Asker
    from bot.telegram.asking.conversations import Conversations
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.commands import Called
    from bot.telegram.transport.sending import Sender


class Following:
    """Keeps what a person wants to hear of; their private chat has their id."""

    def __init__(
        self,
        asker: Asker,
        sender: Sender,
        subscriptions: Subscriptions,
        waiting: Waiting,
        conversations: Conversations,
    ) -> None:
        self._asker = asker
        self._sender = sender
        self._subscriptions = subscriptions
        self._waiting = waiting
        self._conversations = conversations

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What these buttons do: each for who presses it."""
        return {
            "following": self.show,
            "pause": self.pause,
            "resume": self.resume,
            "unfollow": self.unfollow,
            "wait": self.wait,
        }

    async def follow(self, called: Called) -> None:
        """/theodoi: follows what is named behind it; alone, shows what is followed."""
        visitor, words = called.visitor, called.visitor.words
        own = await self._subscriptions.of(visitor.id)
        if not called.arguments or visitor.viewer is None:
            await self._sender.reply(called.message, following_message(own, words))
            return
        if len(own) >= MOST_FOLLOWED:
            await self._sender.reply(called.message, plain_message(words, "telegram-following-full"))
            return
        snapshot = self._asker.snapshot
        interest, name = interest_of(called.arguments[:200], snapshot, visitor.viewer)
        entries = await asyncio.to_thread(meant, interest, name, snapshot, visitor.viewer)
        made = await self._subscriptions.add(visitor.id, interest, name)
        # What is there already is no news.
        await self._subscriptions.told(visitor.id, [entry.id for entry in entries], subscriptions=[made.number])
        told = words.say(f"telegram-followed-{interest.value}", words=name)
        listed = following_message(await self._subscriptions.of(visitor.id), words, told=told)
        await self._sender.reply(called.message, listed)

    async def show(self, pressed: Pressed) -> str:
        """Sends the list of what is followed."""
        own = await self._subscriptions.of(pressed.visitor.id)
        await self._sender.reply(pressed.message, following_message(own, pressed.visitor.words))
        return ""

    async def pause(self, pressed: Pressed) -> str:
        """Pauses one."""
        return await self._changed(pressed, paused=True)

    async def resume(self, pressed: Pressed) -> str:
        """Goes on with one."""
        return await self._changed(pressed, paused=False)

    async def unfollow(self, pressed: Pressed) -> str:
        """Ends one."""
        await self._subscriptions.remove(pressed.visitor.id, int(pressed.action.arguments[0]))
        return await self._listed(pressed)

    async def wait(self, pressed: Pressed) -> str:
        """Keeps the question that the message replies to, to be told when it has an answer."""
        visitor, message = pressed.visitor, pressed.message
        if visitor.viewer is None:
            return visitor.words.say("telegram-not-invited")
        turn = self._conversations.with_reply(message.chat_id, message.message_id, visitor.viewer)
        asked = message.reply_to_message
        question = whole(turn.answer) if turn else asked.text if asked else None
        if not question:
            return visitor.words.say("telegram-question-gone")
        if len(await self._waiting.of(visitor.id)) >= MOST_FOLLOWED:
            return visitor.words.say("telegram-following-full")
        await self._waiting.add(visitor.id, question[:500])
        return visitor.words.say("telegram-waiting")

    async def _changed(self, pressed: Pressed, *, paused: bool) -> str:
        await self._subscriptions.pause(pressed.visitor.id, int(pressed.action.arguments[0]), paused=paused)
        return await self._listed(pressed)

    async def _listed(self, pressed: Pressed) -> str:
        own = await self._subscriptions.of(pressed.visitor.id)
        await self._sender.edit(pressed.message, following_message(own, pressed.visitor.words))
        return ""
