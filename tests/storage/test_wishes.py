import asyncio
import datetime as dt

import pytest

from bot.storage.exchanges import Feedback, put_exchanges
from bot.storage.pseudonyms import Pseudonyms
from bot.storage.subscriptions import Interest
from tests.databases import NOON
from tests.storage.test_recorder import exchange


async def test_the_same_wish_of_a_chat_is_one_subscription(storage):
    first = await storage.subscriptions.add(5, Interest.TOPIC, "chuyển đổi số")
    await storage.subscriptions.pause(5, first.number, paused=True)
    again = await storage.subscriptions.add(5, Interest.TOPIC, "chuyển đổi số")
    assert again == first
    assert await storage.subscriptions.of(5) == (first,)


async def test_a_paused_one_is_not_active_and_a_removed_one_is_gone(storage):
    topic = await storage.subscriptions.add(5, Interest.TOPIC, "5G")
    person = await storage.subscriptions.add(5, Interest.PERSON, "Trần Đức Lai")
    assert await storage.subscriptions.pause(5, topic.number, paused=True) is True
    assert await storage.subscriptions.active() == (person,)
    assert await storage.subscriptions.remove(5, person.number) is True
    assert await storage.subscriptions.remove(5, person.number) is False
    assert await storage.subscriptions.remove_all(5) == 1


async def test_no_chat_touches_the_subscriptions_of_another(storage):
    mine = await storage.subscriptions.add(5, Interest.TOPIC, "5G")
    assert await storage.subscriptions.pause(6, mine.number, paused=True) is False
    assert await storage.subscriptions.remove(6, mine.number) is False
    assert await storage.subscriptions.of(5) == (mine,)


async def test_a_chat_is_told_of_each_thing_once(storage):
    wish = await storage.subscriptions.add(5, Interest.TOPIC, "5G")
    assert await storage.subscriptions.untold(5, ["b", "a"]) == ("b", "a")
    await storage.subscriptions.told(5, ["a"], subscriptions=[wish.number])
    await storage.subscriptions.told(5, ["a"])
    assert await storage.subscriptions.untold(5, ["b", "a"]) == ("b",)
    assert await storage.subscriptions.untold(6, ["a"]) == ("a",)
    (told,) = await storage.subscriptions.of(5)
    assert told.told_at == NOON


async def test_wishes_follow_a_group_to_its_new_id(storage):
    await storage.subscriptions.add(-5, Interest.TOPIC, "5G")
    await storage.waiting.add(-5, "Bao giờ tắt 3G?")
    await storage.subscriptions.moved(-5, -1005)
    assert await storage.subscriptions.of(-5) == ()
    assert len(await storage.subscriptions.of(-1005)) == 1
    assert len(await storage.waiting.of(-1005)) == 1


async def test_a_question_waits_until_it_is_answered(storage):
    assert await storage.waiting.add(5, "Bao giờ tắt 3G? gọi 0912345678") is True
    assert await storage.waiting.add(5, "Bao giờ tắt 3G? gọi 0912345678") is False
    (wait,) = await storage.waiting.open()
    assert wait.question == "Bao giờ tắt 3G? gọi [điện thoại]"
    assert await storage.waiting.end(wait.number) is True
    assert await storage.waiting.end(wait.number) is False
    assert await storage.waiting.of(5) == ()


async def test_a_chat_keeps_its_language_and_its_thread_for_as_long_as_asked(storage, clock):
    assert await storage.chats.language(5) is None
    await storage.chats.choose_language(5, "en")
    await storage.chats.put(5, "thread", "hội nghị")
    clock.go(minutes=10)
    assert await storage.chats.language(5) == "en"
    assert await storage.chats.get(5, "thread", within=dt.timedelta(minutes=10)) == "hội nghị"
    assert await storage.chats.get(5, "thread", within=dt.timedelta(minutes=9)) is None
    await storage.chats.choose_language(5, None)
    assert await storage.chats.language(5) is None


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (dt.datetime(2026, 7, 1, 0, 59, tzinfo=dt.UTC), dt.date(2026, 6, 30)),
        (dt.datetime(2026, 7, 1, 1, 0, tzinfo=dt.UTC), dt.date(2026, 7, 1)),
        (dt.datetime(2026, 7, 1, 16, 59, tzinfo=dt.UTC), dt.date(2026, 7, 1)),
        (dt.datetime(2026, 7, 1, 17, 1, tzinfo=dt.UTC), dt.date(2026, 7, 1)),
    ],
)
async def test_a_job_at_eight_is_due_from_eight_in_hanoi_to_eight_the_next_day(storage, clock, moment, due):
    clock.now = moment
    assert storage.jobs.due(dt.time(8)) == due
    assert 0 < storage.jobs.seconds_until(dt.time(8)) <= 86_400


