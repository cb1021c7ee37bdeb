"""What was asked and replied lately, so that an edit, a burst and an old button find the message they belong to.

Kept in memory and bounded: after a restart an edited question is simply answered by a new message, and a button asks
the question that its message replies to.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

    import telegram

    from bot.answering.answer import Answer
    from bot.knowledge.entry import Visibility

_KEPT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the reply that stands in the chat.

    Attributes:
        person: the Telegram id of who asked.
        asked: the message that asked it (of a burst the first).
        sent_at: when its last part was sent, by Telegram's clock.
        answer: what the core said to it; its ``question`` is what all parts together ask.
        viewer: for whom it was said. Its words may hold titles that only such a viewer knows of.
        reply: the bot's message.
        reference: of the exchange, where an opinion may be given on it; else empty.
    """

    person: int
    asked: telegram.Message
    sent_at: dt.datetime
    answer: Answer
    viewer: Visibility
    reply: telegram.Message
    reference: str = ""


class Conversations:
    """The latest turns, found by the question's message, by the reply, and by the person."""

    def __init__(self) -> None:
        self._by_reply: OrderedDict[tuple[int, int], Turn] = OrderedDict()
        self._by_question: dict[tuple[int, int], Turn] = {}
        self._last: dict[tuple[int, int], Turn] = {}

    def remember(self, turn: Turn) -> None:
        """Keeps the turn; one with the same reply is replaced."""
        chat = turn.reply.chat_id
        self._by_reply.pop((chat, turn.reply.message_id), None)
        self._by_reply[chat, turn.reply.message_id] = turn
        self._by_question[chat, turn.asked.message_id] = turn
        self._last[chat, turn.person] = turn
        if len(self._by_reply) > _KEPT:
            self._forget(self._by_reply.popitem(last=False)[1])

    def to_question(self, chat: int, message_id: int) -> Turn | None:
        """The turn of that question's message."""
        return self._by_question.get((chat, message_id))

    def with_reply(self, chat: int, message_id: int, viewer: Visibility) -> Turn | None:
        """The turn whose reply is that message; none that was for somebody who may see more."""
        return _for(viewer, self._by_reply.get((chat, message_id)))

    def last(self, chat: int, person: int, viewer: Visibility) -> Turn | None:
        """The person's latest turn in that chat; none from when they might see more."""
        return _for(viewer, self._last.get((chat, person)))

    def _forget(self, turn: Turn) -> None:
        chat = turn.reply.chat_id
        for index, key in ((self._by_question, turn.asked.message_id), (self._last, turn.person)):
            if index.get((chat, key)) is turn:
                del index[chat, key]


def _for(viewer: Visibility, turn: Turn | None) -> Turn | None:
    return turn if turn is not None and turn.viewer.level <= viewer.level else None
