"""Several processes of the whole bot on one real PostgreSQL, killed at random amid questions by webhook."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import sys
import time
from collections import Counter, deque
from pathlib import Path

import psycopg
import pytest
import yaml

from bot.local.server import LocalServer
from tests.web.proxied import balanced, behind_nginx

ROOT = Path(__file__).parents[2]
QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
ANSWER = "Trần Đức Lai"
FIRST_PERSON = 7_000
QUESTIONS = 5_000
HALF_DONE = """SELECT count(*) FROM inbox
    WHERE finished_at IS NULL AND held_until > EXTRACT(EPOCH FROM clock_timestamp()) * 1000"""


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Clocking(deque):
    """The calls of the bot, of which each first reply's moment is kept by (person, number of the question)."""

    def __init__(self, replied_at):
        super().__init__(maxlen=100)
        self.replied_at = replied_at
        self.refused = 0

    def append(self, call):
        super().append(call)
        self.refused += call.status == 429
        if call.method.lower() == "sendmessage" and call.status == 200 and "reply_parameters" in call.values:
            told = call.values["reply_parameters"]
            number = (json.loads(told) if isinstance(told, str) else told)["message_id"]
            self.replied_at.setdefault((int(call.values["chat_id"]), number), time.monotonic())


class Replicas:
    """Processes of `hoibo run`, each of which can be killed and started again."""

    def __init__(self, server, database, folder, people, ports, front):
        self.server, self.database, self.folder, self.ports, self.front = server, database, folder, ports, front
        self.staff = ",".join(str(person.id) for person in people)
        self.processes = {}

    async def start(self, port):
        variables = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOIBO_SEMANTIC": "off",
            "HOIBO_TOKEN": self.server.token,
            "HOIBO_BOT_API_URL": self.server.url,
            "HOIBO_STAFF": self.staff,
            "HOIBO_KNOWLEDGE": str(ROOT / "knowledge"),
            "HOIBO_DATABASE": self.database,
            "HOIBO_KEY": "k" * 32,
            "HOIBO_WEBHOOK_URL": f"http://127.0.0.1:{self.front}/telegram",
            "HOIBO_LISTEN": f"127.0.0.1:{port}",
        }
        with (self.folder / f"log-{port}").open("ab") as log:
            self.processes[port] = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=variables, cwd=self.folder, stderr=log
            )

    async def ready(self, port, seconds=60):
        async with asyncio.timeout(seconds):
            while True:
                with contextlib.suppress(OSError):
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.write(b"GET /health/ready HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                    status = await reader.readline()
                    writer.close()
                    if b" 200 " in status:
                        return
                await asyncio.sleep(0.1)

    async def know_of_each_other(self, seconds=60):
        """Waits until each has taken its share of the sending."""
        told = f"one of {len(self.ports)} replicas"
        async with asyncio.timeout(seconds):
            while not all(told in (self.folder / f"log-{port}").read_text("utf-8") for port in self.ports):
                await asyncio.sleep(0.1)

    def times_logged(self, words):
        return sum((self.folder / f"log-{port}").read_text("utf-8").count(words) for port in self.ports)

    async def end(self, port, number):
        process = self.processes[port]
        process.send_signal(number)
        return await process.wait()


def replies(server, people):
    """Who was answered, by (person, number of the question), and when by the server's own count of messages."""
    bot = server.world.bot["id"]
    for person in people:
        for message in (seen.json for seen in person.history()):
            if message["from"]["id"] == bot and "reply_to_message" in message:
                yield (person.id, message["reply_to_message"]["message_id"]), message


async def ordeal(
    database,
    folder,
    *,
    width,
    questions,
    kills,
    a_second,
    people_count,
    chance,
    crash=None,
    flood=False,
    before=balanced,
):
    """Asks while replicas are killed; gives what became of the questions."""
    async with contextlib.AsyncExitStack() as stack:
        server = await stack.enter_async_context(LocalServer(flood_control=flood))
        server.api.webhook.first_wait = 0.05
        people = [server.person(f"Người {number}", FIRST_PERSON + number) for number in range(people_count)]
        ports, front = [free_port() for _ in range(width)], free_port()
        await stack.enter_async_context(before(ports, front, folder))
        replicas = Replicas(server, database, folder, people, ports, front)
        for port in ports:
            await replicas.start(port)
            await replicas.ready(port)
        await replicas.know_of_each_other()
        asked, begun = [], time.monotonic()
        asked_at, waits = {}, {}

        calls = server.api.calls = Clocking(waits)

        async def ask():
            for number in range(questions):
                person = people[number % len(people)]
                before = time.monotonic()
                asked.append((person.id, (await person.says(QUESTION)).id))
                asked_at[asked[-1]] = before
                await asyncio.sleep(max(0.0, begun + number / a_second - time.monotonic()))

        async def kill():
            for number in range(kills):
                while len(asked) < questions * (number + 1) / (kills + 1):
                    await asyncio.sleep(0.02)
                port = chance.choice(ports)
                await replicas.end(port, signal.SIGKILL)
                await replicas.start(port)
                await replicas.ready(port)
                if crash is not None and number == kills // 2:
                    await asyncio.to_thread(crash)

        await asyncio.gather(ask(), kill())
        async with asyncio.timeout(300):
            while {question for question, _ in replies(server, people)} < set(asked):
                await asyncio.sleep(0.2)
        took = time.monotonic() - begun
        await server.taken(60)
        endings = [await replicas.end(port, signal.SIGTERM) for port in ports]
        told = list(replies(server, people))
    times = sorted(waits[question] - asked_at[question] for question in asked if question in waits)
    answers = Counter(question for question, message in told if ANSWER in message["text"])
    last, disordered = {}, 0
    for person, number in dict.fromkeys(question for question, _ in told):
        disordered += number < last.get(person, 0)
        last[person] = max(number, last.get(person, 0))
    with psycopg.connect(database) as connection:
        recorded = connection.execute("SELECT count(*) FROM exchanges").fetchone()[0]
        still_open = connection.execute("SELECT count(*) FROM inbox WHERE finished_at IS NULL").fetchone()[0]
    return {
        "replicas": width,
        "questions": len(asked),
        "kills": kills,
        "unanswered": len(set(asked) - set(answers)),
        "answered again": sum(answers.values()) - len(answers),
        "recorded": recorded,
        "still open": still_open,
        "out of order": disordered,
        "answered without the database": replicas.times_logged("is handled without being kept"),
        "refused for haste": calls.refused,
        "a second": round(len(asked) / took, 1),
        "endings": endings,
        "ms p50 p99 max": [round(1000 * times[int((len(times) - 1) * share)]) for share in (0.5, 0.99, 1)],
    }


def in_order(figures):
    """A database that is away for long holds what came before, and nobody waits for it: those go before, no others."""
    return figures["out of order"] <= figures["answered without the database"]


@pytest.mark.postgresql
@pytest.mark.slow
async def test_two_replicas_that_are_killed_leave_no_question_unanswered(postgresql_server, tmp_path):
    database = postgresql_server.make_database(f"r{random.randrange(10**12)}")  # noqa: S311
    figures = await ordeal(
        database,
        tmp_path,
        width=2,
        questions=150,
        kills=2,
        a_second=10,
        people_count=30,
        chance=random.Random(7),  # noqa: S311
        crash=postgresql_server.crash,
        before=behind_nginx if shutil.which("nginx") else balanced,
    )
    sys.stdout.write(f"\n{figures}\n")
    assert figures["unanswered"] == figures["still open"] == 0
    assert in_order(figures)
    assert figures["answered again"] <= 2 * 32
    assert figures["recorded"] == 150
    assert figures["endings"] == [0, 0]


@pytest.mark.postgresql
@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "questions"), [(3, 200), *(pytest.param(width, 500, marks=pytest.mark.soak) for width in (1, 2, 3))]
)
async def test_questions_that_a_chat_sends_at_once_are_answered_in_their_order(
    postgresql_server, tmp_path, width, questions
):
    database = postgresql_server.make_database(f"r{random.randrange(10**12)}")  # noqa: S311
    figures = await ordeal(
        database,
        tmp_path,
        width=width,
        questions=questions,
        kills=0,
        a_second=100_000,
        people_count=60,
        chance=random.Random(7),  # noqa: S311
    )
    sys.stdout.write(f"\n{figures}\n")
    assert figures["unanswered"] == figures["still open"] == figures["out of order"] == 0
    assert figures["answered again"] == 0
    assert figures["recorded"] == questions


