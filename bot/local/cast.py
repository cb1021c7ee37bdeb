"""The people and the group on the chat page: one of each kind that the bot treats in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.local.groups import Group
    from bot.local.person import Person
    from bot.local.server import LocalServer

STAFF_ID = 1001
ADMIN_ID = 1002
STRANGER_ID = 1003


class Role(StrEnum):
    """What somebody is to the bot."""

    STAFF = "staff"
    ADMIN = "admin"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody on the chat page. Whoever starts the bot tells it that `ADMIN_ID` and `STAFF_ID` are let in."""

    staff: Person
    admin: Person
    stranger: Person
    group: Group


def invite_cast(server: LocalServer) -> Cast:
    """A member of staff, an admin and a stranger, and a group of the first two."""
    staff = server.person("Nguyễn Thị An", STAFF_ID, username="nguyen_thi_an")
    admin = server.person("Trần Văn Bình", ADMIN_ID, username="tran_van_binh")
    stranger = server.person("Lê Minh Khách", STRANGER_ID)
    server.world.roles |= {STAFF_ID: Role.STAFF, ADMIN_ID: Role.ADMIN, STRANGER_ID: Role.STRANGER}
    group = server.group("Phòng Tổng hợp", [admin, staff])
    return Cast(staff, admin, stranger, group)
