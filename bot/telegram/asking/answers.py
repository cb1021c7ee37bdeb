"""One question answered in a chat: asked, shown, remembered and recorded. Private chats and groups share it."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Final

import telegram
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.answering.answer import Status
from bot.telegram.asking.conversations import Turn
from bot.telegram.asking.recording import kind_of, reference_of
from bot.telegram.messages.answers import answer_message, shown_results, with_more_in_private

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from bot.knowledge.entry import Visibility
    from bot.telegram.access.visitors import Visitor
    from bot.telegram.asking.asker import Asked, Asker
    from bot.telegram.asking.conversations import Conversations
    from bot.telegram.asking.recording import Diary
    from bot.telegram.transport.sending import Sender

_LOG: Final = logging.getLogger(__name__)

_TYPING_SECONDS: Final = 0.5
"""How long an answer waits for the typing indicator to get through."""

_QUIET_SECONDS: Final = 0.2
"""Typing is shown where nothing was asked for so long: in a burst, its calls are better used for answers."""


class Answering:
    """Answers questions in chats."""

    def __init__(self, asker: Asker, sender: Sender, diary: Diary, conversations: Conversations) -> None:
        self._asker = asker
        self._sender = sender
        self._diary = diary
        self._conversations = conversations
        self._last_asked = 0.0

    async def answer(
        self,
        update_id: int,
        message: telegram.Message,
        visitor: Visitor,
        viewer: Visibility,
        question: str,
        *,
        instead_of: Turn | None = None,
        before: Answer | None = None,
    ) -> None:
        """Answers the question as a reply to the message, or in the place of an earlier turn's reply.

        Args:
            update_id: the number of the update.
            message: what was written.
            visitor: who wrote it.
            viewer: what may be shown.
            question: what it asks.
            instead_of: the turn whose reply is replaced.
            before: what the question may go on from.
        """
        begun = time.perf_counter()
        asked = await self._asked(message, question, viewer, before)
        answered = time.perf_counter()
        reference = reference_of(update_id)
        if message.chat.type == telegram.Chat.PRIVATE:
            rated, examples = reference, asked.snapshot.examples[viewer]
            shown = answer_message(asked.answer, visitor.words, examples=examples, reference=rated)
        else:
            rated, shown = "", answer_message(asked.answer, visitor.words)
            if asked.answer.status is Status.NOT_FOUND and visitor.role.viewer is not viewer:
                shown = with_more_in_private(shown, visitor.words)
        if instead_of is None:
            first, reply = message, await self._sender.reply(message, shown)
        else:
            first, reply = instead_of.asked, instead_of.reply
            await self._sender.edit(reply, shown)
        sent = time.perf_counter()
        self._conversations.remember(
            Turn(visitor.id, first, message.edit_date or message.date, asked.answer, viewer, reply, rated)
        )
        self._diary.note(
            update_id,
            visitor,
            kind_of(message.chat),
            asked.answer,
            shown=shown_results(asked.answer),
            stages=(("answer", (answered - begun) * 1000), ("send", (sent - answered) * 1000)),
            reply=reply.message_id if rated else 0,
        )

    async def _asked(
        self, message: telegram.Message, question: str, viewer: Visibility, before: Answer | None
    ) -> Asked:
        """The core's answer, while typing is shown."""
        now = time.monotonic()
        quiet, self._last_asked = now - self._last_asked > _QUIET_SECONDS, now
        typing = asyncio.create_task(self._typing(message)) if quiet else None
        asked = await self._asker.ask(question, viewer, before=before)
        if typing is not None:
            await asyncio.wait([typing], timeout=_TYPING_SECONDS)
        return asked

    async def _typing(self, message: telegram.Message) -> None:
        try:
            await message.reply_chat_action(ChatAction.TYPING, message_thread_id=message.message_thread_id)
        except TelegramError as refused:  # a courtesy: the answer follows all the same
            _LOG.debug("typing was not shown: %s", refused)
