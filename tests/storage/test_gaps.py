import asyncio
import datetime as dt
from dataclasses import replace

import pytest

from bot.storage.exchanges import put_exchanges
from bot.storage.gaps import GapState, Verdict
from bot.storage.retention import sweep
from tests.storage.test_recorder import HANOI, exchange


def verdict(state=GapState.IGNORED, **changed):
    return Verdict(**{"state": state, "question": "Bao giờ tắt 3G?", "asked": 2, "disliked": 0, "who": "An", **changed})


@pytest.fixture
def gaps(storage):
    return storage.gaps


async def test_a_gap_is_known_again_by_any_question_it_held_and_keeps_no_words_in_its_marks(storage, gaps):
    marks = [gaps.mark("bao giờ tắt 3g"), gaps.mark("khi nào  tắt 3g")]
    assert gaps.mark("khi nào tắt 3g") == marks[1]
    made = await gaps.decide(marks, verdict())
    ((kept, held),) = await gaps.all()
    assert (kept, held) == (made, frozenset(marks))
    await gaps.learn({made.number: [gaps.mark("lúc nào tắt 3g"), marks[0]]})
    ((_, held),) = await gaps.all()
    assert len(held) == 3
    async with storage.database.read() as transaction:
        assert "3g" not in str(await transaction.fetch_all("SELECT * FROM gap_marks"))


async def test_of_two_who_decide_at_once_one_does(gaps):
    marks = [gaps.mark("a"), gaps.mark("b")]
    first = await asyncio.gather(*(gaps.decide(marks[place % 2 :], verdict(who=str(place))) for place in range(8)))
    (made,) = [one for one in first if one is not None]
    assert made.turn == 1
    again = await asyncio.gather(
        *(gaps.decide(marks, verdict(GapState.OPEN), number=made.number, turn=1) for _ in range(8))
    )
    (changed,) = [one for one in again if one is not None]
    assert (changed.number, changed.turn, changed.state) == (made.number, 2, GapState.OPEN)


async def test_each_asker_is_told_once_though_it_is_answered_again(storage, gaps):
    made = await gaps.decide([gaps.mark("a")], verdict(GapState.ALIASED, entry="x"))
    assert made.waits
    assert await gaps.answered(made.number, made.turn, {5: "A?", 6: "a?"}) is True
    assert await gaps.answered(made.number, made.turn, {7: "A?"}) is False
    due = [await storage.gap_askers.claim() for _ in range(3)]
    assert [one and (one.chat, one.question) for one in due] == [(5, "A?"), (6, "a?"), None]
    await storage.gap_askers.settle(due[0])
    async with storage.database.write() as transaction:
        await transaction.execute("UPDATE gap_askers SET held_until = 1")
    left = await storage.gap_askers.claim()
    assert left is not None
    assert left.chat == 6
    await storage.gap_askers.settle(left)
    renewed = await gaps.decide([], verdict(GapState.DRAFTED, entry="y"), number=made.number, turn=made.turn)
    assert await gaps.answered(made.number, renewed.turn, {5: "A?", 6: "a?"}) is True
    assert await storage.gap_askers.claim() is None


async def test_who_deletes_their_data_is_not_told_and_their_words_are_gone(storage, gaps):
    async with storage.database.write() as transaction:
        own = exchange(1, person=storage.pseudonyms.of(5), question="Bao giờ tắt 3G?")
        await put_exchanges(transaction, [replace(own, normalised="bao giờ tắt 3g")])
    made = await gaps.decide([gaps.mark("bao giờ tắt 3g")], verdict(GapState.ALIASED))
    await gaps.answered(made.number, made.turn, {5: "Bao giờ tắt 3G?"})
    await storage.owners.delete(5)
    assert await storage.gap_askers.claim() is None
    assert (await gaps.find(made.number)).question == ""


async def test_words_go_in_time_and_the_decision_stays_a_year(storage, gaps, clock):
    made = await gaps.decide([gaps.mark("a")], verdict(GapState.ALIASED))
    await gaps.answered(made.number, made.turn, {5: "Bao giờ tắt 3G?"})
    for days, stays in ((31, True), (400, False)):
        today = (clock.now + dt.timedelta(days=days)).date()
        await sweep(storage.database, storage.updates, today=today, keep_days=30, zone=HANOI)
        assert await storage.gap_askers.claim() is None
        found = await gaps.find(made.number)
        assert (found is not None) is stays
        assert not stays or (found.question == "" and found.state is GapState.ALIASED)
    assert await gaps.all() == ()


async def test_the_message_that_asked_an_expert_leads_to_its_gap_until_another_is_asked(gaps):
    made = await gaps.decide([gaps.mark("a")], verdict(GapState.ASSIGNED, expert=9, expert_name="Dung"))
    await gaps.sent(made.number, made.turn, 77)
    assert (await gaps.asked_in(9, 77)).number == made.number
    assert await gaps.asked_in(8, 77) is None
    left = await gaps.decide([], verdict(GapState.IGNORED), number=made.number, turn=made.turn)
    await gaps.sent(made.number, made.turn, 78)
    assert await gaps.asked_in(9, 77) == left, "so that a late reply is told what became of it"
    assert await gaps.asked_in(9, 78) is None
    given = verdict(GapState.ASSIGNED, expert=8, expert_name="Chi")
    await gaps.decide([], given, number=left.number, turn=left.turn)
    assert await gaps.asked_in(9, 77) is None
    assert await gaps.asked_in(8, 77) is None
