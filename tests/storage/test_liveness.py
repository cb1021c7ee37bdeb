import asyncio
import contextlib

import pytest

from bot.storage.connecting import open_database
from bot.storage.database import Dialect
from bot.storage.ending import end
from bot.storage.group_commit import GroupCommit
from bot.storage.liveness import Identity, stay_alive
from bot.storage.updates import Updates


@contextlib.asynccontextmanager
async def replica(url, *, grace=0.2, after_a_start=0.0, identity=None):
    """One process's view of the inbox, with leases of half a minute, and the task that shows that it lives."""
    database = await open_database(url)
    writer = GroupCommit(database, trouble=lambda _: None)
    identity = identity or Identity.new("here")
    updates = Updates(database, writer, holder=identity.holder, lease_seconds=30.0)
    living = asyncio.create_task(
        stay_alive(
            database,
            identity,
            30.0,
            freed=updates.arrived.set,
            grace_seconds=grace,
            after_a_start_seconds=after_a_start,
        )
    )
    try:
        yield updates, living
    finally:
        await end([living])
        await writer.close()
        await database.close()


async def shows_that_it_lives(database, number):
    while True:
        async with database.read() as transaction:
            rows = await transaction.fetch_all(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted "
                "AND (CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) = ?",
                number,
            )
        if rows:
            return
        await asyncio.sleep(0.02)


def only_where_replicas_are(database):
    if database.dialect is Dialect.SQLITE:
        pytest.skip("one process has an SQLite file")


async def test_what_a_dead_replica_held_is_free_long_before_its_lease_ends(database, database_url):
    only_where_replicas_are(database)
    identity = Identity.new("dying")
    async with replica(database_url, identity=identity) as (dying, life), replica(database_url) as (other, _):
        await shows_that_it_lives(database, identity.lock)
        await dying.put(1, 10, "{}")
        assert [update.update_id for update in await dying.claim()] == [1]
        life.cancel()
        other.arrived.clear()
        await asyncio.wait_for(other.arrived.wait(), 15)
        assert [(update.update_id, update.attempt) for update in await other.claim()] == [(1, 2)]


async def test_what_a_living_replica_holds_stays_its_own_however_long_the_work(database, database_url):
    only_where_replicas_are(database)
    identity, dead = Identity.new("at work"), Identity.new("dead")
    async with replica(database_url, identity=identity) as (alive, _), replica(database_url) as (other, _):
        await shows_that_it_lives(database, identity.lock)
        await alive.put(1, 10, "{}")
        await alive.claim()
        writer = GroupCommit(database, trouble=lambda _: None)
        ghost = Updates(database, writer, holder=dead.holder, lease_seconds=30.0)
        await ghost.put(2, 20, "{}")
        await ghost.claim()
        while not (freed := await other.claim()):  # the others looked, and freed what nobody holds
            await asyncio.sleep(0.02)
        await writer.close()
        assert [update.update_id for update in freed] == [2]
        assert await other.claim() == ()


@pytest.mark.parametrize(("grace", "after_a_start"), [(20.0, 0.0), (0.0, 1e9)], ids=["just taken", "just started"])
async def test_nobody_is_taken_for_dead_in_haste(database, database_url, grace, after_a_start):
    only_where_replicas_are(database)
    identity, looking = Identity.new("gone"), Identity.new("looks")
    writer = GroupCommit(database, trouble=lambda _: None)
    gone = Updates(database, writer, holder=identity.holder, lease_seconds=30.0)
    await gone.put(1, 10, "{}")
    await gone.claim()
    given = {"grace": grace, "after_a_start": after_a_start, "identity": looking}
    async with replica(database_url, **given) as (other, _):
        await shows_that_it_lives(database, looking.lock)
        await asyncio.sleep(0.3)  # it looks right after it took its lock
        assert await other.claim() == ()
    await writer.close()


async def test_the_release_before_which_has_no_lock_keeps_its_leases(database, database_url):
    only_where_replicas_are(database)
    writer = GroupCommit(database, trouble=lambda _: None)
    before = Updates(database, writer, holder="host:17:0badcafe", lease_seconds=30.0)
    ghost = Updates(database, writer, holder=Identity.new("dead").holder, lease_seconds=30.0)
    for number, holding in ((1, before), (2, ghost)):
        await holding.put(number, number, "{}")
        assert await holding.claim()
    async with replica(database_url) as (other, _):
        while not (freed := await other.claim()):
            await asyncio.sleep(0.02)
        assert [update.update_id for update in freed] == [2]
    await writer.close()


async def test_a_connection_that_is_cut_is_made_anew(database, database_url):
    only_where_replicas_are(database)
    identity = Identity.new("cut off")
    async with replica(database_url, identity=identity) as (_, life):
        await shows_that_it_lives(database, identity.lock)
        async with database.write() as transaction:
            await transaction.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                "AND (CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) = ?",
                identity.lock,
            )
        await shows_that_it_lives(database, identity.lock)
        assert not life.done()


async def test_on_sqlite_there_is_nobody_else(database):
    if database.dialect is Dialect.SQLITE:
        await stay_alive(database, Identity.new("alone"), 30.0, freed=lambda: None)
