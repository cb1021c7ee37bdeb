import asyncio
import sqlite3
from contextlib import asynccontextmanager

import pytest

from bot.storage.database import Dialect
from bot.storage.worker import MOST_STRIKES, LaterError, Worker


class Desk:
    """What was handled, in order, with a hand on how it goes."""

    def __init__(self):
        self.handled = []
        self.given_up = []
        self.now_at_work = 0
        self.most_at_work = 0
        self.fail = {}
        self.later = {}
        self.hold = asyncio.Event()
        self.hold.set()

    async def handle(self, update):
        self.now_at_work += 1
        self.most_at_work = max(self.most_at_work, self.now_at_work)
        try:
            await self.hold.wait()
            if self.later.get(update.update_id, 0):
                self.later[update.update_id] -= 1
                raise LaterError("the proxy is gone")
            if self.fail.get(update.update_id, 0) >= update.attempt:
                raise RuntimeError(update.update_id)
            self.handled.append(update)
        finally:
            self.now_at_work -= 1

    async def give_up(self, update):
        self.given_up.append(update)

    @property
    def ids(self):
        return [update.update_id for update in self.handled]


@asynccontextmanager
async def working(storage, desk, **options):
    worker = Worker(storage.updates, desk.handle, give_up=desk.give_up, **options)
    async with worker.running():
        yield worker


async def until(condition):
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def test_each_update_is_handled_once_and_in_order_within_its_chat(storage):
    desk = Desk()
    async with working(storage, desk, width=8) as worker:
        await asyncio.gather(*(worker.accept(number, number % 20, "{}") for number in range(300)))
        await asyncio.gather(*(worker.accept(number, number % 20, "{}") for number in range(300)))
        await until(lambda: len(desk.handled) >= 300)
    assert sorted(desk.ids) == list(range(300))
    for chat in range(20):
        mine = [update.update_id for update in desk.handled if update.chat == chat]
        assert mine == sorted(mine)
    assert desk.most_at_work <= 8
    assert await storage.updates.open_count() == 0


async def test_one_flooding_chat_does_not_hold_up_another(storage):
    desk = Desk()
    desk.hold.clear()
    async with working(storage, desk, width=2) as worker:
        for number in range(20):
            await worker.accept(number, 1, "{}")
        await worker.accept(100, 2, "{}")
        await until(lambda: desk.now_at_work == 2)
        desk.hold.set()
        await until(lambda: 100 in desk.ids)
        assert desk.ids.index(100) <= 2


async def test_on_leaving_what_was_begun_is_finished_and_the_rest_waits(storage):
    desk = Desk()
    desk.hold.clear()
    async with working(storage, desk) as worker:
        await worker.accept(1, 10, "{}")
        await worker.accept(2, 10, "{}")
        await until(lambda: desk.now_at_work == 1)
        asyncio.get_running_loop().call_later(0.05, desk.hold.set)
    assert desk.ids == [1]
    assert await storage.updates.open_count() == 1
    async with working(storage, desk):
        await until(lambda: desk.ids == [1, 2])


async def test_one_that_fails_is_tried_again_before_the_next_of_its_chat(storage):
    desk = Desk()
    desk.fail = {1: 1}
    async with working(storage, desk) as worker:
        await worker.accept(1, 10, "{}")
        await worker.accept(2, 10, "{}")
        await until(lambda: len(desk.handled) == 2)
    assert [(update.update_id, update.attempt) for update in desk.handled] == [(1, 2), (2, 1)]


async def test_one_that_always_fails_is_given_up_and_holds_up_its_chat_no_longer(storage):
    desk = Desk()
    desk.fail = {1: 99}
    async with working(storage, desk, attempts=1) as worker:
        await worker.accept(1, 10, "{}")
        await worker.accept(2, 10, "{}")
        await until(lambda: desk.ids == [2])
    assert [update.update_id for update in desk.given_up] == [1]
    assert await storage.updates.open_count() == 0


