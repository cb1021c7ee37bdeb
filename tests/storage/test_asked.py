"""The table of questions: pages of it hold what each question, read by itself, has."""

import datetime as dt
import random
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Status
from bot.language.normal import fold, normalise
from bot.storage.asked import Wanted, page_of
from bot.storage.exchanges import ChatKind, Feedback, put_exchanges, put_feedback, recorded
from tests.databases import NOON
from tests.storage.test_recorder import HANOI, exchange

DAY = dt.date(2026, 7, 1)
QUESTIONS = (
    "Ai chủ trì hội nghị?", unicodedata.normalize("NFD", "Ai chủ trì hội nghị giao ban?"), "ai chu tri hoi nghi",
    "BƯU CHÍNH", "bưu\nchính", "", 'nói "thế" \\ và', "情報 통신부 Ѐ", "\u0301lạ", "một", "hai", "ba",
)  # fmt: skip
ENTRIES = ((), ("dang-uy",), ("dang-uy", "hop-bao"), ("họp-báo", 'a"b', "c\\d"))
SOUGHT = (
    "hội nghị", "HOI NGHI", "chính", "bưu chính", "buu\nchinh", "dang", "uy hop", "họp-báo", "hop-bao", 'a"b', "c\\d",
    '", "', '"thế"', "\\", "통신", "không có", "%", "_",
)  # fmt: skip


async def fill(database, count):
    chance = random.Random(5)  # noqa: S311  # a table, not a secret
    made = [
        replace(
            exchange(number, chance.choice(QUESTIONS), NOON - dt.timedelta(minutes=number // 2)),
            status=chance.choice(list(Status)),
            chat=chance.choice(list(ChatKind)),
            entries=chance.choice(ENTRIES),
        )
        for number in range(count)
    ]
    async with database.write() as transaction:
        await put_exchanges(transaction, made)
        for one in made[::3]:
            for person in ("a", "b"):
                opinion = Feedback(one.reference, person, chance.random() < 0.5, "", NOON)
                await put_feedback(transaction, opinion)


async def leafed_through(database, wanted, size):
    rows, after = [], ""
    while after is not None:
        page = await page_of(database, wanted, HANOI, after=after, size=size)
        rows += page.rows
        assert len(page.rows) <= size
        after = page.next
    return rows


def fits(one, wanted):
    asked = one.exchange
    words = fold(normalise(wanted.words)).strip()
    return (
        wanted.status in {None, asked.status}
        and wanted.chat in {None, asked.chat}
        and (wanted.liked is None or bool(one.liked if wanted.liked else one.disliked))
        and (words in fold(normalise(asked.question)) or words in " ".join(asked.entries))
    )


@pytest.mark.parametrize("size", [3, 700])
async def test_pages_hold_every_question_that_fits_once_and_the_newest_first(database, size):
    await fill(database, 60 if size == 3 else 1300)
    everything = [one async for one in recorded(database, DAY, 1, HANOI)][::-1]
    assert await leafed_through(database, Wanted(DAY, 1), size) == everything
    chance = random.Random(7)  # noqa: S311
    found = 0
    for words in SOUGHT:
        status, chat = (chance.choice([None, None, *kind]) for kind in (Status, ChatKind))
        wanted = Wanted(DAY, 1, status, chat, chance.choice([None, None, True, False]), words)
        for one in (wanted, Wanted(DAY, 1, words=words)):
            expected = [row for row in everything if fits(row, one)]
            assert await leafed_through(database, one, size) == expected, one
            found += len(expected)
    assert found


@given(st.lists(st.text() | st.sampled_from(QUESTIONS), max_size=6))
def test_many_questions_fold_in_one_text_as_each_by_itself(questions):
    assert fold(normalise("\n".join(questions))) == "\n".join(fold(normalise(one)) for one in questions)
