"""A person's own: the language, what is kept of them, and its deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.greetings import plain_message
from bot.telegram.messages.personal import delete_message, language_message, own_data_message
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from bot.storage.chats import Chats
    from bot.storage.own_data import Owners
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.commands import Called
    from bot.telegram.transport.sending import Sender


class Personal:
    """Lets people choose their language, and see and delete what is kept of them."""

    def __init__(self, chats: Chats, owners: Owners, sender: Sender, zone: ZoneInfo, keep_days: int) -> None:
        self._chats = chats
        self._owners = owners
        self._sender = sender
        self._zone = zone
        self._keep_days = keep_days

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What these buttons do: each for who presses it, wherever the message stands."""
        return {"language": self.choose, "forget": self.forget}

    async def language(self, called: Called) -> None:
        """/ngonngu: offers the languages."""
        await self._sender.reply(called.message, language_message(called.visitor.words))

    async def choose(self, pressed: Pressed) -> str:
        """Keeps the language."""
        language = Language(pressed.action.arguments[0])
        await self._chats.choose_language(pressed.visitor.id, language.value)
        await self._sender.edit(pressed.message, plain_message(catalogue(language), "telegram-language-chosen"))
        return ""

    async def data(self, called: Called) -> None:
        """/dulieucuatoi: shows what is kept of the person."""
        own = await self._owners.show(called.visitor.id, questions=10)
        await self._sender.reply(called.message, own_data_message(own, self._zone, called.visitor.words))

    async def privacy(self, called: Called) -> None:
        """/baomat: what is kept, why, for how long, and who sees it."""
        told = plain_message(called.visitor.words, "telegram-privacy", days=str(self._keep_days))
        await self._sender.reply(called.message, told)

    async def delete(self, called: Called) -> None:
        """/xoadulieu: asks once more."""
        await self._sender.reply(called.message, delete_message(called.visitor.words))

    async def forget(self, pressed: Pressed) -> str:
        """Deletes."""
        count = await self._owners.delete(pressed.visitor.id)
        told = plain_message(pressed.visitor.words, "telegram-data-deleted", count=str(count))
        await self._sender.edit(pressed.message, told)
        return ""
