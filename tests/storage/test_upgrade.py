"""Replicas of the release before work on while a new one migrates their database and works beside them."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.settings import read_settings
from bot.storage.connecting import open_database
from bot.storage.ending import end
from bot.storage.migrations import MIGRATIONS
from bot.storage.opening import open_storage
from bot.storage.times import to_milliseconds
from bot.storage.worker import Worker
from tests.databases import NOON
from tests.storage.test_recorder import exchange

SCHEMA = Path(__file__).parent / "releases" / "0.1.0.postgresql.sql"
FIRST = 1_000
COUNT = 240
CHATS = 12

NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
# As release 1.0.0 sent them. Frozen: never adapted to what the tables have become.
PUT = (
    "INSERT INTO inbox (update_id, chat, payload, received_at, finished_at) "  # noqa: S608  # constants
    f"VALUES (?, ?, ?, {NOW}, NULL) ON CONFLICT (update_id) DO NOTHING"
)
CLAIM = f"""WITH next AS MATERIALIZED (
        SELECT i.update_id FROM inbox i
        WHERE i.finished_at IS NULL AND (i.held_until IS NULL OR i.held_until < {NOW})
        AND NOT EXISTS (
            SELECT 1 FROM inbox e
            WHERE e.chat = i.chat AND e.finished_at IS NULL AND e.update_id < i.update_id
        )
        ORDER BY i.update_id LIMIT ? FOR UPDATE SKIP LOCKED
    )
    UPDATE inbox SET holder = ?, held_until = {NOW} + ?, attempts = attempts + 1
    WHERE update_id IN (SELECT update_id FROM next)
    RETURNING update_id, chat, payload, attempts"""  # noqa: S608  # constants
FINISH = (
    f"UPDATE inbox SET finished_at = {NOW}, payload = '', held_until = NULL "  # noqa: S608  # constants
    "WHERE update_id = ? AND finished_at IS NULL"
)
RECORD = (
    "INSERT INTO exchanges (reference, asked_at, person, chat, language, question, normalised, status, confidence, "
    "entries, stages, elapsed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reference) DO NOTHING"
)
SHOW = "INSERT INTO shown (reference, entry, place, asked_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
JUDGE = (
    "INSERT INTO feedback (reference, person, good, reason, given_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (reference, person) DO UPDATE SET good = excluded.good, reason = excluded.reason, "
    "given_at = excluded.given_at"
)


class OldReplica:
    """A replica of release 1.0.0, reduced to what it does to the database with an update."""

    def __init__(self, database, handled):
        self.database, self.handled = database, handled

    async def accept(self, update_id, chat):
        async with self.database.write() as transaction:
            await transaction.execute(PUT, update_id, chat, "{}")

    async def run(self):
        while True:
            async with self.database.write() as transaction:
                claimed = await transaction.fetch_all(CLAIM, 4, "old", 30_000)
            for update_id, chat, _, _ in sorted(claimed):
                self.handled.append((chat, update_id, "old"))
                await self.record(update_id)
            await asyncio.sleep(0.01)

    async def record(self, update_id):
        asked_at = to_milliseconds(NOON)
        entries, stages = json.dumps(["dang-uy"]), json.dumps({"search": 1.0})
        async with self.database.write() as transaction:
            await transaction.execute(
                RECORD, f"u{update_id}", asked_at, "p", "private", "vi", "ai", "ai", "answer", 0.9, entries, stages, 1.0
            )
            await transaction.execute(SHOW, f"u{update_id}", "dang-uy", 0, asked_at)
            await transaction.execute(JUDGE, f"u{update_id}", "p", 1, "", asked_at)
            await transaction.execute(FINISH, update_id)


async def count(database, what):
    async with database.read() as transaction:
        return (await transaction.fetch_one(f"SELECT COUNT(*) FROM {what}"))[0]  # noqa: S608  # constants


@pytest.mark.postgresql
async def test_the_release_before_and_this_one_share_the_work_while_the_tables_are_changed(
    postgresql_server, tmp_path, monkeypatch, clock
):
    psycopg = pytest.importorskip("psycopg")
    monkeypatch.chdir(tmp_path)
    url = postgresql_server.make_database("upgrade")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SCHEMA.read_text("utf-8"))
        connection.execute("DELETE FROM inbox")
        kept_before = connection.execute("SELECT count(*) FROM exchanges").fetchone()[0]
    handled, old_database = [], await open_database(url)
    old = OldReplica(old_database, handled)
    assert await count(old_database, "migrations") < len(MIGRATIONS)
    working = asyncio.create_task(old.run())

    def all_handled():
        return len({update_id for _, update_id, _ in handled}) == COUNT

    async with asyncio.timeout(60):
        for update_id in range(FIRST, FIRST + COUNT // 3):
            await old.accept(update_id, update_id % CHATS)
        async with open_storage(read_settings(database=url), key=b"k" * 32, clock=clock) as storage:

            async def handle(claimed):
                handled.append((claimed.chat, claimed.update_id, "new"))
                await storage.recorder.record(exchange(f"u{claimed.update_id}"))

            worker = Worker(storage.updates, handle, give_up=handle)
            async with worker.running():
                for update_id in range(FIRST + COUNT // 3, FIRST + COUNT):
                    if update_id % 2:
                        await worker.accept(update_id, update_id % CHATS, "{}")
                    else:
                        await old.accept(update_id, update_id % CHATS)
                while not all_handled() or await storage.updates.open_count():
                    await asyncio.sleep(0.02)
    await end([working])
    assert await count(old_database, "migrations") == len(MIGRATIONS)
    assert len(handled) == COUNT
    assert {who for _, _, who in handled} == {"old", "new"}
    for chat in range(CHATS):
        mine = [update_id for of, update_id, _ in handled if of == chat]
        assert mine == sorted(mine)
    assert await count(old_database, "exchanges") == kept_before + COUNT
    await old_database.close()
