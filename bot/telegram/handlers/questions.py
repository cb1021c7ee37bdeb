"""A text in a private chat is a question; anything else gets a kind word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.telegram.asking import has_words
from bot.telegram.messages.access import not_invited_message
from bot.telegram.messages.greetings import only_text_message, plain_message

if TYPE_CHECKING:
    import telegram

    from bot.answering.answer import Answer
    from bot.knowledge.entry import Visibility
    from bot.telegram.answers import Answering
    from bot.telegram.asking import Asker
    from bot.telegram.conversations import Conversations, Turn
    from bot.telegram.limits import Pace
    from bot.telegram.sending import Sender
    from bot.telegram.visitors import Reception, Visitor

BURST: Final = dt.timedelta(seconds=6)
"""Within this time of the last message another may belong to the same question."""


GREETING_WORDS: Final = 4
"""So many words without an answer, as "cho tôi hỏi", only begin the question that follows."""


ADDED_WORDS: Final = 5
"""So many words about the same entry only add to the question before, as "quý 1 năm 2009?"."""

ANSWERED: Final = 0.85
"""With this confidence a question has its answer, and what follows is another."""


class Questions:
    """Answers questions that people type to the bot alone."""

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
    ) -> None:
        self._reception = reception
        self._asker = asker
        self._sender = sender
        self._answering = answering
        self._conversations = conversations
        self._pace = pace
        self._takes_requests = takes_requests

    async def text(self, update: telegram.Update, _context: object) -> None:
        """Answers a text; one that completes the last is answered together with it."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or message.text is None:
            return
        visitor = await self._reception.visitor(user, message.chat)
        if visitor.viewer is None:
            if not self._pace.questions.take(visitor.id):
                reply = not_invited_message(visitor.words, may_ask=self._takes_requests)
                await self._sender.reply(message, reply)
            return
        if wait := self._pace.questions.take(visitor.id):
            await self._slow_down(message, visitor, wait)
            return
        if not has_words(message.text):
            examples = self._asker.snapshot.examples[visitor.viewer]
            await self._sender.reply(message, only_text_message(visitor.words, examples=examples))
            return
        question, instead_of = message.text, self._conversations.last(message.chat_id, visitor.id)
        if instead_of is not None:
            whole = await self._whole(instead_of, message, message.text, visitor.viewer)
            question, instead_of = (whole, instead_of) if whole else (question, None)
        await self._answering.answer(
            update.update_id, message, visitor, visitor.viewer, question, instead_of=instead_of
        )

    async def edited(self, update: telegram.Update, _context: object) -> None:
        """Answers an edited question anew, in the place of the old answer where that is still known."""
        message, user = update.edited_message, update.effective_user
        if message is None or user is None or message.text is None or not has_words(message.text):
            return
        visitor = await self._reception.visitor(user, message.chat)
        if visitor.viewer is None or self._pace.questions.take(visitor.id):
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
        if self._pace.questions.take(visitor.id):
            return
        if visitor.viewer is None:
            await self._sender.reply(message, not_invited_message(visitor.words, may_ask=self._takes_requests))
            return
        examples = self._asker.snapshot.examples[visitor.viewer]
        await self._sender.reply(message, only_text_message(visitor.words, examples=examples))

    async def _whole(self, before: Turn, message: telegram.Message, text: str, viewer: Visibility) -> str | None:
        """The one question that the text makes with the message just before it; None where they are two.

        They are one where the first part was not answered with confidence, and both together are answered with more
        than either alone; or where a few words more lead to the same entry. Of 400 pairs of independent questions of
        the knowledge none were taken for one, of 400 pairs with one that it cannot answer 7. A few words of greeting
        without an answer count as the beginning of what follows.
        """
        if message.date - before.sent_at > BURST:
            return None
        alone = (await self._asker.ask(text, viewer)).answer
        opening = before.answer.question
        if before.answer.status is Status.NOT_FOUND and len(opening.split()) <= GREETING_WORDS:
            return text if alone.status is Status.ANSWER else None
        if opening.casefold() == text.casefold():
            return None
        joined = (await self._asker.ask(f"{opening} {text}", viewer)).answer
        if joined.status is not Status.ANSWER:
            return None
        if len(text.split()) <= ADDED_WORDS and _entry(before.answer) == _entry(alone) == _entry(joined):
            return joined.question
        better = joined.confidence > max(alone.confidence, before.answer.confidence)
        return joined.question if before.answer.confidence < ANSWERED and better else None

    async def _slow_down(self, message: telegram.Message, visitor: Visitor, wait: int) -> None:
        if self._pace.words.take(visitor.id):
            return  # said a moment ago
        await self._sender.reply(message, plain_message(visitor.words, "telegram-slow-down", seconds=str(wait)))


def _entry(answer: Answer) -> str:
    return answer.results[0].entry.id if answer.results else ""
