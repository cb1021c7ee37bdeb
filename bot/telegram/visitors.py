"""Who is talking to the bot: their role at this moment, and their language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    import telegram

    from bot.knowledge.entry import Visibility
    from bot.telegram.access import Gate, Role
    from bot.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person as the bot sees them while it handles one update."""

    id: int
    name: str
    role: Role
    words: Catalogue

    @property
    def viewer(self) -> Visibility | None:
        """What they may see; None is nothing at all."""
        return self.role.viewer


class Reception:
    """Finds out who someone is, anew for each update, so that a removal takes effect at once."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def visitor(self, user: telegram.User) -> Visitor:
        """The person with their role and the catalogue of their language."""
        return Visitor(user.id, user.full_name, await self._gate.role(user.id), catalogue(spoken(user.language_code)))


def spoken(language_code: str | None) -> Language:
    """Our language for a Telegram client's: Vietnamese unless the client is set to another.

    >>> spoken("vi-VN"), spoken(None), spoken("de")
    (<Language.VIETNAMESE: 'vi'>, <Language.VIETNAMESE: 'vi'>, <Language.ENGLISH: 'en'>)
    """
    code = (language_code or "vi").partition("-")[0].lower()
    return Language.VIETNAMESE if code == "vi" else Language.ENGLISH
