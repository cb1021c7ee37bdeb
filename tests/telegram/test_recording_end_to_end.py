"""What stays of a question, over HTTP and in the database."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.answering.answer import Status
from bot.storage.connecting import open_database
from bot.storage.exchanges import ChatKind, recorded

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


async def test_each_exchange_is_kept_under_a_pseudonym_with_how_it_went(start_bot, staff, stranger, state):
    async with start_bot():
        await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai")
        await staff.says("cách nấu phở bò, gọi 0912345678")
        await staff.receives("Tôi không biết")
        await stranger.says("cho tôi hỏi")
        await stranger.receives()
    database = await open_database(state)
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    today = dt.datetime.now(zone).date() - dt.timedelta(days=1)
    found = [kept.exchange async for kept in recorded(database, today, 2, zone)]
    await database.close()
    assert [kept.status for kept in found] == [Status.ANSWER, Status.NOT_FOUND]
    first, second = found
    assert first.question == QUESTION
    assert first.entries == ("dang-uy-co-quan-quy-1-2009",)
    assert first.chat is ChatKind.PRIVATE
    assert first.language == "vi"
    assert first.elapsed_ms > 0
    assert [name for name, _ in first.stages] == ["answer", "send"]
    assert first.person == second.person
    assert str(staff.id) not in first.person
    assert "0912345678" not in second.question
