"""Puts the admins' page together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.knowledge.desk import Desk
from bot.telegram.access.gate import Role
from bot.usage.gap_deeds import GapDeeds
from bot.usage.gaps import Gaps
from bot.web.admin.condition import Conditions
from bot.web.admin.guard import Guard
from bot.web.admin.pages import Pages
from bot.web.admin.reports import Reports
from bot.web.admin.site import Site

if TYPE_CHECKING:
    from bot.answering.snapshot import Served, Snapshot
    from bot.settings import Settings
    from bot.storage.opening import Storage
    from bot.storage.times import Clock
    from bot.telegram.access.gate import KeptGate
    from bot.web.health import Condition


def admin_site(
    settings: Settings,
    served: Served,
    storage: Storage,
    gate: KeptGate,
    condition: Condition,
    *,
    key: bytes,
    clock: Clock,
) -> Site:
    """The page of this installation."""

    def snapshot() -> Snapshot:
        return served.now

    zone, desk = settings.zone, Desk(settings.knowledge)
    gaps = Gaps(desk, snapshot, storage, clock=clock, zone=zone)
    return Site(
        guard=Guard(storage, partial(_is_admin, gate), key),
        reports=Reports(storage.database, snapshot, zone),
        storage=storage,
        snapshot=snapshot,
        gaps=gaps,
        deeds=GapDeeds(gaps, desk, storage),
        conditions=Conditions(storage, snapshot, settings.backups, lambda: condition.connected),
        clock=clock,
        zone=zone,
        pages=Pages(zone),
    )


async def _is_admin(gate: KeptGate, person: int) -> bool:
    return await gate.role(person) is Role.ADMIN
