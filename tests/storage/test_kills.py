import random
import secrets
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.storage.connecting import open_database
from bot.storage.database import Dialect
from tests.storage.victim import BATCH, CHATS, WIDTH

ROOT = Path(__file__).parents[2]


class World:
    """Telegram, the people, and a hand that kills."""

    def __init__(self, url, folder):
        self.url = url
        self.folder = folder
        self.kills = 0

    def start(self, last, *, ready=True):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.victim", self.url, str(self.folder), str(last)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        if ready:
            assert process.stdout.readline() == "ready\n"
        return process

    def live_and_die(self, seconds):
        process = self.start(last=10**9)
        time.sleep(seconds)  # the random moment
        process.kill()
        process.wait()
        process.stdout.close()
        self.kills += 1

    def live_to_the_end(self):
        last = int((self.folder / "offset").read_text().split()[-1]) + 2 * BATCH
        process = self.start(last)
        assert process.wait(60) == 0
        process.stdout.close()
        return last

    def lines(self, name):
        file = self.folder / name
        return [int(line) for line in file.read_text().split()] if file.exists() else []

    def kill_among(self, replicas, last, chance):
        """Several processes on one database, of which one after the other is killed and started again, to the end."""
        running = [self.start(last, ready=False) for _ in range(replicas)]
        while running:
            time.sleep(chance.uniform(0.0, 2.0 / replicas))
            victim = running.pop(chance.randrange(len(running)))
            if victim.poll() is None:
                victim.kill()
                self.kills += 1
            victim.wait()
            victim.stdout.close()
            if victim.returncode != 0:
                running.append(self.start(last, ready=False))


async def kill_and_check(url, folder, kills):
    world, chance = World(url, folder), random.Random()  # noqa: S311
    for _ in range(kills):
        world.live_and_die(chance.uniform(0.0, 0.35))
    await check(world, "1 process", world.live_to_the_end())


async def check(world, who, last):
    url, asked, sent = world.url, set(range(1, last + 1)), world.lines("sent")
    database = await open_database(url)
    async with database.read() as transaction:
        kept = [int(reference) for (reference,) in await transaction.fetch_all("SELECT reference FROM exchanges")]
        if database.dialect is Dialect.SQLITE:
            assert await transaction.fetch_all("PRAGMA integrity_check") == [("ok",)]
    await database.close()

    doubled = sum(count - 1 for count in Counter(sent).values())
    acknowledged = set(world.lines("acknowledged"))
    missing, twice = len(acknowledged - set(kept)), len(kept) - len(set(kept))
    sys.stdout.write(
        f"{database.dialect.value}, {who}: {world.kills} kills, {len(asked)} questions, "
        f"{len(asked - set(sent))} unanswered, {doubled} sent again; "
        f"{len(acknowledged)} records acknowledged, {missing} of them missing, {twice} doubled\n"
    )
    assert set(sent) == asked
    assert acknowledged <= set(kept)
    assert sorted(kept) == sorted(asked)
    assert doubled <= world.kills * WIDTH
    assert not world.lines("given_up")
    first_sent = list(dict.fromkeys(sent))
    for chat in range(CHATS):
        mine = [number for number in first_sent if number % CHATS == chat]
        assert mine == sorted(mine)


async def test_kills_at_random_moments_lose_no_question_and_no_record(database_url, tmp_path):
    await kill_and_check(database_url, tmp_path, kills=8)


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(900)
async def test_two_hundred_kills_lose_no_question_and_no_record(database_url, tmp_path):
    await kill_and_check(database_url, tmp_path, kills=200)


async def kill_replicas(server, folder, replicas, questions):
    world = World(server.make_database(f"t{secrets.token_hex(8)}"), folder)
    world.kill_among(replicas, questions, random.Random())  # noqa: S311
    await check(world, f"{replicas} replicas", questions)


@pytest.mark.postgresql
async def test_replicas_take_over_from_those_that_are_killed(postgresql_server, tmp_path):
    await kill_replicas(postgresql_server, tmp_path, replicas=3, questions=1_500)


@pytest.mark.postgresql
@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("replicas", [1, 2, 3])
async def test_five_thousand_questions_survive_the_killing_of_replicas(postgresql_server, tmp_path, replicas):
    await kill_replicas(postgresql_server, tmp_path, replicas, questions=5_000)
