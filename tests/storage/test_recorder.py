import asyncio
import datetime as dt
import sqlite3
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import pytest

from bot.answering.answer import Status
from bot.storage.connecting import open_database
from bot.storage.errors import BusyError, QueueFullError, StorageError
from bot.storage.exchanges import ChatKind, Exchange, Feedback, put_exchanges, put_feedback, recorded
from bot.storage.group_commit import GroupCommit
from bot.storage.journal import Journal
from bot.storage.migrations import migrate
from bot.storage.recorder import Recorder
from tests.databases import NOON

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def exchange(reference, question="Ai chủ trì hội nghị?", asked_at=NOON, person="p1"):
    return Exchange(
        reference=str(reference),
        asked_at=asked_at,
        person=person,
        chat=ChatKind.PRIVATE,
        language="vi",
        question=question,
        normalised=question.lower(),
        status=Status.ANSWER,
        confidence=0.9,
        entries=("dang-uy", "hop-bao"),
        stages=(("search", 1.5), ("send", 20.0)),
        elapsed_ms=21.5,
    )


@asynccontextmanager
async def recorder_of(database, tmp_path, *, patience=30.0, capacity=10_000):
    troubles = []
    writer = GroupCommit(database, trouble=troubles.append, capacity=capacity)
    recorder = Recorder(writer, Journal(tmp_path / "journal"), trouble=troubles.append, patience=patience)
    recorder.troubles = troubles
    yield recorder
    await writer.close()
    await recorder.close()


async def kept(database, first=dt.date(2026, 7, 1), days=1):
    return [item async for item in recorded(database, first, days, HANOI)]


async def test_what_is_recorded_is_read_back_as_it_was(database, tmp_path):
    async with recorder_of(database, tmp_path) as recorder:
        await recorder.record(exchange(1))
    assert [item.exchange for item in await kept(database)] == [exchange(1)]


async def test_an_acknowledged_exchange_is_committed(database, tmp_path):
    async with recorder_of(database, tmp_path) as recorder:
        await asyncio.gather(*(recorder.record(exchange(number)) for number in range(500)))
        assert len(await kept(database)) == 500


async def test_the_same_update_is_kept_once(database, tmp_path):
    async with recorder_of(database, tmp_path) as recorder:
        await asyncio.gather(*(recorder.record(exchange(7)) for _ in range(5)))
    (only,) = await kept(database)
    assert only.exchange == exchange(7)


async def test_personal_numbers_are_masked_before_they_are_kept(database, tmp_path):
    async with recorder_of(database, tmp_path) as recorder:
        await recorder.record(exchange(1, "số 0912345678 của ai, thẻ 001089012345?"))
    (only,) = await kept(database)
    assert only.exchange.question == "số [điện thoại] của ai, thẻ [số giấy tờ]?"
    assert "0912" not in only.exchange.normalised


async def test_feedback_of_a_person_replaces_what_the_same_person_said_before(database):
    async with database.write() as transaction:
        await put_exchanges(transaction, [exchange(1)])
        for person, good in (("a", True), ("a", False), ("b", False)):
            await put_feedback(transaction, Feedback("1", person, good, "sai ngày", NOON))
    (only,) = await kept(database)
    assert (only.liked, only.disliked) == (0, 2)


@pytest.mark.parametrize(
    ("asked_at", "day"),
    [
        (dt.datetime(2026, 6, 30, 16, 59, 59, 999_000, tzinfo=dt.UTC), dt.date(2026, 6, 30)),
        (dt.datetime(2026, 6, 30, 17, 0, tzinfo=dt.UTC), dt.date(2026, 7, 1)),
        (dt.datetime(2026, 7, 1, 16, 59, 59, 999_000, tzinfo=dt.UTC), dt.date(2026, 7, 1)),
        (dt.datetime(2026, 7, 1, 17, 0, tzinfo=dt.UTC), dt.date(2026, 7, 2)),
    ],
)
async def test_a_day_begins_at_midnight_in_hanoi(database, asked_at, day):
    async with database.write() as transaction:
        await put_exchanges(transaction, [exchange(1, asked_at=asked_at)])
    found = [first for first in (day + dt.timedelta(n) for n in (-1, 0, 1)) if await kept(database, first)]
    assert found == [day]


