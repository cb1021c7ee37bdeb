"""What went unanswered, on the page: the groups, a trial of an added question, and the deeds."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, Protocol

from starlette.responses import RedirectResponse

from bot.errors import HoiboError
from bot.knowledge.entry import Visibility
from bot.usage.gap_deeds import Decider, UnreachedError
from bot.usage.gaps import DAYS, Standing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.usage.gap_deeds import GapDeeds
    from bot.usage.gaps import Gap, Gaps
    from bot.web.admin.guard import SignedIn
    from bot.web.admin.pages import Pages

_LOG: Final = logging.getLogger(__name__)

MOST: Final = 20
"""Groups on the page; the worst come first, and each that is dealt with makes room."""
_VIEWER: Final = Visibility.ADMIN
_PATIENCE: Final = 2.0
"""Seconds in which Telegram must name those who can be asked; the page is shown without them otherwise."""


class Assigning(Protocol):
    """Asks people who know, where the bot can write to them."""

    async def people(self, but: int) -> list[tuple[int, str]]:
        """The Telegram ids and names of those who can be asked, but one; nobody while Telegram cannot be reached."""

    async def name(self, person: int) -> str:
        """What somebody is called; empty where that is not known."""

    async def give(self, gap: Gap, expert: int, who: Decider) -> str:
        """Gives a gap to one of them; `UnreachedError` where they cannot be asked. Returns their name."""


class GapPages:
    """Shows gaps and does what an admin decides about them.

    Args:
        gaps: where they stand.
        deeds: what is done.
        assigning: asks those who know, and knows the admins' names.
        pages: made from templates.
    """

    def __init__(self, gaps: Gaps, deeds: GapDeeds, assigning: Assigning, pages: Pages) -> None:
        self._gaps = gaps
        self._deeds = deeds
        self._assigning = assigning
        self._pages = pages

    async def groups(self, request: Request, signed: SignedIn) -> Response:
        """The groups that wait, the worst first, and those that were left aside."""
        groups = [gap for gap in await self._gaps.groups() if gap.standing is not Standing.ANSWERED]
        left = [gap for gap in groups if gap.standing is Standing.IGNORED]
        shown = [gap for gap in groups if gap.standing is not Standing.IGNORED][:MOST]
        nearest = await asyncio.to_thread(self._nearest, [gap for gap in shown if gap.standing is Standing.OPEN])
        told = request.query_params.get("xong", "")
        return self._pages.page(
            "gaps.html",
            signed,
            gaps=shown,
            more=len(groups) - len(left) - len(shown),
            left=left,
            nearest=nearest,
            experts=await self._experts(signed) if shown else [],
            days=DAYS,
            told=told if told in _TOLD else "",
        )

    async def _experts(self, signed: SignedIn) -> list[tuple[int, str]]:
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._assigning.people(signed.person)
        except TimeoutError:
            _LOG.warning("Telegram named nobody to whom gaps could be given in %.0f s", _PATIENCE)
            return []

    def _nearest(self, gaps: list[Gap]) -> dict[str, tuple[tuple[str, str], ...]]:
        return {gap.key: tuple((entry.id, entry.title) for entry in self._gaps.nearest(gap, _VIEWER)) for gap in gaps}

    async def trial(self, request: Request, signed: SignedIn) -> Response:
        """What adding a gap's question to an entry would change, before it is done."""
        path = request.path_params
        try:
            gap = await self._gaps.seen(path["key"], path["turn"])
            trial = await self._deeds.try_alias(gap, path["entry"], _VIEWER)
        except HoiboError:
            return RedirectResponse("/admin/chuatraloi?xong=settled", 303)
        return self._pages.page("trial.html", signed, gap=gap, trial=trial)

    async def do(self, request: Request, signed: SignedIn, form: dict[str, str]) -> Response:
        """Adds a question, begins a draft, gives a gap to somebody, leaves it or takes that back."""
        deed = request.path_params["deed"]
        who = Decider(await self._name(signed), signed.person)
        try:
            gap = await self._gaps.seen(form.get("gap", ""), _number(form.get("turn", "")))
            if deed == "them":
                await self._deeds.add_alias(gap, form.get("entry", ""), _VIEWER, who, version=form.get("version", ""))
            elif deed == "nhap":
                await self._deeds.make_draft(gap, who)
            elif deed == "giao":
                await self._assigning.give(gap, _number(form.get("expert", ""), 16), who)
            elif deed == "boqua":
                await self._deeds.ignore(gap, who)
            elif deed == "molai":
                await self._deeds.reopen(gap, who)
            else:
                deed = "settled"
        except UnreachedError:
            deed = "khongtoi"
        except HoiboError:
            deed = "settled"
        return RedirectResponse(f"/admin/chuatraloi?xong={deed}", 303)

    async def _name(self, signed: SignedIn) -> str:
        """The admin's name, for the history of edits and for whom they ask."""
        try:
            async with asyncio.timeout(_PATIENCE):
                name = await self._assigning.name(signed.person)
        except TimeoutError:
            name = ""
        return name or signed.words.say("admin-nameless")


_TOLD: Final = frozenset(("them", "nhap", "giao", "khongtoi", "boqua", "molai", "settled"))


def _number(text: str, longest: int = 9) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= longest else -1
