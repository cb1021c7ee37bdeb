"""Of its own accord: the morning's news to who follows it, answers that came at last, the day's report to admins."""

from __future__ import annotations

import asyncio
import logging
from itertools import groupby
from typing import TYPE_CHECKING, Final

from telegram.error import Forbidden, TelegramError

from bot.answering.answer import Status
from bot.telegram.asking.interests import meant
from bot.telegram.messages.answers import answer_message
from bot.telegram.messages.following import come_true_message, digest_message
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.entry import Entry, Visibility
    from bot.storage.chats import Chats
    from bot.storage.subscriptions import Subscription, Subscriptions, Waiting
    from bot.telegram.access.gate import Gate
    from bot.telegram.asking.asker import Asker
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender
    from bot.words.catalogue import Catalogue

_LOG: Final = logging.getLogger(__name__)


class News:
    """Tells chats of what they wait for. Everyone's rights are looked at anew at the moment of sending."""

    def __init__(
        self,
        asker: Asker,
        sender: Sender,
        gate: Gate,
        chats: Chats,
        subscriptions: Subscriptions,
        waiting: Waiting,
    ) -> None:
        self._asker = asker
        self._sender = sender
        self._gate = gate
        self._chats = chats
        self._subscriptions = subscriptions
        self._waiting = waiting

    async def morning(self) -> int:
        """Sends each chat the new entries it follows, in one message. Returns to how many chats.

        What was sent is remembered chat by chat: after a crash in the middle the rest gets its message, and only the
        chat whose message was on its way may get it twice.
        """
        sent = 0
        for chat, group in groupby(await self._subscriptions.active(), key=lambda one: one.chat):
            sent += await self._tell(chat, list(group))
        return sent

    async def come_true(self) -> int:
        """Tells who waits for an answer that the knowledge now has. Returns how many questions that was."""
        answered = 0
        for wait in await self._waiting.open():
            viewer = (await self._gate.role(wait.chat)).viewer
            if viewer is None:
                continue
            answer = (await self._asker.ask(wait.question, viewer)).answer
            if answer.status is not Status.ANSWER:
                continue
            words = await self._words(wait.chat)
            if await self._sent(wait.chat, come_true_message(wait.question, answer_message(answer, words), words)):
                await self._waiting.end(wait.number)
                answered += 1
        return answered

    async def _tell(self, chat: int, subscriptions: list[Subscription]) -> bool:
        viewer = (await self._gate.role(chat)).viewer
        if viewer is None:
            return False
        entries = await asyncio.to_thread(self._meant, subscriptions, viewer)
        untold = set(await self._subscriptions.untold(chat, entries))
        new = [entry for name, entry in entries.items() if name in untold]
        if not new or not await self._sent(chat, digest_message(new, await self._words(chat))):
            return False
        numbers = [one.number for one in subscriptions]
        await self._subscriptions.told(chat, [entry.id for entry in new], subscriptions=numbers)
        return True

    def _meant(self, subscriptions: Iterable[Subscription], viewer: Visibility) -> dict[str, Entry]:
        snapshot = self._asker.snapshot
        return {entry.id: entry for one in subscriptions for entry in meant(one.interest, one.words, snapshot, viewer)}

    async def _sent(self, chat: int, message: Message) -> bool:
        try:
            await self._sender.send(chat, message)
        except Forbidden:  # the person has blocked the bot: there is nobody to tell any more
            await self._subscriptions.remove_all(chat)
            return False
        except TelegramError as refused:
            _LOG.warning("chat %d could not be told of news: %s", chat, refused)
            return False
        return True

    async def _words(self, chat: int) -> Catalogue:
        chosen = await self._chats.language(chat)
        return catalogue(Language(chosen) if chosen else Language.VIETNAMESE)
