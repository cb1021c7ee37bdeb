"""/help: how to ask, with questions that work on the loaded knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.greetings import help_message

if TYPE_CHECKING:
    from bot.telegram.asking.asker import Asker
    from bot.telegram.handlers.commands import Called
    from bot.telegram.transport.sending import Sender


class Greetings:
    """Says how to ask."""

    def __init__(self, asker: Asker, sender: Sender) -> None:
        self._asker = asker
        self._sender = sender

    async def help(self, called: Called) -> None:
        """Tells how to ask."""
        visitor = called.visitor
        examples = self._asker.snapshot.examples[visitor.viewer] if visitor.viewer else ()
        await self._sender.reply(called.message, help_message(visitor.words, examples=examples))
