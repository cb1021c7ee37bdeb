import asyncio
import os
import sqlite3

import pytest

from bot.settings import read_settings
from bot.storage.backup import back_up, restore
from bot.storage.connecting import open_database
from bot.storage.errors import BusyError, CorruptError, DiskFullError, StorageError, UnreachableError
from bot.storage.opening import open_storage
from tests.databases import NOON
from tests.storage.test_recorder import exchange
from tests.storage.test_worker import Desk, until, working

KEY = b"k" * 32


@pytest.fixture
async def fragile(tmp_path):
    """A storage on an SQLite file, the trouble that it told of, and a tap on its disk."""
    troubles = []
    settings = read_settings(database=f"sqlite:///{tmp_path}/hoibo.db")
    async with open_storage(settings, key=KEY, trouble=troubles.append) as storage:
        yield storage, troubles


async def set_pages(storage, most):
    """SQLite refuses to grow beyond this, with the very error of a full disk."""
    async with storage.database._writer.execute(f"PRAGMA max_page_count = {most}"):
        pass


async def fill(storage):
    async with storage.database._writer.execute("PRAGMA page_count") as cursor:
        (pages,) = await cursor.fetchone()
    await set_pages(storage, pages)
    with pytest.raises(DiskFullError):
        await write_much(storage)


async def write_much(storage):
    async with storage.database.write() as transaction:
        await transaction.execute("INSERT INTO day_sums VALUES ('2000-01-01', 'x', ?, 1)", "x" * 100_000)


async def references(storage):
    async with storage.database.read() as transaction:
        return {reference for (reference,) in await transaction.fetch_all("SELECT reference FROM exchanges")}


async def test_a_full_disk_drops_nothing_and_is_told_and_over_when_there_is_room(fragile):
    storage, troubles = fragile
    await fill(storage)
    recording = [storage.recorder.record(exchange(number, "x" * 20_000)) for number in range(6)]
    await until(lambda: any(isinstance(trouble, DiskFullError) for trouble in troubles))
    await asyncio.gather(*recording)  # acknowledged: on another disk's journal, or in the room that was left
    await set_pages(storage, 10**9)
    await until(lambda: troubles[-1] is None)
    await storage.recorder.take_back()
    assert await references(storage) == {str(number) for number in range(6)}


async def test_where_the_journal_cannot_be_written_either_records_wait_for_room(tmp_path, fragile):
    storage, troubles = fragile
    (tmp_path / "hoibo.journal").symlink_to(tmp_path / "nowhere" / "journal")
    await fill(storage)
    recording = [storage.recorder.record(exchange(number, "x" * 20_000)) for number in range(6)]
    await until(lambda: any(isinstance(trouble, UnreachableError) for trouble in troubles))
    assert not all(done.done() for done in recording)
    await set_pages(storage, 10**9)
    (tmp_path / "hoibo.journal").unlink()
    await asyncio.gather(*recording)
    assert await references(storage) == {str(number) for number in range(6)}


async def test_on_a_full_disk_answering_goes_on_and_nothing_is_answered_twice(fragile):
    storage, _ = fragile
    await fill(storage)
    desk = Desk()
    async with working(storage, desk, patience=0.05) as worker:
        for number in range(20):
            await worker.accept(number, number % 3, "x" * 4000)
        assert sorted(desk.ids) == list(range(20)) or await storage.updates.open_count()
        await set_pages(storage, 10**9)
        await until(lambda: len(desk.ids) >= 20)
    assert sorted(desk.ids) == list(range(20))


async def test_a_damaged_file_is_refused_at_the_start_with_what_to_do_and_a_backup_brings_it_back(tmp_path):
    url = f"sqlite:///{tmp_path}/hoibo.db"
    async with open_storage(read_settings(database=url), key=KEY) as storage:
        await storage.recorder.record(exchange(1))
        backup = back_up(url, tmp_path / "backups", NOON)
    (tmp_path / "hoibo.db").write_bytes(b"\xff" * 50_000)
    with pytest.raises(CorruptError, match="hoibo restore"):
        await open_storage(read_settings(database=url), key=KEY).__aenter__()
    restore(url, backup, NOON)
    async with open_storage(read_settings(database=url), key=KEY) as storage:
        assert await references(storage) == {"1"}


async def test_pages_that_go_bad_while_it_runs_are_named_as_such(tmp_path):
    url = f"sqlite:///{tmp_path}/hoibo.db"
    async with open_storage(read_settings(database=url), key=KEY) as storage:
        await asyncio.gather(*(storage.recorder.record(exchange(number)) for number in range(500)))
    database = await open_database(url)
    file = tmp_path / "hoibo.db"
    with file.open("r+b") as pages:
        pages.seek(file.stat().st_size // 2)
        pages.write(os.urandom(file.stat().st_size // 2))
    with pytest.raises(CorruptError, match=r"hoibo\.db"):
        async with database.read() as transaction:
            await transaction.fetch_all("SELECT * FROM exchanges, shown")
    await database.close()


async def test_a_second_process_on_the_same_file_is_kept_out_and_so_is_a_restoration(tmp_path, fragile):
    del fragile
    url = f"sqlite:///{tmp_path}/hoibo.db"
    with pytest.raises(BusyError, match="another hoibo"):
        await open_storage(read_settings(database=url), key=KEY).__aenter__()
    backup = back_up(url, tmp_path / "backups", NOON)
    with pytest.raises(BusyError, match="another hoibo"):
        restore(url, backup, NOON)


async def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(UnreachableError, match="may write"):
        await open_storage(read_settings(database=f"sqlite:///{tmp_path}/var/hoibo.db"), key=KEY).__aenter__()


async def test_a_server_that_is_not_there_is_told_without_its_password(monkeypatch):
    pytest.importorskip("psycopg")
    monkeypatch.setattr("bot.storage.postgresql._OPEN_SECONDS", 0.5)
    with pytest.raises(StorageError) as told:
        await open_database("postgresql://hoibo:s3cret@127.0.0.1:1/hoibo")
    assert "s3cret" not in str(told.value)
    assert isinstance(told.value, UnreachableError)


@pytest.mark.parametrize("error", [sqlite3.OperationalError("x"), sqlite3.DatabaseError("x")])
async def test_an_unknown_error_of_the_driver_is_a_storage_error(fragile, error):
    storage, _ = fragile

    async def fail():
        async with storage.database.write():
            raise error

    with pytest.raises(StorageError):
        await fail()
