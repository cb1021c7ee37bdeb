"""Telegram and the way to it fail in every way amid questions: afterwards each has its answer, in order."""

import asyncio
import contextlib
import datetime as dt
import socket
import sys
import time
from collections import Counter
from itertools import pairwise

import httpx
import pytest

from bot.local.faults import Breakage, Fault
from bot.storage.ending import end
from bot.storage.times import wall_clock
from tests.telegram.conftest import STAFF

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
ALWAYS = 1_000_000


class Office:
    """People who ask, one question after the other, and what they got."""

    def __init__(self, server, people):
        self.server = server
        everyone = [server.person(f"Người {number}", STAFF + 100 + number) for number in range(people)]
        self.people = {person.id: person for person in everyone}
        self.asked = {person.id: [] for person in everyone}

    @property
    def ids(self):
        return set(self.people)

    async def ask(self, times, seconds=0.0):
        for _ in range(times):
            for person in self.people.values():
                self.asked[person.id].append((await person.says(QUESTION)).id)
            await asyncio.sleep(seconds / times)

    def answers(self, person):
        """The questions that the bot's messages in the chat answer, in order."""
        bot = self.server.world.bot["id"]
        mine = [message.json for message in self.people[person].history() if message.json["from"]["id"] == bot]
        return [message["reply_to_message"]["message_id"] for message in mine if "Trần Đức Lai" in message["text"]]

    async def all_answered(self, seconds):
        until = time.monotonic() + seconds
        while any(set(asked) - set(self.answers(person)) for person, asked in self.asked.items()):
            if not await self.server.world.change(until - time.monotonic()):
                return

    def figures(self):
        """How many were asked, not answered, answered again, and answered before an earlier one."""
        asked = unanswered = again = disordered = 0
        for person, questions in self.asked.items():
            got = self.answers(person)
            first = [question for question in dict.fromkeys(got) if question in questions]
            asked += len(questions)
            unanswered += len(set(questions) - set(got))
            again += sum(count - 1 for question, count in Counter(got).items() if question in questions)
            disordered += sum(one > next_one for one, next_one in pairwise(first))
        return asked, unanswered, again, disordered


@contextlib.asynccontextmanager
async def striking(server, **fault):
    """Every message sent, and three fetches, go wrong inside the block; gives a function that counts them."""
    sends, fetches = Fault("sendMessage", ALWAYS, **fault), Fault("getUpdates", 3, **fault)
    server.faults.add(sends)
    if fault.get("seconds", 0) < 25:  # a fetch is meant to stay open for so long
        server.faults.add(fetches)
    yield lambda: ALWAYS - sends.times + 3 - fetches.times
    server.faults.clear()


@contextlib.asynccontextmanager
async def rival(server):
    """Another program fetches the same bot's updates inside the block."""
    fetched = 0

    async def fetch():
        nonlocal fetched
        async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
            while True:
                await client.get(f"{server.url}/bot{server.token}/getUpdates", params={"timeout": 1})
                fetched += 1
                await asyncio.sleep(0.2)

    task = asyncio.create_task(fetch())
    yield lambda: fetched
    await end([task])


def cut_off(server):
    """Closes every connection to the server."""
    for transport in list(server._connections.values()):
        transport.abort()


@contextlib.asynccontextmanager
async def nameless(server, monkeypatch):
    """The server's name cannot be resolved inside the block."""
    failed = 0

    def fail(*_arguments, **_options):
        nonlocal failed
        failed += 1
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", fail)
        cut_off(server)
        yield lambda: failed


class Clock:
    """The wall clock, put forward or back."""

    def __init__(self):
        self.off = dt.timedelta()

    def __call__(self):
        return wall_clock() + self.off


@contextlib.asynccontextmanager
async def jumping(clock, database):
    """The clock is put forward and back, a day and an hour, inside the block; the database's as well."""
    jumps = 0

    async def jump():
        nonlocal jumps
        while True:
            for hours in (1, -1, 24, -24, -1, 1):
                clock.off += dt.timedelta(hours=hours)
                async with database.write() as transaction:  # its clock cannot be set, but what it wrote can be moved
                    await transaction.execute(
                        "UPDATE inbox SET held_until = held_until - ?, received_at = received_at - ?",
                        *(hours * 3_600_000,) * 2,
                    )
                jumps += 1
                await asyncio.sleep(0.3)

    task = asyncio.create_task(jump())
    yield lambda: jumps
    await end([task])


