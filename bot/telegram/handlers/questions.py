"""A text in a private chat is a question; anything else gets a kind word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.telegram.asking.asker import has_words
from bot.telegram.asking.bursts import one_question
from bot.telegram.messages.access import not_invited_message
from bot.telegram.messages.greetings import only_text_message, plain_message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import telegram

    from bot.telegram.access.limits import Pace
    from bot.telegram.access.visitors import Reception, Visitor
    from bot.telegram.asking.answers import Answering
    from bot.telegram.asking.asker import Asker
    from bot.telegram.asking.conversations import Conversations
    from bot.telegram.transport.sending import Sender

    Intake = Callable[[telegram.Message, Visitor], Awaitable[bool]]

THREAD: Final = dt.timedelta(minutes=15)
"""Within this time a fragment goes on from the question before: "còn quý II?"."""


class Questions:
    """Answers questions that people type to the bot alone.

    ``intake`` takes what is no question but an editor's work.
    """

    def __init__(
        self,
        reception: Reception,
        asker: Asker,
        sender: Sender,
        answering: Answering,
        conversations: Conversations,
        pace: Pace,
        *,
        takes_requests: bool,
        intake: Intake,
    ) -> None:
        self._reception = reception
        self._asker = asker
        self._sender = sender
        self._answering = answering
        self._conversations = conversations
        self._pace = pace
        self._takes_requests = takes_requests
        self._intake = intake

    async def text(self, update: telegram.Update, _context: object) -> None:
        """Answers a text; one that completes the last is answered together with it."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or message.text is None:
            return
        visitor = await self._reception.visitor(user, message.chat)
        if visitor.viewer is None:
            if not self._pace.questions.take(visitor.id, update.update_id):
                reply = not_invited_message(visitor.words, may_ask=self._takes_requests)
                await self._sender.reply(message, reply)
            return
        if wait := self._pace.questions.take(visitor.id, update.update_id):
            await self._slow_down(update.update_id, message, visitor, wait)
            return
        if await self._intake(message, visitor):
            return
        if not has_words(message.text):
            examples = self._asker.snapshot.examples[visitor.viewer]
            await self._sender.reply(message, only_text_message(visitor.words, examples=examples))
            return
        last = self._conversations.last(message.chat_id, visitor.id, visitor.viewer)
        joined = await one_question(self._asker, last, message.text, message.date, visitor.viewer) if last else None
        before = last.answer if last and message.date - last.sent_at < THREAD else None
        await self._answering.answer(
            update.update_id,
            message,
            visitor,
            visitor.viewer,
            joined or message.text,
            instead_of=last if joined else None,
            before=None if joined else before,
        )

    async def edited(self, update: telegram.Update, _context: object) -> None:
        """Answers an edited question anew, in the place of the old answer where that is still known."""
        message, user = update.edited_message, update.effective_user
        if message is None or user is None or message.text is None or not has_words(message.text):
            return
        visitor = await self._reception.visitor(user, message.chat)
        if visitor.viewer is None or self._pace.questions.take(visitor.id, update.update_id):
            return
        before = self._conversations.to_question(message.chat_id, message.message_id)
        if before is not None and before.answer.question == message.text:
            return
        await self._answering.answer(
            update.update_id, message, visitor, visitor.viewer, message.text, instead_of=before
        )

    async def other(self, update: telegram.Update, _context: object) -> None:
        """Answers a photograph, a voice message, a sticker and the like."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        visitor = await self._reception.visitor(user, message.chat)
        if self._pace.questions.take(visitor.id, update.update_id):
            return
        if visitor.viewer is None:
            await self._sender.reply(message, not_invited_message(visitor.words, may_ask=self._takes_requests))
            return
        if await self._intake(message, visitor):
            return
        examples = self._asker.snapshot.examples[visitor.viewer]
        await self._sender.reply(message, only_text_message(visitor.words, examples=examples))

    async def _slow_down(self, update_id: int, message: telegram.Message, visitor: Visitor, wait: int) -> None:
        if self._pace.words.take(visitor.id, update_id):
            return  # said a moment ago
        await self._sender.reply(message, plain_message(visitor.words, "telegram-slow-down", seconds=str(wait)))
