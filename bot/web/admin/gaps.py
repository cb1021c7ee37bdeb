"""What went unanswered, on the page: the groups, a trial of an added question, and the deeds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse

from bot.errors import HoiboError
from bot.knowledge.entry import Visibility
from bot.usage.gap_deeds import Decider
from bot.usage.gaps import DAYS, Standing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.storage.people import People
    from bot.usage.gap_deeds import GapDeeds
    from bot.usage.gaps import Gap, Gaps
    from bot.web.admin.guard import SignedIn
    from bot.web.admin.pages import Pages

MOST: Final = 20
"""Groups on the page; the worst come first, and each that is dealt with makes room."""
_VIEWER: Final = Visibility.ADMIN


class GapPages:
    """Shows gaps and does what an admin decides about them.

    Args:
        gaps: where they stand.
        deeds: what is done.
        people: their names, for the history of edits.
        pages: made from templates.
    """

    def __init__(self, gaps: Gaps, deeds: GapDeeds, people: People, pages: Pages) -> None:
        self._gaps = gaps
        self._deeds = deeds
        self._people = people
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
            days=DAYS,
            told=told if told in _TOLD else "",
        )

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
        """Adds a question, begins a draft, leaves a gap or takes that back."""
        deed = request.path_params["deed"]
        who = Decider(await self._name(signed), signed.person)
        try:
            gap = await self._gaps.seen(form.get("gap", ""), _number(form.get("turn", "")))
            if deed == "them":
                await self._deeds.add_alias(gap, form.get("entry", ""), _VIEWER, who, version=form.get("version", ""))
            elif deed == "nhap":
                await self._deeds.make_draft(gap, who)
            elif deed == "boqua":
                await self._deeds.ignore(gap, who)
            elif deed == "molai":
                await self._deeds.reopen(gap, who)
            else:
                deed = "settled"
        except HoiboError:
            deed = "settled"
        return RedirectResponse(f"/admin/chuatraloi?xong={deed}", 303)

    async def _name(self, signed: SignedIn) -> str:
        member = await self._people.member(signed.person)
        return member.name if member is not None else signed.words.say("admin-nameless")


_TOLD: Final = frozenset(("them", "nhap", "boqua", "molai", "settled"))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
