"""What people think of an answer: good or not, and where not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.exchanges import Feedback
from bot.telegram.handlers.buttons import for_readers
from bot.telegram.messages.feedback import reasons_message
from bot.telegram.messages.greetings import plain_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.knowledge.entry import Visibility
    from bot.storage.exchanges import Exchanges
    from bot.storage.times import Clock
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.transport.sending import Sender


class Opinions:
    """Keeps opinions, one of each person on each answer; a later one replaces the earlier."""

    def __init__(self, exchanges: Exchanges, sender: Sender, pseudonym: Callable[[int], str], clock: Clock) -> None:
        self._exchanges = exchanges
        self._sender = sender
        self._pseudonym = pseudonym
        self._clock = clock

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What these buttons do."""
        return {"good": for_readers(self.good), "bad": for_readers(self.bad), "why": for_readers(self.why)}

    async def good(self, pressed: Pressed, _viewer: Visibility) -> str:
        """Keeps that the answer helped."""
        await self._rate(pressed, good=True)
        return pressed.visitor.words.say("telegram-thanks")

    async def bad(self, pressed: Pressed, _viewer: Visibility) -> str:
        """Keeps that it did not, and asks why."""
        await self._rate(pressed, good=False)
        message = reasons_message(pressed.action.arguments[0], pressed.visitor.words)
        await self._sender.reply(pressed.message, message)
        return ""

    async def why(self, pressed: Pressed, _viewer: Visibility) -> str:
        """Keeps the reason."""
        await self._rate(pressed, good=False, reason=pressed.action.arguments[1])
        await self._sender.edit(pressed.message, plain_message(pressed.visitor.words, "telegram-thanks-reason"))
        return ""

    async def _rate(self, pressed: Pressed, *, good: bool, reason: str = "") -> None:
        person = self._pseudonym(pressed.visitor.id)
        await self._exchanges.rate(Feedback(pressed.action.arguments[0], person, good, reason, self._clock()))