async def test_a_database_that_another_process_holds_delays_nothing_and_loses_nothing(tmp_path):
    path = tmp_path / "hoibo.db"
    database = await open_database(f"sqlite:///{path}")
    await migrate(database, lambda: NOON)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with recorder_of(database, tmp_path, patience=0.05) as recorder:
        await asyncio.gather(*(recorder.record(exchange(number)) for number in range(20)))  # acknowledged: journal
        assert len(Journal(tmp_path / "journal").take()[0]) == 20
        other.execute("ROLLBACK")
        assert await recorder.take_back() == 20
    assert len(await kept(database)) == 20
    assert not list(tmp_path.glob("journal*"))
    other.close()
    await database.close()


async def test_trouble_is_told_and_its_end_as_well(tmp_path):
    class Troubled:
        tries = 0

        async def together(self, works):
            self.tries += 1
            if self.tries < 3:
                raise BusyError("held")
            return [await work(None) for work in works]

    troubles = []
    writer = GroupCommit(Troubled(), trouble=troubles.append)

    async def work(transaction):
        return "written"

    assert await writer.submit(work) == "written"
    assert [type(trouble) for trouble in troubles] == [BusyError, BusyError, type(None)]
    await writer.close()


async def test_a_piece_of_work_that_fails_fails_alone(database):
    writer = GroupCommit(database, trouble=lambda _: None)

    async def fail(transaction):
        await transaction.execute("INSERT INTO nowhere VALUES (1)")

    async def work(transaction):
        await put_exchanges(transaction, [exchange(1)])

    results = await asyncio.gather(writer.submit(fail), writer.submit(work), return_exceptions=True)
    assert isinstance(results[0], StorageError)
    assert results[1] is None
    assert len(await kept(database)) == 1
    await writer.close()


async def test_more_than_may_wait_is_refused_at_once(database):
    writer = GroupCommit(database, trouble=lambda _: None, capacity=2)

    async def work(transaction):
        pass

    futures = [writer.submit(work), writer.submit(work)]
    with pytest.raises(QueueFullError):
        writer.submit(work)
    await asyncio.gather(*futures)
    await writer.close()
    with pytest.raises(StorageError, match="closed"):
        writer.submit(work)


async def test_what_the_queue_cannot_hold_goes_to_the_journal(database, tmp_path):
    async with recorder_of(database, tmp_path, capacity=1) as recorder:
        await asyncio.gather(*(recorder.record(exchange(number)) for number in range(10)))
        in_journal, broken = Journal(tmp_path / "journal").take()
        assert len(in_journal) == 9
        assert broken == 0
        await recorder.take_back()
        assert len(await kept(database)) == 10


async def test_what_neither_takes_is_told(database, tmp_path):
    async with recorder_of(database, tmp_path / "no" / "such", capacity=0) as recorder:
        with pytest.raises(StorageError):
            await recorder.record(exchange(1))
        await recorder.close()
        assert len(recorder.troubles) == 1


def test_a_journal_line_cut_short_is_counted_and_spoils_no_other(tmp_path):
    journal = Journal(tmp_path / "journal")
    journal.append([exchange(1)])
    with journal.path.open("a") as file:
        file.write('{"reference": "2", "asked')
    journal.append([exchange(3)])
    exchanges, broken = journal.take()
    assert [item.reference for item in exchanges] == ["1", "3"]
    assert broken == 1


def test_what_was_taken_from_the_journal_is_given_again_until_it_is_dropped(tmp_path):
    journal = Journal(tmp_path / "journal")
    journal.append([exchange(1)])
    assert len(journal.take()[0]) == 1
    journal.append([exchange(2)])
    assert [item.reference for item in journal.take()[0]] == ["1"]
    journal.drop()
    assert [item.reference for item in journal.take()[0]] == ["2"]
