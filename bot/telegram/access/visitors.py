"""Who is talking to the bot: what they may see where they are at this moment, and their language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import telegram

from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from bot.knowledge.entry import Visibility
    from bot.storage.chats import Chats
    from bot.telegram.access.gate import Gate, Role
    from bot.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person as the bot sees them while it handles one update.

    Attributes:
        id: their Telegram id.
        name: their name as they wrote it.
        role: what they may do.
        viewer: what may be shown to them in this place; None is nothing at all.
        words: the catalogue of their language.
    """

    id: int
    name: str
    role: Role
    viewer: Visibility | None
    words: Catalogue


class Reception:
    """Finds out who someone is, anew for each update, so that a removal takes effect at once.

    Args:
        gate: tells roles.
        shared: the most that is shown where others read along: in groups and inline.
        chats: knows who chose a language of their own.
    """

    def __init__(self, gate: Gate, shared: Visibility, chats: Chats) -> None:
        self._gate = gate
        self._shared = shared
        self._chats = chats

    async def visitor(self, user: telegram.User, chat: telegram.Chat | None) -> Visitor:
        """The person in that chat; None is inline, where the chat is not known."""
        role = await self._gate.role(user.id)
        viewer = role.viewer
        if viewer is not None and (chat is None or chat.type != telegram.Chat.PRIVATE):
            viewer = min(viewer, self._shared, key=lambda visibility: visibility.level)
        chosen = await self._chats.language(user.id)
        return Visitor(user.id, user.full_name, role, viewer, catalogue(spoken(chosen or user.language_code)))


def spoken(language_code: str | None) -> Language:
    """Our language for a Telegram client's: Vietnamese unless the client is set to another.

    >>> spoken("vi-VN"), spoken(None), spoken("de")
    (<Language.VIETNAMESE: 'vi'>, <Language.VIETNAMESE: 'vi'>, <Language.ENGLISH: 'en'>)
    """
    code = (language_code or "vi").partition("-")[0].lower()
    return Language.VIETNAMESE if code == "vi" else Language.ENGLISH