FAULTS = {
    "429 with retry_after": {"code": 429, "description": "Too Many Requests: retry after 2", "retry_after": 2},
    "500": {"code": 500, "description": "Internal Server Error"},
    "502 after the message was sent": {"code": 502, "description": "Bad Gateway", "done": True},
    "connection reset": {"breakage": Breakage.DROP},
    "half an answer": {"breakage": Breakage.HALF, "done": True},
    "slow drip": {"breakage": Breakage.DRIP, "done": True, "seconds": 4.0},
    "time-out": {"done": True, "seconds": 60.0},
}


async def test_faults_one_after_the_other_lose_no_question_and_keep_the_order(server, start_bot):
    office = Office(server, people=3)
    async with start_bot(staff=office.ids):
        for fault in FAULTS.values():
            quick = {**fault, "seconds": min(fault.get("seconds", 0), 0.5)}
            quick["retry_after"] = min(fault.get("retry_after", 0), 1)
            for method in ("getUpdates", "sendMessage"):
                server.faults.add(Fault(method, 1, **quick))
            await office.ask(1)
            await office.all_answered(20)
    asked, unanswered, _, disordered = office.figures()
    assert (asked, unanswered, disordered) == (3 * len(FAULTS), 0, 0)


@pytest.mark.slow
async def test_what_is_asked_while_the_proxy_is_gone_is_answered_once_when_it_is_back(server, start_bot, proxy, caplog):
    office = Office(server, people=2)
    async with start_bot(staff=office.ids, proxy=f"socks5://127.0.0.1:{proxy.port}") as storage:
        await office.ask(1)
        await office.all_answered(20)
        server.faults.slow("sendMessage", 60, times=2)
        await office.ask(2)
        await server.taken()
        async with proxy.gone():
            async with asyncio.timeout(60):
                while "waits for" not in caplog.text:
                    await asyncio.sleep(0.1)
            server.faults.clear()
        await office.all_answered(60)
        while await storage.updates.open_count():
            await asyncio.sleep(0.05)
    asked, unanswered, again, disordered = office.figures()
    assert (asked, unanswered, disordered) == (6, 0, 0)
    assert again <= 2  # those that were on their way when the proxy went


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_every_fault_for_a_while_under_questions(start_bot, server, proxy, monkeypatch):
    """The table of the README: twenty people ask all the while, and the queue drains afterwards."""
    clock = Clock()
    sys.stdout.write(
        "\n| fault | seconds | struck | questions | unanswered | out of order | sent again | drained after, s |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )
    office = Office(server, people=20)
    way = {"api_url": server.url.replace("127.0.0.1", "localhost"), "proxy": f"socks5://127.0.0.1:{proxy.port}"}
    direct = {"api_url": way["api_url"]}
    storms = [(name, 45 if name == "time-out" else 12, direct, fault) for name, fault in FAULTS.items()]
    storms += [
        ("409: another program fetches", 12, direct, "rival"),
        ("clock put forward and back", 12, direct, "clock"),
        ("name not resolved", 20, direct, "name"),
        ("proxy gone", 150, way, "proxy"),
    ]
    for name, seconds, reached, fault in storms:
        for questions in office.asked.values():
            questions.clear()
        async with start_bot(staff=office.ids, clock=clock, **reached) as storage:
            kinds = {
                "rival": lambda: rival(server),
                "clock": lambda storage=storage: jumping(clock, storage.database),
                "name": lambda: nameless(server, monkeypatch),
                "proxy": proxy.gone,
            }
            await office.ask(1)
            async with kinds[fault]() if isinstance(fault, str) else striking(server, **fault) as struck:
                await office.ask(4, seconds)
                strikes = struck()
            begun = time.monotonic()
            await office.all_answered(180)
            drained = time.monotonic() - begun
            while await storage.updates.open_count():
                await asyncio.sleep(0.05)
        asked, unanswered, again, disordered = office.figures()
        sys.stdout.write(
            f"| {name} | {seconds} | {strikes} | {asked} | {unanswered} | {disordered} | {again} | {drained:.0f} |\n"
        )
        sys.stdout.flush()
        assert (unanswered, disordered) == (0, 0)
