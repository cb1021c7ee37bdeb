"""Puts the admins' page together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.knowledge.desk import Desk
from bot.telegram.access.gate import Role
from bot.telegram.editing.assigning import Assigner
from bot.telegram.transport.sending import Sender
from bot.telegram.transport.signing import Signer
from bot.usage.gap_deeds import GapDeeds, UnreachedError
from bot.usage.gaps import Gaps
from bot.web.admin.condition import Conditions
from bot.web.admin.guard import Guard
from bot.web.admin.pages import Pages
from bot.web.admin.reports import Reports
from bot.web.admin.site import Site

if TYPE_CHECKING:
    import telegram

    from bot.answering.snapshot import Served, Snapshot
    from bot.settings import Settings
    from bot.storage.opening import Storage
    from bot.storage.times import Clock
    from bot.telegram.access.gate import KeptGate
    from bot.usage.gap_deeds import Decider
    from bot.usage.gaps import Gap
    from bot.web.health import Condition


@dataclass(frozen=True, slots=True)
class _WhenConnected:
    """Asks people who know, once the bot was connected: the page is served before that."""

    assigner: Assigner
    condition: Condition

    async def people(self, but: int) -> list[tuple[int, str]]:
        return await self.assigner.people(but) if self.condition.connected else []

    async def name(self, person: int) -> str:
        return await self.assigner.name(person) if self.condition.connected else ""

    async def give(self, gap: Gap, expert: int, who: Decider) -> str:
        if not self.condition.connected:
            raise UnreachedError("the bot is not connected yet", mend="try again in a moment")
        return await self.assigner.give(gap, expert, who)


def admin_site(
    settings: Settings,
    served: Served,
    storage: Storage,
    gate: KeptGate,
    condition: Condition,
    bot: telegram.Bot,
    *,
    key: bytes,
    clock: Clock,
) -> Site:
    """The page of this installation; ``bot`` asks people who know."""

    def snapshot() -> Snapshot:
        return served.now

    zone, desk = settings.zone, Desk(settings.knowledge)
    gaps = Gaps(desk, snapshot, storage, clock=clock, zone=zone)
    deeds = GapDeeds(gaps, desk, storage)
    return Site(
        guard=Guard(storage, partial(_is_admin, gate), key),
        reports=Reports(storage.database, snapshot, zone),
        storage=storage,
        snapshot=snapshot,
        gaps=gaps,
        deeds=deeds,
        assigning=_WhenConnected(Assigner(gaps, deeds, storage, gate, Sender(Signer(key), bot), bot), condition),
        conditions=Conditions(storage, snapshot, settings.backups, lambda: condition.connected),
        clock=clock,
        zone=zone,
        pages=Pages(zone),
    )


async def _is_admin(gate: KeptGate, person: int) -> bool:
    return await gate.role(person) is Role.ADMIN
