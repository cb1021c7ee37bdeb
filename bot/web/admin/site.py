"""The admins' page under ``/admin``: its addresses, and what each shows."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.storage.asked import page_of
from bot.usage.chart import DARK, LIGHT, Part, drawing
from bot.usage.export import as_csv, as_json
from bot.web.admin.asked import PERIODS, read_view
from bot.web.admin.gaps import GapPages
from bot.web.admin.guard import HEADERS, is_marked
from bot.web.admin.pages import MARK, STYLE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
    from zoneinfo import ZoneInfo

    from starlette.requests import Request

    from bot.answering.snapshot import Snapshot
    from bot.storage.opening import Storage
    from bot.storage.times import Clock
    from bot.usage.gap_deeds import GapDeeds
    from bot.usage.gaps import Gaps
    from bot.web.admin.asked import View
    from bot.web.admin.condition import Conditions
    from bot.web.admin.gaps import Assigning
    from bot.web.admin.guard import Guard, SignedIn
    from bot.web.admin.pages import Pages
    from bot.web.admin.reports import Reports

LARGEST_FORM: Final = 10_000
"""Bytes of a form; the page's own have some hundred."""
_CHUNK: Final = 32_768


@dataclass(frozen=True, slots=True)
class Site:
    """The page.

    Attributes:
        guard: lets admins in.
        reports: what was asked, counted.
        storage: what was asked, one by one.
        snapshot: gives what is served now.
        gaps: what went unanswered.
        deeds: what is done about it.
        assigning: asks those who know.
        conditions: how the bot itself is.
        clock: the present moment.
        zone: in which days begin and end.
        pages: made from templates.
    """

    guard: Guard
    reports: Reports
    storage: Storage
    snapshot: Callable[[], Snapshot]
    gaps: Gaps
    deeds: GapDeeds
    assigning: Assigning
    conditions: Conditions
    clock: Clock
    zone: ZoneInfo
    pages: Pages
    _gap_pages: GapPages = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_gap_pages", GapPages(self.gaps, self.deeds, self.assigning, self.pages))

    def routes(self) -> list[Route]:
        """Every address of the page."""
        inside, done = self._inside, self._done
        return [
            Route("/admin/style.css", self._style),
            Route("/admin/mark.svg", self._mark),
            Route("/admin/vao", self._enter, methods=["POST"]),
            Route("/admin/vao/{code}", self._door),
            Route("/admin", inside(self._overview)),
            Route("/admin/ve/{part}-{look}.svg", inside(self._drawing)),
            Route("/admin/cauhoi", inside(self._questions)),
            Route("/admin/tai.{form}", inside(self._export)),
            Route("/admin/chuatraloi", inside(self._gap_pages.groups)),
            Route("/admin/chuatraloi/{key}/{turn:int}/{entry}", inside(self._gap_pages.trial)),
            Route("/admin/chuatraloi/{deed}", done(self._gap_pages.do), methods=["POST"]),
            Route("/admin/ra", done(self._leave), methods=["POST"]),
        ]

    def _inside(
        self, show: Callable[[Request, SignedIn], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Only for admins who are signed in; everybody else is told how to be."""

        async def answer(request: Request) -> Response:
            signed = await self.guard.signed_in(request)
            response = self.pages.page("outside.html", None, 401) if signed is None else await show(request, signed)
            response.headers.update(HEADERS)
            return response

        return answer

    def _done(
        self, do: Callable[[Request, SignedIn, dict[str, str]], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """The same for forms; one that does not bear the session's mark does nothing."""

        async def show(request: Request, signed: SignedIn) -> Response:
            form = await _form(request)
            if form is None or not is_marked(signed, form.get("mark", "")):
                return self.pages.page("outside.html", signed, 403)
            return await do(request, signed, form)

        return self._inside(show)

    async def _style(self, _: Request) -> Response:
        return Response(STYLE, media_type="text/css", headers={**HEADERS, "Cache-Control": "max-age=3600"})

    async def _mark(self, _: Request) -> Response:
        return Response(MARK, media_type="image/svg+xml", headers={**HEADERS, "Cache-Control": "max-age=3600"})

    async def _door(self, request: Request) -> Response:
        """A link opened. Programs that look at links (previews, scanners) do not use it up; only the button does."""
        response = self.pages.page("door.html", None, code=request.path_params["code"])
        response.headers.update(HEADERS)
        return response

    async def _enter(self, request: Request) -> Response:
        form = await _form(request) or {}
        response: Response = RedirectResponse("/admin", 303)
        if not await self.guard.enter(form.get("code", ""), request, response):
            response = self.pages.page("outside.html", None, 401)
        response.headers.update(HEADERS)
        return response

    async def _leave(self, request: Request, _signed: SignedIn, _form: dict[str, str]) -> Response:
        response = self.pages.page("outside.html", None)
        await self.guard.leave(request, response)
        return response

    def _view(self, request: Request) -> View:
        return read_view(request.query_params, self._today)

    @property
    def _today(self) -> dt.date:
        return self.clock().astimezone(self.zone).date()

    async def _overview(self, request: Request, signed: SignedIn) -> Response:
        view = self._view(request)
        wanted = view.wanted
        report = await self.reports.of(wanted.first, wanted.days)
        return self.pages.page(
            "overview.html",
            signed,
            view=view,
            report=report,
            periods=self._periods(view),
            condition=await self.conditions.now(),
            parts=[part for part in Part if wanted.days > 1 or part is not Part.DAYS],
        )

    async def _questions(self, request: Request, signed: SignedIn) -> Response:
        view = self._view(request)
        found = await page_of(self.storage.database, view.wanted, self.zone, after=view.after)
        titles = {entry.id: entry.title for entry in self.snapshot().knowledge.entries}
        return self.pages.page(
            "questions.html",
            signed,
            view=view,
            found=found,
            titles=titles,
            periods=self._periods(view, "/admin/cauhoi"),
        )

    def _periods(self, view: View, path: str = "/admin") -> list[tuple[int, str, bool]]:
        """The lengths that can be chosen, each with its address and whether it is the one looked at."""
        today, wanted = self._today, view.wanted
        return [
            (
                days,
                view.of_days(today - dt.timedelta(days=days - 1), days).address(path),
                wanted.days == days and wanted.first == today - dt.timedelta(days=days - 1),
            )
            for days in PERIODS
        ]

    async def _drawing(self, request: Request, signed: SignedIn) -> Response:
        part, look = request.path_params["part"], request.path_params["look"]
        if part not in set(Part) or look not in {"light", "dark"}:
            return PlainTextResponse("404", 404)
        wanted = self._view(request).wanted
        report = await self.reports.of(wanted.first, wanted.days)
        colours = DARK if look == "dark" else LIGHT
        picture = await asyncio.to_thread(drawing, Part(part), report, signed.words, colours)
        return Response(picture, media_type="image/svg+xml")

    async def _export(self, request: Request, _signed: SignedIn) -> Response:
        """The questions of the days, filtered by nothing, piece by piece in constant memory."""
        form = request.path_params["form"]
        wanted = self._view(request).wanted
        name = f"hoibo-{wanted.first.isoformat()}-{wanted.days}.{form}"
        rows = self.storage.exchanges.of_days(wanted.first, wanted.days)
        if form == "csv":
            pieces, kind = _marked(as_csv(rows, self.zone)), "text/csv; charset=utf-8"
        elif form == "json":
            pieces, kind = as_json(rows, self.zone), "application/json"
        else:
            return PlainTextResponse("404", 404)
        return StreamingResponse(
            _in_chunks(pieces), media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a small form; None where it is too large or no form at all."""
    held = bytearray()
    async for piece in request.stream():
        held += piece
        if len(held) > LARGEST_FORM:
            return None
    try:
        return dict(parse_qsl(held.decode(), strict_parsing=True, max_num_fields=20))
    except ValueError:
        return None


async def _marked(pieces: AsyncGenerator[str]) -> AsyncGenerator[str]:
    """The mark that tells spreadsheets that a file is UTF-8, and the file."""
    yield "\ufeff"
    async for piece in pieces:
        yield piece


async def _in_chunks(pieces: AsyncGenerator[str]) -> AsyncIterator[bytes]:
    """The same text in pieces worth sending."""
    held: list[str] = []
    size = 0
    async for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()
