"""/start, /help, and commands that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.greetings import help_message, plain_message, start_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import telegram

    from bot.telegram.asking import Asker
    from bot.telegram.sending import Sender
    from bot.telegram.visitors import Reception, Visitor


class Greetings:
    """Says who the bot is and how to ask it, with questions that work on the loaded knowledge."""

    def __init__(self, reception: Reception, asker: Asker, sender: Sender) -> None:
        self._reception = reception
        self._asker = asker
        self._sender = sender

    async def start(self, update: telegram.Update, _context: object) -> None:
        """Greets."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        visitor = await self._reception.visitor(user, message.chat)
        reply = start_message(visitor.name, visitor.words, examples=self._examples(visitor))
        if visitor.viewer is None:
            reply = plain_message(visitor.words, "telegram-not-invited")
        await self._sender.reply(message, reply)

    async def help(self, update: telegram.Update, _context: object) -> None:
        """Tells how to ask."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        visitor = await self._reception.visitor(user, message.chat)
        await self._sender.reply(message, help_message(visitor.words, examples=self._examples(visitor)))

    async def unknown(self, update: telegram.Update, _context: object) -> None:
        """Answers a command that is none of ours."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        visitor = await self._reception.visitor(user, message.chat)
        await self._sender.reply(message, plain_message(visitor.words, "telegram-unknown-command"))

    def _examples(self, visitor: Visitor) -> Sequence[str]:
        return self._asker.snapshot.examples[visitor.viewer] if visitor.viewer else ()
