"""Serves an ASGI application inside a program that goes on with other work."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import uvicorn

from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from starlette.types import ASGIApp

FINISHING: Final = 10
"""The seconds that requests under way get to be finished at the end."""


class Embedded(uvicorn.Server):
    """uvicorn inside a program that has signals of its own, ended at once instead of at the next tick of 0.1 s."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()

    async def main_loop(self) -> None:
        """Returns when the program around it says so."""
        await self.on_tick(0)
        await self.ended.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes none: the program around it decides when to stop."""
        yield


def address(listen: str) -> tuple[str, int]:
    """Host and port of ``HOST:PORT``; an IPv6 host stands in brackets.

    Raises:
        SettingsError: it is not of that form.

    >>> address("127.0.0.1:8080")
    ('127.0.0.1', 8080)
    """
    try:
        parts = urlsplit(f"//{listen}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or port is None or parts.path:
        raise SettingsError("not HOST:PORT", where=f"HOIBO_LISTEN={listen}", mend="write it as 127.0.0.1:8080")
    return host, port


@contextlib.asynccontextmanager
async def listening(application: ASGIApp, listen: str) -> AsyncGenerator[str]:
    """Serves the application inside the block; gives its address, as ``http://127.0.0.1:8080``.

    On leaving, requests under way are finished first.

    Raises:
        SettingsError: it cannot listen there.
    """
    host, port = address(listen)
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as taken:
        listener.close()
        raise SettingsError(
            f"cannot listen ({taken.strerror})",
            where=f"HOIBO_LISTEN={listen}",
            mend="stop the other program or choose another address",
        ) from taken
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=FINISHING,
    )
    server = Embedded(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="web")
    try:
        while not server.started:
            if serving.done():
                await serving
            await asyncio.sleep(0.005)
        yield f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
    finally:
        server.ended.set()
        await serving
