"""Which update goes to which handler. Read it as the bot's table of contents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from telegram.ext import (
    AIORateLimiter,
    Application,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.telegram.handlers.buttons import Buttons
from bot.telegram.handlers.errors import Errors
from bot.telegram.handlers.greetings import Greetings
from bot.telegram.handlers.questions import Questions
from bot.telegram.handlers.reading import Reading
from bot.telegram.sending import Sender
from bot.telegram.visitors import Reception

if TYPE_CHECKING:
    from typing import Any

    from bot.telegram.access import Gate
    from bot.telegram.asking import Asker
    from bot.telegram.recording import Diary
    from bot.telegram.signing import Signer

    AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def connect(token: str, *, api_url: str | None = None, proxy: str | None = None) -> AnyApplication:
    """python-telegram-bot's application without handlers, keeping to Telegram's sending limits.

    Args:
        token: the bot's token.
        api_url: the root of another Bot API server, as ``http://127.0.0.1:8081``.
        proxy: ``http://…`` or ``socks5://…``.
    """
    # The library's own way to choose its future form of durations; the other one warns at every 429.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    builder = (
        Application.builder().token(token).updater(None).job_queue(None).rate_limiter(AIORateLimiter(max_retries=3))
    )
    builder = builder.request(HTTPXRequest(connection_pool_size=64, proxy=proxy, connect_timeout=10, read_timeout=20))
    builder = builder.get_updates_request(HTTPXRequest(connection_pool_size=2, proxy=proxy, connect_timeout=10))
    if api_url:
        root = api_url.rstrip("/")
        builder = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot")
    return builder.build()


def add_handlers(application: AnyApplication, *, gate: Gate, asker: Asker, signer: Signer, diary: Diary) -> None:
    """Gives every kind of update its handler."""
    sender, reception = Sender(signer), Reception(gate)
    greetings = Greetings(reception, asker, sender)
    questions = Questions(reception, asker, sender, diary)
    reading = Reading(asker, sender)
    buttons = Buttons(reception, signer, {**reading.verbs})

    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handlers(
        [
            CommandHandler("start", greetings.start, private),
            CommandHandler("help", greetings.help, private),
            MessageHandler(private & filters.COMMAND, greetings.unknown),
            MessageHandler(private & filters.TEXT, questions.text),
            MessageHandler(private & ~filters.StatusUpdate.ALL, questions.other),
            CallbackQueryHandler(buttons.press),
        ]
    )
    application.add_error_handler(Errors(sender).handle)
