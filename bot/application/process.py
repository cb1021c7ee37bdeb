"""`hoibo run` as a process: with a token against Telegram, without one against a server on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.answering.snapshot import Served
from bot.application.key import kept_key
from bot.application.logs import set_up_logs
from bot.application.service import running
from bot.knowledge.shelf import Shelf
from bot.local.cast import invite_cast
from bot.local.server import LocalServer
from bot.search.kept import IndexFolder
from bot.settings import Log
from bot.storage.opening import open_storage

if TYPE_CHECKING:
    from bot.settings import Settings

_LOG: Final = logging.getLogger(__name__)

KEY_FILE: Final = Path("var/key")

LONGEST_ENDING: Final = 20.0
"""The seconds from the signal to stop until the process has ended, come what may: before systemd (30 s) or Kubernetes
(30 s less the 5 before the signal) would kill it."""


def run(settings: Settings, *, port: int) -> None:
    """Runs until SIGINT or SIGTERM.

    Args:
        settings: of this installation.
        port: of the chat page, where there is no token.

    Raises:
        HoiboError: what is wrong at start, and how to mend it.
    """
    secrets = [
        secret.get_secret_value()
        for secret in (settings.token, settings.key, settings.proxy, settings.webhook_secret)
        if secret
    ]
    as_json = settings.log is Log.JSON or (settings.log is Log.AUTO and not sys.stderr.isatty())
    set_up_logs(secrets, sys.stderr, as_json=as_json)
    asyncio.run(_run(settings, port))


async def _run(settings: Settings, port: int) -> None:
    key = settings.key.get_secret_value().encode() if settings.key else kept_key(KEY_FILE)
    api_url = settings.bot_api_url
    if settings.token is not None:
        await _until_stopped(settings, settings.token.get_secret_value(), api_url, key)
        return
    async with LocalServer(port) as server:
        cast = invite_cast(server)
        known = settings.model_copy(
            update={
                "admins": settings.admins | {cast.admin.id},
                "staff": settings.staff | {cast.staff.id},
                "listen": settings.listen if "listen" in settings.model_fields_set else f"127.0.0.1:{_free_port()}",
            }
        )
        _LOG.info("no HOIBO_TOKEN: running on this machine; chat at %s", server.url)
        await _until_stopped(known, server.token, server.url, key)


def _free_port() -> int:
    """A port that nobody listens on, for the admins' page beside the chat page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def _until_stopped(settings: Settings, token: str, api_url: str | None, key: bytes) -> None:
    """Runs the bot until a signal comes, whatever it is doing then: starting, answering, or waiting for Telegram."""
    stopped, ready = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no signals on its loop; Ctrl+C still ends it
            loop.add_signal_handler(number, _stop, stopped)
    serving = asyncio.create_task(_serve(settings, token, api_url, key, stopped, ready), name="serving")
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait([serving, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not serving.done() and not ready.is_set():
        serving.cancel()
    await asyncio.wait([serving])
    if not serving.cancelled():
        serving.result()
    _LOG.info("stopped")


async def _serve(
    settings: Settings, token: str, api_url: str | None, key: bytes, stopped: asyncio.Event, ready: asyncio.Event
) -> None:
    served = await asyncio.to_thread(Served, Shelf(settings.knowledge).load, IndexFolder(settings.index))
    _LOG.info("serving %d entries of %s", len(served.now.knowledge.entries), settings.knowledge)
    async with (
        open_storage(settings, key=key) as storage,
        running(settings, served, storage, token=token, api_url=api_url, key=key) as fetching,
    ):
        ready.set()
        waiting = asyncio.create_task(stopped.wait())
        await asyncio.wait([waiting, fetching], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if fetching.done():
            fetching.result()


def _stop(stopped: asyncio.Event) -> None:
    stopped.set()
    last = threading.Timer(LONGEST_ENDING, _end_anyway)
    last.daemon = True
    last.start()


def _end_anyway() -> None:
    """Ends the process where a database or a name server that never answers holds up even its end."""
    _LOG.error("not all could be finished in %.0f s: what is open is on the disk, for the next start", LONGEST_ENDING)
    logging.shutdown()
    os._exit(1)
