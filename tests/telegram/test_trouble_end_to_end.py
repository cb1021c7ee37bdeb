"""What goes wrong between the bot and Telegram, and with the knowledge, and what a person notices of it: little."""

import asyncio
import logging
import re

import pytest

from bot.errors import KnowledgeError, SettingsError

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"

ENTRY = """
title: Hội nghị {subject}
source: {{name: Mic.gov.vn}}
body: |
  Thứ trưởng {chair} chủ trì hội nghị {subject} tại Hà Nội.
"""


async def test_the_bot_serves_without_its_optional_calls_and_names_them(server, staff, start_bot, caplog):
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        server.faults.refuse(method, 404, "Not Found", times=-1)
    with caplog.at_level(logging.WARNING):
        async with start_bot():
            await staff.says(QUESTION)
            await staff.receives("Trần Đức Lai")
            await server.called("setMyShortDescription", 2)
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        assert f"optional call {method} failed" in caplog.text


async def test_the_optional_calls_are_made_in_both_languages_and_by_scope(server, start_bot):
    async with start_bot():
        await server.called("setMyShortDescription", 2)
    scopes = [str(call.values.get("scope")) for call in server.calls("setMyCommands")]
    for scope in ("default", "all_private_chats", "all_group_chats", '"chat"'):
        assert len([one for one in scopes if scope in one]) == 2


async def test_the_bot_waits_for_a_telegram_that_is_down_at_start(server, staff, start_bot):
    server.faults.drop("getMe", 1)
    async with start_bot():
        await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai")


async def test_a_wrong_token_ends_the_start_with_what_to_do(server, start_bot):
    wrong = "999999:AAwrongwrongwrongwrongwrongwrongwro"
    with pytest.raises(SettingsError, match="BotFather") as refused:
        async with start_bot(token=wrong):
            pass
    assert wrong not in str(refused.value)


@pytest.mark.parametrize("trouble", ["drop", "error", "too_many_requests"])
async def test_an_answer_gets_through_a_bad_connection(server, staff, start_bot, trouble):
    async with start_bot():
        getattr(server.faults, trouble)("sendMessage")
        await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai")


@pytest.mark.parametrize("trouble", ["drop", "error"])
async def test_fetching_goes_on_after_trouble(server, staff, start_bot, trouble):
    async with start_bot():
        getattr(server.faults, trouble)("getUpdates")
        await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai", seconds=20)
        await staff.says("/help")
        await staff.receives("nguyên văn")


async def test_a_typing_indicator_that_fails_or_hangs_delays_no_answer(server, staff, start_bot):
    async with start_bot():
        server.faults.error("sendChatAction")
        server.faults.slow("sendChatAction", 8)
        for _ in range(2):
            await staff.says(QUESTION)
            await staff.receives("Trần Đức Lai", seconds=5)


async def test_a_refusal_becomes_one_calm_sentence_with_a_reference_that_is_in_the_log(
    server, staff, start_bot, caplog
):
    async with start_bot():
        server.faults.refuse("sendMessage", 400, "Bad Request: message is odd")
        await staff.says(QUESTION)
        sorry = await staff.receives("trục trặc")
    (reference,) = re.findall(r"HB-[0-9A-F]+", sorry.text)
    assert reference in caplog.text
    assert "Message is odd" in caplog.text


async def test_a_person_who_blocked_the_bot_is_no_error(server, staff, start_bot, caplog):
    async with start_bot():
        server.faults.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await staff.says(QUESTION)
        await server.called("sendMessage")
        await staff.says("/help")
        await staff.receives("nguyên văn")
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_an_edit_is_served_at_once_and_a_broken_one_leaves_its_file_as_it_was(staff, start_bot, tmp_path, caplog):
    folder = tmp_path / "knowledge"
    folder.mkdir()
    file = folder / "a.yaml"
    file.write_text(ENTRY.format(subject="viễn thông nông thôn", chair="Trần Đức Lai"), encoding="utf-8")
    question = "ai chủ trì hội nghị viễn thông nông thôn"
    caplog.set_level(logging.INFO)
    async with start_bot(knowledge=folder):
        await staff.says(question)
        await staff.receives("Trần Đức Lai")
        file.write_text(ENTRY.format(subject="viễn thông nông thôn", chair="Lê Nam Thắng"), encoding="utf-8")
        await _until(lambda: "serving 1 entries" in caplog.text.rpartition("connected")[2])
        await staff.says(question)
        await staff.receives("Lê Nam Thắng")
        file.write_text("title: [", encoding="utf-8")
        await _until(lambda: "a.yaml:2" in caplog.text)
        await staff.says(question)
        await staff.receives("Lê Nam Thắng")


async def test_admins_are_told_once_what_keeps_an_edit_from_being_served_while_later_edits_of_others_are_served(
    admin, staff, start_bot, tmp_path, caplog
):
    caplog.set_level(logging.INFO)
    folder = tmp_path / "knowledge"
    (folder / "2024").mkdir(parents=True)
    file = folder / "2024" / "a.yaml"
    good = ENTRY.format(subject="viễn thông nông thôn", chair="Trần Đức Lai")
    file.write_text(good, encoding="utf-8")
    await admin.says("/help")
    async with start_bot(knowledge=folder):
        await admin.receives("nguyên văn")
        file.write_text(good.replace("source:", "sorce:").replace("Trần Đức Lai", "Nửa Chừng"), encoding="utf-8")
        told = await admin.receives("tạm giữ bản tốt")
        assert "2024/a.yaml:3:1" in told.text
        assert "source" in told.text
        assert str(tmp_path) not in told.text
        other = ENTRY.format(subject="đấu giá băng tần", chair="Lê Nam Thắng")
        (folder / "b.yaml").write_text(other, encoding="utf-8")  # a good edit of another file
        await _until(lambda: "serving 2 entries" in caplog.text)
        await staff.says("ai chủ trì hội nghị đấu giá băng tần")
        await staff.receives("Lê Nam Thắng")
        await staff.says("ai chủ trì hội nghị viễn thông nông thôn")
        await staff.receives("Trần Đức Lai")
        file.write_text(f"{good}bdoy: x\n", encoding="utf-8")
        assert "2024/a.yaml:6:1" in (await admin.receives("tạm giữ bản tốt")).text
        file.write_text(good, encoding="utf-8")
        assert "2 mục" in (await admin.receives("đã hết lỗi")).text
    assert len([seen for seen in admin.history() if "tạm giữ bản tốt" in seen.text]) == 2
    assert not [seen for seen in staff.history() if "Nửa Chừng" in seen.text]


async def test_knowledge_that_is_broken_at_start_is_an_error_with_its_place(start_bot, tmp_path):
    (tmp_path / "a.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"a\.yaml:2"):
        async with start_bot(knowledge=tmp_path):
            pass


async def test_what_was_asked_while_the_bot_was_down_is_answered_once(server, staff, start_bot):
    async with start_bot():
        await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai")
    await staff.says("/help")
    async with start_bot():
        await staff.receives("nguyên văn")
        await server.taken()
    assert len([seen for seen in staff.history() if "Trần Đức Lai" in seen.text]) == 1


async def _until(condition):
    async with asyncio.timeout(10):
        while not condition():  # what is waited for is a line in a log
            await asyncio.sleep(0.02)
