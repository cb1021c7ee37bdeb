import datetime as dt

import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.language.normal import normalise
from bot.storage.exchanges import Recorded
from bot.usage.misses import Meanings, gather_misses
from tests.storage.test_recorder import NOON
from tests.usage.test_report import asked, entry

READ = Answerer.build([entry("x", topics=("5G",))]).read


def missed(*questions, status=Status.NOT_FOUND, disliked=0, **changes):
    async def exchanges():
        for number, question in enumerate(questions):
            fields = {"person": f"p{number}", "entries": (), **changes}
            words = {"question": question, "normalised": normalise(question)}
            yield Recorded(
                asked(number, NOON + dt.timedelta(minutes=number), status=status, **words, **fields), 0, disliked
            )

    return exchanges()


async def gathered(exchanges):
    return await gather_misses(exchanges, Meanings(READ))


async def wordings(*questions):
    return [set(miss.wordings) for miss in await gathered(missed(*questions))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bao giờ tắt sóng 3G?", "bao gio tat song 3g"),
        ("Bao giờ tắt sóng 3G?", "Khi nào thì tắt sóng 3G vậy?"),
        ("Hòa mạng vệ tinh ở đâu?", "Hoà mạng vệ tinh ở đâu"),
        ("Phí trước bạ xe điện là bao nhiêu?", "phí trước bạ với xe điện thế nào"),
    ],
)
async def test_questions_that_mean_the_same_are_one_gap(one, other):
    assert await wordings(one, other) == [{one, other}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Họp tháng 8 bàn gì?", "Họp tháng 9 bàn gì?"),
        ("Nghị định 30/2020/NĐ-CP nói gì?", "Nghị định 20/2020/NĐ-CP nói gì?"),
        ("Bao giờ tắt sóng 3G?", "Lương cán bộ tăng bao nhiêu?"),
    ],
)
async def test_questions_that_mean_something_else_are_two(one, other):
    assert len(await wordings(one, other)) == 2


async def test_the_gap_that_most_people_met_comes_first():
    questions = ["Bao giờ tắt sóng 3G?", "Lương tăng bao nhiêu?", "luong tang bao nhieu", "Lương tăng bao nhiêu?"]
    first, second = await gathered(missed(*questions))
    assert (first.question, first.count, first.people) == ("Lương tăng bao nhiêu?", 3, 3)
    assert first.latest == NOON + dt.timedelta(minutes=3)
    assert second.count == 1


async def test_one_person_who_asks_often_weighs_less_than_two_who_ask_once():
    questions = [*["Bao giờ tắt sóng 3G?"] * 5, "Lương tăng bao nhiêu?", "Lương tăng bao nhiêu?"]

    async def exchanges():
        number = 0
        async for recorded in missed(*questions):
            number += 1
            person = "a" if number <= 5 else f"b{number}"
            yield Recorded(asked(number, status=Status.NOT_FOUND, question=recorded.exchange.question,
                                 normalised=recorded.exchange.normalised, person=person), 0, 0)  # fmt: skip

    assert [miss.people for miss in await gathered(exchanges())] == [2, 1]


async def test_a_wording_is_read_once_however_often_the_gaps_are_gathered():
    read = []

    def reading(words):
        read.append(words)
        return READ(words)

    meanings = Meanings(reading)
    await gather_misses(missed("Lương tăng?", "Họp ở đâu?"), meanings)
    await gather_misses(missed("Lương tăng?", "Thưởng Tết?"), meanings)
    assert sorted(read) == sorted({"Lương tăng?", "Họp ở đâu?", "Thưởng Tết?"})
    await gather_misses(missed("Họp ở đâu?"), meanings)
    assert read.count("Họp ở đâu?") == 2  # it was let go when nobody had asked it any more


async def test_the_wording_shown_has_accents_where_one_has():
    (miss,) = await gather_misses(
        missed("luong tang bao nhieu", "luong tang bao nhieu", "Lương tăng bao nhiêu"), Meanings(READ)
    )
    assert miss.question == "Lương tăng bao nhiêu"


async def test_an_answer_found_wanting_is_a_gap_and_a_good_one_is_none():
    disliked = await gather_misses(
        missed("Lương tăng?", status=Status.ANSWER, disliked=1, entries=("x",)), Meanings(READ)
    )
    assert [(miss.disliked, miss.nearest) for miss in disliked] == [(1, "x")]
    assert await gathered(missed("Lương tăng?", status=Status.ANSWER)) == ()


async def test_words_that_were_deleted_are_no_gap():
    assert await gathered(missed("", "")) == ()


async def test_it_works_without_any_knowledge():
    assert len(await gather_misses(missed("Lương tăng?", "luong tang"), Meanings(Answerer.build([]).read))) == 1
