"""The local server as a whole: the Bot API and the chat page on one loopback port, served by uvicorn."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import TYPE_CHECKING, Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.errors import HoiboError
from bot.local.api import BotApi, Call, healthy, not_found
from bot.local.chat_page import ChatPage
from bot.local.faults import Faults
from bot.local.flood import FloodControl
from bot.local.groups import Group, new_group
from bot.local.person import Person
from bot.local.webhook import is_loopback
from bot.local.world import World
from bot.web.serving import Embedded

if TYPE_CHECKING:
    from asyncio import Transport
    from collections.abc import Callable, Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

TOKEN = "700001:local-AAHoiBoLocalServerTokenNotASecret"  # noqa: S105  # no secret: it opens nothing but this server
USERNAME = "hoibo_local_bot"


class LocalServerError(HoiboError):
    """The local server cannot listen where it was told to."""


class LocalServer:
    """A Bot API server on this machine: ``async with LocalServer() as server``.

    ``server.url`` is the root for ``HOIBO_BOT_API_URL``, ``server.token`` the bot's token, ``server.calls()`` what the
    bot called, ``server.faults`` how things go wrong on request. People are made by `person`, groups by `group`.

    >>> async def asks(start_bot):
    ...     async with LocalServer() as server:
    ...         await start_bot(server.url, server.token)
    ...         an = server.person("An")
    ...         await an.says("/start")
    ...         greeting = await an.receives("Xin chào")

    Args:
        port: 0 for any free one.
        host: a loopback address; others are refused.
        clock: seconds since 1970, for dates of messages and ages of queries.
        flood_control: whether Telegram's sending limits hold (`bot.local.flood`).
    """

    def __init__(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        *,
        token: str = TOKEN,
        username: str = USERNAME,
        name: str = "Hỏi Bộ",
        clock: Callable[[], float] = time.time,
        flood_control: bool = False,
    ) -> None:
        if not is_loopback(host):
            raise LocalServerError("the local server answers this machine only", where=host, mend="listen on 127.0.0.1")
        self.host = host
        self.port = port
        self.token = token
        self.world = World(token, username, name, clock)
        self.world.flood = FloodControl(clock) if flood_control else None
        self.faults = Faults()
        self._connections: dict[Any, Transport] = {}
        self.api = BotApi(self.world, self.faults, self._connections)
        self._server: Embedded | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The server's root, as ``http://127.0.0.1:8081``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def username(self) -> str:
        """The bot's name after the @."""
        return str(self.world.bot["username"])

    def calls(self, method: str = "") -> list[Call]:
        """What the bot called so far, all or of one method, oldest first."""
        return [call for call in self.api.calls if not method or call.method.lower() == method.lower()]

    async def called(self, method: str, times: int = 1, seconds: float = 10) -> list[Call]:
        """Waits until the bot has called a method so many times; the calls.

        Raises:
            TimeoutError: it did not within ``seconds``.
        """
        until = time.monotonic() + seconds
        while len(found := self.calls(method)) < times:
            if not await self.world.change(until - time.monotonic()):
                raise TimeoutError(f"{method} was called {len(found)} times, not {times}, in {seconds} s")
        return found

    async def listens(self, seconds: float = 10) -> None:
        """Waits until the bot takes updates: it polls, or its webhook is set.

        Raises:
            TimeoutError: it did not within ``seconds``.
        """
        until = time.monotonic() + seconds
        while not self.world.updates.poller:
            if not await self.world.change(until - time.monotonic()):
                raise TimeoutError(f"the bot did not ask for updates in {seconds} s")

    def person(self, name: str, person_id: int = 0, language: str = "vi", username: str = "") -> Person:
        """Somebody with a private chat with the bot; an id of 0 takes the next free one."""
        number = person_id or max([1000, *self.world.people]) + 1
        self.world.add_person(number, name, language, username)
        return Person(self.world, number)

    def group(
        self,
        title: str,
        members: Iterable[Person],
        *,
        topics: Iterable[str] = (),
        administrator: bool = False,
        basic: bool = False,
    ) -> Group:
        """A supergroup with the bot in it, and topics where some are named; the first member is its owner.

        With ``administrator`` the bot is one; a ``basic`` group can become a supergroup later.
        """
        ids = [member.id for member in members]
        return new_group(self.world, title, ids, list(topics), administrator=administrator, basic=basic)

    def inject(self, update: dict[str, Any]) -> int:
        """Queues a raw update, whatever its kind; its id."""
        queued = self.world.updates.add_as_it_is(update)
        self.world.wake()
        return int(queued["update_id"])

    async def taken(self, seconds: float = 10) -> None:
        """Waits until the bot has taken and confirmed every update.

        Raises:
            TimeoutError: it did not within ``seconds``.
        """
        until = time.monotonic() + seconds
        while self.world.updates.pending:
            if not await self.world.change(until - time.monotonic()):
                raise TimeoutError(f"{len(self.world.updates.pending)} updates were not confirmed in {seconds} s")

    def application(self) -> ASGIApp:
        """The ASGI application: Bot API and chat page for this machine, nothing for pages of other sites."""
        routes = [
            Route("/bot{token}/{method}", self.api.method, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.api.file),
            Route("/healthz", healthy),
            *ChatPage(self.world).routes(),
        ]
        return LoopbackOnly(Starlette(routes=routes, exception_handlers={404: not_found, 405: not_found}))

    async def start(self) -> None:
        """Listens; returns when requests are answered.

        Raises:
            LocalServerError: the port is taken.
        """
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        # asyncio switches Nagle's delay off (40 ms an answer) only where the protocol is named.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self.host, self.port))
        except OSError as taken:
            listener.close()
            raise LocalServerError(
                f"cannot listen ({taken.strerror})",
                where=self.url,
                mend="stop the other program or choose another port",
            ) from taken
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            self.application(),
            log_config=None,
            access_log=False,
            lifespan="off",
            http=_protocol(self._connections),
            timeout_graceful_shutdown=1,
            server_header=False,
            date_header=False,
        )
        self._server = Embedded(config)
        self._serving = asyncio.get_running_loop().create_task(self._server.serve(sockets=[listener]))
        while not self._server.started:
            if self._serving.done():
                await self._serving
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        """Ends all waits and stops listening."""
        self.world.close()
        await self.api.webhook.close()
        if self._server is not None and self._serving is not None:
            self._server.ended.set()
            await self._serving

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()


class LoopbackOnly:
    """Turns away requests that a page of another site made through the browser (DNS rebinding, foreign forms)."""

    def __init__(self, application: ASGIApp) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """403 where Host or Origin is not this machine."""
        if scope["type"] == "http":
            headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
            host = headers.get(b"host", "localhost")
            origin = headers.get(b"origin", f"http://{host}")
            if not is_loopback(_without_port(host)) or origin.rpartition("//")[2] != host:
                await PlainTextResponse("this machine only", 403)(scope, receive, send)
                return
        await self.application(scope, receive, send)


def _without_port(host: str) -> str:
    return host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host


def _protocol(connections: dict[Any, Transport]) -> type[H11Protocol]:
    """HTTP of uvicorn over h11, which remembers its connections so that a fault can close one."""

    class Remembering(H11Protocol):
        def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # uvicorn's own narrowing
            super().connection_made(transport)
            self.peer = transport.get_extra_info("peername")[:2]
            connections[self.peer] = transport

        def connection_lost(self, exc: Exception | None) -> None:
            connections.pop(self.peer, None)
            super().connection_lost(exc)

    return Remembering