async def test_a_day_is_given_to_one_and_done_once(storage):
    day, ran = dt.date(2026, 7, 1), []

    async def replica():
        async with storage.jobs.daily("report", day) as mine:
            if mine:
                ran.append(day)

    await asyncio.gather(*(replica() for _ in range(8)))
    await replica()
    assert ran == [day]


async def test_a_job_that_fails_is_run_again_and_one_that_was_done_is_not(storage):
    day = dt.date(2026, 7, 1)

    async def fail():
        async with storage.jobs.daily("report", day) as mine:
            assert mine
            raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError):
            await fail()
    async with storage.jobs.daily("report", day) as mine:
        assert mine
    async with storage.jobs.daily("report", day - dt.timedelta(days=1)) as earlier:
        assert not earlier
    async with storage.jobs.daily("report", day + dt.timedelta(days=1)) as later:
        assert later


async def test_what_was_due_before_a_job_was_heard_of_is_not_made_up_for(storage):
    await storage.jobs.begin("report")
    async with storage.jobs.daily("report", dt.date(2026, 6, 30)) as mine:
        assert not mine
    async with storage.jobs.daily("report", dt.date(2026, 7, 1)) as mine:
        assert mine


async def test_a_person_sees_all_that_is_kept_of_them_and_deletes_it(storage):
    me, other = storage.pseudonyms.of(5), storage.pseudonyms.of(6)
    async with storage.database.write() as transaction:
        await put_exchanges(transaction, [exchange(n, f"câu {n}", person=(me, other)[n % 2]) for n in range(4)])
    await storage.exchanges.rate(Feedback("0", me, good=True, reason="", given_at=NOON))
    await storage.subscriptions.add(5, Interest.TOPIC, "5G")
    await storage.waiting.add(5, "Bao giờ tắt 3G?")
    await storage.chats.choose_language(5, "en")
    own = await storage.owners.show(5)
    assert own.question_count == 2
    assert {asked.question for asked in own.questions} == {"câu 0", "câu 2"}
    assert (own.feedback_count, len(own.subscriptions), len(own.waiting)) == (1, 1, 1)
    assert own.settings == (("language", "en"),)

    assert await storage.owners.delete(5) == 2
    nothing = await storage.owners.show(5)
    assert nothing.question_count == nothing.feedback_count == 0
    assert nothing.questions == nothing.subscriptions == nothing.waiting == nothing.settings == ()
    assert (await storage.owners.show(6)).question_count == 2
    kept = [item.exchange.question async for item in storage.exchanges.of_days(dt.date(2026, 7, 1))]
    assert sorted(kept) == ["", "", "câu 1", "câu 3"]


async def test_who_was_shown_an_entry_is_found_to_be_told_of_its_correction(storage):
    async with storage.database.write() as transaction:
        await put_exchanges(
            transaction,
            [
                exchange(1, person=storage.pseudonyms.of(5)),
                exchange(2, person=storage.pseudonyms.of(6), asked_at=NOON - dt.timedelta(days=8)),
                exchange(3, person=storage.pseudonyms.of(7)),
            ],
        )
    since = NOON - dt.timedelta(days=7)
    assert await storage.exchanges.shown_to("dang-uy", since=since, among=[5, 6, 8]) == (5,)
    assert await storage.exchanges.shown_to("another", since=since, among=[5, 6, 7]) == ()


def test_pseudonyms_differ_by_person_and_by_key_and_hold_no_id():
    one, two = Pseudonyms(b"a" * 32), Pseudonyms(b"b" * 32)
    assert one.of(123456789) == one.of(123456789) != one.of(123456780)
    assert one.of(123456789) != two.of(123456789)
    assert "123456789" not in one.of(123456789)