@pytest.mark.postgresql
@pytest.mark.slow
async def test_a_replica_that_is_told_to_stop_finishes_what_it_took_and_leaves_the_rest_to_the_next(
    postgresql_server, tmp_path
):
    database = postgresql_server.make_database(f"r{random.randrange(10**12)}")  # noqa: S311
    grace = yaml.safe_load((ROOT / "deploy" / "container" / "replicas.yaml").read_text("utf-8"))["services"]["bot"]
    async with LocalServer() as server:
        server.api.webhook.first_wait = 0.05
        people = [server.person(f"Người {number}", FIRST_PERSON + number) for number in range(40)]
        port = free_port()
        replicas = Replicas(server, database, tmp_path, people, [port], port)
        await replicas.start(port)
        await replicas.ready(port)
        asked = [(person.id, (await person.says(QUESTION)).id) for _ in range(3) for person in people]
        async with asyncio.timeout(60):
            while not list(replies(server, people)):
                await asyncio.sleep(0.01)
        async with asyncio.timeout(float(grace["stop_grace_period"].removesuffix("s"))):
            assert await replicas.end(port, signal.SIGTERM) == 0
        answered = {question for question, _ in replies(server, people)}
        assert answered < set(asked)
        with psycopg.connect(database) as connection:
            half_done = connection.execute(HALF_DONE).fetchone()[0]
            recorded = connection.execute("SELECT count(*) FROM exchanges").fetchone()[0]
        assert (half_done, recorded) == (0, len(answered))
        await replicas.start(port)
        async with asyncio.timeout(60):
            while {question for question, _ in replies(server, people)} < set(asked):
                await asyncio.sleep(0.1)
        assert await replicas.end(port, signal.SIGTERM) == 0
        assert Counter(question for question, _ in replies(server, people)) == Counter(asked)


