"""Told to stop while what it needs does not answer: the process ends within its bound, and nothing is lost."""

import asyncio
import contextlib
import os
import secrets
import signal
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from bot.application.process import LONGEST_ENDING
from bot.local.server import LocalServer

ROOT = Path(__file__).parents[2]
QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
ANSWER = "Trần Đức Lai"
ROOM = 3.0
"""Seconds for Python itself to end, on a machine that is busy."""


class Way:
    """A way to a server that can be closed: connections are refused and cut, or stay open and nothing passes."""

    def __init__(self, connect):
        self._connect = connect
        self._open = asyncio.Event()
        self._open.set()
        self._writers = set()
        self._server = None
        self.port = 0

    async def begin(self):
        self._server = await asyncio.start_server(self._passes, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def freeze(self):
        self._open.clear()

    def cut(self):
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def mend(self):
        self._open.set()
        if not self._server.is_serving():
            await self.begin()

    async def _passes(self, reader, writer):
        await self._open.wait()
        with contextlib.suppress(OSError):
            there, on = await self._connect()
            self._writers |= {writer, on}
            await asyncio.gather(self._copies(reader, on), self._copies(there, writer))
            self._writers -= {writer, on}

    async def _copies(self, reader, writer):
        with contextlib.suppress(OSError):
            while piece := await reader.read(65_536):
                await self._open.wait()
                writer.write(piece)
                await writer.drain()
        writer.close()


@pytest.fixture
async def way_of():
    ways = []

    async def make(connect, *place):
        ways.append(Way(partial(connect, *place)))
        await ways[-1].begin()
        return ways[-1]

    yield make
    for way in ways:
        way.freeze()
        way.cut()


def variables(server, folder, database, way, people):
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOIBO_TOKEN": server.token,
        "HOIBO_KEY": "k" * 32,
        "HOIBO_BOT_API_URL": f"http://127.0.0.1:{way.port}",
        "HOIBO_STAFF": ",".join(str(person.id) for person in people),
        "HOIBO_KNOWLEDGE": str(ROOT / "knowledge"),
        "HOIBO_DATABASE": database,
        "HOIBO_BACKUPS": str(folder / "backups"),
        "HOIBO_SEMANTIC": "off",
    }


async def start(given, folder):
    with (folder / "log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=given, cwd=folder, stderr=log
        )


async def told_to_stop(process, number=signal.SIGTERM):
    """Its exit status, and the seconds that it took."""
    begun = time.monotonic()
    process.send_signal(number)
    async with asyncio.timeout(LONGEST_ENDING + ROOM):
        status = await process.wait()
    return status, time.monotonic() - begun


@pytest.fixture
async def server():
    async with LocalServer() as running:
        yield running


async def to_telegram(way_of, server):
    return await way_of(asyncio.open_connection, "127.0.0.1", int(server.url.rpartition(":")[2]))


async def test_waiting_for_telegram_at_the_start_it_ends_at_once(server, tmp_path, way_of):
    telegram = await to_telegram(way_of, server)
    telegram.cut()
    process = await start(variables(server, tmp_path, f"sqlite:///{tmp_path}/hoibo.db", telegram, []), tmp_path)
    async with asyncio.timeout(30):
        while "cannot be reached" not in (tmp_path / "log").read_text("utf-8"):
            await asyncio.sleep(0.05)
    status, seconds = await told_to_stop(process)
    assert status == 0
    assert seconds < LONGEST_ENDING / 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "end"),
    [
        pytest.param("postgresql", Way.cut, marks=pytest.mark.postgresql, id="postgresql-refused"),
        pytest.param(
            "postgresql", Way.freeze, marks=[pytest.mark.postgresql, pytest.mark.soak], id="postgresql-frozen"
        ),
        pytest.param("sqlite", Way.cut, marks=pytest.mark.soak, id="sqlite-refused"),
        pytest.param("sqlite", Way.freeze, marks=pytest.mark.soak, id="sqlite-frozen"),
    ],
)
async def test_without_telegram_and_database_it_ends_in_time_and_nothing_is_lost(
    server, tmp_path, way_of, kind, end, request
):
    """On SQLite the database is there; questions are at work, some taken over and some not, when the ways close."""
    people = [server.person(f"Người {number}", 8_000 + number) for number in range(40)]
    telegram, ways = await to_telegram(way_of, server), []
    database = f"sqlite:///{tmp_path}/hoibo.db"
    if kind == "postgresql":
        cluster = request.getfixturevalue("postgresql_server")
        name = f"stop{secrets.token_hex(6)}"
        cluster.make_database(name)
        ways.append(await way_of(asyncio.open_unix_connection, cluster.folder / ".s.PGSQL.5432"))
        database = f"postgresql://{cluster.user}@127.0.0.1:{ways[0].port}/{name}?gssencmode=disable"
    given = variables(server, tmp_path, database, telegram, people)
    process = await start(given, tmp_path)
    await server.listens(60)
    await people[0].says(QUESTION)
    await people[0].receives(ANSWER, seconds=30)
    for person in people[1:] * 5:  # more than are answered before the ways close
        await person.says(QUESTION)
    await people[1].receives(ANSWER, seconds=30)
    for way in (telegram, *ways):
        end(way)
    for person in people:
        await person.says(QUESTION)
    status, seconds = await told_to_stop(process)
    assert seconds < LONGEST_ENDING + ROOM
    assert status == (1 if ways and end is Way.freeze else 0), (tmp_path / "log").read_text("utf-8")
    for way in (telegram, *ways):
        await way.mend()
    process = await start(given, tmp_path)
    for person in people:
        for question in (message.id for message in person.history() if message.json["from"]["id"] == person.id):
            await answered(server, person, question)
    assert (await told_to_stop(process))[0] == 0


async def answered(server, person, question, seconds=90.0):
    until = time.monotonic() + seconds
    while not any(
        ANSWER in message.json["text"] and message.json.get("reply_to_message", {}).get("message_id") == question
        for message in person.history()
    ):
        assert await server.world.change(until - time.monotonic()), f"{person}: {question} is not answered"
