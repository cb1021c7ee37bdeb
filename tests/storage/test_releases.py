"""A database of each release, as files of SQL: every one must go on working under today's code."""

import datetime as dt
import sqlite3
import tomllib
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.settings import read_settings
from bot.storage.connecting import open_database
from bot.storage.database import Dialect
from bot.storage.edits import Deed
from bot.storage.migrations import MIGRATIONS, migrate
from bot.storage.opening import open_storage
from bot.storage.people import Member, Rank
from bot.storage.tallies import tally
from tests.databases import NOON
from tests.storage.test_recorder import HANOI, exchange

FILES = Path(__file__).parent / "releases"
RELEASES = sorted({file.name.rsplit(".", 2)[0] for file in FILES.glob("*.sql")})


def test_the_release_that_this_is_has_its_database_here_on_both_kinds():
    version = tomllib.loads((FILES.parents[2] / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert {f"{version}.sqlite.sql", f"{version}.postgresql.sql"} <= {file.name for file in FILES.iterdir()}


async def asked_on(storage, day):
    return (await tally(storage.database, day, 1, HANOI)).asked


@asynccontextmanager
async def migrated(url):
    database = await open_database(url)
    await migrate(database, lambda: NOON)
    yield database
    await database.close()


async def tables(database):
    async with database.read() as transaction:
        rows = await transaction.fetch_all("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return {name: " ".join(sql.replace('"', "").split()) for name, sql in rows}


@pytest.fixture(params=RELEASES)
def old_database(request, database_url):
    """The address of a database as that release left it."""
    kind = "sqlite" if database_url.startswith("sqlite") else "postgresql"
    script = (FILES / f"{request.param}.{kind}.sql").read_text(encoding="utf-8")
    if kind == "sqlite":
        connection = sqlite3.connect(database_url.removeprefix("sqlite:///"))
        connection.executescript(script)
        connection.close()
    else:
        psycopg = pytest.importorskip("psycopg")
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute(script)
    return database_url


async def test_everything_that_a_release_kept_is_there_and_goes_on(old_database, clock, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with open_storage(read_settings(database=old_database), key=b"k" * 32, clock=clock) as storage:
        own = await storage.owners.show(5)
        assert own.member == Member(5, "Trần Thị Lan", Rank.EDITOR, 1, NOON)
        assert (own.question_count, own.feedback_count, len(own.subscriptions), len(own.waiting)) == (1, 1, 1, 1)
        assert own.settings == (("language", "en"),)
        assert [request.name for request in await storage.people.requests()] == ["Minh"]
        assert isinstance(await storage.people.join("invitation-of-lan", 10, "Hoa"), Member)
        assert await storage.subscriptions.untold(5, ["dang-uy", "new"]) == ("new",)
        assert await storage.updates.put(6, 5, "{}") is False
        (open_one,) = await storage.updates.claim(10)
        assert (open_one.update_id, open_one.payload) == (7, '{"update_id": 7}')
        async with storage.jobs.daily("report", dt.date(2026, 7, 1)) as mine:
            assert not mine
        assert await asked_on(storage, dt.date(2026, 5, 1)) == 3
        await storage.recorder.record(exchange(2))
        assert await asked_on(storage, dt.date(2026, 7, 1)) == 2
        assert (await storage.subscriptions.add(5, own.subscriptions[0].interest, "6G")).number > 1


@pytest.mark.parametrize("old_database", ["1.0.0"], indirect=True)
async def test_what_was_edited_decided_and_opened_is_there_and_goes_on(old_database, clock, tmp_path, monkeypatch):
    """What release 0.1.0 had not."""
    monkeypatch.chdir(tmp_path)
    async with open_storage(read_settings(database=old_database), key=b"k" * 32, clock=clock) as storage:
        (edit,) = await storage.edits.of("dang-uy")
        assert (edit.who, edit.what, edit.before, edit.after) == ("Trần Thị Lan", Deed.CHANGED, "cũ", "mới")
        reader = await storage.corrections.claim()
        assert reader is not None
        assert (reader.chat, reader.correction.after) == (5, "mới")
        decided = {decision.question: held for decision, held in await storage.gaps.all()}
        assert decided["6G là gì?"] == {storage.gaps.mark("6g là gì")}
        asker = await storage.gap_askers.claim()
        assert asker is not None
        assert (asker.chat, asker.question) == (5, "Bao giờ tắt 3G?")
        assert await storage.sessions.person("cookie-of-the-admin") == 1
        assert await storage.sessions.enter("link-of-the-admin") is not None
        assert await storage.sessions.enter("link-of-the-admin") is None
        assert await storage.edits.add("b", file="b", who="An", what=Deed.PUBLISHED, before=None, after="x") == 2


async def test_a_new_database_has_the_tables_that_migrating_an_old_one_gives(old_database, tmp_path):
    if not old_database.startswith("sqlite"):
        pytest.skip("the same migrations")
    async with migrated(old_database) as old, migrated(f"sqlite:///{tmp_path}/new.db") as new:
        assert await tables(old) == await tables(new)


async def test_the_version_before_goes_on_working_beside_a_newer_one(storage, database_url):
    async def m999_more(transaction, dialect):
        await transaction.execute("ALTER TABLE exchanges ADD COLUMN mood TEXT NOT NULL DEFAULT ''")
        await transaction.execute("ALTER TABLE inbox ADD COLUMN kind TEXT")
        await transaction.execute(f"CREATE TABLE moods (number {dialect.identity}, mood TEXT)")

    await storage.recorder.record(exchange(1))
    newer = storage.database if storage.database.dialect is Dialect.SQLITE else await open_database(database_url)
    assert await migrate(newer, lambda: NOON, [*MIGRATIONS, m999_more]) == ("m999_more",)
    await storage.recorder.record(exchange(2))
    await storage.updates.put(1, 5, "{}")
    assert len(await storage.updates.claim(5)) == 1
    assert await asked_on(storage, dt.date(2026, 7, 1)) == 2
    assert await migrate(storage.database, lambda: NOON) == ()
    if newer is not storage.database:
        await newer.close()
