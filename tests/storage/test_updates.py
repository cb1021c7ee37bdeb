import asyncio

import pytest

from bot.storage.connecting import open_database
from bot.storage.database import Dialect
from bot.storage.errors import StorageError
from bot.storage.group_commit import GroupCommit
from bot.storage.updates import Updates


async def ids(updates, limit=10):
    return [update.update_id for update in await updates.claim(limit)]


@pytest.fixture
async def replicas(database_url, database):
    """Three processes' views of one inbox (on SQLite the same process thrice). Leases are short."""
    opened = []
    for number in range(3):
        own = database if database.dialect is Dialect.SQLITE else await open_database(database_url)
        writer = GroupCommit(own, trouble=lambda _: None)
        opened.append((own, writer, Updates(own, writer, holder=f"r{number}", lease_seconds=0.3)))
    yield [updates for _, _, updates in opened]
    for own, writer, _ in opened:
        await writer.close()
        await own.close()


async def test_an_update_is_kept_once_however_often_it_comes(storage):
    assert await storage.updates.put(7, 1, '{"a": 1}') is True
    assert await storage.updates.put(7, 1, '{"a": 2}') is False
    (only,) = await storage.updates.claim(10)
    assert (only.update_id, only.chat, only.payload, only.attempt) == (7, 1, '{"a": 1}', 1)


async def test_a_finished_update_does_not_come_again(storage):
    await storage.updates.put(7, 1, "{}")
    await storage.updates.claim()
    await storage.updates.finish(7)
    assert await storage.updates.put(7, 1, "{}") is False
    assert await ids(storage.updates) == []
    assert await storage.updates.open_count() == 0


async def test_within_a_chat_one_is_handled_after_the_other_and_chats_side_by_side(storage):
    for update_id, chat in ((1, 10), (2, 10), (3, 20), (4, 10), (5, 30)):
        await storage.updates.put(update_id, chat, "{}")
    assert await ids(storage.updates) == [1, 3, 5]
    assert await ids(storage.updates) == []
    await storage.updates.finish(1)
    assert await ids(storage.updates) == [2]
    await storage.updates.finish(3)
    assert await ids(storage.updates) == []


async def test_what_is_given_back_comes_again_as_another_attempt_before_the_next_of_its_chat(storage):
    await storage.updates.put(1, 10, "{}")
    await storage.updates.put(2, 10, "{}")
    await storage.updates.claim(10)
    await storage.updates.release(1)
    while not (claimed := await storage.updates.claim(10)):
        await asyncio.sleep(0.01)
    assert [(update.update_id, update.attempt) for update in claimed] == [(1, 2)]


async def test_what_was_handled_unkept_is_remembered_as_done(storage):
    assert await storage.updates.put(1, 10, "{}", done=lambda: True) is True
    assert await storage.updates.put(1, 10, "{}") is False
    assert await ids(storage.updates) == []


async def test_the_text_of_a_finished_update_is_not_kept(storage):
    await storage.updates.put(1, 10, "secret")
    await storage.updates.finish(1)
    async with storage.database.read() as transaction:
        assert await transaction.fetch_all("SELECT payload FROM inbox") == [("",)]


async def test_finished_updates_are_forgotten_in_time_and_open_ones_never(storage):
    await storage.updates.put(1, 10, "{}")
    await storage.updates.put(2, 20, "{}")
    await storage.updates.finish(1)
    assert await storage.updates.forget(3600) == 0
    assert await storage.updates.forget(-1) == 1
    assert await ids(storage.updates) == [2]


async def test_no_two_replicas_get_the_same_update(replicas):
    await asyncio.gather(*(replicas[0].put(number, number % 50, "{}") for number in range(500)))
    seen = []

    async def work(updates):
        while claimed := await updates.claim(3):
            seen.extend(claimed)
            await asyncio.gather(*(updates.finish(update.update_id) for update in claimed))

    while await replicas[0].open_count():
        await asyncio.gather(*map(work, replicas))
    assert sorted(update.update_id for update in seen) == list(range(500))
    assert all(update.attempt == 1 for update in seen)
    for chat in range(50):
        mine = [update.update_id for update in seen if update.chat == chat]
        assert mine == sorted(mine)


async def test_a_silent_holder_loses_its_updates_and_one_that_renews_keeps_them(replicas):
    silent, alive, other = replicas
    await silent.put(1, 10, "{}")
    await silent.put(2, 20, "{}")
    assert await ids(silent, 1) == [1]
    assert await ids(alive, 1) == [2]
    got = []
    while not got:
        await alive.renew([2])
        got = await other.claim(10)
    assert [(update.update_id, update.attempt) for update in got] == [(1, 2)]


async def test_who_lost_an_update_can_neither_renew_nor_release_it(replicas):
    silent, other, _ = replicas
    await silent.put(1, 10, "{}")
    await silent.claim()
    while not await other.claim():
        await asyncio.sleep(0.02)
    await silent.release(1)
    assert await ids(silent) == []


async def test_a_new_process_on_an_sqlite_file_takes_over_at_once(tmp_path, storage):
    if storage.database.dialect is not Dialect.SQLITE:
        pytest.skip("PostgreSQL waits for the lease")
    await storage.updates.put(1, 10, "{}")
    await storage.updates.claim()
    assert await storage.updates.take_over() == 1
    assert await ids(storage.updates) == [1]


async def test_nothing_is_acknowledged_once_closed(database):
    writer = GroupCommit(database, trouble=lambda _: None)
    updates = Updates(database, writer, holder="x")
    await writer.close()
    with pytest.raises(StorageError):
        await updates.put(1, 10, "{}")


async def test_a_clock_that_is_put_back_holds_nothing_up(storage):
    await storage.updates.put(1, 10, "{}")
    assert await storage.updates.claim()
    await storage.updates.release(1, after_seconds=0.5)
    async with storage.database.write() as transaction:  # as it looks from an hour before
        await transaction.execute("UPDATE inbox SET held_until = held_until + 3600000")
    assert [update.update_id for update in await storage.updates.claim()] == [1]
