"""A whole bot against the local Bot API server, over HTTP."""

import asyncio
import contextlib
import sys
import time
from pathlib import Path

import pytest

from bot.answering.snapshot import Served
from bot.application.service import running
from bot.importing.fetching import Fetcher
from bot.knowledge.loading import load
from bot.knowledge.shelf import Shelf
from bot.local.cast import ADMIN_ID as ADMIN
from bot.local.cast import STAFF_ID as STAFF
from bot.local.cast import STRANGER_ID as STRANGER
from bot.local.cast import invite_cast
from bot.settings import Settings
from bot.storage.opening import open_storage
from bot.storage.times import wall_clock
from tests.telegram.on_the_page import ChatPage

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
KEY = b"k" * 32


@pytest.fixture
def admin(server):
    return server.person("Bình", ADMIN)


@pytest.fixture
def staff(server):
    return server.person("An", STAFF)


@pytest.fixture
def stranger(server):
    return server.person("Khách", STRANGER)


@pytest.fixture(scope="session")
def repository():
    """The repository's own knowledge, indexed once."""
    return Served(lambda: load(KNOWLEDGE))


@pytest.fixture
def start_bot(server, repository, tmp_path, state):
    """``async with start_bot() as storage:`` runs a bot on the repository's knowledge, or on the folder given.

    ``ticks`` are the seconds by which it measures how fast people go, ``clock`` tells it the present moment, and
    ``api_url`` is another way to the server.
    """

    @contextlib.asynccontextmanager
    async def start(
        knowledge=KNOWLEDGE, ticks=time.monotonic, clock=wall_clock, api_url=server.url, fetcher=Fetcher, **settings
    ):
        given = {"admins": {ADMIN}, "staff": {STAFF}, "database": state, **settings}
        made = Settings(knowledge=knowledge, **{"backups": tmp_path / "backups", **given})
        served = Served(Shelf(knowledge).load) if knowledge != KNOWLEDGE else repository
        async with (
            open_storage(made, key=KEY, clock=clock) as storage,
            running(
                made,
                served,
                storage,
                token=settings.get("token", server.token),
                api_url=api_url,
                key=KEY,
                ticks=ticks,
                clock=clock,
                fetcher=fetcher,
            ),
        ):
            await server.listens()
            yield storage

    return start


@pytest.fixture
async def bot(start_bot):
    async with start_bot() as storage:
        yield storage


@pytest.fixture
async def chat(server, page):
    """The chat page in a browser, with everybody on it; a member of staff is at the keyboard."""
    invite_cast(server)
    return await ChatPage(page, server.url).opens()


class Proxy:
    """A proxy, HTTP and SOCKS5, in a process of its own, that can be killed and started again on its port."""

    def __init__(self):
        self.port = 0
        self._process = None

    async def start(self):
        script = str(Path(__file__).with_name("proxy.py"))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, script, str(self.port), stdout=asyncio.subprocess.PIPE
        )
        self.port = int(await self._process.stdout.readline())

    async def kill(self):
        self._process.kill()
        await self._process.wait()

    @contextlib.asynccontextmanager
    async def gone(self):
        await self.kill()
        yield lambda: 1
        await self.start()


@pytest.fixture
async def proxy():
    made = Proxy()
    await made.start()
    yield made
    await made.kill()
