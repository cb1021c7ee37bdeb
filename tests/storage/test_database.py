import asyncio
import threading

import pytest

from bot.storage.connecting import open_database
from bot.storage.errors import ConflictError, CorruptError, StorageError, UnreachableError
from bot.storage.migrations import MIGRATIONS, migrate
from tests.databases import NOON


async def test_a_transaction_that_fails_leaves_nothing_behind(database):
    async def write_and_fail():
        async with database.write() as transaction:
            await transaction.execute("INSERT INTO day_sums VALUES ('2026-07-01', 'asked', '', 1)")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await write_and_fail()
    async with database.read() as transaction:
        assert await transaction.fetch_all("SELECT * FROM day_sums") == []


async def test_a_cancelled_transaction_leaves_nothing_behind_and_blocks_nobody(database):
    inside = asyncio.Event()

    async def write_and_wait():
        async with database.write() as transaction:
            await transaction.execute("INSERT INTO day_sums VALUES ('2026-07-01', 'asked', '', 1)")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_and_wait())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.write() as transaction:
        assert await transaction.fetch_all("SELECT * FROM day_sums") == []


async def test_a_reader_cannot_write(database):
    with pytest.raises(StorageError):
        async with database.read() as transaction:
            await transaction.execute("INSERT INTO day_sums VALUES ('2026-07-01', 'asked', '', 1)")


async def test_a_reader_sees_one_state_while_another_writes(database):
    async with database.read() as reading:
        assert await reading.fetch_one("SELECT COUNT(*) FROM day_sums") == (0,)
        async with database.write() as writing:
            await writing.execute("INSERT INTO day_sums VALUES ('2026-07-01', 'asked', '', 1)")
        assert await reading.fetch_one("SELECT COUNT(*) FROM day_sums") == (0,)


def adding(value):
    async def work(transaction):
        await transaction.execute("INSERT INTO day_sums VALUES ('2026-07-01', 'asked', ?, 1)", value)
        return value

    return work


async def test_pieces_of_work_are_kept_together_and_give_what_each_returned(database):
    async def count(transaction):
        await transaction.tell("counted")
        rows = [row async for row in transaction.stream("SELECT name FROM day_sums ORDER BY name")]
        return rows, await transaction.fetch_one("SELECT COUNT(*) FROM day_sums")

    async with database.listen("counted") as heard:
        assert await database.together([adding("a"), adding("b"), count]) == ["a", "b", ([("a",), ("b",)], (2,))]
        async with asyncio.timeout(10):
            await anext(aiter(heard))


async def test_of_pieces_of_work_none_is_kept_where_one_fails(database):
    with pytest.raises(ConflictError):
        await database.together([adding("a"), adding("b"), adding("a")])
    assert await database.look_up("SELECT COUNT(*) FROM day_sums") == (0,)
    assert await database.together([adding("a")]) == ["a"]


async def test_on_sqlite_work_that_waits_for_something_else_is_refused(tmp_path):
    async def waits(transaction):
        await asyncio.sleep(0)

    opened = await open_database(f"sqlite:///{tmp_path}/hoibo.db")
    await migrate(opened, lambda: NOON)
    with pytest.raises(RuntimeError, match="waited"):
        await opened.together([adding("a"), waits])
    assert await opened.look_up("SELECT COUNT(*) FROM day_sums") == (0,)
    await opened.close()


async def test_a_broken_rule_has_a_name(database):
    async def write_twice():
        async with database.write() as transaction:
            for _ in range(2):
                await transaction.execute("INSERT INTO day_sums VALUES ('2026-07-01', 'asked', '', 1)")

    with pytest.raises(ConflictError):
        await write_twice()


async def test_values_never_become_sql(database):
    name = "'); DROP TABLE day_sums; -- ? % %s"
    async with database.write() as transaction:
        await transaction.execute("INSERT INTO day_sums VALUES ('2026-07-01', 'asked', ?, 1)", name)
        rows = await transaction.fetch_all("SELECT name FROM day_sums WHERE name LIKE '%DROP%'")
    assert rows == [(name,)]


async def test_who_listens_is_woken_after_the_commit(database):
    async with database.listen("inbox") as heard:
        async with database.write() as transaction:
            await transaction.tell("inbox")
        await asyncio.wait_for(anext(heard), 10)


async def test_migrations_run_once_each_even_when_several_processes_start_at_once(database_url):
    databases = [await open_database(database_url) for _ in range(3)]
    applied = await asyncio.gather(*(migrate(database, lambda: NOON) for database in databases))
    assert sorted(map(len, applied)) == [0, 0, len(MIGRATIONS)]
    for database in databases:
        await database.close()


async def test_a_migration_that_fails_leaves_the_tables_as_they_were(database):
    async def m999_broken(transaction, dialect):
        await transaction.execute("CREATE TABLE half (x BIGINT)")
        await transaction.execute("CREATE TABLE half (x BIGINT)")

    with pytest.raises(StorageError):
        await migrate(database, lambda: NOON, [*MIGRATIONS, m999_broken])
    assert await migrate(database, lambda: NOON) == ()
    with pytest.raises(StorageError):
        async with database.read() as transaction:
            await transaction.fetch_all("SELECT * FROM half")


async def test_a_file_that_is_no_database_is_refused_with_its_name(tmp_path):
    file = tmp_path / "hoibo.db"
    file.write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(CorruptError, match=r"hoibo\.db"):
        await open_database(f"sqlite:///{file}")


async def test_a_database_is_readable_by_its_owner_only(tmp_path):
    file = tmp_path / "var" / "hoibo.db"
    await (await open_database(f"sqlite:///{file}")).close()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///", "sqlite:relative", "", "nonsense"])
async def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(StorageError, match="HOIBO_DATABASE"):
        await open_database(url)


async def test_a_folder_in_the_place_of_the_file_is_told(tmp_path):
    with pytest.raises(UnreachableError, match=str(tmp_path)):
        await open_database(f"sqlite:///{tmp_path}")


async def test_a_closed_database_says_so(database):
    await database.close()
    await database.close()
    with pytest.raises(StorageError, match="closed"):
        async with database.write():
            pass


@pytest.mark.parametrize("turns", range(12))
async def test_opening_that_is_cancelled_leaves_no_thread_to_wait_for(tmp_path, turns):
    before = set(threading.enumerate())

    async def open_and_read():
        database = await open_database(f"sqlite:///{tmp_path}/hoibo.db")
        try:
            async with database.read() as transaction:
                await transaction.fetch_all("SELECT 1")
        finally:
            await database.close()

    task = asyncio.create_task(open_and_read())
    for _ in range(turns):
        await asyncio.sleep(0.001)
    task.cancel()
    await asyncio.wait([task])
    for thread in set(threading.enumerate()) - before:
        if "_connection_worker" in thread.name:
            await asyncio.to_thread(thread.join, 10)
            assert not thread.is_alive()
