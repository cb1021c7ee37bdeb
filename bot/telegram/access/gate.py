"""Who may ask, and what they may see."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.knowledge.entry import Visibility
from bot.settings import Access
from bot.storage.people import Rank

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.storage.people import People
    from bot.telegram.access.staff_groups import StaffGroups


class Role(StrEnum):
    """What a person may do, from least to most."""

    STRANGER = "stranger"
    GUEST = "guest"
    STAFF = "staff"
    EDITOR = "editor"
    ADMIN = "admin"

    def at_least(self, other: Role) -> bool:
        """Whether the role may do all that the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)

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


class KeptGate:
    """Roles by the settings, then by the admins' decisions.

    Args:
        people: the members that admins let in; asked anew each time, so that a removal takes effect at once.
        admins: Telegram ids that are admins by the settings.
        staff: Telegram ids that are staff by the settings.
        groups: the Telegram groups whose members are staff.
        access: with ``list`` the settings alone count; with ``open`` everyone else is a guest.
    """

    def __init__(
        self,
        people: People,
        groups: StaffGroups,
        *,
        admins: Collection[int],
        staff: Collection[int],
        access: Access,
    ) -> None:
        self._people = people
        self._groups = groups
        self._admins = frozenset(admins)
        self._staff = frozenset(staff)
        self._access = access

    async def role(self, person: int) -> Role:
        """The role of the person with that Telegram id."""
        if person in self._admins:
            return Role.ADMIN
        member = None if self._access is Access.LIST else await self._people.member(person)
        if member is not None:
            return Role(member.rank.value)
        if person in self._staff or await self._groups.hold(person):
            return Role.STAFF
        return Role.GUEST if self._access is Access.OPEN else Role.STRANGER

    @property
    def takes_requests(self) -> bool:
        """Whether a stranger may ask to be let in."""
        return self._access is not Access.LIST

    def is_fixed(self, person: int) -> bool:
        """Whether the person's role comes from the settings, so that only these can take it away."""
        return person in self._admins or person in self._staff

    async def everyone(self) -> frozenset[int]:
        """The Telegram ids of all who were let in, by the settings or by an admin."""
        fixed = self._admins | self._staff
        return fixed if self._access is Access.LIST else fixed | {one.id for one in await self._people.members()}

    async def editors(self) -> frozenset[int]:
        """The Telegram ids of all editors, who are no admins."""
        if self._access is Access.LIST:
            return frozenset()
        return frozenset({one.id for one in await self._people.members() if one.rank is Rank.EDITOR} - self._admins)

    async def admins(self) -> frozenset[int]:
        """The Telegram ids of all admins."""
        if self._access is Access.LIST:
            return self._admins
        return self._admins | {member.id for member in await self._people.members() if member.rank is Rank.ADMIN}
