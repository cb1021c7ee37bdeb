"""Several replicas keep to one limit on what is sent."""

import asyncio
import time

import pytest

from bot.local.flood import FloodControl
from bot.local.refusal import RefusalError
from bot.storage.connecting import open_database
from bot.storage.database import Dialect
from bot.telegram.transport.sharing import SharedPace

COUNT = 90


async def refusals(paces):
    """How many of 90 messages to as many people Telegram's limits refuse, where each pace lets a part of them out."""
    flood, refused = FloodControl(time.monotonic), 0
    people = iter(range(1, COUNT + 1))

    async def sends(pace):
        nonlocal refused

        async def leaves(person):
            nonlocal refused
            try:
                flood.pass_or_refuse(person)
            except RefusalError:
                refused += 1

        for person in people:
            await pace.process_request(leaves, (person,), {}, "sendMessage", {"chat_id": person}, None)

    await asyncio.gather(*(sends(pace) for pace in paces))
    return refused


async def test_three_replicas_with_their_shares_are_refused_nothing():
    paces = [SharedPace() for _ in range(3)]
    for pace in paces:
        pace.share(3)
    assert await refusals(paces) == 0


async def test_three_that_know_nothing_of_each_other_are_refused():
    assert await refusals([SharedPace() for _ in range(3)]) > 0


@pytest.mark.parametrize(
    ("replicas", "limit"), [(1, (25.0, 25.0)), (2, (1.5, 12.5)), (5, (1.0, 5.0)), (50, (1.0, 0.5))]
)
def test_a_share_is_an_equal_part_of_the_whole(replicas, limit):
    pace = SharedPace()
    pace.share(replicas)
    assert pace.limit == limit


def test_without_a_limit_there_is_nothing_to_share():
    pace = SharedPace(0)
    pace.share(3)
    assert pace.limit is None


async def test_the_database_tells_how_many_replicas_live(database, database_url):
    if database.dialect is Dialect.SQLITE:
        async with database.presence(7) as present:
            assert await present() == 1
        return
    other = await open_database(database_url)
    async with database.presence(7) as present:
        async with other.presence(7), other.presence(8):
            assert await present() == 2
        while await present() != 1:  # the server notices a moment later
            await asyncio.sleep(0.01)
    await other.close()
