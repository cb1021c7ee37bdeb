import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.answer import Status
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Source
from bot.storage.exchanges import Feedback, put_exchanges, put_feedback
from bot.storage.retention import sweep
from bot.storage.tallies import Tally, tally
from bot.usage.report import Ranked, Rated, Stale, make_report, report
from tests.storage.test_recorder import HANOI, NOON, exchange

DAY = dt.date(2026, 7, 1)


def entry(name, **fields):
    return Entry(
        id=name,
        kind=Kind.NEWS,
        title=f"Bài {name}",
        source=Source("Mic.gov.vn"),
        body="…",
        position=Position(Path("a.yaml")),
        **fields,
    )


async def keep(database, *exchanges):
    async with database.write() as transaction:
        await put_exchanges(transaction, exchanges)


def asked(reference, moment=NOON, **changes):
    return replace(exchange(reference, asked_at=moment), **changes)


async def test_the_figures_of_a_day_and_of_the_day_and_the_week_before(database):
    await keep(
        database,
        asked(1, person="a", elapsed_ms=10.0),
        asked(2, person="a", elapsed_ms=20.0, status=Status.AMBIGUOUS),
        asked(3, person="b", elapsed_ms=30.0, status=Status.NOT_FOUND, entries=()),
        asked(4, person="b", elapsed_ms=99.0),
        asked(5, NOON - dt.timedelta(days=1)),
        asked(6, NOON - dt.timedelta(days=7)),
        asked(7, NOON - dt.timedelta(days=7)),
    )
    made = await make_report(database, [], DAY, 1, HANOI)
    now = made.now
    assert (now.asked, now.people, now.answered, now.ambiguous, now.not_found) == (4, 2, 2, 1, 1)
    assert (now.median_ms, now.p95_ms) == (30.0, 99.0)
    assert (made.before.asked, made.week_before.asked) == (1, 2)


@pytest.mark.parametrize(
    ("moment", "day", "hour"),
    [
        (dt.datetime(2026, 6, 30, 16, 59, 59, 999_000, tzinfo=dt.UTC), dt.date(2026, 6, 30), 23),
        (dt.datetime(2026, 6, 30, 17, 0, tzinfo=dt.UTC), dt.date(2026, 7, 1), 0),
        (dt.datetime(2026, 7, 1, 16, 59, 59, 999_000, tzinfo=dt.UTC), dt.date(2026, 7, 1), 23),
        (dt.datetime(2026, 7, 1, 17, 0, tzinfo=dt.UTC), dt.date(2026, 7, 2), 0),
    ],
)
async def test_days_and_hours_are_those_of_the_clocks_in_hanoi(database, moment, day, hour):
    await keep(database, asked(1, moment))
    made = await make_report(database, [], dt.date(2026, 6, 30), 3, HANOI)
    assert {day: count for day, count in made.by_day if count} == {day: 1}
    assert made.busiest == (hour,)
    assert len(made.by_day) == 3
    assert (await make_report(database, [], day, 1, HANOI)).now.asked == 1


async def test_a_day_without_questions_is_a_report_too(database):
    made = await make_report(database, [], DAY, 1, HANOI)
    assert made.now.asked == 0
    assert made.now.median_ms is None
    assert made.busiest == made.topics == made.entries == made.low_rated == made.stale == ()


async def test_topics_and_entries_are_those_shown_first(database):
    await keep(database, asked(1), asked(2, entries=("hop-bao",)), asked(3))
    entries = [entry("dang-uy", topics=("đảng vụ", "họp")), entry("hop-bao", topics=("họp",))]
    made = await make_report(database, entries, DAY, 1, HANOI)
    assert made.entries == (Ranked("dang-uy", "Bài dang-uy", 2), Ranked("hop-bao", "Bài hop-bao", 1))
    assert made.topics == (Ranked("họp", "họp", 3), Ranked("đảng vụ", "đảng vụ", 2))


async def test_what_was_merely_near_counts_for_no_entry_and_no_topic(database):
    await keep(database, asked(1, status=Status.NOT_FOUND))
    made = await make_report(database, [entry("dang-uy", topics=("họp",))], DAY, 1, HANOI)
    assert made.entries == made.topics == ()


async def test_an_entry_that_is_gone_keeps_its_id_for_a_title(database):
    await keep(database, asked(1))
    made = await make_report(database, [], DAY, 1, HANOI)
    assert made.entries == (Ranked("dang-uy", "dang-uy", 1),)


async def test_low_rated_are_those_that_more_found_wanting_than_good(database):
    await keep(database, asked(1), asked(2, entries=("hop-bao",)))
    async with database.write() as transaction:
        for reference, person, good in (("1", "a", False), ("1", "b", False), ("1", "c", True), ("2", "a", True)):
            await put_feedback(transaction, Feedback(reference, person, good, "", NOON))
    made = await make_report(database, [], DAY, 1, HANOI)
    assert made.low_rated == (Rated("dang-uy", "dang-uy", 1, 2),)
    assert (made.now.liked, made.now.disliked) == (2, 2)


def test_stale_are_those_past_their_review_and_those_replaced():
    entries = [
        entry("old", review_by=dt.date(2026, 6, 30)),
        entry("fresh", review_by=DAY),
        entry("first"),
        entry("second", replaces="first"),
    ]
    counted = Tally(statuses={Status.ANSWER: 9}, first={"old": 2, "fresh": 3, "first": 4})
    made = report(DAY, 1, now=counted, before=Tally(), week_before=Tally(), entries=entries)
    assert made.stale == (
        Stale("first", "Bài first", 4, None, "second"),
        Stale("old", "Bài old", 2, dt.date(2026, 6, 30), None),
    )


async def test_after_some_days_only_counts_stay_and_they_are_the_same(storage):
    old = NOON - dt.timedelta(days=40)
    await keep(storage.database, asked(1, old, person="a"), asked(2, old, elapsed_ms=50.0), asked(3))
    async with storage.database.write() as transaction:
        await put_feedback(transaction, Feedback("1", "a", good=False, reason="sai", given_at=old))
    span = (DAY - dt.timedelta(days=40), 1, HANOI)
    before = await tally(storage.database, *span)
    swept = await sweep(storage.database, storage.updates, today=DAY, keep_days=30, zone=HANOI)
    assert (swept.days, swept.exchanges) == (1, 2)
    assert await tally(storage.database, *span) == before
    everything = await tally(storage.database, DAY - dt.timedelta(days=40), 41, HANOI)
    assert (everything.asked, everything.people) == (3, 3)
    async with storage.database.read() as transaction:
        assert await transaction.fetch_all("SELECT reference FROM exchanges") == [("3",)]
        assert await transaction.fetch_all("SELECT * FROM feedback") == []
    again = await sweep(storage.database, storage.updates, today=DAY, keep_days=30, zone=HANOI)
    assert (again.days, again.exchanges) == (0, 0)


async def test_what_comes_home_late_is_added_to_its_day(storage):
    old = NOON - dt.timedelta(days=40)
    for reference in (1, 2):
        await keep(storage.database, asked(reference, old, elapsed_ms=10.0 * reference))
        await sweep(storage.database, storage.updates, today=DAY, keep_days=30, zone=HANOI)
    counted = await tally(storage.database, DAY - dt.timedelta(days=40), 1, HANOI)
    assert counted.asked == 2
    assert counted.median_ms == pytest.approx(15.0)
