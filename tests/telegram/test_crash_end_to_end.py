"""kill -9 while questions wait: after a restart each is answered, none is lost."""

import asyncio
import os
import signal
import sys

import pytest

from tests.telegram.conftest import KNOWLEDGE, STAFF

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
PEOPLE = 8


@pytest.mark.slow
async def test_nothing_that_was_asked_is_lost_by_a_kill(server, tmp_path):
    people = [server.person(f"Người {number}", STAFF + 100 + number) for number in range(PEOPLE)]
    environment = {
        "PATH": os.environ["PATH"],
        "HOIBO_TOKEN": server.token,
        "HOIBO_BOT_API_URL": server.url,
        "HOIBO_STAFF": ",".join(str(person.id) for person in people),
        "HOIBO_KNOWLEDGE": str(KNOWLEDGE),
        "HOIBO_DATABASE": f"sqlite:///{tmp_path}/hoibo.db",
        "PYTHONPATH": str(KNOWLEDGE.parent),
    }

    async def start():
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, cwd=tmp_path, stderr=asyncio.subprocess.DEVNULL
        )

    server.faults.slow("sendChatAction", 30, times=-1)
    server.faults.slow("sendMessage", 30, times=-1)
    first = await start()
    await server.listens(30)
    for person in people:
        await person.says(QUESTION)
    await server.called("sendChatAction", 1, 20)
    await server.taken()
    first.send_signal(signal.SIGKILL)
    await first.wait()
    server.faults.clear()
    second = await start()
    for person in people:
        await person.receives("Trần Đức Lai", seconds=30)
    second.terminate()
    assert await second.wait() == 0
