"""What went wrong: to the log with everything, to the person as one calm sentence with a reference."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import telegram
from telegram.error import Forbidden, TelegramError

from bot.telegram.access.visitors import spoken
from bot.telegram.asking.recording import reference_of
from bot.telegram.messages.greetings import trouble_message
from bot.words.catalogue import catalogue

if TYPE_CHECKING:
    from telegram.ext import CallbackContext

    from bot.telegram.transport.sending import Sender

_LOG: Final = logging.getLogger(__name__)


class Errors:
    """Handles what no other handler did."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def handle(self, update: object, context: CallbackContext) -> None:  # type: ignore[type-arg]  # any will do
        """Logs the error with its reference and says sorry, unless the person has blocked the bot."""
        error = context.error
        if not isinstance(update, telegram.Update):
            _LOG.error("outside any update", exc_info=error)
            return
        if isinstance(error, Forbidden):
            _LOG.info("%s: the person does not take messages (%s)", reference_of(update.update_id), error)
            return
        _LOG.error("%s: not handled", reference_of(update.update_id), exc_info=error)
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or message.chat.type != telegram.Chat.PRIVATE:
            return
        try:
            words = catalogue(spoken(user.language_code))
            await self._sender.reply(message, trouble_message(reference_of(update.update_id), words))
        except TelegramError as silenced:
            _LOG.warning("%s: the person could not be told (%s)", reference_of(update.update_id), silenced)
