"""kill -9 while questions wait: after a restart each is answered, none is lost."""

import asyncio
import os
import random
import signal
import socket
import sys
from collections import Counter
from itertools import pairwise

import pytest

from tests.telegram.conftest import KNOWLEDGE, STAFF

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
PEOPLE = 8


def environment(server, database, people):
    return {
        "PATH": os.environ["PATH"],
        "HOIBO_TOKEN": server.token,
        "HOIBO_BOT_API_URL": server.url,
        "HOIBO_STAFF": ",".join(str(person.id) for person in people),
        "HOIBO_KNOWLEDGE": str(KNOWLEDGE),
        "HOIBO_DATABASE": database,
        "PYTHONPATH": str(KNOWLEDGE.parent),
        "HOIBO_SEMANTIC": "off",
    }


async def start(variables, folder):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=variables, cwd=folder, stderr=asyncio.subprocess.DEVNULL
    )


@pytest.mark.slow
async def test_nothing_that_was_asked_is_lost_by_a_kill(server, tmp_path, state):
    people = [server.person(f"Người {number}", STAFF + 100 + number) for number in range(PEOPLE)]
    variables = environment(server, state, people)
    server.faults.slow("sendChatAction", 30, times=-1)
    server.faults.slow("sendMessage", 30, times=-1)
    first = await start(variables, tmp_path)
    await server.listens(30)
    for person in people:
        await person.says(QUESTION)
    await server.called("sendChatAction", 1, 20)
    await server.taken()
    first.send_signal(signal.SIGKILL)
    await first.wait()
    server.faults.clear()
    second = await start(variables, tmp_path)
    for person in people:
        await person.receives("Trần Đức Lai", seconds=60)  # replicas leave a dead one's work for a while
    second.terminate()
    assert await second.wait() == 0


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_hundred_kills_of_the_whole_bot_under_questions(server, tmp_path, state, way):
    """Six questions a second from a hundred people, over HTTP; the process is killed at random moments."""
    people = [server.person(f"Người {number}", STAFF + 100 + number) for number in range(100)]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    server.api.webhook.first_wait = 0.05
    variables = environment(server, state, people)
    if way == "webhook":
        variables |= {"HOIBO_WEBHOOK_URL": f"http://{listen}/telegram", "HOIBO_LISTEN": listen}
    asked, chance, kills = [], random.Random(), 0  # noqa: S311

    async def ask():
        while True:
            person = people[len(asked) % len(people)]
            asked.append((person.id, (await person.says(QUESTION)).id))
            await asyncio.sleep(1 / 6)

    asking = asyncio.create_task(ask())
    while kills < 100:
        process = await start(variables, tmp_path)
        await asyncio.sleep(chance.uniform(1.0, 3.5))
        process.kill()
        await process.wait()
        kills += 1
    asking.cancel()
    last = await start(variables, tmp_path)

    def replies():
        bot = server.world.bot["id"]
        for person in people:
            for message in (seen.json for seen in person.history()):
                if message["from"]["id"] == bot and "reply_to_message" in message:
                    yield (person.id, message["reply_to_message"]["message_id"]), "Trần Đức Lai" in message["text"]

    async with asyncio.timeout(300):
        while {question for question, _ in replies()} < set(asked):
            await asyncio.sleep(0.2)
    await server.taken(60)
    last.kill()
    await last.wait()
    answers = Counter(question for question, answered in replies() if answered)
    told = {question for question, answered in replies() if not answered} - set(answers)
    unanswered = set(asked) - set(answers) - told
    firsts = list(dict.fromkeys(question for question, _ in replies()))
    disordered = sum(one[0] == other[0] and one[1] > other[1] for one, other in pairwise(firsts))
    sys.stdout.write(
        f"\n{way}: {kills} kills, {len(asked)} questions, {len(unanswered)} unanswered, {len(told)} told of trouble, "
        f"{sum(answers.values()) - len(answers)} answered again, {disordered} out of order\n"
    )
    assert not unanswered
