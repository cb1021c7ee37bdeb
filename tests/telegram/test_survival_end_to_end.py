"""What nobody foresaw happens in a handler, the store, the sender and the loops: the bot goes on and says so once."""

import asyncio

import pytest

from bot.answering.answerer import Answerer
from bot.application import freshness
from bot.storage.recorder import Recorder
from bot.storage.updates import Updates
from bot.telegram.transport.requesting import DirectRequest
from tests.telegram.conftest import ADMIN

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


class UnforeseenError(Exception):
    """Nobody thought of it."""


def failing(monkeypatch, owner, name, times):
    """The function raises what nobody foresaw so many times, and works from then on."""
    whole = getattr(owner, name)
    left = times

    def fails(*arguments, **options):
        nonlocal left
        if left:
            left -= 1
            raise UnforeseenError("with a secret in it")
        return whole(*arguments, **options)

    monkeypatch.setattr(owner, name, fails)
    return lambda: left == 0


@pytest.fixture
async def told(server, admin):
    """What the admin is told of errors."""
    await admin.says("/help")
    return lambda: [seen.text for seen in admin.history() if "UnforeseenError" in seen.text]


@pytest.mark.parametrize(
    ("owner", "name", "answered"),
    [
        (Answerer, "answer", False),
        (DirectRequest, "do_request", True),
        (Recorder, "record", True),
        (Updates, "finish", True),
        (Updates, "claim", True),
    ],
)
async def test_the_bot_goes_on_and_admins_hear_of_it_once(
    server, staff, admin, start_bot, monkeypatch, told, owner, name, answered
):
    async with start_bot():
        await admin.receives("nguyên văn")
        ended = failing(monkeypatch, owner, name, times=2)
        for _ in range(2):
            await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai" if answered else "trục trặc", seconds=20)
        async with asyncio.timeout(20):
            while not ended():
                await asyncio.sleep(0.02)
        await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai", seconds=20)
        if name != "do_request":  # there the words did not reach the network, so it is an outage like any other
            await admin.receives("UnforeseenError", seconds=20)
            assert len(told()) == 1
            assert "secret" not in told()[0]


async def test_work_that_goes_on_beside_the_answering_begins_again(server, admin, start_bot, monkeypatch, told):
    ended = failing(monkeypatch, freshness, "awatch", times=2)
    async with start_bot():
        await admin.receives("UnforeseenError", seconds=20)
        async with asyncio.timeout(20):
            while not ended():
                await asyncio.sleep(0.02)
    assert len(told()) == 1
    assert {call.values["chat_id"] for call in server.calls("sendMessage")} <= {str(ADMIN), ADMIN}
