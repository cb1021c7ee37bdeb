"""Our messages to Telegram: HTML, buttons and edits, always without a link preview."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError

from bot.knowledge.entry import Visibility
from bot.telegram.messages.message import Link, Press, Share

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.telegram.messages.message import Button, Message, Rows
    from bot.telegram.transport.signing import Signer

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
"""Off on purpose: the quotation is the preview, and a page's own picture would push it off a phone's screen."""

Sent = TypeVar("Sent")

PAUSES: Final = (0.3, 1.0, 3.0)
"""The seconds before the second, third and fourth attempt to send."""

_LOG: Final = logging.getLogger(__name__)
_UNCHANGED: Final = "message is not modified"


class Sender:
    """Sends messages with their buttons sealed.

    Args:
        signer: seals.
        bot: sends.
        shared: the most that is shown where others read along; what is more has no button to share it.
    """

    def __init__(self, signer: Signer, bot: telegram.Bot, shared: Visibility = Visibility.PUBLIC) -> None:
        self._signer = signer
        self._bot = bot
        self._shared = shared

    async def send(self, chat: int, message: Message) -> telegram.Message:
        """Sends a message of the bot's own accord to a chat, where this is not a reply."""
        return await _persistently(
            partial(
                self._bot.send_message,
                chat,
                message.html,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=self.markup(message.rows),
            )
        )

    async def reply(self, to: telegram.Message, message: Message) -> telegram.Message:
        """Answers a message, quoting it, in its chat and topic. It is sent as well where that message is gone.

        A command in a private chat is not quoted: it is no question that one looks back to.
        """
        quoted = to.chat.type != telegram.Chat.PRIVATE or not (to.text or "").startswith("/")
        return await _persistently(
            partial(
                to.reply_text,
                message.html,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=self.markup(message.rows),
                reply_parameters=ReplyParameters(to.message_id, allow_sending_without_reply=True) if quoted else None,
            )
        )

    async def send_picture(self, chat: int, picture: bytes) -> None:
        """Sends a PNG."""
        await _persistently(partial(self._bot.send_photo, chat, picture))

    async def send_file(self, chat: int, name: str, content: bytes) -> None:
        """Sends a file of that name."""
        await _persistently(partial(self._bot.send_document, chat, content, filename=name))

    async def reply_file(self, to: telegram.Message, name: str, content: bytes) -> None:
        """Answers a message with a file of that name, in its chat and topic."""
        parameters = ReplyParameters(to.message_id, allow_sending_without_reply=True)
        await _persistently(partial(to.reply_document, content, filename=name, reply_parameters=parameters))

    async def edit(self, shown: telegram.Message, message: Message) -> None:
        """Puts the message in the place of one that the bot sent. Nothing happens where it says the same already."""
        await self.put_in_place(shown.chat_id, shown.message_id, message)

    async def put_in_place(self, chat: int, number: int, message: Message) -> None:
        """The same for a message of which the number is known."""
        try:
            await _persistently(
                partial(
                    self._bot.edit_message_text,
                    message.html,
                    chat,
                    number,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=NO_PREVIEW,
                    reply_markup=self.markup(message.rows),
                )
            )
        except BadRequest as refused:
            if _UNCHANGED not in str(refused).lower():
                raise

    def markup(self, rows: Rows) -> InlineKeyboardMarkup | None:
        """The rows of buttons as Telegram takes them; None without any."""
        shown = [[self._button(button) for button in row if self._has_effect(button)] for row in rows]
        return InlineKeyboardMarkup([row for row in shown if row]) if any(shown) else None

    def _has_effect(self, button: Button) -> bool:
        return not isinstance(button, Share) or self._shared.sees(button.visibility)

    def _button(self, button: Button) -> InlineKeyboardButton:
        match button:
            case Link(text, url):
                return InlineKeyboardButton(text, url=url)
            case Share(text, query, _):
                return InlineKeyboardButton(text, switch_inline_query=query)
            case Press(text, action):
                return InlineKeyboardButton(text, callback_data=self._signer.seal(action))


async def _persistently(send: Callable[[], Awaitable[Sent]]) -> Sent:
    """Sends, and again after `PAUSES` where the way to Telegram failed; its refusals are final.

    A connection that broke after Telegram had sent the message leads to a second one: better twice than never.
    """
    for pause in PAUSES:
        try:
            return await send()
        except BadRequest:
            raise
        except NetworkError as broken:
            _LOG.warning("sending failed (%s); again in %.1f s", broken, pause)
            await asyncio.sleep(pause)
    return await send()