async def test_without_a_working_database_answering_goes_on_and_nothing_comes_twice(storage):
    if storage.database.dialect is not Dialect.SQLITE:
        pytest.skip("another process locks the whole of an SQLite file only")
    other = sqlite3.connect(storage.database.path, isolation_level=None)
    desk = Desk()
    async with working(storage, desk, patience=0.05) as worker:
        other.execute("BEGIN IMMEDIATE")
        for number in (1, 2, 3):
            await worker.accept(number, 10, "{}")
        assert desk.ids == [1, 2, 3]
        other.execute("ROLLBACK")
        await worker.accept(4, 10, "{}")
        await until(lambda: 4 in desk.ids)
        query = "SELECT COUNT(*) FROM inbox WHERE finished_at IS NOT NULL"
        await until(lambda: other.execute(query).fetchone() == (4,))
    assert desk.ids == [1, 2, 3, 4]
    other.close()


async def test_where_another_replica_could_handle_it_as_well_a_slow_database_is_waited_for(storage, database_url):
    if storage.database.dialect is Dialect.SQLITE:
        pytest.skip("no other replica")
    psycopg = pytest.importorskip("psycopg")
    desk = Desk()
    with psycopg.connect(database_url) as other:
        other.execute("LOCK TABLE inbox")
        async with working(storage, desk, patience=0.05) as worker:
            accepting = [asyncio.ensure_future(worker.accept(number, 10, "{}")) for number in (1, 2, 3)]
            assert not (await asyncio.wait(accepting, timeout=0.5))[0]
            assert desk.ids == []
            other.rollback()
            await asyncio.gather(*accepting)
            await until(lambda: desk.ids == [1, 2, 3])


async def test_a_database_that_never_answers_is_not_waited_for_longer_than_it_may_take(storage, database_url):
    if storage.database.dialect is Dialect.SQLITE:
        pytest.skip("no other replica")
    psycopg = pytest.importorskip("psycopg")
    desk = Desk()
    worker = Worker(storage.updates, desk.handle, give_up=desk.give_up, patience=0.05, slowest=0.1)
    with psycopg.connect(database_url) as other:
        other.execute("LOCK TABLE inbox")
        await worker.accept(1, 10, "{}")
        assert desk.ids == [1]
        other.rollback()
    async with worker.running():
        await worker.accept(2, 10, "{}")
        await until(lambda: desk.ids == [1, 2])


async def test_what_fails_without_a_working_database_is_not_acknowledged(storage):
    desk = Desk()
    desk.fail = {1: 99}
    worker = Worker(storage.updates, desk.handle, give_up=desk.give_up, patience=0.0, slowest=0.0)
    with pytest.raises(RuntimeError):
        await worker.accept(1, 10, "{}")


async def test_an_update_waits_for_the_end_of_an_outage_however_long_and_so_do_the_others_of_its_chat(storage):
    desk = Desk()
    desk.later = {1: 4 * MOST_STRIKES}
    async with working(storage, desk, attempts=1, pauses=(0.001,)) as worker:
        await worker.accept(1, 10, "{}")
        await worker.accept(2, 10, "{}")
        await until(lambda: desk.ids == [1, 2])
    assert not desk.given_up


async def test_an_update_that_alone_finds_no_way_out_is_given_up(storage):
    desk = Desk()
    desk.later = {1: 1_000_000}
    async with working(storage, desk, pauses=(0.01,)) as worker:
        await worker.accept(1, 10, "{}")
        number = 1
        while not desk.given_up:
            number += 1
            await worker.accept(number, 20, "{}")
            await until(lambda: number in desk.ids)  # noqa: B023  # waited for before the next turn
        await until(lambda: not desk.now_at_work)
    assert [update.update_id for update in desk.given_up] == [1]
    assert 1_000_000 - desk.later[1] > MOST_STRIKES


async def test_what_waits_for_the_end_of_an_outage_holds_up_no_stop_and_is_no_attempt(storage):
    desk = Desk()
    desk.later = {1: 1}
    async with working(storage, desk, pauses=(3600.0,)) as worker:
        await worker.accept(1, 10, "{}")
        await until(lambda: not desk.later[1])
    async with working(storage, desk):
        await until(lambda: desk.ids == [1])
    assert [update.attempt for update in desk.handled] == [1]


async def test_what_cannot_be_finished_at_the_end_is_left_for_the_next_start(storage):
    desk = Desk()
    desk.hold.clear()
    async with asyncio.timeout(20), working(storage, desk, finishing=0.1) as worker:
        for number in range(3):
            await worker.accept(number, number, "{}")
        await until(lambda: desk.now_at_work == 3)
    assert desk.now_at_work == 0
    assert await storage.updates.open_count() == 3