@pytest.mark.postgresql
@pytest.mark.slow
async def test_three_replicas_together_keep_to_telegrams_pace(postgresql_server, tmp_path):
    database = postgresql_server.make_database(f"r{random.randrange(10**12)}")  # noqa: S311
    figures = await ordeal(
        database,
        tmp_path,
        width=3,
        questions=150,
        kills=0,
        a_second=100_000,
        people_count=150,
        chance=random.Random(7),  # noqa: S311
        flood=True,
    )
    sys.stdout.write(f"\n{figures}\n")
    assert figures["unanswered"] == figures["answered again"] == 0
    # What a busy machine holds up on its way arrives together. Three that know nothing of each other are refused 256.
    assert figures["refused for haste"] <= 15


@pytest.mark.postgresql
@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("width", [1, 2, 3])
async def test_five_thousand_questions_outlive_kills_and_a_crash_of_the_database(postgresql_server, tmp_path, width):
    """The figures are printed, not judged: only what was promised is."""
    database = postgresql_server.make_database(f"r{random.randrange(10**12)}")  # noqa: S311  # a name, no secret
    figures = await ordeal(
        database,
        tmp_path,
        width=width,
        questions=QUESTIONS,
        kills=20 * width,
        a_second=15,
        people_count=200,
        chance=random.Random(),  # noqa: S311  # where a kill falls is no secret
        crash=postgresql_server.crash,
    )
    sys.stdout.write(f"\n{figures}\n")
    assert figures["unanswered"] == figures["still open"] == 0
    assert in_order(figures)
    assert figures["recorded"] == QUESTIONS
    assert figures["endings"] == [0] * width
