"""What the bot tells every admin of its own accord, each in their language."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from telegram.error import TelegramError

from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.storage.chats import Chats
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender
    from bot.words.catalogue import Catalogue

_LOG: Final = logging.getLogger(__name__)


class Admins:
    """Everyone who is an admin at the moment.

    Args:
        sender: sends.
        gate: knows the admins.
        chats: knows their languages.
    """

    def __init__(self, sender: Sender, gate: KeptGate, chats: Chats) -> None:
        self._sender = sender
        self._gate = gate
        self._chats = chats

    async def tell(self, made: Callable[[Catalogue], Message]) -> None:
        """Sends each the message that is made in their language. Who cannot be reached is named in the log."""
        for admin in sorted(await self._gate.admins()):
            chosen = await self._chats.language(admin)
            words = catalogue(Language(chosen) if chosen else Language.VIETNAMESE)
            try:
                await self._sender.send(admin, made(words))
            except TelegramError as refused:  # one who never started the bot, or blocked it
                _LOG.warning("admin %d could not be told: %s", admin, refused)
