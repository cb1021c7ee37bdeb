"""What is done each morning: once a day, whatever happens to the process and to the clock, and made up for."""

import asyncio
import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.application.daily import every_morning
from bot.storage.errors import UnreachableError
from bot.storage.jobs import Jobs

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = dt.time(8, 0)
BERLIN = ZoneInfo("Europe/Berlin")


class Rounds(Jobs):
    """Tells when all of a morning's work was looked through: then the wait for the next one begins."""

    def __init__(self, *parts):
        super().__init__(*parts)
        self.gone_round = asyncio.Event()

    def seconds_until(self, at):
        self.gone_round.set()
        return super().seconds_until(at)


class Mornings:
    """Processes that start, look whether something is due, and are killed."""

    def __init__(self, database, clock, zone=HANOI):
        self.database, self.clock, self.zone, self.done = database, clock, zone, []
        self.failing = False

    async def work(self, day):
        if self.failing:
            raise UnreachableError("Telegram is away")
        self.done.append(day)

    async def start(self, *, replicas=1):
        every = [Rounds(self.database, self.clock, self.zone) for _ in range(replicas)]
        tasks = [asyncio.create_task(every_morning(jobs, {"report": self.work}, MORNING)) for jobs in every]
        async with asyncio.timeout(20):
            for jobs in every:
                await jobs.gone_round.wait()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    def at(self, year, month, day, hour, minute=0):
        self.clock.now = dt.datetime(year, month, day, hour, minute, tzinfo=self.zone)


@pytest.fixture
def mornings(database, clock):
    return Mornings(database, clock)


async def test_it_is_done_once_a_day_over_restarts_and_replicas(mornings):
    mornings.at(2026, 7, 1, 12)
    await mornings.start()  # heard of: what was due before is not made up for
    for hour in (7, 8, 9, 23):
        mornings.at(2026, 7, 2, hour)
        await mornings.start(replicas=3)
    assert mornings.done == [dt.date(2026, 7, 2)]


async def test_what_came_due_while_nothing_ran_is_made_up_for_at_the_start_however_late(mornings):
    mornings.at(2026, 7, 1, 12)
    await mornings.start()
    mornings.at(2026, 7, 5, 3)  # down for three days and four nights: the last that came due is of the 4th
    await mornings.start()
    mornings.at(2026, 7, 5, 8)
    await mornings.start()
    assert mornings.done == [dt.date(2026, 7, 4), dt.date(2026, 7, 5)]


async def test_a_clock_that_is_put_back_or_forward_has_nothing_done_twice(mornings):
    mornings.at(2026, 7, 1, 12)
    await mornings.start()
    for day, hour in ((2, 8), (1, 8), (2, 7), (2, 9), (9, 9), (2, 9), (5, 9), (9, 23), (10, 8)):
        mornings.at(2026, 7, day, hour)
        await mornings.start()
    assert mornings.done == [dt.date(2026, 7, 2), dt.date(2026, 7, 9), dt.date(2026, 7, 10)]


async def test_the_nights_in_which_summer_time_begins_and_ends_have_one_morning_each(database, clock):
    mornings = Mornings(database, clock, BERLIN)
    mornings.at(2026, 3, 27, 12)
    await mornings.start()
    for month, day in ((3, 28), (3, 29), (3, 30), (10, 24), (10, 25), (10, 26)):
        for hour in (1, 2, 3, 7, 8, 9):
            mornings.at(2026, month, day, hour, 30)
            await mornings.start()
    days = [dt.date(2026, 3, 28), dt.date(2026, 3, 29), dt.date(2026, 3, 30)]
    days += [dt.date(2026, 10, 23), dt.date(2026, 10, 24), dt.date(2026, 10, 25), dt.date(2026, 10, 26)]
    assert mornings.done == days


async def test_what_fails_is_done_when_it_can_be(mornings):
    mornings.at(2026, 7, 1, 12)
    await mornings.start()
    mornings.failing = True
    mornings.at(2026, 7, 2, 8)
    await mornings.start()
    mornings.failing = False
    mornings.at(2026, 7, 2, 20)
    await mornings.start()
    assert mornings.done == [dt.date(2026, 7, 2)]


async def test_a_process_that_is_killed_at_work_leaves_it_to_the_next_one(mornings, database):
    mornings.at(2026, 7, 1, 12)
    await mornings.start()
    mornings.at(2026, 7, 2, 8)
    async with database.write() as transaction:  # as a kill leaves it: held, and not done
        await transaction.execute(
            "INSERT INTO jobs (name, day, held_until) VALUES ('report', '2026-07-02', "  # noqa: S608  # a constant
            f"{database.dialect.now} + 600000)"
        )
    await mornings.start()
    assert mornings.done == []
    async with database.write() as transaction:  # its quarter of an hour is over
        await transaction.execute(f"UPDATE jobs SET held_until = {database.dialect.now} - 1 WHERE done_at IS NULL")  # noqa: S608
    await mornings.start()
    assert mornings.done == [dt.date(2026, 7, 2)]
