"""Who may ask, and what they may see."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.knowledge.entry import Visibility
from bot.settings import Access

if TYPE_CHECKING:
    from collections.abc import Collection


class Role(StrEnum):
    """What a person may do, from least to most."""

    STRANGER = "stranger"
    GUEST = "guest"
    STAFF = "staff"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def viewer(self) -> Visibility | None:
        """What the role sees; None sees nothing at all. A guest, where access is open, sees what is public."""
        return {
            Role.STRANGER: None,
            Role.GUEST: Visibility.PUBLIC,
            Role.STAFF: Visibility.STAFF,
            Role.EDITOR: Visibility.STAFF,
            Role.ADMIN: Visibility.ADMIN,
        }[self]


class Gate(Protocol):
    """Tells everyone's role as it is at this moment."""

    async def role(self, person: int) -> Role:
        """The role of the person with that Telegram id."""


class SettingsGate:
    """Roles by the settings alone: admins, staff, and everyone else a stranger or, with open access, a guest."""

    def __init__(self, *, admins: Collection[int], staff: Collection[int], access: Access) -> None:
        self._admins = frozenset(admins)
        self._staff = frozenset(staff)
        self._access = access

    async def role(self, person: int) -> Role:
        """The role of the person with that Telegram id."""
        if person in self._admins:
            return Role.ADMIN
        if person in self._staff:
            return Role.STAFF
        return Role.GUEST if self._access is Access.OPEN else Role.STRANGER
