"""What was asked and how it went, handed to the recorder under a pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import telegram

from bot.language.normal import normalise
from bot.storage.exchanges import ChatKind, Exchange

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from bot.answering.answer import Answer
    from bot.storage.times import Clock
    from bot.telegram.access.visitors import Visitor


class TakesExchanges(Protocol):
    """The recorder, as far as it is used here."""

    def record(self, exchange: Exchange) -> asyncio.Future[None]:
        """Begins to record and returns at once."""


@dataclass(frozen=True, slots=True)
class Diary:
    """Writes down exchanges.

    Attributes:
        recorder: keeps them.
        clock: for the moment of asking.
        pseudonym: a person's name in the record, by their Telegram id.
    """

    recorder: TakesExchanges
    clock: Clock
    pseudonym: Callable[[int], str]

    def note(
        self,
        update_id: int,
        visitor: Visitor,
        chat: ChatKind,
        answer: Answer,
        *,
        shown: int,
        stages: tuple[tuple[str, float], ...],
        reply: int = 0,
    ) -> None:
        """Records one exchange.

        Args:
            update_id: the number of the update, which is the exchange's reference.
            visitor: who asked.
            chat: where.
            answer: what the core said.
            shown: how many of its results the person got to see.
            stages: the milliseconds of each stage, by its name, in order.
            reply: the number of the message that answered, in a private chat.
        """
        self.recorder.record(
            Exchange(
                reference=reference_of(update_id),
                asked_at=self.clock(),
                person=self.pseudonym(visitor.id),
                chat=chat,
                language=visitor.words.language.value,
                question=answer.question,
                normalised=normalise(answer.question),
                status=answer.status,
                confidence=answer.confidence,
                entries=tuple(result.entry.id for result in answer.results[:shown]),
                stages=stages,
                elapsed_ms=sum(milliseconds for _, milliseconds in stages),
                reply=reply,
            )
        )


def reference_of(update_id: int) -> str:
    """The name of an update's exchange: "HB-" and the update's number in base 16.

    >>> reference_of(255)
    'HB-FF'
    """
    return f"HB-{update_id:X}"


def kind_of(chat: telegram.Chat) -> ChatKind:
    """The kind of a chat, as the record names it."""
    if chat.type == telegram.Chat.PRIVATE:
        return ChatKind.PRIVATE
    return ChatKind.CHANNEL if chat.type == telegram.Chat.CHANNEL else ChatKind.GROUP
