"""A text in a private chat is a question; anything else gets a kind word."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Final

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.asking import has_words
from bot.telegram.messages.answers import answer_message, shown_results
from bot.telegram.messages.greetings import only_text_message, plain_message
from bot.telegram.recording import kind_of

if TYPE_CHECKING:
    import telegram

    from bot.telegram.asking import Asker
    from bot.telegram.recording import Diary
    from bot.telegram.sending import Sender
    from bot.telegram.visitors import Reception

_LOG: Final = logging.getLogger(__name__)

_TYPING_SECONDS: Final = 0.5
"""How long an answer waits for the typing indicator to get through."""


class Questions:
    """Answers questions that people type to the bot alone."""

    def __init__(self, reception: Reception, asker: Asker, sender: Sender, diary: Diary) -> None:
        self._reception = reception
        self._asker = asker
        self._sender = sender
        self._diary = diary

    async def text(self, update: telegram.Update, _context: object) -> None:
        """Answers a text."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or message.text is None:
            return
        visitor = await self._reception.visitor(user)
        if visitor.viewer is None:
            await self._sender.reply(message, plain_message(visitor.words, "telegram-not-invited"))
            return
        examples = self._asker.snapshot.examples[visitor.viewer]
        if not has_words(message.text):
            await self._sender.reply(message, only_text_message(visitor.words, examples=examples))
            return
        begun = time.perf_counter()
        typing = asyncio.create_task(self._typing(message))
        asked = await self._asker.ask(message.text, visitor.viewer)
        await asyncio.wait([typing], timeout=_TYPING_SECONDS)
        answered = time.perf_counter()
        reply = answer_message(asked.answer, visitor.words, examples=asked.snapshot.examples[visitor.viewer])
        await self._sender.reply(message, reply)
        sent = time.perf_counter()
        stages = (("answer", (answered - begun) * 1000), ("send", (sent - answered) * 1000))
        shown = shown_results(asked.answer)
        self._diary.note(update.update_id, visitor, kind_of(message.chat), asked.answer, shown=shown, stages=stages)

    async def other(self, update: telegram.Update, _context: object) -> None:
        """Answers a photograph, a voice message, a sticker and the like."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        visitor = await self._reception.visitor(user)
        examples = self._asker.snapshot.examples[visitor.viewer] if visitor.viewer else ()
        await self._sender.reply(message, only_text_message(visitor.words, examples=examples))

    async def _typing(self, message: telegram.Message) -> None:
        try:
            await message.reply_chat_action(ChatAction.TYPING, message_thread_id=message.message_thread_id)
        except TelegramError as refused:  # a courtesy: the answer follows all the same
            _LOG.debug("typing was not shown: %s", refused)
