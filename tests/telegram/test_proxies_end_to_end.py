"""Behind a proxy of either kind, to a Bot API server that is reached in no other way."""

import asyncio

import pytest

from tests.telegram.proxy import AWAY

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_questions_answers_and_files_go_through_the_proxy(start_bot, server, staff, admin, proxy, kind):
    away = server.url.replace("127.0.0.1", AWAY)
    with pytest.raises(OSError, match=r"refused|Connect call failed"):
        await asyncio.open_connection(AWAY, int(away.rpartition(":")[2]))
    async with start_bot(api_url=away, proxy=f"{kind}://127.0.0.1:{proxy.port}"):
        await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai")
        await admin.sends_file("tam.bin", b"\\0\\1")
        await admin.presses("Thêm", on=await admin.receives("Thêm vào kho tri thức?"))
        await admin.receives("Chưa lấy được")
